#include "flow/process/compiler.h"
#include "flow/process/timetext.h"

namespace yiwang::process {

namespace {
std::string_view trim(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}
/// `= a` of Zeebe and `${a}` of Camunda hold plain FEEL often enough to be read as such.
std::string_view bare(std::string_view text) {
  text = trim(text);
  if (text.starts_with('=') && !text.starts_with("==")) return trim(text.substr(1));
  if ((text.starts_with("${") || text.starts_with("#{")) && text.ends_with('}')) return trim(text.substr(2, text.size() - 3));
  return text;
}
bool is_feel(std::string_view language) {
  return language.empty() || language.find("FEEL") != std::string_view::npos || language.find("feel") != std::string_view::npos;
}
}  // namespace

Formula Compiler::formula(const std::string& element, const bpmn::Expression& from, std::string_view what) {
  if (!from.given || trim(from.text).empty()) return {};
  if (!is_feel(from.language)) {
    refuse("RUN.language", element, "Write the expression in FEEL.", {{"language", from.language}, {"what", std::string(what)}});
    return {};
  }
  return formula(element, from.text, what);
}

Formula Compiler::formula(const std::string& element, std::string_view text, std::string_view what) {
  Formula out;
  out.text = std::string(bare(text));
  if (out.text.empty()) return out;
  auto parsed = feel::Expression::parse(out.text, names_);
  if (!parsed) {
    std::vector<std::pair<std::string, std::string>> facts{{"what", std::string(what)}, {"text", out.text}};
    facts.insert(facts.end(), parsed.error().facts.begin(), parsed.error().facts.end());
    refuse("RUN.expression", element, "Write a FEEL expression, for example urgency = \"high\".", std::move(facts));
    return out;
  }
  out.reads = parsed->free_names();
  out.expression = std::move(*parsed);
  return out;
}

Formula Compiler::span(const std::string& element, const std::string& text, std::string_view what, bool in_calendar) {
  Formula out;
  const auto plain = trim(text);
  if (plain.empty()) return out;
  if (const auto fixed = parse_stretch(plain)) {
    if (in_calendar && (fixed->months != 0 || (fixed->days != 0 && fixed->time.count() != 0))) {
      refuse("RUN.calendar_span", element, "In a business calendar use whole working days (P3D) or counted time (PT4H), not both and no months.", {{"text", text}});
    }
    out.text = std::string(plain);
    return out;
  }
  return formula(element, text, what);
}

void Compiler::timer(const bpmn::EventDefinition& from, const bpmn::Node& owner, Event& to) {
  const int given = (from.date ? 1 : 0) + (from.duration ? 1 : 0) + (from.cycle ? 1 : 0);
  if (given != 1) {
    refuse("RUN.timer", owner.id, "Give the timer exactly one of timeDate, timeDuration and timeCycle.");
    return;
  }
  const auto& said = from.date ? from.date : from.duration ? from.duration : from.cycle;
  const auto text = std::string(trim(said.text));
  to.timer = from.date ? TimerKind::date : from.duration ? TimerKind::duration : TimerKind::cycle;
  const bool in_calendar = !owner.extension.calendar.empty() || !plan_->nodes_.front().calendar.empty();
  if (to.timer == TimerKind::duration) {
    to.time = span(owner.id, text, "timeDuration", in_calendar);
  } else if (to.timer == TimerKind::date && parse_instant(text)) {
    to.time.text = text;
  } else if (to.timer == TimerKind::cycle && parse_cycle(text, minutes{480})) {
    to.time.text = text;
  } else {
    if (to.timer == TimerKind::cycle && !text.starts_with('=') && !text.starts_with("${") && text.find(' ') != std::string::npos && text.find_first_of("*/?") != std::string::npos) {
      refuse("RUN.cron", owner.id, "Write the cycle as ISO 8601, for example R/P1D or R5/2026-01-05T08:00:00+08:00/P7D.", {{"text", text}});
      return;
    }
    to.time = formula(owner.id, text, "timer");
  }
  if (to.time.text.empty()) refuse("RUN.timer", owner.id, "Say when: an ISO 8601 date, duration or cycle, or a FEEL expression.");
}

}  // namespace yiwang::process
