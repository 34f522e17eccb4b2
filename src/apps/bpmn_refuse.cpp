#include "apps/bpmn_refuse.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>

#include "flow/diagram/check.h"
#include "flow/diagram/compare.h"
#include "flow/diagram/kept.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

/// All *.bpmn files below a folder, or the file itself, in the order of their names.
std::vector<fs::path> models(const fs::path& where) {
  std::vector<fs::path> out;
  if (fs::is_regular_file(where)) return {where};
  for (const auto& entry : fs::recursive_directory_iterator(where)) {
    if (entry.is_regular_file() && entry.path().extension() == ".bpmn") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string facts_of(const std::vector<std::pair<std::string, std::string>>& facts) {
  std::string out;
  for (const auto& [name, value] : facts) out += " " + name + "=" + value;
  return out;
}

/// The rules that refuse a file at deployment, each with the elements it names; empty when it is accepted.
std::map<std::string, std::set<std::string>> refusing(const std::string& text) {
  const auto document = bpmn::read(text);
  if (!document) return {{"unreadable", {facts_of(document.error().facts)}}};
  std::map<std::string, std::set<std::string>> out;
  const bpmn::Callable nothing_else;
  for (const auto& fault : bpmn::check(*document, nothing_else)) {
    if (fault.severity != bpmn::Severity::warning) out[fault.rule].insert(fault.element);
  }
  return out;
}

void refuse_all(const std::string& folder) {
  std::size_t refused = 0;
  const auto files = models(folder);
  for (const auto& file : files) {
    const auto rules = refusing(text_of(file));
    if (!rules.empty()) ++refused;
    std::cout << fs::relative(file, folder).string() << (rules.empty() ? "  accepted" : "  refused");
    for (const auto& [rule, elements] : rules) {
      std::cout << "  " << rule << " (";
      for (bool first = true; const auto& element : elements) {
        std::cout << (first ? "" : ", ") << element;
        first = false;
      }
      std::cout << ")";
    }
    std::cout << '\n';
  }
  std::cout << "refused " << refused << " of " << files.size() << '\n';
}

int check_files(const std::vector<std::string>& files) {
  int worst = 0;
  for (const auto& where : files) {
    for (const auto& file : models(where)) {
      const auto document = bpmn::read(text_of(file));
      if (!document) {
        std::cout << file.string() << ": unreadable" << facts_of(document.error().facts) << '\n';
        worst = 1;
        continue;
      }
      const auto faults = bpmn::check(*document);
      for (const auto& fault : faults) {
        std::cout << file.string() << ':' << fault.line << ": " << bpmn::code_of(fault.severity) << ' ' << fault.rule << ' ' << fault.element
                  << facts_of(fault.facts) << ". " << fault.advice << '\n';
      }
      for (const auto& note : document->definitions().notes) {
        std::cout << file.string() << ": note " << note.element << ' ' << note.what << " read as " << note.as << '\n';
      }
      if (bpmn::refuses(faults, true)) worst = 1;
    }
  }
  return worst;
}

int roundtrip_all(const std::string& folder) {
  std::size_t same = 0;
  const auto files = models(folder);
  for (const auto& file : files) {
    std::cout << fs::relative(file, folder).string() << "  ";
    const auto first = bpmn::read(text_of(file));
    if (!first) {
      std::cout << "unreadable" << facts_of(first.error().facts) << '\n';
      continue;
    }
    const auto second = bpmn::read(bpmn::write(*first));
    const auto before = bpmn::canonical(*first);
    if (second && bpmn::canonical(*second) == before && bpmn::compare(*first, *second).empty()) {
      ++same;
      std::cout << "same";
    } else {
      std::cout << "different";
    }
    std::map<std::string, std::set<std::string>> not_run;
    for (const auto& fault : bpmn::check(*first)) {
      if (fault.severity == bpmn::Severity::not_executed) not_run[fault.rule].insert(fault.element);
    }
    for (const auto& [rule, elements] : not_run) {
      std::cout << "  not executed: " << rule << " (";
      for (bool start = true; const auto& element : elements) {
        std::cout << (start ? "" : ", ") << element;
        start = false;
      }
      std::cout << ")";
    }
    const auto kept = bpmn::kept_only(*first);
    if (!kept.elements.empty()) std::cout << "  kept only:";
    for (const auto& [name, times] : kept.elements) std::cout << ' ' << name << " x" << times;
    std::cout << '\n';
  }
  std::cout << "same " << same << " of " << files.size() << '\n';
  return same == files.size() ? 0 : 1;
}

}  // namespace

void add_bpmn_document_commands(CLI::App& bpmn, int& exit_code) {
  static std::string folder;
  static std::vector<std::string> files;
  auto* refuse = bpmn.add_subcommand("refuse", "say of each model in a folder whether deployment would refuse it, and by which rules");
  refuse->add_option("DIR", folder, "folder of .bpmn files")->required()->check(CLI::ExistingPath);
  refuse->callback([] { refuse_all(folder); });
  auto* check = bpmn.add_subcommand("check", "list the faults of models, with advice");
  check->add_option("FILE", files, "files or folders")->required()->check(CLI::ExistingPath);
  check->callback([&exit_code] { exit_code = check_files(files); });
  auto* roundtrip = bpmn.add_subcommand("roundtrip", "read, write and read again each model in a folder, and say whether anything was lost");
  roundtrip->add_option("DIR", folder, "folder of .bpmn files")->required()->check(CLI::ExistingPath);
  roundtrip->callback([&exit_code] { exit_code = roundtrip_all(folder); });
}

}  // namespace yiwang
