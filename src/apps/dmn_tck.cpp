#include "apps/dmn_tck.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "apps/dmn_tck_read.h"
#include "flow/rules/model.h"
#include "flow/rules/read.h"

namespace yiwang::dmn {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> files_in(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::set<fs::path> suites_below(const fs::path& root) {
  std::set<fs::path> out;
  const auto look = [&](const fs::path& folder) {
    if (!files_in(folder, ".dmn").empty()) out.insert(folder);
  };
  look(root);
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_directory()) look(entry.path());
  }
  return out;
}

/// Why a problem means that a case is refused on purpose; empty when it does not.
std::string refusal_of(const std::string& code) {
  if (code == "unsupported_java" || code == "external_function") return "calls Java, which is not run here (" + code + ")";
  if (code == "unsupported_pmml") return "calls PMML, which is not run here (" + code + ")";
  return code.starts_with("unsupported_") ? code : std::string{};
}

struct CaseRun {
  bool passed = true;
  std::string refused, expected, got, problems;
};

std::string words_of(const std::vector<Problem>& problems) {
  std::string out;
  for (const auto& each : problems) out += (out.empty() ? "" : "; ") + each.code + (each.detail.empty() ? "" : ": " + each.detail);
  return out;
}

class Runner {
 public:
  Runner(const TckOptions& options, std::ostream& out) : options_(options), out_(out), present_{SystemClock().now(), *feel::Zone::named("Asia/Shanghai")} {
    if (!options.csv.empty()) csv_.open(options.csv, std::ios::binary);
    if (csv_) csv_ << "folder,test,case,outcome,expected,got,problems\n";
  }

  void suite(const fs::path& folder) {
    std::vector<std::shared_ptr<const Definitions>> files;
    std::map<std::string, std::shared_ptr<const Definitions>> by_name;
    for (const auto& path : files_in(folder, ".dmn")) {
      auto read_file = read(slurp(path));
      if (!read_file) {
        out_ << "  " << path.filename().string() << " does not read: " << read_file.error().facts.front().second << '\n';
        continue;
      }
      files.push_back(std::make_shared<const Definitions>(std::move(*read_file)));
      by_name[path.filename().string()] = files.back();
    }
    const auto name = fs::relative(folder, options_.folder.parent_path()).string();
    std::size_t passed = 0, total = 0;
    for (const auto& path : files_in(folder, ".xml")) {
      const auto tests = read_tck(slurp(path));
      if (!tests) continue;
      auto model = compile(by_name, files, tests->model);
      for (const auto& test : tests->cases) {
        const auto run = model ? one(**model, test) : CaseRun{false, {}, {}, {}, "the model does not compile: " + code_text(model.error())};
        ++total;
        passed += run.passed ? 1 : 0;
        tell(name, path.stem().string(), test, run);
      }
    }
    if (total == 0) return;
    out_ << name << ' ' << passed << '/' << total << '\n';
    passed_ += passed;
    total_ += total;
  }

  bool finish() {
    if (!refused_.empty()) out_ << "refused on purpose:\n";
    for (const auto& [why, cases] : refused_) {
      out_ << "  " << why << ':';
      for (const auto& each : cases) out_ << ' ' << each;
      out_ << '\n';
    }
    out_ << "passed " << passed_ << " of " << total_ << '\n';
    std::size_t refused = 0;
    for (const auto& [why, cases] : refused_) refused += cases.size();
    return passed_ + refused == total_;
  }

 private:
  static std::string code_text(const Refusal& refusal) {
    std::string out(code_of(refusal.reason));
    for (const auto& [key, value] : refusal.facts) out += ' ' + key + ' ' + value;
    return out;
  }

  static Result<std::shared_ptr<const Model>> compile(const std::map<std::string, std::shared_ptr<const Definitions>>& by_name,
                                                      const std::vector<std::shared_ptr<const Definitions>>& files, const std::string& name) {
    const auto at = by_name.find(name);
    const auto main = at != by_name.end() ? at->second : files.size() == 1 ? files.front() : nullptr;
    if (!main) return refuse(Reason::not_found, {{"model", name}});
    return Model::compile(main, files);
  }

