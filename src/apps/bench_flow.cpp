#include "apps/bench_flow.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/sql/sqlite_connection.h"
#include "apps/bench_flow_decisions.h"
#include "flow/process/schedule.h"
#include "flow/process/step.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;
using namespace process;
using Steady = std::chrono::steady_clock;

constexpr Instant kNow{hours{490'000}};

double since(Steady::time_point began) { return std::chrono::duration<double>(Steady::now() - began).count(); }

double median(std::vector<double> figures) {
  std::sort(figures.begin(), figures.end());
  return figures.empty() ? 0 : figures[figures.size() / 2];
}

std::shared_ptr<const Plan> plan_of(const std::string& xml) {
  const auto document = bpmn::read(xml);
  if (!document) throw std::runtime_error("the model does not read");
  auto compiled = deploy(*document);
  if (!compiled.plan) throw std::runtime_error("the model is refused: " + (compiled.faults.empty() ? "" : compiled.faults.front().rule));
  return compiled.plan;
}

std::shared_ptr<const Plan> plan_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return plan_of(text.str());
}

Variables input(std::int64_t number) { return {{"urgent", feel::Value::make_number(number % 2)}}; }

CompleteTask complete(const State& state) {
  CompleteTask out;
  out.task = state.tasks.front().id;
  return out;
}

/// Instances from start to end, one after the other; `told` keeps the trace of each.
double instances_per_s(const Plan& plan, std::size_t count, bool told) {
  const Host host;
  std::vector<Happening> trace;
  const auto began = Steady::now();
  for (std::size_t i = 0; i < count; ++i) {
    State state;
    trace.clear();
    auto* lines = told ? &trace : nullptr;
    if (!begin(plan, state, input(static_cast<std::int64_t>(i)), kNow, host, {}, lines)) throw std::runtime_error("not started");
    while (!state.ended) {
      if (!advance(plan, state, complete(state), kNow, host, lines)) throw std::runtime_error("refused");
    }
    if (state.how != "completed") throw std::runtime_error("ended otherwise");
  }
  return static_cast<double>(count) / since(began);
}

constexpr Sql kInsertEvent{"bench_flow_event", "INSERT INTO flow_event (instance, version, state, trace) VALUES (?1, ?2, ?3, ?4)"};
constexpr Sql kInsertNow{"bench_flow_now", "INSERT INTO flow_now (instance, version, state) VALUES (?1, ?2, ?3)"};
constexpr Sql kUpdateNow{"bench_flow_change", "UPDATE flow_now SET version = ?2, state = ?3 WHERE instance = ?1"};
constexpr Sql kReadNow{"bench_flow_read", "SELECT instance, state FROM flow_now ORDER BY instance"};

void make_tables(SqliteConnection& on) {
  on.script("bench_flow_tables",
            "CREATE TABLE flow_event (id INTEGER PRIMARY KEY, instance INTEGER NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL, trace TEXT NOT NULL);"
            "CREATE TABLE flow_now (instance INTEGER PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL);");
}

/// Every move is an event row with the state's text and the trace, and the instance's present state beside it, synced before the next round of work sees it. Work of
/// many instances shares one commit, as in the writer: `together` instances are in flight, each a move further at every commit.
double durable_per_s(const Plan& plan, const fs::path& folder, std::size_t count, std::size_t together) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  SqliteConnection on((folder / "bench.db").string(), SqliteUse::write);
  make_tables(on);
  const Host host;
  struct Row {
    std::int64_t instance, version;
    std::string state, trace;
  };
  const auto began = Steady::now();
  std::size_t checkpointed = 0;
  for (std::size_t from = 0; from < count; from += together) {
    const auto here = std::min(together, count - from);
    std::vector<State> states(here);
    for (std::int64_t version = 1; true; ++version) {
      std::vector<Row> rows;
      rows.reserve(here);
      for (std::size_t i = 0; i < here; ++i) {
        auto& state = states[i];
        if (state.ended) continue;
        std::vector<Happening> trace;
        const auto ok = version == 1 ? begin(plan, state, input(static_cast<std::int64_t>(i)), kNow, host, {}, &trace) : advance(plan, state, complete(state), kNow, host, &trace);
        if (!ok) throw std::runtime_error("refused");
        rows.push_back({static_cast<std::int64_t>(from + i), version, to_text(state), to_json_text(trace)});
      }
      if (rows.empty()) break;
      Transaction transaction(on);
      on.write_many(kInsertEvent, rows.size(), [&](Values& to, std::size_t i) {
        to.number(rows[i].instance);
        to.number(rows[i].version);
        to.text(rows[i].state);
        to.text(rows[i].trace);
      }, false);
      on.write_many(version == 1 ? kInsertNow : kUpdateNow, rows.size(), [&](Values& to, std::size_t i) {
        to.number(rows[i].instance);
        to.number(rows[i].version);
        to.text(rows[i].state);
      }, false);
      transaction.commit();
    }
    if (from - checkpointed > 20'000) {
      on.checkpoint(false);
      checkpointed = from;
    }
  }
  on.checkpoint(true);
  return static_cast<double>(count) / since(began);
}

