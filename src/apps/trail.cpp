#include <charconv>
#include <cmath>
#include <iostream>

#include "apps/commands.h"
#include "apps/house.h"
#include "cases/timeline.h"
#include "service/ledger.h"

namespace yiwang {
namespace {

struct Options {
  std::string data, store, which;
  bool as_json = false;
};

std::string percent(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %"; }

void print_line(const TrailLine& line) {
  std::cout << "  " << info(line.kind).zh << " (" << code_of(line.kind) << ")";
  if (line.confidence) std::cout << "  sure " << percent(*line.confidence);
  std::cout << '\n';
  for (const auto& [name, value] : line.facts) std::cout << "      " << name << ": " << value << '\n';
  for (const auto& e : line.evidence) {
    std::cout << "      because " << e.kind << " \"" << e.text << "\"";
    if (e.weight != 0) std::cout << " (" << (e.weight > 0 ? "+" : "") << std::round(e.weight * 100) / 100 << ")";
    std::cout << '\n';
  }
  if (!line.otherwise.empty()) std::cout << "      otherwise " << line.otherwise << '\n';
}

int run(const Options& o) {
  const auto store = open_house_store(o.data, o.store, true);
  const auto city = present_city(o.data, *store);
  if (!city) {
    std::cerr << o.data << " holds no city yet\n";
    return 2;
  }
  std::uint64_t id = 0;
  if (const auto found = store->find_number(o.which)) id = *found;
  else std::from_chars(o.which.data(), o.which.data() + o.which.size(), id);
  const auto rows = store->entries_of(id);
  if (rows.empty()) {
    std::cerr << "there is no case " << o.which << '\n';
    return 1;
  }
  std::vector<Entry> entries;
  for (const auto& row : rows) entries.push_back(to_entry(row));
  if (o.as_json) {
    std::cout << '[';
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::string line = i == 0 ? "{\"seq\":" : ",{\"seq\":";
      line += std::to_string(rows[i].seq) + ",\"version\":" + std::to_string(rows[i].version) + ",\"at\":\"" + to_text(entries[i].at) + "\",\"by\":" + rows[i].actor + ",\"command\":\"" +
              rows[i].command + "\",\"events\":" + rows[i].events + "}";
      std::cout << line;
    }
    std::cout << "]\n";
    return 0;
  }
  const auto c = replay(rows);
  std::cout << c.number << "  " << info(c.stage).zh << " (" << code_of(c.stage) << ")\n" << c.first().title << (c.first().title.empty() ? "" : "\n") << c.first().text << "\n";
  std::uint32_t version = 0;
  for (const auto& line : timeline(entries)) {
    if (line.version != version) {
      version = line.version;
      std::cout << '\n' << to_text(line.at, city->offset) << "  " << code_of(line.actor.role);
      if (!line.actor.login.empty()) std::cout << ' ' << line.actor.login;
      if (!line.actor.unit.empty()) std::cout << " of " << line.actor.unit;
      std::cout << ": " << line.command << '\n';
    }
    print_line(line);
  }
  return 0;
}

}  // namespace

void add_trail(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("trail", "Print the story of a case: who or what decided, from which evidence, how sure");
  sub->add_option("case", o->which, "the case's number or id")->required();
  sub->add_option("--data", o->data, "the data folder")->required();
  sub->add_option("--store", o->store, "a PostgreSQL connection string instead of SQLite in the data folder");
  sub->add_flag("--json", o->as_json, "print the entries as they lie in the ledger");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
