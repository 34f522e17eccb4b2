#pragma once
#include <memory>
#include <mutex>

#include "learn/dataset.h"
#include "understand/reader.h"

namespace yiwang {

/// The city's models: each with what it was made of, by whom, when and why; one is in use. Bytes lie in the store (`model/<number>`); those of long past ones are dropped and
/// made anew from their data set when they are wanted. Thread-safe.
class Registry {
 public:
  explicit Registry(Store& store) : store_(store) {}

  /// What reads now. The first time there is no model: then one is made from the catalogue and from what people decided so far. Made anew from its data set when the catalogue's
  /// words (or the program's way of learning) have changed since.
  std::shared_ptr<const Reader> reader_in_use(const std::shared_ptr<const City>& city, Instant now);
  std::shared_ptr<const Reader> reader_of(const ModelRow& row, const std::shared_ptr<const City>& city);
  /// Null when its bytes are gone and its data set, too.
  std::shared_ptr<const MatterModel> model(std::uint64_t number, const City& city);

  std::optional<ModelRow> in_use() const;
  std::optional<ModelRow> shadow() const;
  /// Adds a candidate; returns its number.
  std::uint64_t add(ModelRow row, const MatterModel& model);
  /// What it takes from the catalogue, in one word.
  static std::string digest_of(const City& city) { return MatterModel::version_of(training_texts(city)); }

 private:
  std::shared_ptr<const MatterModel> make_anew(ModelRow row, const City& city);
  void drop_old();
  Store& store_;
  mutable std::mutex mutex_;
  std::map<std::uint64_t, std::shared_ptr<const MatterModel>> lately_;
};

}  // namespace yiwang