  CaseRun one(const Model& model, const TckCase& test) const {
    CaseRun run;
    for (const auto& wanted : test.expected) {
      const auto outcome = asked(model, test, wanted);
      const auto note = [](std::string& into, const std::string& text) { into += (into.empty() ? "" : " | ") + text; };
      if (!outcome) {
        run.passed = false;
        note(run.problems, code_text(outcome.error()));
        continue;
      }
      const bool right = wanted.error ? outcome->value.is_null() : agrees(wanted.value, outcome->value);
      run.passed = run.passed && right;
      note(run.expected, wanted.error ? "error" : wanted.value.to_text());
      note(run.got, outcome->value.to_text());
      note(run.problems, words_of(outcome->problems));
      for (const auto& problem : outcome->problems) {
        if (!right && run.refused.empty()) run.refused = refusal_of(problem.code);
      }
    }
    return run;
  }

  Result<Outcome> asked(const Model& model, const TckCase& test, const ExpectedResult& wanted) const {
    const Asked how{false, present_, false};
    if (test.type == "bkm") return model.call(test.invocable.empty() ? wanted.node : test.invocable, arguments(model, test), how);
    if (test.type != "decisionService" || test.invocable.empty()) return model.evaluate(wanted.node, test.input, how);
    auto outcome = model.evaluate(test.invocable, test.input, how);
    if (!outcome || wanted.node == test.invocable) return outcome;
    const auto& services = model.definitions().services;
    const auto service = std::find_if(services.begin(), services.end(), [&](const DecisionService& each) { return each.name == test.invocable; });
    if (service == services.end() || service->outputs.size() < 2 || !outcome->value.is(feel::Kind::context)) return outcome;
    const auto* part = outcome->value.as_context().find(wanted.node);
    auto value = part == nullptr ? feel::Value{} : *part;
    outcome->value = std::move(value);
    return outcome;
  }

  static std::vector<feel::Value> arguments(const Model& model, const TckCase& test) {
    std::vector<feel::Value> out;
    for (const auto& each : model.definitions().knowledge) {
      const auto* function = each.name == test.invocable && each.function ? std::get_if<FunctionDefinition>(&each.function->logic) : nullptr;
      if (function == nullptr) continue;
      for (const auto& parameter : function->parameters) {
        const auto* value = test.input.as_context().find(parameter.name);
        out.push_back(value == nullptr ? feel::Value{} : *value);
      }
    }
    return out;
  }

  void tell(const std::string& folder, const std::string& file, const TckCase& test, const CaseRun& run) {
    if (!run.refused.empty()) refused_[run.refused].push_back(folder + "#" + test.id);
    if (options_.verbose && !run.passed) {
      out_ << "  " << file << " case " << test.id << ": expected " << run.expected << ", got " << run.got << "  [" << run.problems << "]\n";
    }
    if (!csv_) return;
    const auto outcome = run.passed ? "passed" : run.refused.empty() ? "failed" : "refused";
    const std::string cells[] = {folder, file, test.id, outcome, run.expected, run.got, run.problems};
    bool first = true;
    for (const auto& cell : cells) {
      if (!first) csv_ << ',';
      first = false;
      csv_ << '"';
      for (const char c : cell) csv_ << (c == '"' ? "\"\"" : std::string(1, c));
      csv_ << '"';
    }
    csv_ << '\n';
  }

  const TckOptions& options_;
  std::ostream& out_;
  feel::Present present_;
  std::ofstream csv_;
  std::map<std::string, std::vector<std::string>> refused_;
  std::size_t passed_ = 0, total_ = 0;
};

}  // namespace

bool run_tck(const TckOptions& options, std::ostream& out) {
  auto plain = options;
  plain.folder = std::filesystem::weakly_canonical(options.folder);
  Runner runner(plain, out);
  for (const auto& folder : suites_below(plain.folder)) runner.suite(folder);
  return runner.finish();
}

}  // namespace yiwang::dmn
