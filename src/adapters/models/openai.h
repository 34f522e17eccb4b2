#pragma once
#include <memory>
#include <string>

#include "service/model_provider.h"

namespace yiwang {

struct OpenAiOptions {
  std::string url;                         // up to and with /v1: "http://127.0.0.1:8000/v1"
  std::string key;                         // sent as bearer token when not empty
  std::string chat_model, embedding_model, vision_model;   // an empty one: that task is refused with `model_off`
  bool schema_mode = true;                 // ask with response_format json_schema; off for services that know only plain chat
  std::size_t most_bytes = 4 << 20;        // of an answer
};

/// Speaks the OpenAI-compatible protocol: /chat/completions (pictures as data URLs) and /embeddings. One request a call, no redirects, no retries: the caller decides.
/// `model_unreachable` (connection, status, redirect), `model_late` (the limit covers connecting, sending and every byte of the answer), `model_nonsense`
/// (not the protocol, too large, cut short, not JSON). Stateless, so safe for any number of threads.
std::unique_ptr<ModelProvider> open_openai(OpenAiOptions options);

/// The body that is sent, and what is read out of an answer's body: for tests and for those who debug a service.
std::string openai_body(const OpenAiOptions& options, const ModelQuestion& question);
Result<ModelReply> read_openai_answer(const ModelQuestion& question, std::string_view body);

}  // namespace yiwang
