#include "cases/expectation.h"

#include <algorithm>
#include <map>

namespace yiwang::testing {
namespace {

std::string shown(Instant at) {
  auto text = to_text(at, minutes{480}).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string joined(const std::vector<std::string>& words, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < words.size(); ++i) out += (out.empty() ? "" : " ") + words[i];
  return out;
}

std::string differ(const std::string& what, const std::string& wanted, const std::string& got) {
  return wanted == got ? std::string{} : "expected " + what + " " + wanted + ", got " + got;
}

std::string or_none(std::string text) { return text.empty() ? "none" : text; }

const Deadline* last(const Case& c, ClockKind clock) {
  const auto found = std::find_if(c.deadlines.rbegin(), c.deadlines.rend(), [&](const Deadline& d) { return d.clock == clock; });
  return found == c.deadlines.rend() ? nullptr : &*found;
}

std::string clock(const std::vector<std::string>& words, const Case& c) {
  const auto kind = words.size() > 1 ? parse<ClockKind>(words[1]) : std::nullopt;
  if (!kind) return "no such clock";
  const auto* d = last(c, *kind);
  std::string got = d == nullptr ? "none" : std::string(code_of(d->state));
  if (d != nullptr && words.size() > 3 && words[3] == "due") got += " due " + shown(d->due);
  if (d != nullptr && words.size() > 3 && words[3] == "near") got += " near " + shown(d->near_at);
  return differ("clock " + words[1], joined(words, 2), got);
}

std::string tasks(const Case& c) {
  std::string out;
  for (const auto& t : c.tasks) {
    if (t.open()) out += (out.empty() ? "" : " ") + t.unit + ":" + std::string(code_of(t.role));
  }
  return or_none(out);
}

std::string kinds(const std::vector<Event>& events) {
  std::string out;
  for (const auto& event : events) {
    // Where the process stands is told by `steps`; so texts about the life of a case hold with and without one.
    if (kind_of(event) != EventKind::process_moved) out += (out.empty() ? "" : " ") + std::string(code_of(kind_of(event)));
  }
  return out;
}

std::string steps(const Case& c) {
  std::string out;
  for (const auto& a : c.process ? c.process->activities : std::vector<Activity>{}) {
    out += (out.empty() ? "" : " ") + a.element + (a.who.empty() ? "" : "@" + a.who);
  }
  return or_none(out);
}

std::string count(const std::string& name, const Case& c) {
  const std::map<std::string, long> counts{{"returns", c.returns}, {"redispatches", c.redispatches}, {"extensions", c.extensions}, {"reopened", c.reopened},
                                           {"reminders", c.reminders}, {"reports", static_cast<long>(c.reports.size())}, {"cards", static_cast<long>(c.cards.size())},
                                           {"replies", static_cast<long>(c.replies.size())}, {"attachments", static_cast<long>(c.attachments.size())},
                                           {"contacts_tried", c.contacts_tried}, {"call_backs_tried", c.call_backs_tried}};
  const auto found = counts.find(name);
  return found == counts.end() ? "no such count" : std::to_string(found->second);
}

std::string closed_how(const std::vector<Event>& events) {
  for (const auto& event : events) {
    if (const auto* e = std::get_if<CaseClosed>(&event)) return e->how;
  }
  return "none";
}

}  // namespace

std::string unmet(const std::vector<std::string>& words, const Case& c, const std::vector<Event>& made, const std::optional<Refusal>& refusal) {
  const auto& what = words.front();
  if (what == "refused" && words.size() > 1) {
    if (!refusal) return "expected to be refused: " + joined(words, 1) + "; it was done";
    return differ("refused", joined(words, 1), std::string(code_of(refusal->reason)) + (words.size() > 2 ? " " + refusal->field : ""));
  }
  if (words.size() == 1 && parse<Stage>(what)) return differ("stage", what, std::string(code_of(c.stage)));
  if (what == "clock") return clock(words, c);
  if (what == "unit") return differ("unit", joined(words, 1), or_none(c.unit));
  if (what == "how") return differ("how", joined(words, 1), or_none(c.assigned_how));
  if (what == "queue") return differ("queue", joined(words, 1), or_none(c.queue));
  if (what == "matter") return differ("matter", joined(words, 1), or_none(c.matter));
  if (what == "area") return differ("area", joined(words, 1), or_none(c.place.area));
  if (what == "grade") return differ("grade", joined(words, 1), std::string(code_of(c.grade)));
  if (what == "procedure") return differ("procedure", joined(words, 1), c.promise.procedure);
  if (what == "tasks") return differ("tasks", joined(words, 1), tasks(c));
  if (what == "steps") return differ("steps", joined(words, 1), steps(c));
  if (what == "process") return differ("process", joined(words, 1), c.process ? c.process->code : "none");
  if (what == "stuck") return differ("stuck", joined(words, 1), c.process && !c.process->stuck.empty() ? c.process->stuck.front().cause : "none");
  if (what == "events") return differ("events", joined(words, 1), kinds(made));
  if (what == "suspended") return differ("suspended", joined(words, 1), c.suspended ? "yes" : "no");
  if (what == "dispute") return differ("dispute", joined(words, 1), c.dispute ? "open" : "none");
  if (what == "question") return differ("question", joined(words, 1), c.question ? "open" : "none");
  if (what == "closed_how") return differ("closed_how", joined(words, 1), closed_how(made));
  if (what == "timer") return differ("timer", joined(words, 1), c.next_timer() ? shown(*c.next_timer()) : "none");
  if (what == "count" && words.size() == 3) return differ("count " + words[1], words[2], count(words[1], c));
  return "unknown expectation `" + joined(words, 0) + "`";
}

}  // namespace yiwang::testing
