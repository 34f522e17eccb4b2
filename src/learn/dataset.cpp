#include "learn/dataset.h"

#include <map>

#include "base/json.h"
#include "base/text.h"
#include "learn/follower.h"
#include "understand/scrub.h"

namespace yiwang {
namespace {

// A settled case says only that nobody objected to what the model itself had answered.
constexpr float kSettledWeight = 0.3f;

std::string name_of(std::uint64_t number) { return "dataset/" + std::to_string(number); }

std::vector<LearnCase> gather(Store& store, bool rehearsal, std::size_t decided, std::size_t settled) {
  auto& shelf = store.models();
  auto cases = shelf.cases(LearnPick::decided, rehearsal, decided);
  for (auto& c : shelf.cases(LearnPick::settled, rehearsal, settled)) cases.push_back(std::move(c));
  std::sort(cases.begin(), cases.end(), [](const LearnCase& a, const LearnCase& b) { return a.case_id < b.case_id; });
  return cases;
}

std::string label_of(const LearnCase& c) { return c.label_state == "labelled" ? c.label : c.matter; }
std::string source_of(const LearnCase& c) { return c.label_state == "labelled" ? "labelled" : c.state; }

json::Object counts_of(const std::vector<DatasetItem>& items) {
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> classes;
  std::map<std::string, std::int64_t> sources;
  for (const auto& item : items) {
    if (item.side == static_cast<int>(Side::left_out)) continue;
    auto& count = classes[item.label.substr(0, 2)];
    ++(item.side == static_cast<int>(Side::learn) ? count.first : count.second);
    ++sources[item.source];
  }
  json::Object out, by_class, by_source;
  for (const auto& [code, count] : classes) by_class[code] = json::Object{{"learn", count.first}, {"held_out", count.second}};
  for (const auto& [source, count] : sources) by_source[source] = count;
  out["classes"] = std::move(by_class);
  out["sources"] = std::move(by_source);
  return out;
}

}  // namespace

std::uint64_t state_of_knowledge(Store& store) {
  auto& shelf = store.models();
  std::string all;
  for (const auto& c : shelf.cases(LearnPick::decided, !shelf.any_real_case(), DatasetWish{}.most_decided)) all += std::to_string(c.case_id) + ' ' + label_of(c) + ' ' + source_of(c) + '\n';
  return stable_hash(all);
}

Dataset make_dataset(Store& store, const City& city, const DatasetWish& wish, const std::function<bool(double)>& go_on) {
  auto& shelf = store.models();
  Dataset set;
  set.row.rehearsal = !shelf.any_real_case();
  const auto cases = gather(store, set.row.rehearsal, wish.most_decided, wish.most_settled);
  std::vector<SidedText> texts;
  std::vector<bool> fresh;
  std::size_t done = 0;
  for (const auto& c : cases) {
    if (++done % 256 == 0 && go_on && !go_on(static_cast<double>(done) / static_cast<double>(cases.size()))) return {};
    const auto label = label_of(c);
    if (label.empty() || city.matter(label) == nullptr) continue;
    auto words = words_at(store, c.told_seq);
    if (trim(words).empty()) continue;
    set.items.push_back({c.case_id, c.told_seq, label, source_of(c), c.side});
    texts.push_back({c.case_id, std::move(words), static_cast<Side>(c.side)});
  }
  give_sides(texts);
  std::vector<std::pair<std::uint64_t, int>> sides;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (set.items[i].side == 0) sides.emplace_back(texts[i].case_id, static_cast<int>(texts[i].side));
    set.items[i].side = static_cast<int>(texts[i].side);
    auto& count = texts[i].side == Side::learn ? set.row.learn : texts[i].side == Side::held_out ? set.row.held_out : set.row.left_out;
    ++count;
  }
  shelf.set_sides(sides);
  const auto before = shelf.datasets();
  set.row.parent = before.empty() ? 0 : before.front().number;
  set.row.made_ms = wish.now.time_since_epoch().count();
  set.row.by = wish.by;
  set.row.note = wish.note;
  set.row.city_version = city.version;
  set.row.to_seq = shelf.followed();
  for (const auto& item : set.items) set.row.from_seq = set.row.from_seq == 0 ? item.told_seq : std::min(set.row.from_seq, item.told_seq);
  set.row.counts = boost::json::serialize(counts_of(set.items));
  // The rows first: a data set that is listed is whole.
  const auto next = before.empty() ? std::uint64_t{1} : before.front().number + 1;
  store.save_snapshot(name_of(next), {set.row.to_seq, json::to_text(set.items)});
  set.row.number = shelf.add_dataset(set.row);
  return set;
}

std::optional<Dataset> load_dataset(Store& store, std::uint64_t number) {
  auto row = store.models().find_dataset(number);
  if (!row) return std::nullopt;
  const auto kept = store.load_snapshot(name_of(number));
  if (!kept) return std::nullopt;
  auto items = json::from_text<std::vector<DatasetItem>>(kept->bytes);
  if (!items) return std::nullopt;
  return Dataset{std::move(*row), std::move(*items)};
}

namespace {

std::vector<LabelledText> texts_of(Store& store, const City& city, const Dataset& set, Side side, bool with_settled, std::vector<DatasetItem>* items) {
  std::vector<LabelledText> out;
  for (const auto& item : set.items) {
    const bool settled = item.source == "settled";
    if (item.side != static_cast<int>(side) || (settled && !with_settled) || city.matter(item.label) == nullptr) continue;
    auto words = words_at(store, item.told_seq);
    if (words.empty()) continue;
    LabelledText text;
    text.text = scrub(words);
    text.label = item.label;
    if (settled) text.weight = kSettledWeight;
    out.push_back(std::move(text));
    if (items != nullptr) items->push_back(item);
  }
  return out;
}

}  // namespace

std::vector<LabelledText> texts_to_learn(Store& store, const City& city, const Dataset& set) { return texts_of(store, city, set, Side::learn, true, nullptr); }
std::vector<LabelledText> texts_to_judge(Store& store, const City& city, const Dataset& set, std::vector<DatasetItem>* items) {
  return texts_of(store, city, set, Side::held_out, false, items);
}

}  // namespace yiwang
