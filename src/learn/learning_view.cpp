#include "base/text.h"
#include "learn/drift.h"
#include "learn/evaluation.h"
#include "learn/learning.h"
#include "understand/scrub.h"

// What is shown of models, data sets and their answers: contract-shaped JSON.

namespace yiwang {
namespace {

constexpr std::size_t kShadowsLookedAt = 20'000;

json::Value or_null(std::uint64_t number) { return number == 0 ? json::Value(nullptr) : json::Value(number); }
json::Value or_null(const std::string& text) { return text.empty() ? json::Value(nullptr) : json::Value(text); }
json::Value time_or_null(std::int64_t ms) { return ms == 0 ? json::Value(nullptr) : json::Value(to_text(Instant{milliseconds{ms}})); }

std::string day_text(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::local_days{std::chrono::days{day}}};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

/// Who did it; null for the system itself.
json::Value person(Office& office, const std::string& login) {
  if (login.empty() || login == "system") return nullptr;
  const auto city = office.city();
  for (const auto& each : city->people) {
    if (each.login == login) return json::Object{{"login", login}, {"name", each.name}};
  }
  const auto account = office.store().find_account(login);
  return json::Object{{"login", login}, {"name", account && !account->name.empty() ? account->name : login}};
}

json::Value unit_ref(const City& city, const std::string& code) {
  if (code.empty()) return nullptr;
  const auto* unit = city.unit(code);
  return json::Object{{"code", code}, {"name", unit == nullptr ? code : unit->name}, {"name_en", unit == nullptr || unit->name_en.empty() ? json::Value(nullptr) : json::Value(unit->name_en)}};
}

/// What a shadow said beside the model in use, and who was right where a person decided since.
json::Object shadow_tally(Store& store, std::uint64_t model) {
  std::int64_t count = 0, agreed = 0, decided = 0, right = 0, right_in_use = 0;
  double confidence = 0, confidence_in_use = 0;
  for (const auto& [said, c] : store.models().shadows(model, kShadowsLookedAt)) {
    ++count;
    agreed += said.matter == c.guess ? 1 : 0;
    confidence += said.confidence;
    confidence_in_use += c.confidence;
    const auto& truth = c.label_state == "labelled" ? c.label : c.matter;
    if (c.label_state != "labelled" && c.state != "corrected" && c.state != "confirmed") continue;
    ++decided;
    right += said.matter == truth ? 1 : 0;
    right_in_use += c.guess == truth ? 1 : 0;
  }
  const auto mean = [&](double sum) { return count == 0 ? json::Value(nullptr) : json::Value(sum / static_cast<double>(count)); };
  return {{"count", count}, {"agreed", agreed}, {"mean_confidence", mean(confidence)}, {"mean_confidence_in_use", mean(confidence_in_use)}, {"decided", decided}, {"right", right}, {"right_in_use", right_in_use}};
}

json::Value parsed(const std::string& text) {
  if (text.empty()) return nullptr;
  auto value = json::parse_text(text);
  return value ? std::move(*value) : json::Value(nullptr);
}

json::Value turn_view(Office& office, const ModelTurn& turn) {
  return json::Object{{"at", to_text(Instant{milliseconds{turn.at_ms}})}, {"by", person(office, turn.by)}, {"what", turn.what}, {"model", turn.model}, {"before", or_null(turn.before)},
                      {"reason", turn.reason}, {"override_reason", or_null(turn.override_reason)}};
}

}  // namespace

json::Value Learning::view(const ModelRow& row, bool whole) const {
  auto& store = office_.store();
  const auto metrics = parsed(row.metrics);
  const auto part = [&](const char* key) -> json::Value {
    const auto* found = metrics.is_object() ? metrics.get_object().if_contains(key) : nullptr;
    return found == nullptr ? json::Value(nullptr) : *found;
  };
  json::Object out{{"id", row.number},
                   {"version", row.version},
                   {"state", row.state},
                   {"dataset", or_null(row.dataset)},
                   {"parent", or_null(row.parent)},
                   {"made_at", to_text(Instant{milliseconds{row.made_ms}})},
                   {"by", person(office_, row.by)},
                   {"why", row.why},
                   {"city_version", row.city_version},
                   {"judged_on", part("dataset")},
                   {"metrics", part("own")},
                   {"against", part("against")},
                   {"shadow_from", time_or_null(row.shadow_from_ms)},
                   {"shadow_to", time_or_null(row.shadow_to_ms)}};
  if (whole) {
    out["shadow"] = row.shadow_from_ms == 0 ? json::Value(nullptr) : json::Value(shadow_tally(store, row.number));
    json::Array turns;
    for (const auto& turn : store.models().turns()) {
      if (turn.model == row.number || turn.before == row.number) turns.push_back(turn_view(office_, turn));
    }
    out["turns"] = std::move(turns);
  } else {
    // Lists carry the figures without the tables.
    for (const auto* key : {"metrics", "against"}) {
      auto& value = out[key];
      if (!value.is_object()) continue;
      auto& figures = key == std::string_view("metrics") ? value.get_object() : value.get_object()["metrics"].as_object();
      for (const auto* table : {"per_class", "confusion", "confused"}) figures.erase(table);
    }
  }
  return out;
}

json::Value Learning::models() const {
  auto& shelf = office_.store().models();
  json::Array items, turns;
  for (const auto& row : shelf.models()) items.push_back(view(row, false));
  for (const auto& turn : shelf.turns()) turns.push_back(turn_view(office_, turn));
  const auto present = registry_.in_use(), beside = registry_.shadow();
  return json::Object{{"items", std::move(items)}, {"in_use", or_null(present ? present->number : 0)}, {"shadow", or_null(beside ? beside->number : 0)},
                      {"promote", office_.city()->settings.learn_promote}, {"turns", std::move(turns)}};
}

Result<json::Value> Learning::model(std::uint64_t number) const {
  const auto row = need(number);
  if (!row) return tl::unexpected(row.error());
  return view(*row, true);
}

Result<json::Value> Learning::compare(std::uint64_t a, std::uint64_t b, std::size_t most) const {
  auto& store = office_.store();
  const auto city = office_.city();
  for (const auto number : {a, b}) {
    if (const auto row = need(number); !row) return tl::unexpected(row.error());
  }
  const auto of_a = registry_.model(a, *city), of_b = registry_.model(b, *city);
  if (!of_a || !of_b) return refuse(Reason::model_gone, {{"id", std::to_string(of_a ? b : a)}});
  const auto sets = store.models().datasets();
  const auto set = sets.empty() ? std::nullopt : load_dataset(store, sets.front().number);
  std::vector<DatasetItem> items;
  std::vector<LabelledText> texts;
  if (set) texts = texts_to_judge(store, *city, *set, &items);
  const auto said_a = judge(*of_a, texts), said_b = judge(*of_b, texts);
  const auto c = contest(said_a, said_b);
  const auto answer = [&](const ScoredAnswer& said) -> json::Value {
    if (said.guesses.empty()) return nullptr;
    return json::Object{{"matter", matter_ref(*city, said.guesses.front().matter)}, {"confidence", said.guesses.front().confidence}};
  };
  json::Array differ;
  for (std::size_t i = 0; i < texts.size() && differ.size() < most; ++i) {
    const auto first = [](const ScoredAnswer& said) { return said.guesses.empty() ? std::string{} : said.guesses.front().matter; };
    if (first(said_a[i]) == first(said_b[i])) continue;
    const auto kept = store.models().find_case(items[i].case_id);
    const auto number = kept ? case_number(CaseId{items[i].case_id}, Instant{milliseconds{kept->at_ms}}, city->offset) : std::string{};
    differ.push_back(json::Object{{"case", json::Object{{"id", items[i].case_id}, {"number", number}}}, {"text", texts[i].text}, {"truth", matter_ref(*city, texts[i].label)}, {"source", items[i].source},
                                  {"a", answer(said_a[i])}, {"b", answer(said_b[i])}});
  }
  return json::Object{{"dataset", set ? json::Value(set->row.number) : json::Value(nullptr)}, {"count", c.count}, {"both_right", c.both_right}, {"only_a", c.only_a}, {"only_b", c.only_b},
                      {"neither", c.neither}, {"b_is_worse", c.b_is_worse()}, {"a", json::Object{{"model", a}, {"metrics", metrics_of(said_a, *city)}}},
                      {"b", json::Object{{"model", b}, {"metrics", metrics_of(said_b, *city)}}}, {"differ", std::move(differ)}};
}

json::Value Learning::drift(Instant now) const {
  auto& shelf = office_.store().models();
  const auto city = office_.city();
  const auto today = local_day(now, city->offset);
  const auto days = shelf.days(today - 60, today, !shelf.any_real_case());
  const auto d = measure_drift(days, today);
  json::Array measures, classes, each;
  for (const auto& m : d.measures) {
    measures.push_back(json::Object{{"what", m.what}, {"value", m.value}, {"baseline", m.baseline}, {"threshold", m.threshold}, {"alarm", m.alarm}, {"since", m.since == 0 ? json::Value(nullptr) : json::Value(day_text(m.since))}});
  }
  for (const auto& c : d.classes) {
    const auto* known = city->matter(c.of_class);
    classes.push_back(json::Object{{"class", c.of_class}, {"name", known == nullptr ? c.of_class : known->name}, {"name_en", known == nullptr ? c.of_class : known->name_en}, {"share", c.share}, {"baseline", c.baseline}});
  }
  for (const auto& day : d.days) {
    each.push_back(json::Object{{"day", day_text(day.day)}, {"count", day.count}, {"mean_confidence", day.confidence}, {"to_dispatcher", day.to_dispatcher}, {"corrected", day.corrected}, {"returned", day.returned}});
  }
  const bool alarm = std::any_of(d.measures.begin(), d.measures.end(), [](const DriftMeasure& m) { return m.alarm; });
  return json::Object{{"from", day_text(d.from)}, {"to", day_text(d.to)}, {"baseline_from", day_text(d.baseline_from)}, {"baseline_to", day_text(d.baseline_to)}, {"count", d.count},
                      {"baseline_count", d.baseline_count}, {"enough", d.enough}, {"alarm", alarm}, {"jensen_shannon", d.jensen_shannon}, {"measures", std::move(measures)},
                      {"classes", std::move(classes)}, {"days", std::move(each)}};
}

json::Value Learning::calls(std::int32_t from, std::int32_t to) const {
  auto& shelf = office_.store().models();
  const auto city = office_.city();
  std::map<std::string, std::uint64_t> numbers;
  for (const auto& row : shelf.models()) numbers[row.version] = row.number;
  json::Array items;
  std::int64_t total = 0;
  for (const auto& call : shelf.calls(from, to)) {
    total += call.count;
    const auto known = numbers.find(call.model.substr(0, call.model.find('+')));
    items.push_back(json::Object{{"day", day_text(call.day)}, {"version", call.model}, {"model", known == numbers.end() ? json::Value(nullptr) : json::Value(known->second)}, {"unit", unit_ref(*city, call.unit)},
                                 {"channel", call.channel}, {"count", call.count}});
  }
  return json::Object{{"items", std::move(items)}, {"total", total}};
}

json::Value Learning::datasets() const {
  json::Array items;
  for (const auto& row : office_.store().models().datasets()) {
    const auto counts = parsed(row.counts);
    const auto part = [&](const char* key) -> json::Value {
      const auto* found = counts.is_object() ? counts.get_object().if_contains(key) : nullptr;
      return found == nullptr ? json::Value(json::Object{}) : *found;
    };
    json::Array classes;
    const auto city = office_.city();
    const auto by_class = part("classes");
    for (const auto& [code, count] : by_class.get_object()) {
      const auto* known = city->matter(std::string(code));
      classes.push_back(json::Object{{"class", code}, {"name", known == nullptr ? std::string(code) : known->name}, {"name_en", known == nullptr ? std::string(code) : known->name_en},
                                     {"learn", count.get_object().at("learn")}, {"held_out", count.get_object().at("held_out")}});
    }
    items.push_back(json::Object{{"id", row.number}, {"made_at", to_text(Instant{milliseconds{row.made_ms}})}, {"by", person(office_, row.by)}, {"note", row.note}, {"city_version", row.city_version},
                                 {"parent", or_null(row.parent)}, {"from_seq", row.from_seq}, {"to_seq", row.to_seq}, {"rehearsal", row.rehearsal}, {"learn", row.learn}, {"held_out", row.held_out},
                                 {"left_out", row.left_out}, {"sources", part("sources")}, {"classes", std::move(classes)}});
  }
  return json::Object{{"items", std::move(items)}};
}

}  // namespace yiwang
