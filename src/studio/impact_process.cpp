#include <algorithm>
#include <map>

#include "flow/process/state.h"
#include "flow/process/view.h"
#include "studio/findings.h"
#include "studio/impact.h"
#include "studio/walk.h"

namespace yiwang {
namespace {

/// What happened at one moment to a case's process.
struct Deed {
  Instant at;
  std::vector<std::string> closed;         // elements whose tasks were finished
  json::Value variables;
};

/// The life of one case on a process, as its events tell it.
struct Life {
  Instant began;
  json::Value variables;
  std::vector<Deed> deeds;
  std::vector<std::string> way;            // activities in order
  std::optional<Instant> last_due;
  bool missed = false;
  std::string code, version;
};

json::Value variables_in(const std::string& state) {
  const auto read = process::from_text(state);
  auto out = read && !read->scopes.empty() ? process::to_json(read->variables()) : json::Value(json::Object{});
  return out.is_object() ? out : json::Value(json::Object{});
}

/// The last move of a life has no state any more; what its conditions read (`pass = true`) is told by its trace.
void take_read(json::Value& variables, const std::vector<std::string>& facts) {
  for (const auto& fact : facts) {
    const auto at = fact.find(" = ");
    if (at == std::string::npos || at == 0) continue;
    if (auto value = json::parse_text(fact.substr(at + 3))) variables.as_object().emplace(fact.substr(0, at), std::move(*value));
  }
}

bool against_the_way(std::string_view what) {
  constexpr std::string_view kMoves[] = {"started", "returned", "jumped", "withdrawn", "skipped", "retried", "signer_added", "signer_removed", "migrated"};
  return std::find(std::begin(kMoves), std::end(kMoves), what) != std::end(kMoves);
}

std::optional<Life> life_of(const std::vector<Entry>& entries, const std::string& code) {
  std::optional<Life> life;
  std::map<std::string, Instant> due;      // of the open task at an element
  for (const auto& entry : entries) {
    for (const auto& event : entry.events) {
      const auto* moved = std::get_if<ProcessMoved>(&event);
      if (moved == nullptr) continue;
      const bool first = !life;
      // What people do against the drawn way cannot be told of another drawing: the comparison ends before it.
      if (!first && std::any_of(moved->trace.begin(), moved->trace.end(), [](const TraceLine& line) { return against_the_way(line.what); })) return life;
      if (first) {
        if (moved->code.empty() || (!code.empty() && moved->code != code)) return std::nullopt;
        life.emplace();
        life->code = moved->code;
        life->began = entry.at;
        life->version = moved->version;
        life->variables = variables_in(moved->state);
      }
      Deed deed{entry.at, {}, moved->state.empty() ? json::Value(json::Object{}) : variables_in(moved->state)};
      for (const auto& line : moved->trace) {
        if (line.what == "taken" || line.what == "not_taken") take_read(deed.variables, line.facts);
        if (line.what == "task_opened") life->way.push_back(line.element);
        if (line.what != "task_closed") continue;
        deed.closed.push_back(line.element);
        if (const auto known = due.find(line.element); known != due.end() && entry.at > known->second) life->missed = true;
      }
      due.clear();
      for (const auto& activity : moved->activities) {
        if (!activity.due) continue;
        due[activity.element] = *activity.due;
        life->last_due = activity.due;
      }
      if (!first && !deed.closed.empty()) life->deeds.push_back(std::move(deed));
    }
  }
  return life;
}

struct Retold {
  std::vector<std::string> way;
  std::optional<Instant> last_due;
  bool missed = false;
  std::string misfit;                      // what the draft has no place for
};

Retold retell(const Life& life, const ProcessImpact& ask) {
  Retold out;
  auto plan = ask.plan;
  if (!plan) {
    const auto* drawn = ask.city->process(life.code, life.version);
    if (drawn == nullptr) {
      out.misfit = life.code + "@" + life.version;
      return out;
    }
    plan = drawn->plan;
  }
  Walk walk(std::move(plan), ask.city, life.began);
  walk.begin(life.variables);
  for (const auto& deed : life.deeds) {
    if (walk.now() < deed.at) walk.step(json::Object{{"command", "pass_time"}, {"until", to_text(deed.at)}});
    for (const auto& element : deed.closed) {
      const auto due = walk.due_of(element);
      if (due) out.last_due = due;
      if (due && deed.at > *due) out.missed = true;
      if (walk.step(json::Object{{"command", "complete"}, {"element", element}, {"variables", deed.variables}})) continue;
      out.misfit = element;
      out.way = walk.tasks_opened();
      return out;
    }
  }
  out.way = walk.tasks_opened();
  return out;
}

json::Value show(const std::vector<std::string>& way, const std::optional<Instant>& due) {
  return json::Object{{"unit", nullptr}, {"due_at", due ? json::Value(to_text(*due)) : json::Value(nullptr)}, {"row", nullptr}, {"way", json::Array(way.begin(), way.end())}};
}

/// Where two ways part, for people.
std::string parting(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  const auto [a, b] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  return "after " + (a == before.begin() ? std::string("the start") : *std::prev(a)) + ": " + (a == before.end() ? "the end" : *a) + " -> " + (b == after.end() ? "the end" : *b);
}

}  // namespace

void measure_impact(StudioJob& job, Store& store, const ProcessImpact& ask) {
  ImpactResult result;
  for_each_case(job, store, [&](const Case& c, const std::vector<Entry>& entries) {
    const auto life = life_of(entries, ask.code);
    if (!life) return;
    ++result.cases;
    const auto retold = retell(*life, ask);
    result.missed_before += life->missed ? 1 : 0;
    result.missed_after += retold.missed ? 1 : 0;
    const auto show_both = [&](std::string_view what, std::string why) { result.example(c, what, show(life->way, life->last_due), show(retold.way, retold.last_due), std::move(why)); };
    if (!retold.misfit.empty()) {
      ++result.unfit;
      show_both("unfit", "no open task at " + retold.misfit + " when it was done");
    } else if (retold.way != life->way) {
      ++result.elsewhere;
      show_both("elsewhere", parting(life->way, retold.way));
    } else if (retold.missed != life->missed) {
      show_both(retold.missed ? "newly_missed" : "newly_met", "the due times of its tasks differ");
    }
    if (result.cases % 50 == 0) job.tell(result.to_json());
  });
  job.tell(result.to_json());
}

}  // namespace yiwang
