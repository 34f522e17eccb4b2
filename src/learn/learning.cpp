#include "learn/learning.h"

#include "base/text.h"
#include "learn/evaluation.h"

// The registry's life: training, shadow, promotion, rolling back, and what happens by itself. What is shown of it is in learning_view.cpp.

namespace yiwang {
namespace {

constexpr hours kTrainingHour{3};          // local
constexpr std::size_t kRowsARound = 2000;
constexpr std::string_view kKnowledge = "learn_knowledge";

}  // namespace

Learning::Learning(Office& office, Registry& registry, Options options) : office_(office), registry_(registry), options_(options), follower_(office.store()), labelling_(office) {
  if (const auto row = registry_.in_use()) in_use_ = row->version;
}

void Learning::audit(const Identity& who, const std::string& what, std::uint64_t model, const std::string& reason, const Asking& asking) {
  office_.audit(who.login, what, "model/" + std::to_string(model), reason, asking);
}

Result<ModelRow> Learning::need(std::uint64_t number) const {
  if (auto row = office_.store().models().find_model(number)) return std::move(*row);
  return refuse(Reason::unknown_model, {{"id", std::to_string(number)}});
}

std::optional<Shadow> Learning::shadow_model() const {
  const auto row = registry_.shadow();
  if (!row) return std::nullopt;
  auto model = registry_.model(row->number, *office_.city());
  if (!model) return std::nullopt;
  return Shadow{row->number, std::move(model)};
}

void Learning::follow(std::size_t most) {
  const std::lock_guard lock(following_);
  if (office_.store().last_entry().seq == office_.store().models().followed()) {
    follower_.follow(office_.city()->offset, std::nullopt, 1);   // what was counted meanwhile
    return;
  }
  follower_.follow(office_.city()->offset, shadow_model(), most);
}

void Learning::catch_up() {
  const std::lock_guard lock(following_);
  follower_.follow_all(office_.city()->offset, shadow_model());
}

void Learning::count_advice(const Identity& who, const std::string& model, Instant now) { follower_.count_advice(local_day(now, office_.city()->offset), model, who.unit); }

Result<std::uint64_t> Learning::train(const Identity& who, std::optional<std::uint64_t> dataset, const std::string& note, const Asking& asking) {
  auto& shelf = office_.store().models();
  if (dataset && !shelf.find_dataset(*dataset)) return refuse(Reason::unknown_dataset, {{"id", std::to_string(*dataset)}}, "dataset");
  if (!dataset) {
    catch_up();
    if (shelf.cases(LearnPick::decided, !shelf.any_real_case(), 1).empty()) return refuse(Reason::too_few_cases, {{"count", "0"}, {"least", "1"}});
  }
  office_.audit(who.login, "model_train", dataset ? "dataset/" + std::to_string(*dataset) : "dataset", note, asking);
  return jobs_.begin(who.login, asking.now, [this, dataset, by = who.login, note, now = asking.now](LearnJob& job) { train_now(job, dataset, by, note, now); }, options_.at_once);
}

std::optional<Learning::Trained> Learning::train_now(LearnJob& job, std::optional<std::uint64_t> dataset, const std::string& by, const std::string& why, Instant now) {
  auto& store = office_.store();
  const auto city = office_.city();
  job.at("gathering", 0.02);
  std::optional<Dataset> set;
  if (dataset) {
    set = load_dataset(store, *dataset);
    if (!set) throw std::runtime_error("the rows of data set " + std::to_string(*dataset) + " are gone");
  } else {
    catch_up();
    const std::lock_guard lock(gathering_);
    set = yiwang::make_dataset(store, *city, {by, why, now}, [&](double share) {
      job.at("gathering", 0.02 + 0.2 * share);
      return !job.cancelled;
    });
    if (job.cancelled) return std::nullopt;
  }
  const auto history = texts_to_learn(store, *city, *set);
  if (job.cancelled) return std::nullopt;
  job.at("learning", 0.3);
  const auto fresh = MatterModel::train(training_texts(*city, history));
  if (job.cancelled) return std::nullopt;
  job.at("judging", 0.85);
  const auto held_out = texts_to_judge(store, *city, *set);
  const auto own = judge(fresh, held_out);
  const auto present = registry_.in_use();
  json::Object metrics{{"dataset", set->row.number}, {"own", metrics_of(own, *city)}, {"against", nullptr}};
  Trained out;
  out.not_worse = true;
  if (present) {
    if (const auto model = registry_.model(present->number, *city)) {
      const auto other = judge(*model, held_out);
      const auto c = contest(other, own);
      out.not_worse = c.b_is_not_worse();
      metrics["against"] = json::Object{{"model", present->number}, {"metrics", metrics_of(other, *city)}, {"both_right", c.both_right}, {"only_this", c.only_b}, {"only_other", c.only_a},
                                        {"neither", c.neither}, {"worse", c.b_is_worse()}};
    }
  }
  if (job.cancelled) return std::nullopt;
  auto& row = out.row;
  row.state = "candidate";
  row.dataset = set->row.number;
  row.parent = present ? present->number : 0;
  row.made_ms = now.time_since_epoch().count();
  row.by = by;
  row.why = why;
  row.catalogue = Registry::digest_of(*city);
  row.city_version = city->version;
  row.metrics = boost::json::serialize(metrics);
  row.number = registry_.add(row, fresh);
  row.version = fresh.version();
  job.made(row.number);
  return out;
}

Result<json::Value> Learning::shadow(const Identity& who, std::uint64_t number, bool on, const Asking& asking) {
  const std::lock_guard lock(turning_);
  auto row = need(number);
  if (!row) return tl::unexpected(row.error());
  if (row->state == "in_use" || (row->state == "shadow") == on) return refuse(Reason::already_done);
  const auto now = asking.now.time_since_epoch().count();
  std::vector<ModelRow> changed;
  if (on) {
    if (!registry_.model(number, *office_.city())) return refuse(Reason::model_gone);
    if (auto before = registry_.shadow()) {
      before->state = "candidate";
      before->shadow_to_ms = now;
      changed.push_back(std::move(*before));
    }
    row = need(number);
    row->shadow_from_ms = now;
    row->shadow_to_ms = 0;
    row->state = "shadow";
  } else {
    row->state = "candidate";
    row->shadow_to_ms = now;
  }
  changed.push_back(*row);
  // What came before is answered, or not, as it was until now.
  catch_up();
  office_.store().models().change_models(changed);
  audit(who, on ? "model_shadow" : "model_shadow_end", number, {}, asking);
  return view(*row, true);
}

Done Learning::put_to_use(ModelRow row, ModelTurn turn) {
  auto& shelf = office_.store().models();
  auto advisers = office_.advisers();
  auto reader = registry_.reader_of(row, advisers.city);
  if (!reader) return refuse(Reason::model_gone);
  if (auto fresh = shelf.find_model(row.number)) row = std::move(*fresh);   // its version, when it had to be made anew
  std::vector<ModelRow> changed;
  if (auto before = registry_.in_use()) {
    turn.before = before->number;
    before->state = "past";
    changed.push_back(std::move(*before));
  }
  if (row.state == "shadow") row.shadow_to_ms = turn.at_ms;
  row.state = "in_use";
  changed.push_back(row);
  shelf.change_models(changed, &turn);
  in_use_ = reader->model().version();
  advisers = office_.advisers();
  advisers.reader = std::move(reader);
  office_.writer().use(std::move(advisers));
  return done();
}

Result<json::Value> Learning::promote(const Identity& who, std::uint64_t number, const std::string& reason, const std::string& override_reason, const Asking& asking) {
  if (trim(reason).empty()) return refuse(Reason::reason_required, {}, "reason");
  const std::lock_guard lock(turning_);
  const auto row = need(number);
  if (!row) return tl::unexpected(row.error());
  const auto present = registry_.in_use();
  if (row->state == "in_use") return refuse(Reason::already_done);
  const auto city = office_.city();
  const auto wanted = registry_.model(number, *city);
  if (!wanted) return refuse(Reason::model_gone);
  if (present && trim(override_reason).empty()) {
    const auto sets = office_.store().models().datasets();
    const auto set = sets.empty() ? std::nullopt : load_dataset(office_.store(), sets.front().number);
    const auto model = registry_.model(present->number, *city);
    if (set && model) {
      const auto texts = texts_to_judge(office_.store(), *city, *set);
      const auto c = contest(judge(*model, texts), judge(*wanted, texts));
      if (c.b_is_worse()) {
        return refuse(Reason::model_worse, {{"count", std::to_string(c.count)}, {"right", std::to_string(c.both_right + c.only_b)}, {"right_in_use", std::to_string(c.both_right + c.only_a)}}, "override_reason");
      }
    }
  }
  if (auto ok = put_to_use(*row, {0, asking.now.time_since_epoch().count(), who.login, "promoted", number, 0, reason, override_reason}); !ok) return tl::unexpected(ok.error());
  audit(who, "model_promote", number, override_reason.empty() ? reason : reason + " / " + override_reason, asking);
  return view(*need(number), true);
}

Result<json::Value> Learning::roll_back(const Identity& who, std::uint64_t number, const std::string& reason, const Asking& asking) {
  if (trim(reason).empty()) return refuse(Reason::reason_required, {}, "reason");
  const std::lock_guard lock(turning_);
  const auto row = need(number);
  if (!row) return tl::unexpected(row.error());
  if (row->state == "in_use") return refuse(Reason::already_done);
  if (row->state != "past") return refuse(Reason::wrong_state, {{"state", row->state}});
  if (auto ok = put_to_use(*row, {0, asking.now.time_since_epoch().count(), who.login, "rolled_back", number, 0, reason, {}}); !ok) return tl::unexpected(ok.error());
  audit(who, "model_roll_back", number, reason, asking);
  return view(*need(number), true);
}

Result<json::Value> Learning::make_dataset(const Identity& who, const std::string& note, const Asking& asking) {
  catch_up();
  auto& shelf = office_.store().models();
  if (shelf.cases(LearnPick::decided, !shelf.any_real_case(), 1).empty()) return refuse(Reason::too_few_cases, {{"count", "0"}, {"least", "1"}});
  {
    const std::lock_guard lock(gathering_);
    const auto made = yiwang::make_dataset(office_.store(), *office_.city(), {who.login, note, asking.now});
    office_.audit(who.login, "dataset", "dataset/" + std::to_string(made.row.number), note, asking);
  }
  return datasets().get_object().at("items").get_array().front();
}

void Learning::round(Instant now) {
  follow(kRowsARound);
  {
    // The studio puts another city in place with the reader it found; a model that was promoted meanwhile is put back.
    const std::lock_guard lock(turning_);
    auto advisers = office_.advisers();
    if (const auto present = registry_.in_use(); present && advisers.reader->model().version() != present->version && !in_use_.empty()) {
      if (auto reader = registry_.reader_of(*present, advisers.city)) {
        in_use_ = reader->model().version();
        advisers.reader = std::move(reader);
        office_.writer().use(std::move(advisers));
      }
    }
  }
  if (options_.nightly) night(now);
}

void Learning::night(Instant now) {
  const auto city = office_.city();
  const auto local = to_local(now, city->offset);
  if (!trained_on_) trained_on_ = local.date;
  if (std::chrono::floor<hours>(local.since_midnight) != kTrainingHour || *trained_on_ == local.date) return;
  trained_on_ = local.date;
  learn_overnight(now);
}

void Learning::learn_overnight(Instant now) {
  catch_up();
  auto& store = office_.store();
  const auto known = std::to_string(state_of_knowledge(store));
  if (store.models().cases(LearnPick::decided, !store.models().any_real_case(), 1).empty() || store.setting(std::string(kKnowledge)) == known) return;
  (void)jobs_.begin("system", now, [this, known, now](LearnJob& job) {
    const auto trained = train_now(job, std::nullopt, "system", "night", now);
    if (!trained) return;
    office_.store().set_setting(std::string(kKnowledge), known);
    const std::lock_guard lock(turning_);
    const auto present = registry_.in_use();
    if (present && present->version == trained->row.version) return;
    if (office_.city()->settings.learn_promote == "auto") {
      if (trained->not_worse) (void)put_to_use(trained->row, {0, now.time_since_epoch().count(), "system", "promoted", trained->row.number, 0, "night", {}});
    } else if (!registry_.shadow()) {
      // Until somebody decides it shows what it would have said.
      auto row = trained->row;
      row.state = "shadow";
      row.shadow_from_ms = now.time_since_epoch().count();
      office_.store().models().change_models({row});
    }
  }, options_.at_once);
}

}  // namespace yiwang
