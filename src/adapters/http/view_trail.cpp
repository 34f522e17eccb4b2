#include <algorithm>
#include <array>

#include "adapters/http/views.h"

namespace yiwang {
namespace {

/// Never leaves the house: what is sealed, what finds a person again, what a citizen tracks with.
constexpr std::array<std::string_view, 3> kInner{"sealed", "key", "tracking_hash"};
constexpr std::array<std::string_view, 5> kUnits{"unit", "claim_unit", "from", "to", "assist"};

void clean(json::Value& value) {
  if (value.is_array()) {
    for (auto& item : value.get_array()) clean(item);
  } else if (value.is_object()) {
    auto& object = value.get_object();
    for (const auto inner : kInner) object.erase(inner);
    for (auto& member : object) clean(member.value());
  }
}

std::string unit_names(const json::Value& value, const City& city) {
  std::string out;
  const auto add = [&](const json::Value& code) {
    if (!code.is_string()) return;
    const auto* unit = city.unit(std::string_view(code.get_string()));
    if (unit != nullptr) out += (out.empty() ? "" : "、") + unit->name;
  };
  if (value.is_array()) {
    for (const auto& each : value.get_array()) add(each);
  } else {
    add(value);
  }
  return out;
}

/// Names stand beside codes, so that a screen need not look them up.
void add_names(json::Object& data, const City& city) {
  const json::Object before = data;
  for (const auto& [key, value] : before) {
    const std::string_view name = key;
    if (std::find(kUnits.begin(), kUnits.end(), name) != kUnits.end()) {
      if (auto names = unit_names(value, city); !names.empty()) data[std::string(name) + "_name"] = names;
    } else if ((name == "matter" || name == "before") && value.is_string()) {
      if (const auto* matter = city.matter(std::string_view(value.get_string()))) data[std::string(name) + "_name"] = matter->name;
    } else if ((name == "area" || name == "area_before") && value.is_string()) {
      if (const auto* area = city.area_ever(std::string_view(value.get_string()))) data[std::string(name) + "_name"] = area->name;
    }
  }
}

template <class T>
json::Object as_object(const T& value) {
  auto parsed = json::parse_text(json::to_text(value));
  auto out = parsed && parsed->is_object() ? std::move(parsed->get_object()) : json::Object{};
  return out;
}

/// An event's own fields; of advice only what it answered, its evidence stands beside.
struct Line {
  json::Object data;
  std::string reason, by;
  std::optional<double> confidence;
  std::vector<Evidence> evidence;
};

struct Teller {
  const City& city;
  Line& line;
  const std::string& text;

