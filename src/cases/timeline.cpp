#include "cases/timeline.h"

#include "base/json.h"

namespace yiwang {
namespace {

using Facts = std::vector<std::pair<std::string, std::string>>;

void tell(Facts& facts, std::string name, std::string value) {
  if (!value.empty()) facts.emplace_back(std::move(name), std::move(value));
}

/// Any plain value as text: codes, numbers, times; lists joined by commas.
template <class T>
std::string plain(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    return value;
  } else if constexpr (std::is_same_v<T, bool>) {
    return value ? "true" : "false";
  } else if constexpr (json::Coded<T>) {
    return std::string(code_of(value));
  } else if constexpr (std::is_same_v<T, Instant>) {
    return to_text(value);
  } else if constexpr (json::IsId<T>::value) {
    return value ? std::to_string(value.value) : std::string{};
  } else if constexpr (json::IsList<T>::value) {
    std::string out;
    for (const auto& item : value) out += (out.empty() ? "" : ",") + plain(item);
    return out;
  } else if constexpr (std::is_same_v<T, Activity>) {
    return value.name.empty() ? value.element : value.name;
  } else if constexpr (std::is_same_v<T, Attachment>) {
    return value.name.empty() ? value.id : value.name;
  } else {
    return json::to_text(value);
  }
}

struct Teller {
  TrailLine& line;

  void say(std::string name, const auto& value) { tell(line.facts, std::move(name), plain(value)); }

  void report(const Report& r) {
    say("report", r.id);
    say("channel", r.channel);
    say("title", r.title);
    say("text", r.text);
    say("address", r.address);
    say("attachments", r.attachments);
  }
  void promise(const Promise& p) {
    say("procedure", p.procedure);
    say("calendar", p.calendar);
  }

  void operator()(const ReportReceived& e) {
    report(e.report);
    if (e.joined) say("joined", true);
  }
  void operator()(const CaseOpened& e) {
    say("number", e.number);
    say("split_from", e.split_from);
    promise(e.promise);
    say("city_version", e.city_version);
  }
  void operator()(const MatterJudged& e) {
    const auto& matters = e.advice.matters;
    if (!matters.empty()) {
      say("matter", matters.front().matter);
      line.confidence = matters.front().confidence;
    }
    if (matters.size() > 1) line.otherwise = matters[1].matter;
    say("kind", e.advice.kind);
    say("urgency", e.advice.urgency);
    say("summary", e.advice.summary);
    judged(e.advice.evidence, e.sure, e.threshold, e.advice.version);
  }
  void operator()(const PlaceJudged& e) {
    line.confidence = e.advice.confidence;
    place(e.advice);
    judged(e.advice.evidence, e.sure, e.threshold, e.advice.version);
  }
  void operator()(const RelationJudged& e) {
    if (!e.advice.relations.empty()) {
      const auto& best = e.advice.relations.front();
      say("case", best.case_id);
      say("kind", best.kind);
      line.confidence = best.probability;
      line.evidence = best.evidence;
    }
    if (e.advice.relations.size() > 1) line.otherwise = plain(e.advice.relations[1].case_id);
    say("related", std::to_string(e.advice.relations.size()));
    say("threshold", e.merge_threshold);
    say("version", e.advice.version);
  }
  void operator()(const UnitJudged& e) {
    say("unit", e.advice.unit);
    say("assist", e.advice.assist);
    if (e.advice.duty_row > 0) say("duty_row", e.advice.duty_row);
    say("basis", e.advice.basis);
    line.confidence = e.advice.confidence;
    line.otherwise = e.advice.otherwise;
    judged(e.advice.evidence, e.sure, e.threshold, e.advice.version);
  }
  void operator()(const MatterCorrected& e) {
    say("matter", e.matter);
    say("before", e.before);
    if (e.promise) promise(*e.promise);
  }
  void operator()(const PlaceCorrected& e) { place(e.place); }
  void operator()(const CaseReopened& e) {
    say("reason", e.reason);
    if (e.by_citizen) say("by_citizen", true);
    promise(e.promise);
  }
  void operator()(const CaseAbsorbed& e) {
    say("from", e.from);
    std::string ids;
    for (const auto& r : e.reports) ids += (ids.empty() ? "" : ",") + plain(r.id);
    say("reports", ids);
  }
  void operator()(const ProcessMoved& e) {
    say("process", e.code);
    say("version", e.version);
    say("activities", e.activities);
    for (const auto& stuck : e.stuck) say("stuck", (stuck.name.empty() ? stuck.element : stuck.name) + " " + stuck.cause);
    if (e.timer) say("timer", *e.timer);
    for (const auto& t : e.trace) {
      std::string told = t.what + " " + (t.name.empty() ? t.element : t.name);
      for (const auto& fact : t.facts) told += " " + fact;
      say("trace", told);
    }
    if (e.to) say("to", *e.to);
  }
  /// Everything else has only plain members.
  template <class E>
  void operator()(const E& event) {
    boost::mp11::mp_for_each<boost::describe::describe_members<E, boost::describe::mod_public>>([&](auto member) { say(member.name, event.*member.pointer); });
  }

  void place(const Location& l) {
    say("label", l.label);
    say("area", l.area);
    say("address", l.address);
    if (l.point) say("point", json::to_text(*l.point));
  }
  void judged(const std::vector<Evidence>& evidence, bool sure, double threshold, const std::string& version) {
    line.evidence = evidence;
    say("sure", sure);
    say("threshold", threshold);
    say("version", version);
  }
};

}  // namespace

std::vector<TrailLine> timeline(const std::vector<Entry>& entries) {
  std::vector<TrailLine> lines;
  Case c;
  for (const auto& entry : entries) {
    if (!c.id) c.id = entry.case_id;
    for (const auto& event : entry.events) {
      apply(c, event, entry.at, entry.by);
      auto& line = lines.emplace_back();
      line.version = entry.version;
      line.at = entry.at;
      line.actor = entry.by;
      line.command = entry.command;
      line.kind = kind_of(event);
      line.stage_after = c.stage;
      std::visit(Teller{line}, event);
    }
    ++c.version;
  }
  return lines;
}

}  // namespace yiwang
