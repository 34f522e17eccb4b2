#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "base/result.h"

namespace yiwang {

enum class ModelTask : std::uint8_t { chat, embed, look };

struct ModelImage {
  std::string type;                        // image/jpeg, image/png, image/webp
  std::string bytes;
};

/// What a model is asked. `purpose` (matter, try...) and `caller` (a unit, a channel) are for counting and never leave the house.
struct ModelQuestion {
  ModelTask task = ModelTask::chat;
  std::string purpose, caller;
  std::string instruction;                 // chat, look: what to do
  std::string text;                        // chat, look: what somebody wrote
  std::vector<std::string> texts;          // embed: one vector each
  std::vector<ModelImage> images;          // look
  json::Value schema;                      // chat, look: JSON Schema 2020-12 of the answer; null: any object
  std::int64_t most_tokens = 400;          // of the answer
};

struct ModelUsage {
  std::int64_t tokens_in = 0, tokens_out = 0;
  bool estimated = false;                  // the service did not say, or said nonsense
};

struct ModelReply {
  json::Value value;                       // chat, look: the JSON that was asked for
  std::vector<std::vector<float>> vectors; // embed: as many as texts
  ModelUsage usage;
  std::string model;                       // what the service calls the model that answered
};

/// A large model somewhere outside (requirement E5): chat, embeddings, vision. Never needed: everything works without one, and what it answers is evidence, not
/// a decision. Refuses with `model_*` (contract/reasons.yaml). Implementations are safe to call from several threads and return within about `limit`.
class ModelProvider {
 public:
  virtual ~ModelProvider() = default;
  virtual Result<ModelReply> ask(const ModelQuestion& question, milliseconds limit) = 0;
  virtual std::string describe() const = 0;               // "qwen2.5 at 127.0.0.1:8000", without the key
};

}  // namespace yiwang