constexpr std::string_view kWaiting = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:bench">
<bpmn:process id="waiting" isExecutable="true">
<bpmn:startEvent id="start"/>
<bpmn:userTask id="work"/>
<bpmn:boundaryEvent id="late" attachedToRef="work"><bpmn:timerEventDefinition id="late_t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT24H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:userTask id="overdue"/>
<bpmn:endEvent id="done"/>
<bpmn:endEvent id="done_late"/>
<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
<bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="done"/>
<bpmn:sequenceFlow id="f3" sourceRef="late" targetRef="overdue"/>
<bpmn:sequenceFlow id="f4" sourceRef="overdue" targetRef="done_late"/>
</bpmn:process>
</bpmn:definitions>)";

/// Instances that wait, kept as their texts, with the moment of their next timer.
struct Waiting {
  std::vector<std::string> texts;
  Schedule schedule;
};

/// Fills a store with waiting instances (not measured), then reads and understands every one, as a start of the server does.
double start_up(const Plan& plan, const fs::path& folder, std::size_t count, Waiting& out) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  SqliteConnection on((folder / "waiting.db").string(), SqliteUse::write);
  make_tables(on);
  const Host host;
  for (std::size_t from = 0; from < count; from += 50'000) {
    const auto here = std::min<std::size_t>(50'000, count - from);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < here; ++i) {
      State state;
      if (!begin(plan, state, input(static_cast<std::int64_t>(i)), kNow, host)) throw std::runtime_error("not started");
      texts.push_back(to_text(state));
    }
    Transaction transaction(on);
    on.write_many(kInsertNow, here, [&](Values& to, std::size_t i) {
      to.number(static_cast<std::int64_t>(from + i));
      to.number(1);
      to.text(texts[i]);
    }, false);
    transaction.commit();
  }
  on.checkpoint(true);
  const auto began = Steady::now();
  out.texts.resize(count);
  Query rows(on, kReadNow);
  while (rows.next()) {
    const auto who = rows.number<Schedule::Who>(0);
    auto text = rows.text(1);
    const auto state = from_text(text);
    if (!state) throw std::runtime_error("a stored state does not read");
    out.schedule.set(who, next_timer(*state));
    out.texts[who] = std::move(text);
  }
  return since(began);
}

struct Burst {
  double timers_per_s = 0;
  double new_work_p50_ms = 0, new_work_p99_ms = 0;
  std::size_t new_work = 0;
};

/// Everybody's timer is due in the same second. They are worked off in slices; between slices comes new work, which has waited for one slice at most.
Burst burst(const Plan& waiting, const Plan& fresh, Waiting& all, std::size_t slice) {
  const Host host;
  const auto now = kNow + hours{24};
  std::vector<double> took;
  std::vector<Schedule::Who> due;
  Burst out;
  const auto began = Steady::now();
  double spent_on_new = 0;
  std::size_t fired = 0;
  while (true) {
    const auto arrived = Steady::now();
    due.clear();
    if (all.schedule.take(now, slice, due) == 0) break;
    for (const auto who : due) {
      auto state = from_text(all.texts[who]);
      if (!state || !advance(waiting, *state, FireTimers{}, now, host)) throw std::runtime_error("a timer did not fire");
      all.texts[who] = to_text(*state);
      all.schedule.set(who, next_timer(*state));
      ++fired;
    }
    // One instance from start to end that came just when the slice began.
    const auto work = Steady::now();
    State state;
    if (!begin(fresh, state, input(1), now, host)) throw std::runtime_error("not started");
    while (!state.ended) {
      if (!advance(fresh, state, complete(state), now, host)) throw std::runtime_error("refused");
    }
    spent_on_new += since(work);
    took.push_back(since(arrived) * 1000);
  }
  out.timers_per_s = static_cast<double>(fired) / (since(began) - spent_on_new);
  std::sort(took.begin(), took.end());
  out.new_work = took.size();
  if (!took.empty()) {
    out.new_work_p50_ms = took[took.size() / 2];
    out.new_work_p99_ms = took[std::min(took.size() - 1, took.size() * 99 / 100)];
  }
  return out;
}

