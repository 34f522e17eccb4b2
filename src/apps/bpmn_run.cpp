#include "apps/bpmn_run.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "apps/bpmn_world.h"
#include "flow/process/migrate.h"
#include "flow/process/view.h"
#include "flow/rules/model.h"

namespace yiwang {
namespace {

using namespace process;

std::string slurp(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string words_of(const Refusal& refusal) {
  std::string out(code_of(refusal.reason));
  for (const auto& [key, value] : refusal.facts) out += " " + key + "=" + value;
  if (!refusal.field.empty()) out += " field=" + refusal.field;
  return out;
}

/// Surroundings for trying a model alone: every calendar is the usual office week, services succeed at once, decisions come from the DMN files given.
class TrialHost final : public Host {
 public:
  explicit TrialHost(const std::vector<std::string>& rules) {
    for (const auto& file : rules) {
      auto model = dmn::Model::from_xml(slurp(file));
      if (!model) throw std::runtime_error(file + ": " + words_of(model.error()));
      models_.push_back(std::move(*model));
    }
  }
  std::optional<Instant> due(std::string_view calendar, Instant from, const Span& span) const override {
    return calendar.empty() || calendar == "always" ? Host::due({}, from, span) : add(office_, from, span);
  }
  std::optional<milliseconds> between(std::string_view calendar, Instant from, Instant to) const override {
    return calendar.empty() || calendar == "always" ? Host::between({}, from, to) : office_.between(from, to);
  }
  Result<feel::Value> decide(std::string_view decision, const feel::Value& inputs) const override {
    for (const auto& model : models_) {
      auto outcome = model->evaluate(decision, inputs);
      if (!outcome) continue;
      if (outcome->value.is_null() && !outcome->problems.empty()) return refuse(Reason::unknown_value, {{"problem", outcome->problems.front().code}});
      return outcome->value;
    }
    return refuse(Reason::not_found, {{"decision", std::string(decision)}});
  }
  Served serve(const Work&, const feel::Value&) const override { return {}; }

 private:
  Calendar office_{WorkingHours{"office", minutes{480}, {{minutes{540}, minutes{720}}, {minutes{840}, minutes{1080}}}, {1, 2, 3, 4, 5}, false}, {}, {}};
  std::vector<std::shared_ptr<const dmn::Model>> models_;
};

struct Options {
  std::string model, process, input, script, until, start_at = "2026-01-05T09:00:00+08:00", at;
  std::vector<std::string> rules;
  bool trace = false, as_json = false;
};

Compiled deploy_file(const std::string& file, const std::string& process) {
  const auto document = bpmn::read(slurp(file));
  if (!document) throw std::runtime_error(file + ": " + words_of(document.error()));
  return deploy(*document, process);
}

bool said_faults(const Compiled& compiled, std::ostream& out) {
  for (const auto& fault : compiled.faults) {
    out << bpmn::code_of(fault.severity) << ' ' << fault.rule << ' ' << fault.element;
    for (const auto& [key, value] : fault.facts) out << ' ' << key << '=' << value;
    if (!fault.advice.empty()) out << ": " << fault.advice;
    out << '\n';
  }
  return !compiled.plan;
}

/// Commands one after the other; `element` names the open task where the command wants one and gives no number.
bool follow_script(ProcessWorld& world, const Host& host, const json::Value& steps) {
  if (!steps.is_array()) throw std::runtime_error("the script is a JSON list of commands");
  for (const auto& one : steps.get_array()) {
    const auto& instance = *world.instances().front();
    const auto* object = one.if_object();
    const auto word = object != nullptr && object->if_contains("command") != nullptr && object->at("command").is_string() ? std::string(std::string_view(object->at("command").get_string())) : "";
    if (word == "pass_time") {
      const auto until = object->if_contains("until") != nullptr && object->at("until").is_string() ? parse_instant(std::string_view(object->at("until").get_string())) : std::nullopt;
      if (!until) throw std::runtime_error("pass_time wants `until`, a time");
      for (auto next = world.next_timer(); next && *next <= *until; next = world.next_timer()) world.pass_to(*next);
      world.pass_to(*until);
      continue;
    }
    auto command = command_from_json(one);
    if (!command) throw std::runtime_error(word + ": " + words_of(command.error()));
    if (object->if_contains("element") != nullptr && object->at("element").is_string()) {
      const auto task = find_task(*instance.plan, instance.state, host, std::string_view(object->at("element").get_string()));
      std::visit([&](auto& given) {
        if constexpr (requires { given.task; }) {
          if (given.task == 0 && task != 0 && word != "return_to" && word != "withdraw" && word != "jump") given.task = task;
        }
      }, *command);
    }
    if (auto* jump = std::get_if<Jump>(&*command); jump != nullptr && jump->task == 0 && instance.state.tasks.size() == 1) jump->task = instance.state.tasks.front().id;
    if (auto ok = world.command(0, *command); !ok) {
      std::cout << "refused " << word << ": " << words_of(ok.error()) << '\n';
      return false;
    }
  }
  return true;
}

int run_model(const Options& options) {
  const auto compiled = deploy_file(options.model, options.process);
  if (said_faults(compiled, std::cerr)) return 1;
  const auto start_at = parse_instant(options.start_at);
  const auto until = options.until.empty() ? std::nullopt : parse_instant(options.until);
  if (!start_at || (!options.until.empty() && !until)) throw std::runtime_error("times are RFC 3339, for example 2026-01-05T09:00:00+08:00");
  Variables variables;
  if (!options.input.empty()) {
    auto parsed = json::parse_text(options.input.front() == '{' ? options.input : slurp(options.input));
    if (!parsed || !parsed->is_object()) throw std::runtime_error("the input is a JSON object");
    variables = variables_from_json(*parsed);
  }
  const TrialHost host(options.rules);
  ProcessWorld world(host, *start_at);
  world.know(compiled.plan);
  world.listen([&](const ProcessWorld::Instance&, Instant at, const std::vector<Happening>& trace) {
    if (!options.trace) return;
    for (const auto& line : trace) std::cout << yiwang::to_text(at, host.offset()) << ' ' << to_text(line) << '\n';
  });
  if (auto ok = world.start(compiled.plan, std::move(variables), options.at); !ok) {
    std::cerr << "not started: " << words_of(ok.error()) << '\n';
    return 1;
  }
  bool fine = true;
  if (!options.script.empty()) {
    auto steps = json::parse_text(slurp(options.script));
    if (!steps) throw std::runtime_error("the script does not read");
    fine = follow_script(world, host, *steps);
  } else {
    // Tasks complete by themselves, the oldest first; when nothing is open the clock goes on to the next timer.
    const auto last = until.value_or(*start_at + hours{24 * 366});
    for (int turns = 0; turns < 10'000 && !world.instances().front()->state.ended; ++turns) {
      const auto& state = world.instances().front()->state;
      if (!state.tasks.empty()) {
        CompleteTask next;
        next.task = state.tasks.front().id;
        if (!world.command(0, next)) break;
        continue;
      }
      const auto next = world.next_timer();
      if (!next || *next > last) break;
      world.pass_to(*next);
    }
  }
  const auto& instance = *world.instances().front();
  const auto& state = instance.state;
  json::Object out;
  out["ended"] = state.ended.has_value();
  if (state.ended) out["how"] = state.how;
  out["variables"] = to_json(state.variables());
  json::Array tasks, waits, incidents;
  for (const auto& task : open_tasks(*instance.plan, state, host)) tasks.push_back({{"task", task.id}, {"element", task.element}, {"assigned", task.assigned}, {"due", task.due ? yiwang::to_text(*task.due, host.offset()) : std::string()}});
  for (const auto& one : awaited(*instance.plan, state, host)) waits.push_back({{"kind", one.kind}, {"element", one.element}, {"name", one.name}, {"due", one.due ? yiwang::to_text(*one.due, host.offset()) : std::string()}});
  for (const auto& one : open_incidents(*instance.plan, state, host)) incidents.push_back({{"incident", one.id}, {"element", one.element}, {"cause", one.cause}, {"detail", one.detail}});
  out["tasks"] = std::move(tasks);
  out["awaits"] = std::move(waits);
  out["incidents"] = std::move(incidents);
  std::cout << boost::json::serialize(out) << '\n';
  if (options.as_json) std::cout << to_text(state) << '\n';
  return fine ? 0 : 1;
}

struct MigrateOptions {
  std::string from, to, process, states;
  std::vector<std::string> map;
  bool dry_run = false;
};

int run_migrate(const MigrateOptions& options) {
  const auto from = deploy_file(options.from, options.process), to = deploy_file(options.to, options.process);
  if (said_faults(from, std::cerr) || said_faults(to, std::cerr)) return 1;
  MigrationPlan plan;
  for (const auto& pair : options.map) {
    const auto at = pair.find('=');
    if (at == std::string::npos) throw std::runtime_error("--map wants old=new");
    plan.map.emplace_back(pair.substr(0, at), pair.substr(at + 1));
  }
  std::ifstream in(options.states, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + options.states);
  const TrialHost host({});
  const auto now = SystemClock().now();
  std::size_t number = 0, fits = 0, broken = 0;
  std::vector<State> batch;
  const auto work = [&] {
    const auto first = number - batch.size();
    const auto done = migrate_all(*from.plan, *to.plan, batch, plan, now, host, options.dry_run);
    for (std::size_t i = 0; i < done.size(); ++i) {
      if (done[i].fits) {
        ++fits;
        if (!options.dry_run) std::cout << to_text(done[i].after) << '\n';
        continue;
      }
      for (const auto& one : done[i].misfits) std::cerr << "instance " << first + i + 1 << ": " << one.element << (one.to.empty() ? "" : " -> " + one.to) << ": " << one.why << '\n';
    }
    batch.clear();
  };
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    auto state = from_text(line);
    if (!state) {
      ++broken;
      std::cerr << "not a state: " << line.substr(0, 80) << '\n';
      continue;
    }
    ++number;
    batch.push_back(std::move(*state));
    if (batch.size() == 100'000) work();
  }
  work();
  std::cerr << (options.dry_run ? "fits " : "migrated ") << fits << " of " << number + broken << '\n';
  return fits == number + broken ? 0 : 1;
}

}  // namespace

void add_bpmn_run(CLI::App& bpmn, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* run = bpmn.add_subcommand("run", "run one model on a virtual clock");
  run->add_option("model", options->model, "BPMN file")->required()->check(CLI::ExistingFile);
  run->add_option("--process", options->process, "id; without it the first executable one");
  run->add_option("--input", options->input, "data to begin with: a JSON object, or a file with one");
  run->add_option("--at", options->at, "start event to begin at");
  run->add_option("--script", options->script, "JSON list of commands; without it every task is completed as it comes")->check(CLI::ExistingFile);
  run->add_option("--rules", options->rules, "DMN files for its decisions")->check(CLI::ExistingFile);
  run->add_option("--start", options->start_at, "the clock at the start");
  run->add_option("--until", options->until, "how far the clock may go; a year by default");
  run->add_flag("--trace", options->trace, "tell everything that happens, and why");
  run->add_flag("--state", options->as_json, "print the state's text at the end");
  run->callback([options, &exit_code] { exit_code = run_model(*options); });
  auto moving = std::make_shared<MigrateOptions>();
  auto* migrate = bpmn.add_subcommand("migrate", "take running states to another version of their process");
  migrate->add_option("from", moving->from, "BPMN file of the old version")->required()->check(CLI::ExistingFile);
  migrate->add_option("to", moving->to, "BPMN file of the new version")->required()->check(CLI::ExistingFile);
  migrate->add_option("--states", moving->states, "file with one state a line")->required()->check(CLI::ExistingFile);
  migrate->add_option("--process", moving->process, "id; without it the first executable one");
  migrate->add_option("--map", moving->map, "old=new, for elements whose id changed");
  migrate->add_flag("--dry-run", moving->dry_run, "only list what would not fit, and why");
  migrate->callback([moving, &exit_code] { exit_code = run_migrate(*moving); });
}

}  // namespace yiwang
