#include "apps/bpmn_suite.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <sstream>

#include "apps/bpmn_world.h"
#include "base/json.h"
#include "flow/diagram/check.h"
#include "flow/process/starts.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;
using process::Served;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// --- the suite's neutral conditions in FEEL

void to_feel(bpmn::Expression& expression) {
  // One model of the suite has a stray `>` behind its condition.
  static const std::regex contains(R"(^\s*(!?)\s*(\w+)\.contains\((.*)\)\s*>?\s*$)");
  std::smatch parts;
  if (!std::regex_match(expression.text, parts, contains)) return;
  const auto test = "contains(" + parts[2].str() + ", " + parts[3].str() + ")";
  expression.text = parts[1].length() > 0 ? "not(" + test + ")" : test;
}

void to_feel(bpmn::Body& body) {
  for (auto& flow : body.flows) to_feel(flow.condition);
  for (auto& node : body.nodes) {
    for (auto& event : node.events) to_feel(event.condition);
    to_feel(node.loop.condition);
    to_feel(node.loop.completion);
    for (auto& complex : node.loop.complex) to_feel(complex.condition);
    to_feel(node.completion);
    to_feel(node.activation);
    to_feel(node.body);
  }
}

// --- the suite's script bodies

/// Does what the tokens of a script say. Scripts that take time wait, and are completed when the clock has come so far.
class ScriptHost final : public process::Host {
 public:
  explicit ScriptHost(std::vector<std::string>& log) : log_(log) {}

  Served serve(const process::Work& work, const feel::Value& variables) const override {
    Served out;
    if (work.kind != "script") return out;
    std::istringstream tokens{std::string(work.body)};
    std::string token;
    while (std::getline(tokens, token, ',')) {
      const auto from = token.find_first_not_of(" \t\r\n");
      if (from == std::string::npos) continue;
      token = token.substr(from, token.find_last_not_of(" \t\r\n") - from + 1);
      one(token, work, variables, out);
      if (out.how != Served::How::done) break;
    }
    return out;
  }
  /// Scripts at work now, by name of their time stamp.
  mutable std::vector<std::string> at_work;
  mutable bool marked = false;

 private:
  void one(const std::string& token, const process::Work& work, const feel::Value& variables, Served& out) const {
    const auto& context = variables.as_context();
    const auto first = [&](const std::vector<std::string>* names) { return names == nullptr || names->empty() ? std::string("data") : names->front(); };
    if (token.starts_with("SCRIPT_")) log_.push_back(token);
    else if (token == "CREATE_MARKER_FILE") marked = true;
    else if (token.starts_with("INCREMENT_INTEGER_VARIABLE")) {
      const auto* now = context.find("integerVariable");
      const auto sum = now == nullptr || !now->is(feel::Kind::number) ? std::nullopt : feel::add(now->as_number(), feel::Decimal(1));
      if (!sum) return fail(out, "integerVariable is no number");
      out.variables.set("integerVariable", feel::Value::make_number(*sum));
      if (token.ends_with("_AND_LOG")) log_.push_back("INCREMENT_correct");
    } else if (token == "SET_STRING_DATA") {
      out.variables.set(first(work.writes), feel::Value::make_string("String"));
    } else if (token == "LOG_DATA") {
      const auto* data = context.find(first(work.reads));
      if (data != nullptr && data->is(feel::Kind::string) && data->as_string() == "String") log_.push_back("DATA_correct");
    } else if (token == "THROW_ERROR") {
      out.how = Served::How::failed;
      out.problem = "thrown by the script";
      out.error = "ERR_CODE";
    } else if (token.starts_with("CREATE_TIMESTAMP_LOG_") || token == "WAIT_TEN_SECONDS") {
      out.how = Served::How::waits;
    } else if (token != "CREATE_LOG_FILE") {
      fail(out, "unknown script " + token);
    }
  }
  static void fail(Served& out, std::string problem) {
    out.how = Served::How::failed;
    out.problem = std::move(problem);
  }
  std::vector<std::string>& log_;
};

struct Outcome {
  std::vector<std::string> log;
  std::string detail;
};

