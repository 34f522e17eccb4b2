#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "apps/commands.h"
#include "flow/forms/form.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The schemas that the suite expects at http://localhost:1234, from the folder `remotes` beside or above.
std::map<std::string, json::Value> remotes_of(const fs::path& folder) {
  std::map<std::string, json::Value> out;
  for (auto at = fs::absolute(folder).lexically_normal(); at.has_relative_path(); at = at.parent_path()) {
    const auto remotes = at / "remotes";
    if (!fs::is_directory(remotes)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(remotes)) {
      if (entry.path().extension() != ".json") continue;
      if (auto value = json::parse_text(text_of(entry.path()))) {
        out.emplace("http://localhost:1234/" + fs::relative(entry.path(), remotes).generic_string(), std::move(*value));
      }
    }
    break;
  }
  return out;
}

struct Count {
  std::size_t passed = 0;
  std::size_t all = 0;
};

Count run_file(const fs::path& file, const std::string& name, const std::map<std::string, json::Value>& remotes, bool verbose) {
  Count count;
  const auto suite = json::parse_text(text_of(file));
  if (!suite || !suite->is_array()) return count;
  forms::Options options;
  options.documents = remotes;
  options.assert_formats = name.find("format") != std::string::npos && name.find("optional") != std::string::npos;
  for (const auto& group : suite->get_array()) {
    const auto& object = group.get_object();
    const auto schema = forms::Schema::compile(object.at("schema"), options);
    for (const auto& test : object.at("tests").get_array()) {
      ++count.all;
      const bool wanted = test.get_object().at("valid").get_bool();
      const bool got = schema && schema->validate(test.get_object().at("data")).empty();
      if (schema && got == wanted) {
        ++count.passed;
      } else if (verbose) {
        std::cout << "  " << name << ": " << object.at("description").get_string().c_str() << ": " << test.get_object().at("description").get_string().c_str();
        if (!schema) {
          for (const auto& [key, value] : schema.error().facts) std::cout << ' ' << key << '=' << value;
        }
        std::cout << '\n';
      }
    }
  }
  return count;
}

void run_suite(const std::string& folder, bool verbose) {
  const auto remotes = remotes_of(folder);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Count total;
  for (const auto& file : files) {
    const auto name = fs::relative(file, folder).generic_string();
    const auto count = run_file(file, name, remotes, verbose);
    std::cout << name << ": " << count.passed << " of " << count.all << '\n';
    total.passed += count.passed;
    total.all += count.all;
  }
  std::cout << "passed " << total.passed << " of " << total.all << '\n';
}

int check_form(const std::string& file, const std::string& data_file) {
  const auto text = text_of(file);
  bool broken = false;
  for (const auto& fault : forms::Form::check_text(text)) {
    const bool error = fault.severity == forms::FormFault::Severity::error;
    broken = broken || error;
    std::cout << (error ? "error " : "warning ") << fault.rule << ' ' << fault.at << ": " << fault.advice;
    for (const auto& [name, value] : fault.facts) std::cout << ' ' << name << '=' << value;
    std::cout << '\n';
  }
  if (broken || data_file.empty()) return broken ? 1 : 0;
  const auto form = forms::Form::parse(text);
  const auto data = json::parse_text(text_of(data_file));
  if (!form || !data) return 1;
  const auto problems = form->validate(*data);
  for (const auto& problem : problems) {
    std::cout << (problem.at.empty() ? "/" : problem.at) << ": " << problem.keyword;
    for (const auto& [name, value] : problem.facts) std::cout << ' ' << name << '=' << value;
    std::cout << '\n';
  }
  return problems.empty() ? 0 : 1;
}

}  // namespace

void add_forms(CLI::App& app, int& exit_code) {
  static std::string folder;
  static std::string file;
  static std::string data;
  static bool verbose = false;
  auto* forms = app.add_subcommand("forms", "forms as JSON Schema: check one, validate data");
  forms->require_subcommand(1);
  auto* suite = forms->add_subcommand("suite", "run a folder of the JSON Schema test suite, e.g. tests/draft2020-12");
  suite->add_option("DIR", folder, "folder of test files")->required()->check(CLI::ExistingDirectory);
  suite->add_flag("--verbose", verbose, "name the cases that fail");
  suite->callback([] { run_suite(folder, verbose); });
  auto* check = forms->add_subcommand("check", "list the faults of a form, or of data that were filled in");
  check->add_option("FORM", file, "form as JSON")->required()->check(CLI::ExistingFile);
  check->add_option("DATA", data, "data as JSON")->check(CLI::ExistingFile);
  check->callback([&exit_code] { exit_code = check_form(file, data); });
}

}  // namespace yiwang
