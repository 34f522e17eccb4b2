#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "cases/case.h"
#include "city/city.h"
#include "service/model_provider.h"
#include "understand/reader.h"
#include "understand/second_opinion.h"

namespace yiwang {

/// Asks a configured model for the matter when our own reading is unsure, and weighs what it says by how often it was right before (requirement E5). Safe for any
/// number of threads. What it added stands in the event (evidence kind `model`), so a replay never asks.
class SecondReader {
 public:
  /// `prompt`: the instruction, with `{matters}` where the choice is listed. `limit`: how long a report may wait for it.
  SecondReader(std::shared_ptr<ModelProvider> provider, std::string prompt, milliseconds limit);
  /// Leaves `reading` as it was when it is sure enough, when there is nothing to read, or when no usable answer comes in time.
  void read(const City& city, const Reader& reader, std::string_view caller, std::string_view title, std::string_view text, Understanding& reading) const;
  /// A case left the engine's hands: was the model borne out? Cases it did not read are passed over.
  void learn(const Case& settled);

  OpinionRecord record() const;
  void set_record(OpinionRecord record);

 private:
  const std::shared_ptr<ModelProvider> provider_;
  const std::string prompt_;
  const milliseconds limit_;
  mutable std::mutex mutex_;
  OpinionRecord record_;
};

}  // namespace yiwang
