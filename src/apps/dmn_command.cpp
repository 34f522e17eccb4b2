#include <fstream>
#include <iostream>
#include <sstream>

#include "apps/commands.h"
#include "apps/dmn_tck.h"
#include "flow/rules/compare.h"
#include "flow/rules/model.h"
#include "flow/rules/prove.h"
#include "flow/rules/read.h"

namespace yiwang {
namespace {

struct Options {
  std::string file, decision, input = "{}", also;
  bool explain = false;
};

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string words_of(const Refusal& refusal) {
  std::string out(code_of(refusal.reason));
  for (const auto& [key, value] : refusal.facts) out += ", " + key + " " + value;
  return out;
}

int said(const std::string& what) {
  std::cerr << "yiwang dmn: " << what << '\n';
  return 1;
}

/// The input may be JSON itself or the name of a file that holds it.
std::string input_text(const std::string& given) { return given.starts_with('{') ? given : slurp(given); }

void print(const dmn::TableExplanation& table) {
  std::cout << "table of " << table.decision << " (" << dmn::mark_of(table.hit_policy, table.aggregation) << ")\n";
  for (const auto& input : table.inputs) std::cout << "  " << input.input << " = " << input.value << '\n';
  for (const auto& row : table.matched) {
    std::cout << "  row " << row.row << (row.decided ? " decided" : " matched, but did not decide");
    for (const auto& cell : row.why) std::cout << "; " << cell.input << " " << cell.value << " meets " << cell.cell;
    std::cout << '\n';
  }
  for (const auto& row : table.missed) {
    std::cout << "  row " << row.row << " not: " << row.first_failing.input << " " << row.first_failing.value << " does not meet " << row.first_failing.cell << '\n';
  }
  if (table.defaulted) std::cout << "  no row matched; the default was taken\n";
}

/// JSON with all digits of a decimal, which a double would round.
void write_json(std::string& out, const feel::Value& value) {
  if (value.is(feel::Kind::number)) {
    out += value.as_number().to_text();
  } else if (value.is(feel::Kind::list)) {
    out += '[';
    for (const auto& item : value.as_list()) {
      if (out.back() != '[') out += ',';
      write_json(out, item);
    }
    out += ']';
  } else if (value.is(feel::Kind::context)) {
    out += '{';
    for (const auto& [name, member] : value.as_context()) {
      if (out.back() != '{') out += ',';
      json::write_string(out, name);
      out += ':';
      write_json(out, member);
    }
    out += '}';
  } else {
    out += boost::json::serialize(feel::to_json(value));
  }
}

int evaluate(const Options& o) {
  const auto model = dmn::Model::from_xml(slurp(o.file));
  if (!model) return said(words_of(model.error()));
  const auto text = input_text(o.input);
  const auto input = json::parse_text(text);
  if (!input) return said("the input is not JSON");
  for (const auto& fault : (*model)->faults()) std::cerr << "fault " << fault.rule << " in " << fault.element << ": " << fault.text << ' ' << fault.detail << '\n';
  auto decision = o.decision;
  if (decision.empty() && (*model)->definitions().decisions.size() == 1) decision = (*model)->definitions().decisions.front().name;
  const auto outcome = (*model)->evaluate(decision, feel::from_json(*input), {o.explain, feel::Present{SystemClock().now(), *feel::Zone::named("Asia/Shanghai")}, true});
  if (!outcome) return said(words_of(outcome.error()));
  for (const auto& table : outcome->explanation) print(table);
  for (const auto& problem : outcome->problems) std::cerr << "problem " << problem.code << " in " << problem.element << ": " << problem.detail << '\n';
  std::string text_out;
  write_json(text_out, outcome->value);
  std::cout << text_out << '\n';
  return 0;
}

int prove(const Options& o) {
  const auto file = dmn::read(slurp(o.file));
  if (!file) return said(words_of(file.error()));
  const auto model = dmn::Model::compile(std::make_shared<const dmn::Definitions>(*file));
  if (!model) return said(words_of(model.error()));
  for (const auto& fault : (*model)->faults()) {
    std::cout << "fault " << fault.rule << " in " << fault.element << (fault.id.empty() ? "" : " (" + fault.id + ")") << ": " << fault.text << ' ' << fault.detail << '\n';
  }
  std::size_t found = (*model)->faults().size();
  for (const auto& at : dmn::all_tables(*file)) {
    const auto proof = dmn::prove(*file, *at.table);
    found += proof.findings.size();
    for (const auto& finding : proof.findings) {
      std::cout << dmn::code_of(finding.kind) << " in " << at.element;
      for (std::size_t i = 0; i < finding.rows.size(); ++i) std::cout << (i == 0 ? ": row " : ", ") << finding.rows[i];
      for (const auto& [title, value] : finding.example) std::cout << "; " << title << " = " << value;
      std::cout << (finding.detail.empty() ? "" : "; " + finding.detail) << '\n';
    }
    std::cout << at.element << ": " << at.table->rules.size() << " rows, " << proof.findings.size() << " findings" << (proof.incomplete ? ", more left" : "");
    if (!proof.not_constant.empty()) std::cout << ", " << proof.not_constant.size() << " rows with conditions that are not constants";
    std::cout << '\n';
  }
  return found == 0 ? 0 : 1;
}

int compare(const Options& o) {
  const auto before = dmn::read(slurp(o.file)), after = dmn::read(slurp(o.also));
  if (!before) return said(o.file + ": " + words_of(before.error()));
  if (!after) return said(o.also + ": " + words_of(after.error()));
  const auto changes = dmn::compare(*before, *after);
  for (const auto& change : changes) {
    std::cout << dmn::code_of(change.what) << ' ' << change.kind << ' ' << change.name;
    for (const auto& detail : change.details) std::cout << "; " << detail.field << ": " << detail.before << " -> " << detail.after;
    std::cout << '\n';
  }
  return 0;
}

}  // namespace

void add_dmn(CLI::App& app, int& exit_code) {
  auto* dmn = app.add_subcommand("dmn", "Decisions: evaluate, prove and compare DMN files, run the compatibility kit");
  dmn->require_subcommand(1);

  auto tck = std::make_shared<dmn::TckOptions>();
  auto* run = dmn->add_subcommand("tck", "Run the DMN compatibility kit (or one folder of it) and print what passed");
  run->add_option("folder", tck->folder, "folder of the kit")->required()->check(CLI::ExistingDirectory);
  run->add_option("--csv", tck->csv, "write one line a case to this file");
  run->add_flag("--verbose", tck->verbose, "show each case that fails, with what came instead");
  run->callback([tck, &exit_code] { exit_code = dmn::run_tck(*tck, std::cout) ? 0 : 1; });

  auto o = std::make_shared<Options>();
  auto* eval = dmn->add_subcommand("eval", "Evaluate a decision or decision service of a DMN file");
  eval->add_option("file", o->file, "DMN file")->required()->check(CLI::ExistingFile);
  eval->add_option("--decision", o->decision, "name or id; may be left out when there is only one");
  eval->add_option("--input", o->input, "JSON object of inputs by name, or a file that holds it");
  eval->add_flag("--explain", o->explain, "say which rows matched and why, and why the others did not");
  eval->callback([o, &exit_code] { exit_code = evaluate(*o); });

  auto* proof = dmn->add_subcommand("prove", "Name faults, gaps, overlaps, rows that never decide and outputs that name nothing");
  proof->add_option("file", o->file, "DMN file")->required()->check(CLI::ExistingFile);
  proof->callback([o, &exit_code] { exit_code = prove(*o); });

  auto* difference = dmn->add_subcommand("compare", "What is different between two DMN files, row by row");
  difference->add_option("before", o->file, "DMN file")->required()->check(CLI::ExistingFile);
  difference->add_option("after", o->also, "DMN file")->required()->check(CLI::ExistingFile);
  difference->callback([o, &exit_code] { exit_code = compare(*o); });
}

}  // namespace yiwang