/// Scripts at work take ten seconds each; two time stamps that overlap show true parallelism.
class CaseRun {
 public:
  CaseRun(const bpmn::Definitions& definitions, const std::vector<bpmn::Fault>& faults) : definitions_(definitions), faults_(faults), host_(out_.log), world_(host_, Instant{hours{24 * 20'000}}) {}

  Outcome run(const std::string& process, const json::Value& variables, milliseconds delay, bool parallel) {
    process::Resources resources;
    resources.script_formats.insert("");
    for (const auto& one : definitions_.processes) {
      for (const auto& format : formats(one.body)) resources.script_formats.insert(format);
    }
    auto compiled = process::compile(definitions_, process, resources);
    auto broken = faults_;
    broken.insert(broken.end(), compiled.faults.begin(), compiled.faults.end());
    if (bpmn::refuses(faults_, false) || !compiled.plan) {
      for (const auto& fault : broken) {
        if (fault.severity != bpmn::Severity::warning) out_.detail += fault.rule + " " + fault.element + "; ";
      }
      out_.log.push_back("ERROR_deployment");
      return std::move(out_);
    }
    for (const auto& one : definitions_.processes) {
      if (auto plan = process::compile(definitions_, one.id, resources).plan) world_.know(std::move(plan));
    }
    world_.listen([this](const ProcessWorld::Instance&, Instant, const std::vector<process::Happening>& trace) {
      for (const auto& one : trace) {
        if (one.what == process::What::incident) incidents_.push_back(process::to_text(one));
        if (one.what == process::What::error) {
          for (const auto& [key, value] : one.facts) uncaught_ = uncaught_ || (key == "caught_by" && value == "nobody");
        }
      }
    });
    const auto begin_at = world_.now();
    if (parallel) {
      if (auto plan = process::compile(definitions_, "ParallelProcess", resources).plan) (void)world_.start(plan, process::variables_from_json(variables));
    }
    const auto until = begin_at + (delay.count() > 0 ? delay : milliseconds{60'000});
    if (!start(compiled.plan, process::variables_from_json(variables), until)) {
      out_.log.push_back("ERROR_runtime");
      out_.detail = "not started";
      return std::move(out_);
    }
    for (int turns = 0; turns < 10'000; ++turns) {
      begin_scripts();
      auto next = world_.next_timer();
      for (const auto& [key, at] : scripts_) {
        if (!next || at < *next) next = at;
      }
      if (!next || *next > until) break;
      world_.pass_to(*next);
      end_scripts();
    }
    if (overlapped_) out_.log.push_back("EXECUTION_parallel");
    if (host_.marked) out_.log.push_back("MARKER_exists");
    if (uncaught_) out_.log.push_back("ERROR_thrownErrorEvent");
    else if (!incidents_.empty()) out_.log.push_back("ERROR_runtime");
    for (const auto& one : incidents_) out_.detail += one + "; ";
    return std::move(out_);
  }

 private:
  /// At the empty start event; a process that only timers or conditions begin starts when they say so.
  bool start(const std::shared_ptr<const process::Plan>& plan, const process::Variables& variables, Instant until) {
    const auto ways = process::start_ways(*plan);
    const bool by_itself = std::any_of(ways.begin(), ways.end(), [](const process::StartWay& way) { return way.kind == "timer" || way.kind == "conditional"; }) &&
                           std::none_of(ways.begin(), ways.end(), [](const process::StartWay& way) { return way.kind == "none"; });
    if (!by_itself) return world_.start(plan, variables).has_value();
    for (const auto& way : ways) {
      if (way.kind == "conditional" && process::start_holds(*plan, way.element, variables, world_.now(), host_)) return world_.start(plan, variables, way.element).has_value();
      if (way.kind == "conditional") return true;
      if (way.kind != "timer") continue;
      const auto began = world_.now();
      bool any = false;
      for (auto due = process::next_start(*plan, way.element, began, began, host_); due && *due <= until; due = process::next_start(*plan, way.element, began, *due, host_)) {
        world_.pass_to(*due);
        any = world_.start(plan, variables, way.element).has_value() || any;
      }
      if (any) return true;
    }
    return false;
  }
  static std::vector<std::string> formats(const bpmn::Body& body) {
    std::vector<std::string> out;
    for (const auto& node : body.nodes) {
      out.push_back(node.script_format);
      for (auto& inner : formats(node.body)) out.push_back(std::move(inner));
    }
    return out;
  }
  void begin_scripts() {
    for (std::size_t i = 0; i < world_.instances().size(); ++i) {
      for (const auto& task : world_.instances()[i]->state.tasks) {
        if (scripts_.contains({i, task.id})) continue;
        overlapped_ = overlapped_ || !scripts_.empty();
        scripts_[{i, task.id}] = world_.now() + seconds{10};
      }
    }
  }
  void end_scripts() {
    for (auto at = scripts_.begin(); at != scripts_.end();) {
      if (at->second > world_.now()) {
        ++at;
        continue;
      }
      const auto [instance, task] = at->first;
      at = scripts_.erase(at);
      (void)world_.command(instance, process::CompleteTask{task, {}, {}, {}});
    }
  }

  const bpmn::Definitions& definitions_;
  const std::vector<bpmn::Fault>& faults_;
  Outcome out_;
  ScriptHost host_;
  ProcessWorld world_;
  std::map<std::pair<std::size_t, int>, Instant> scripts_;
  bool overlapped_ = false, uncaught_ = false;
  std::vector<std::string> incidents_;
};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// As sorted multisets; a plain `ERROR` stands for any error. The marker is a file that is looked for where a case asks for it, and may lie there otherwise.
bool same(std::vector<std::string> expected, std::vector<std::string> got) {
  if (std::find(expected.begin(), expected.end(), "MARKER_exists") == expected.end()) std::erase(got, "MARKER_exists");
  if (std::find(expected.begin(), expected.end(), "ERROR") != expected.end()) {
    for (auto& one : got) {
      if (one.starts_with("ERROR")) one = "ERROR";
    }
  }
  std::sort(expected.begin(), expected.end());
  std::sort(got.begin(), got.end());
  return expected == got;
}

int run_suite(const fs::path& folder, const std::string& wanted, const std::string& csv, bool verbose) {
  auto parsed = json::parse_text(slurp(folder / "expected.json"));
  if (!parsed || !parsed->is_array()) {
    std::cerr << "no expected.json in " << folder.string() << '\n';
    return 2;
  }
  std::ofstream table;
  if (!csv.empty()) {
    table.open(csv);
    table << "file,case,class,passed,expected,got,detail\n";
  }
  std::size_t passed = 0, all = 0;
  for (const auto& model : parsed->get_array()) {
    const auto& entry = model.as_object();
    const auto text = [&](std::string_view key) { return std::string(std::string_view(entry.at(key).as_string())); };
    const auto kind = text("class");
    if (wanted != "all" && kind != wanted) continue;
    const auto document = bpmn::read(slurp(folder / text("file")));
    std::optional<bpmn::Definitions> definitions;
    std::vector<bpmn::Fault> faults;
    if (document) {
      definitions = document->definitions();
      for (auto& process : definitions->processes) to_feel(process.body);
      for (auto& fault : bpmn::check(*document)) {
        if (fault.severity == bpmn::Severity::error) faults.push_back(std::move(fault));
      }
    }
    int number = 0;
    for (const auto& one : entry.at("cases").as_array()) {
      ++number;
      ++all;
      const auto& expectation = one.as_object();
      std::vector<std::string> expected;
      for (const auto& word : expectation.at("trace").as_array()) expected.emplace_back(std::string_view(word.as_string()));
      Outcome got;
      if (!definitions) {
        got.log.push_back("ERROR_deployment");
        got.detail = "not read";
      } else {
        const auto delay = milliseconds{expectation.at("delay_ms").as_int64()};
        got = CaseRun(*definitions, faults).run(text("process"), expectation.at("variables"), delay, expectation.at("start_parallel_process").as_bool());
      }
      const bool good = same(expected, got.log);
      if (good) ++passed;
      if (!good || verbose) {
        std::cout << (good ? "passed " : "FAILED ") << text("file") << " #" << number << " (" << kind << ") expected [" << joined(expected) << "] got [" << joined(got.log) << "] "
                  << got.detail << '\n';
      }
      if (table) {
        const auto quoted = [](std::string value) {
          for (std::size_t i = 0; (i = value.find('"', i)) != std::string::npos; i += 2) value.insert(i, 1, '"');
          return '"' + value + '"';
        };
        table << quoted(text("file")) << ',' << number << ',' << kind << ',' << (good ? "yes" : "no") << ',' << quoted(joined(expected)) << ',' << quoted(joined(got.log)) << ','
              << quoted(got.detail) << '\n';
      }
    }
  }
  std::cout << "passed " << passed << " of " << all << '\n';
  return passed == all ? 0 : 1;
}

}  // namespace

void add_bpmn_suite(CLI::App& bpmn, int& exit_code) {
  struct Options {
    std::string folder, kind = "all", csv;
    bool verbose = false;
  };
  auto options = std::make_shared<Options>();
  auto* suite = bpmn.add_subcommand("suite", "run models with expected traces");
  suite->add_option("dir", options->folder, "folder with expected.json")->required()->check(CLI::ExistingDirectory);
  suite->add_option("--class", options->kind, "must, optional or all")->check(CLI::IsMember({"must", "optional", "all"}));
  suite->add_option("--csv", options->csv, "write one line a case");
  suite->add_flag("--verbose", options->verbose, "print passed cases too");
  suite->callback([options, &exit_code] { exit_code = run_suite(options->folder, options->kind, options->csv, options->verbose); });
}

}  // namespace yiwang