struct Options {
  std::string data, folder = "bench-flow.tmp";
  std::size_t instances = 200'000, durable = 100'000, waiting = 1'000'000;
  int repeats = 5;
  bool as_json = false;
};

int measure(const Options& options) {
  const fs::path data = options.data;
  const auto seq = plan_in(data / "seq3-feel.bpmn");
  const auto par = plan_in(data / "par3.bpmn");
  std::vector<double> seq_rates, told_rates, par_rates, durable_rates;
  for (int i = 0; i < options.repeats; ++i) {
    seq_rates.push_back(instances_per_s(*seq, options.instances, false));
    told_rates.push_back(instances_per_s(*seq, options.instances / 2, true));
    par_rates.push_back(instances_per_s(*par, options.instances / 2, false));
  }
  const auto decisions = bench_decisions(data, options.repeats);
  for (int i = 0; i < std::min(3, options.repeats); ++i) durable_rates.push_back(durable_per_s(*seq, options.folder, options.durable, 4'000));
  State state;
  (void)begin(*seq, state, input(1), kNow, Host());
  const auto state_bytes = to_text(state).size();
  const auto waits = plan_of(std::string(kWaiting));
  Waiting waiting;
  const auto start_s = start_up(*waits, options.folder, options.waiting, waiting);
  const auto fired = burst(*waits, *seq, waiting, 200);
  fs::remove_all(options.folder);
  json::Object out;
  out["instances_per_s"] = std::llround(median(seq_rates));
  out["instances_per_s_with_trace"] = std::llround(median(told_rates));
  out["par3_instances_per_s"] = std::llround(median(par_rates));
  if (decisions) {
    out["decisions_per_s"] = std::llround(decisions->decisions_per_s);
    out["explained_decisions_per_s"] = std::llround(decisions->explained_per_s);
    out["decisions_wrong"] = decisions->wrong;
  }
  out["durable_instances_per_s"] = std::llround(median(durable_rates));
  out["waiting_instances"] = options.waiting;
  out["waiting_start_s"] = start_s;
  out["timers_per_s"] = std::llround(fired.timers_per_s);
  out["new_work_beside_timers"] = fired.new_work;
  out["new_work_p50_ms"] = fired.new_work_p50_ms;
  out["new_work_p99_ms"] = fired.new_work_p99_ms;
  out["state_bytes"] = state_bytes;
  if (options.as_json) {
    std::cout << boost::json::serialize(out) << '\n';
  } else {
    for (const auto& [key, value] : out) std::cout << key << ' ' << boost::json::serialize(value) << '\n';
  }
  return 0;
}

}  // namespace

void add_bench_flow(CLI::App& bench, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* flow = bench.add_subcommand("flow", "processes and decisions a second, in memory and durable; medians");
  flow->add_option("--data", options->data, "folder with seq3-feel.bpmn, par3.bpmn, dispatch500.dmn and dispatch_inputs.json")->required()->check(CLI::ExistingDirectory);
  flow->add_option("--folder", options->folder, "where the databases are made; removed at the end");
  flow->add_option("--instances", options->instances, "in memory, each round");
  flow->add_option("--durable", options->durable, "durable, each round");
  flow->add_option("--waiting", options->waiting, "waiting instances that are loaded and whose timers come due");
  flow->add_option("--repeats", options->repeats, "rounds");
  flow->add_flag("--json", options->as_json, "one JSON object");
  flow->callback([options, &exit_code] { exit_code = measure(*options); });
}

}  // namespace yiwang
