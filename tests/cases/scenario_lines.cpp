#include "cases/scenario_lines.h"

#include <charconv>

#include "base/text.h"

namespace yiwang::testing {
namespace {

bool is_case(const std::string& word) { return word.size() > 1 && word[0] == '#'; }
bool is_date(const std::string& word) { return word.size() == 10 && word[4] == '-'; }

std::vector<std::vector<std::string>> expectations(std::string_view text) {
  std::vector<std::vector<std::string>> out;
  for (const auto part : split(text, ';')) {
    if (auto words = words_of(part); !words.empty()) out.push_back(std::move(words));
  }
  return out;
}

}  // namespace

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  bool any = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      any = true;
    } else if (!quoted && (c == ' ' || c == '\t')) {
      if (any) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) words.push_back(word);
  return words;
}

std::vector<ScenarioLine> read_scenario(std::string_view text, std::vector<std::string>& faults) {
  std::vector<ScenarioLine> lines;
  std::string date = "2026-11-16";
  std::size_t number = 0;
  for (auto line : split(text, '\n')) {
    ++number;
    line = trim(line);
    if (line.empty() || line[0] == '#') continue;
    const auto arrow = line.find("=>");
    const auto words = words_of(line.substr(0, arrow));
    std::size_t i = 0;
    if (i < words.size() && is_date(words[i])) date = words[i++];
    if (i + 3 > words.size() || arrow == std::string_view::npos) {
      faults.push_back("line " + std::to_string(number) + ": needs TIME WHO VERB ... => ...");
      continue;
    }
    ScenarioLine made;
    made.number = number;
    const auto at = parse_instant(date + " " + words[i++], minutes{480});
    if (!at) {
      faults.push_back("line " + std::to_string(number) + ": no time");
      continue;
    }
    made.at = *at;
    made.who = words[i++];
    made.verb = words[i++];
    for (; i < words.size(); ++i) {
      const auto equals = words[i].find('=');
      if (is_case(words[i])) std::from_chars(words[i].data() + 1, words[i].data() + words[i].size(), made.on);
      else if (equals == std::string::npos) faults.push_back("line " + std::to_string(number) + ": `" + words[i] + "` is no field=value");
      else made.fields.emplace_back(words[i].substr(0, equals), words[i].substr(equals + 1));
    }
    made.expected = expectations(line.substr(arrow + 2));
    lines.push_back(std::move(made));
  }
  return lines;
}

}  // namespace yiwang::testing
