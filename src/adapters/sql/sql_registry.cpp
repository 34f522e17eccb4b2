#include "adapters/sql/connection.h"
#include "adapters/sql/sql_models.h"

// The registry of models, their data sets, and labels.

namespace yiwang {
namespace {

constexpr Sql kNextModel{"next model", "UPDATE counter SET value = value + 1 WHERE name = 'model_kept'"};
constexpr Sql kModelNumber{"model number", "SELECT value FROM counter WHERE name = 'model_kept'"};
constexpr Sql kNextDataset{"next data set", "UPDATE counter SET value = value + 1 WHERE name = 'dataset'"};
constexpr Sql kDatasetNumber{"data set number", "SELECT value FROM counter WHERE name = 'dataset'"};
constexpr Sql kNextLabel{"next label", "UPDATE counter SET value = value + 1 WHERE name = 'label'"};
constexpr Sql kLabelNumber{"label number", "SELECT value FROM counter WHERE name = 'label'"};
constexpr Sql kNextTurn{"next turn", "SELECT coalesce(max(number), 0) + 1 FROM model_turn"};

#define YIWANG_DATASET "number, made_ms, by_login, note, city_version, parent, from_seq, to_seq, rehearsal, learn, held_out, left_out, counts"
constexpr Sql kAddDataset{"add data set", "INSERT INTO dataset (" YIWANG_DATASET ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"};
constexpr Sql kDatasets{"data sets", "SELECT " YIWANG_DATASET " FROM dataset ORDER BY number DESC"};
constexpr Sql kFindDataset{"find data set", "SELECT " YIWANG_DATASET " FROM dataset WHERE number = ?1"};
#undef YIWANG_DATASET
#define YIWANG_MODEL "number, version, state, dataset, parent, made_ms, by_login, why, catalogue, city_version, metrics, shadow_from_ms, shadow_to_ms"
constexpr Sql kAddModel{"add model", "INSERT INTO model_kept (" YIWANG_MODEL ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"};
constexpr Sql kChangeModel{"change model",
                           "UPDATE model_kept SET version = ?2, state = ?3, catalogue = ?4, city_version = ?5, metrics = ?6, shadow_from_ms = ?7, shadow_to_ms = ?8 WHERE number = ?1"};
constexpr Sql kModels{"models", "SELECT " YIWANG_MODEL " FROM model_kept ORDER BY number DESC"};
constexpr Sql kFindModel{"find model", "SELECT " YIWANG_MODEL " FROM model_kept WHERE number = ?1"};
constexpr Sql kModelIn{"model in a state", "SELECT " YIWANG_MODEL " FROM model_kept WHERE state = ?1 ORDER BY number DESC LIMIT 1"};
#undef YIWANG_MODEL
constexpr Sql kAddTurn{"add turn", "INSERT INTO model_turn (number, at_ms, by_login, what, model, before, reason, override_reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
constexpr Sql kTurns{"turns", "SELECT number, at_ms, by_login, what, model, before, reason, override_reason FROM model_turn ORDER BY number DESC"};
#define YIWANG_LABEL "number, case_id, login, matter, verdict, senior, at_ms, undone"
constexpr Sql kAddLabel{"add label", "INSERT INTO label (" YIWANG_LABEL ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
constexpr Sql kFindLabel{"find label", "SELECT " YIWANG_LABEL " FROM label WHERE number = ?1"};
constexpr Sql kUndoLabel{"undo label", "UPDATE label SET undone = 1 WHERE number = ?1"};
constexpr Sql kLabelsOf{"labels of a case", "SELECT " YIWANG_LABEL " FROM label WHERE case_id = ?1 ORDER BY number"};
constexpr Sql kLabels{"labels", "SELECT " YIWANG_LABEL " FROM label WHERE undone = 0 ORDER BY number DESC LIMIT ?1"};
#undef YIWANG_LABEL
constexpr Sql kSetLabel{"set label", "UPDATE learn_case SET label = ?2, label_state = ?3 WHERE case_id = ?1"};

std::uint64_t next_number(Connection& on, const Sql& next, const Sql& number) {
  run(on, next);
  Query q(on, number);
  return q.next() ? q.number<std::uint64_t>(0) : 0;
}

DatasetRow read_dataset(Query& q) {
  DatasetRow d;
  d.number = q.number<std::uint64_t>(0);
  d.made_ms = q.number(1);
  d.by = q.text(2);
  d.note = q.text(3);
  d.city_version = q.text(4);
  d.parent = q.number<std::uint64_t>(5);
  d.from_seq = q.number<std::uint64_t>(6);
  d.to_seq = q.number<std::uint64_t>(7);
  d.rehearsal = q.flag(8);
  d.learn = q.number(9);
  d.held_out = q.number(10);
  d.left_out = q.number(11);
  d.counts = q.text(12);
  return d;
}

ModelRow read_model(Query& q) {
  ModelRow m;
  m.number = q.number<std::uint64_t>(0);
  m.version = q.text(1);
  m.state = q.text(2);
  m.dataset = q.number<std::uint64_t>(3);
  m.parent = q.number<std::uint64_t>(4);
  m.made_ms = q.number(5);
  m.by = q.text(6);
  m.why = q.text(7);
  m.catalogue = q.text(8);
  m.city_version = q.text(9);
  m.metrics = q.text(10);
  m.shadow_from_ms = q.number(11);
  m.shadow_to_ms = q.number(12);
  return m;
}

LabelRow read_label(Query& q) {
  LabelRow l;
  l.number = q.number<std::uint64_t>(0);
  l.case_id = q.number<std::uint64_t>(1);
  l.login = q.text(2);
  l.matter = q.text(3);
  l.verdict = q.text(4);
  l.senior = q.flag(5);
  l.at_ms = q.number(6);
  l.undone = q.flag(7);
  return l;
}

}  // namespace

std::uint64_t SqlModels::add_dataset(const DatasetRow& d) {
  std::uint64_t number = 0;
  write_([&](Connection& on) {
    number = next_number(on, kNextDataset, kDatasetNumber);
    run(on, kAddDataset, number, d.made_ms, d.by, d.note, d.city_version, d.parent, d.from_seq, d.to_seq, d.rehearsal, d.learn, d.held_out, d.left_out, d.counts);
  });
  return number;
}

std::vector<DatasetRow> SqlModels::datasets() {
  auto on = readers_.take();
  Query q(*on, kDatasets);
  std::vector<DatasetRow> out;
  while (q.next()) out.push_back(read_dataset(q));
  return out;
}

std::optional<DatasetRow> SqlModels::find_dataset(std::uint64_t number) {
  auto on = readers_.take();
  Query q(*on, kFindDataset, number);
  if (!q.next()) return std::nullopt;
  return read_dataset(q);
}

std::uint64_t SqlModels::add_model(const ModelRow& m) {
  std::uint64_t number = 0;
  write_([&](Connection& on) {
    number = next_number(on, kNextModel, kModelNumber);
    run(on, kAddModel, number, m.version, m.state, m.dataset, m.parent, m.made_ms, m.by, m.why, m.catalogue, m.city_version, m.metrics, m.shadow_from_ms, m.shadow_to_ms);
  });
  return number;
}

void SqlModels::change_models(const std::vector<ModelRow>& rows, const ModelTurn* turn) {
  write_([&](Connection& on) {
    for (const auto& m : rows) run(on, kChangeModel, m.number, m.version, m.state, m.catalogue, m.city_version, m.metrics, m.shadow_from_ms, m.shadow_to_ms);
    if (turn == nullptr) return;
    std::uint64_t number = 0;
    {
      Query q(on, kNextTurn);
      if (q.next()) number = q.number<std::uint64_t>(0);
    }
    run(on, kAddTurn, number, turn->at_ms, turn->by, turn->what, turn->model, turn->before, turn->reason, turn->override_reason);
  });
}

std::vector<ModelRow> SqlModels::models() {
  auto on = readers_.take();
  Query q(*on, kModels);
  std::vector<ModelRow> out;
  while (q.next()) out.push_back(read_model(q));
  return out;
}

std::optional<ModelRow> SqlModels::find_model(std::uint64_t number) {
  auto on = readers_.take();
  Query q(*on, kFindModel, number);
  if (!q.next()) return std::nullopt;
  return read_model(q);
}

std::optional<ModelRow> SqlModels::model_in(const std::string& state) {
  auto on = readers_.take();
  Query q(*on, kModelIn, state);
  if (!q.next()) return std::nullopt;
  return read_model(q);
}

std::vector<ModelTurn> SqlModels::turns() {
  auto on = readers_.take();
  Query q(*on, kTurns);
  std::vector<ModelTurn> out;
  while (q.next()) out.push_back({q.number<std::uint64_t>(0), q.number(1), q.text(2), q.text(3), q.number<std::uint64_t>(4), q.number<std::uint64_t>(5), q.text(6), q.text(7)});
  return out;
}

std::uint64_t SqlModels::add_label(const LabelRow& l, const std::string& label, const std::string& label_state) {
  std::uint64_t number = 0;
  write_([&](Connection& on) {
    number = next_number(on, kNextLabel, kLabelNumber);
    run(on, kAddLabel, number, l.case_id, l.login, l.matter, l.verdict, l.senior, l.at_ms, l.undone);
    run(on, kSetLabel, l.case_id, label, label_state);
  });
  return number;
}

std::optional<LabelRow> SqlModels::find_label(std::uint64_t number) {
  auto on = readers_.take();
  Query q(*on, kFindLabel, number);
  if (!q.next()) return std::nullopt;
  return read_label(q);
}

void SqlModels::undo_label(std::uint64_t number, const std::string& label, const std::string& label_state) {
  const auto row = find_label(number);
  if (!row) return;
  write_([&](Connection& on) {
    run(on, kUndoLabel, number);
    run(on, kSetLabel, row->case_id, label, label_state);
  });
}

std::vector<LabelRow> SqlModels::labels_of(std::uint64_t case_id) {
  auto on = readers_.take();
  Query q(*on, kLabelsOf, case_id);
  std::vector<LabelRow> out;
  while (q.next()) out.push_back(read_label(q));
  return out;
}

std::vector<LabelRow> SqlModels::labels(std::size_t most) {
  auto on = readers_.take();
  Query q(*on, kLabels, most);
  std::vector<LabelRow> out;
  while (q.next()) out.push_back(read_label(q));
  return out;
}

}  // namespace yiwang
