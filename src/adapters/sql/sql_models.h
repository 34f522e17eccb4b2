#pragma once
#include <functional>

#include "adapters/sql/pool.h"
#include "service/model_shelf.h"

namespace yiwang {

/// The shelf of models in SQL both dialects share; part of a store, whose connections it uses.
class SqlModels final : public ModelShelf {
 public:
  using Work = std::function<void(Connection&)>;
  /// `write` runs its work in one transaction of the store's writer.
  SqlModels(std::function<void(const Work&)> write, ConnectionPool& readers) : write_(std::move(write)), readers_(readers) {}

  std::uint64_t followed() override;
  void follow(const std::vector<LearnCase>& cases, const std::vector<ShadowRow>& shadows, const std::vector<ModelCall>& calls, std::uint64_t seq) override;
  std::optional<LearnCase> find_case(std::uint64_t id) override;
  std::vector<LearnCase> cases(LearnPick pick, bool rehearsal, std::size_t most) override;
  bool any_real_case() override;
  void set_sides(const std::vector<std::pair<std::uint64_t, int>>& sides) override;
  std::vector<ModelDay> days(std::int32_t from, std::int32_t to, bool rehearsal) override;
  std::vector<ModelCall> calls(std::int32_t from, std::int32_t to) override;
  std::vector<std::pair<ShadowRow, LearnCase>> shadows(std::uint64_t model, std::size_t most) override;

  std::uint64_t add_dataset(const DatasetRow& row) override;
  std::vector<DatasetRow> datasets() override;
  std::optional<DatasetRow> find_dataset(std::uint64_t number) override;
  std::uint64_t add_model(const ModelRow& row) override;
  void change_models(const std::vector<ModelRow>& rows, const ModelTurn* turn) override;
  std::vector<ModelRow> models() override;
  std::optional<ModelRow> find_model(std::uint64_t number) override;
  std::optional<ModelRow> model_in(const std::string& state) override;
  std::vector<ModelTurn> turns() override;

  std::uint64_t add_label(const LabelRow& row, const std::string& label, const std::string& label_state) override;
  std::optional<LabelRow> find_label(std::uint64_t number) override;
  void undo_label(std::uint64_t number, const std::string& label, const std::string& label_state) override;
  std::vector<LabelRow> labels_of(std::uint64_t case_id) override;
  std::vector<LabelRow> labels(std::size_t most) override;

 private:
  std::function<void(const Work&)> write_;
  ConnectionPool& readers_;
};

}  // namespace yiwang
