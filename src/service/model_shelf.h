#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace yiwang {

/// A case as something to learn from: what the model answered and what became of it. A projection of the ledger that learn/ keeps; it holds nobody's words, those are
/// read from the ledger's row `told_seq` when they are needed.
struct LearnCase {
  std::uint64_t case_id = 0;
  std::uint64_t told_seq = 0;              // ledger row with the first report
  std::int64_t at_ms = 0;
  std::int32_t day = 0;                    // local, days since 1970
  bool rehearsal = false;
  std::string channel, unit;               // how it came, and the unit of who took it in (empty: nobody did)
  std::string model;                       // version that answered; empty when none was asked
  std::string guess;                       // its best matter
  double confidence = 0, margin = 0;       // of the best, and its lead over the second
  bool to_dispatcher = false;              // it waited for a dispatcher because the matter was not sure
  std::string matter;                      // that stands now
  std::string state;                       // open; corrected, confirmed (by a person); settled (nobody objected); doubtful (a unit returned it)
  std::string decided_by;                  // login
  std::int64_t decided_ms = 0;
  int returns = 0;
  std::string label;                       // what the labelling desk made of it
  std::string label_state;                 // empty, labelled, disputed
  int side = 0;                            // 0 in no data set yet, 1 to learn from, 2 held out, 3 too like both; never changes again
  bool operator==(const LearnCase&) const = default;
};

/// What a model that runs in the shadow answered to a case.
struct ShadowRow {
  std::uint64_t model = 0, case_id = 0;
  std::string matter;
  double confidence = 0;
  bool operator==(const ShadowRow&) const = default;
};

/// How often a model was asked. `channel` is a report's, or `advice` for questions while somebody types.
struct ModelCall {
  std::int32_t day = 0;
  std::string model, unit, channel;
  std::int64_t count = 0;
  bool operator==(const ModelCall&) const = default;
};

/// What the models answered on one day, for one class (first two digits of the matter; empty: no answer).
struct ModelDay {
  std::int32_t day = 0;
  std::string of_class;
  std::int64_t count = 0, to_dispatcher = 0, decided = 0, corrected = 0, returned = 0;
  double confidence = 0;                   // sum
  bool operator==(const ModelDay&) const = default;
};

struct DatasetRow {
  std::uint64_t number = 0;                // given by the shelf
  std::int64_t made_ms = 0;
  std::string by, note, city_version;
  std::uint64_t parent = 0, from_seq = 0, to_seq = 0;
  bool rehearsal = false;
  std::int64_t learn = 0, held_out = 0, left_out = 0;
  std::string counts;                      // JSON: class -> {learn, held_out}, source -> count
  bool operator==(const DatasetRow&) const = default;
};

struct ModelRow {
  std::uint64_t number = 0;                // given by the shelf
  std::string version;                     // as answers cite it
  std::string state;                       // candidate, shadow, in_use, past
  std::uint64_t dataset = 0, parent = 0;   // 0: none
  std::int64_t made_ms = 0;
  std::string by, why, catalogue;          // digest of the catalogue's words it learnt from
  std::string city_version;
  std::string metrics;                     // JSON, contract schema ModelMetrics; of itself and of the model in use then, on the same cases
  std::int64_t shadow_from_ms = 0, shadow_to_ms = 0;
  bool operator==(const ModelRow&) const = default;
};

/// Who put which model to use, and why.
struct ModelTurn {
  std::uint64_t number = 0;                // given by the shelf
  std::int64_t at_ms = 0;
  std::string by, what;                    // promoted, rolled_back
  std::uint64_t model = 0, before = 0;
  std::string reason, override_reason;
  bool operator==(const ModelTurn&) const = default;
};

/// One person's judgement of a case's matter. `verdict`: matter, unsure, skip.
struct LabelRow {
  std::uint64_t number = 0;                // given by the shelf
  std::uint64_t case_id = 0;
  std::string login, matter, verdict;
  bool senior = false;                     // a supervisor's or administrator's, which settles a dispute
  std::int64_t at_ms = 0;
  bool undone = false;
  bool operator==(const LabelRow&) const = default;
};

/// Which cases; newest first, or the least sure first.
enum class LearnPick { decided, settled, to_label, disputed };

/// Where models, their data sets and what is known about their answers are kept. Durable when a call returns; from any thread; throws std::runtime_error when the
/// machinery is broken. Bytes of models and rows of data sets are snapshots of the store.
class ModelShelf {
 public:
  virtual ~ModelShelf() = default;

  /// The ledger's row up to which cases are known.
  virtual std::uint64_t followed() = 0;
  /// Writes cases (all but label, label_state and side of those that are there), shadow answers and calls (added to those counted) and where the ledger was read to, all or nothing.
  virtual void follow(const std::vector<LearnCase>& cases, const std::vector<ShadowRow>& shadows, const std::vector<ModelCall>& calls, std::uint64_t seq) = 0;
  virtual std::optional<LearnCase> find_case(std::uint64_t id) = 0;
  virtual std::vector<LearnCase> cases(LearnPick pick, bool rehearsal, std::size_t most) = 0;
  virtual bool any_real_case() = 0;
  /// Sides of cases that have none yet.
  virtual void set_sides(const std::vector<std::pair<std::uint64_t, int>>& sides) = 0;
  virtual std::vector<ModelDay> days(std::int32_t from, std::int32_t to, bool rehearsal) = 0;
  virtual std::vector<ModelCall> calls(std::int32_t from, std::int32_t to) = 0;
  /// Newest first, with the case as it is now.
  virtual std::vector<std::pair<ShadowRow, LearnCase>> shadows(std::uint64_t model, std::size_t most) = 0;

  virtual std::uint64_t add_dataset(const DatasetRow& row) = 0;
  virtual std::vector<DatasetRow> datasets() = 0;                                    // newest first
  virtual std::optional<DatasetRow> find_dataset(std::uint64_t number) = 0;

  virtual std::uint64_t add_model(const ModelRow& row) = 0;
  /// Version, state, city and catalogue, metrics, times of the shadow; of several models and, when given, the turn that changed them, all or nothing.
  virtual void change_models(const std::vector<ModelRow>& rows, const ModelTurn* turn = nullptr) = 0;
  virtual std::vector<ModelRow> models() = 0;                                        // newest first
  virtual std::optional<ModelRow> find_model(std::uint64_t number) = 0;
  virtual std::optional<ModelRow> model_in(const std::string& state) = 0;            // the newest in that state
  virtual std::vector<ModelTurn> turns() = 0;                                        // newest first

  /// With what the case's label becomes by it.
  virtual std::uint64_t add_label(const LabelRow& row, const std::string& label, const std::string& label_state) = 0;
  virtual std::optional<LabelRow> find_label(std::uint64_t number) = 0;
  virtual void undo_label(std::uint64_t number, const std::string& label, const std::string& label_state) = 0;
  virtual std::vector<LabelRow> labels_of(std::uint64_t case_id) = 0;                // in order, with undone ones
  virtual std::vector<LabelRow> labels(std::size_t most) = 0;                        // newest first, without undone ones
};

}  // namespace yiwang