  void operator()(const MatterJudged& e) const {
    judged(e.advice, e.threshold, e.sure);
    if (e.advice.matters.empty()) return;
    line.confidence = e.advice.matters.front().confidence;
    line.data["matter"] = e.advice.matters.front().matter;
    if (auto* guesses = line.data.if_contains("matters"); guesses != nullptr && guesses->is_array()) {
      for (auto& guess : guesses->get_array()) add_names(guess.get_object(), city);
    }
  }
  void operator()(const PlaceJudged& e) const {
    judged(e.advice, e.threshold, e.sure);
    line.confidence = e.advice.confidence;
  }
  void operator()(const UnitJudged& e) const {
    judged(e.advice, e.threshold, e.sure);
    line.confidence = e.advice.confidence;
  }
  void operator()(const RelationJudged& e) const {
    line.data = as_object(e.advice);
    line.data["merge_threshold"] = e.merge_threshold;
    line.by = e.advice.version;
    if (e.advice.relations.empty()) return;
    line.confidence = e.advice.relations.front().probability;
    line.evidence = e.advice.relations.front().evidence;
  }
  template <class E>
  void operator()(const E& event) const {
    line.data = as_object(event);
    if constexpr (requires { event.reason; }) line.reason = event.reason;
    else if constexpr (requires { event.note; }) line.reason = event.note;
  }
  template <class A>
  void judged(const A& advice, double threshold, bool sure) const {
    line.data = as_object(advice);
    line.data.erase("evidence");
    line.data.erase("version");
    line.data["threshold"] = threshold;
    line.data["sure"] = sure;
    line.by = advice.version;
    line.evidence = advice.evidence;
  }
};

Line tell(const Event& event, const View& view, const std::string& text) {
  Line line;
  std::visit(Teller{view.city, line, text}, event);
  json::Value whole = std::move(line.data);
  clean(whole);
  line.data = std::move(whole.get_object());
  add_names(line.data, view.city);
  return line;
}

std::string_view actor_kind(const Actor& actor) { return actor.role == Role::citizen ? "citizen" : actor.role == Role::system ? "system" : "person"; }

}  // namespace

void put_trail(JsonOut& out, std::string_view key, const std::vector<Entry>& entries, const View& view) {
  out.list(key);
  std::string text;
  for (const auto& entry : entries) {
    for (const auto& event : entry.events) {
      if (const auto* received = std::get_if<ReportReceived>(&event); received != nullptr && text.empty()) text = received->report.text;
      const auto line = tell(event, view, text);
      out.begin()("seq", entry.version)("kind", kind_of(event))("at", entry.at).begin("actor")("kind", actor_kind(entry.by))("role", entry.by.role);
      const bool person = actor_kind(entry.by) == "person";
      out.text("login", person ? entry.by.login : "");
      std::string_view name;
      if (person) name = entry.by.login;
      if (person && view.names != nullptr) {
        if (const auto found = view.names->find(entry.by.login); found != view.names->end()) name = found->second;
      }
      out.text("name", name);
      put_unit(out, "unit", person ? entry.by.unit : "", view);
      out.end()("data", json::Value(line.data)).text("reason", line.reason)("confidence", line.confidence);
      put_evidence(out, "evidence", line.evidence, text);
      out.text("by", line.by).end();
    }
  }
  out.end_list();
}

void put_intake_steps(JsonOut& out, std::string_view key, const std::vector<Entry>& entries, ReportId report, const View& view) {
  out.list(key);
  for (const auto& entry : entries) {
    const bool mine = std::any_of(entry.events.begin(), entry.events.end(), [&](const Event& event) {
      const auto* received = std::get_if<ReportReceived>(&event);
      return received != nullptr && received->report.id == report;
    });
    if (!mine) continue;
    const auto step = [&](std::string_view name, std::string_view outcome, const std::optional<double>& confidence, const json::Object& facts, std::string_view by) {
      out.begin()("step", name)("outcome", outcome)("confidence", confidence)("facts", json::Value(facts)).text("by", by).end();
    };
    step("normalise", view.city.settings.intake_normalise ? "done" : "skipped", std::nullopt, {}, "");
    bool understood = false, located = false, related = false, dispatched = false;
    for (const auto& event : entry.events) {
      const auto line = tell(event, view, {});
      if (const auto* e = std::get_if<MatterJudged>(&event)) {
        step("understand", e->sure ? "done" : "unsure", line.confidence, line.data, line.by);
        understood = true;
      } else if (const auto* p = std::get_if<PlaceJudged>(&event)) {
        step("locate", p->sure ? "done" : "unsure", line.confidence, line.data, line.by);
        located = true;
      } else if (std::holds_alternative<RelationJudged>(event)) {
        step("relate", "done", line.confidence, line.data, line.by);
        related = true;
      } else if (const auto* u = std::get_if<UnitJudged>(&event)) {
        step("dispatch", u->sure ? "done" : "unsure", line.confidence, line.data, line.by);
        dispatched = true;
      }
    }
    if (!understood) step("understand", "skipped", std::nullopt, {}, "");
    if (!located) step("locate", "skipped", std::nullopt, {}, "");
    if (!related) step("relate", "skipped", std::nullopt, {}, "");
    if (!dispatched) step("dispatch", "skipped", std::nullopt, {}, "");
    break;
  }
  out.end_list();
}

}  // namespace yiwang
