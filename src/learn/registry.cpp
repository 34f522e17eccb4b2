#include "learn/registry.h"

#include "learn/follower.h"

namespace yiwang {
namespace {

constexpr std::size_t kBytesKept = 6;       // of the newest models, besides those in use and in the shadow
constexpr std::size_t kInMemory = 3;

std::string name_of(std::uint64_t number) { return "model/" + std::to_string(number); }

}  // namespace

std::optional<ModelRow> Registry::in_use() const { return store_.models().model_in("in_use"); }
std::optional<ModelRow> Registry::shadow() const { return store_.models().model_in("shadow"); }

std::uint64_t Registry::add(ModelRow row, const MatterModel& model) {
  row.version = model.version();
  row.number = store_.models().add_model(row);
  store_.save_snapshot(name_of(row.number), {row.number, model.save()});
  drop_old();
  return row.number;
}

void Registry::drop_old() {
  std::size_t kept = 0;
  for (const auto& row : store_.models().models()) {
    if (row.state == "in_use" || row.state == "shadow") continue;
    if (++kept <= kBytesKept) continue;
    if (kept > kBytesKept + 2) break;       // those before were dropped when they came to stand here
    store_.save_snapshot(name_of(row.number), {row.number, {}});
  }
}

std::shared_ptr<const MatterModel> Registry::make_anew(ModelRow row, const City& city) {
  std::vector<LabelledText> history;
  if (row.dataset != 0) {
    const auto set = load_dataset(store_, row.dataset);
    if (!set) return nullptr;
    history = texts_to_learn(store_, city, *set);
  }
  auto model = std::make_shared<const MatterModel>(MatterModel::train(training_texts(city, history)));
  row.version = model->version();
  row.catalogue = digest_of(city);
  row.city_version = city.version;
  store_.save_snapshot(name_of(row.number), {row.number, model->save()});
  store_.models().change_models({row});
  return model;
}

std::shared_ptr<const MatterModel> Registry::model(std::uint64_t number, const City& city) {
  const std::lock_guard lock(mutex_);
  const auto row = store_.models().find_model(number);
  if (!row) return nullptr;
  if (const auto it = lately_.find(number); it != lately_.end() && it->second->version() == row->version) return it->second;
  std::shared_ptr<const MatterModel> model;
  if (const auto kept = store_.load_snapshot(name_of(number)); kept && !kept->bytes.empty()) {
    if (auto loaded = MatterModel::load(kept->bytes); loaded && loaded->version() == row->version) model = std::make_shared<const MatterModel>(std::move(*loaded));
  }
  if (!model) model = make_anew(*row, city);
  if (!model) return nullptr;
  if (lately_.size() >= kInMemory) lately_.erase(lately_.begin());
  lately_[number] = model;
  return model;
}

std::shared_ptr<const Reader> Registry::reader_of(const ModelRow& row, const std::shared_ptr<const City>& city) {
  std::shared_ptr<const MatterModel> found;
  if (row.catalogue == digest_of(*city)) {
    found = model(row.number, *city);
  } else {
    const std::lock_guard lock(mutex_);
    lately_.erase(row.number);
    found = make_anew(row, *city);
  }
  if (!found) return nullptr;
  return std::make_shared<const Reader>(city, MatterModel(*found));
}

std::shared_ptr<const Reader> Registry::reader_in_use(const std::shared_ptr<const City>& city, Instant now) {
  if (const auto row = in_use()) {
    if (auto reader = reader_of(*row, city)) return reader;
  }
  // The first model of this folder, or what was in use cannot be had any more.
  Follower(store_).follow_all(city->offset, std::nullopt);
  ModelRow row;
  const bool known = !store_.models().cases(LearnPick::decided, !store_.models().any_real_case(), 1).empty();
  std::vector<LabelledText> history;
  if (known) {
    const auto set = make_dataset(store_, *city, {"system", "first", now});
    row.dataset = set.row.number;
    history = texts_to_learn(store_, *city, set);
  }
  const auto model = MatterModel::train(training_texts(*city, history));
  row.state = "candidate";
  row.made_ms = now.time_since_epoch().count();
  row.by = "system";
  row.why = "first";
  row.catalogue = digest_of(*city);
  row.city_version = city->version;
  row.number = add(row, model);
  row.version = model.version();
  std::vector<ModelRow> changed;
  if (auto before = in_use()) {
    before->state = "past";
    changed.push_back(*before);
  }
  row.state = "in_use";
  changed.push_back(row);
  const ModelTurn turn{0, row.made_ms, "system", "promoted", row.number, changed.size() > 1 ? changed.front().number : 0, "first", {}};
  store_.models().change_models(changed, &turn);
  return std::make_shared<const Reader>(city, MatterModel(model));
}

}  // namespace yiwang
