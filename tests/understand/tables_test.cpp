#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "base/text.h"
#include "city/load.h"
#include "understand/reader.h"
#include "understand/tags.h"

// What a person would answer, in tables (README): kinds, urgency, tags, names of subjects, traditional characters. Each holds what is reached now; a change that reads
// better raises its floor.

namespace yiwang {
namespace {

using Row = std::vector<std::string>;

std::vector<Row> table(const std::string& name) {
  std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/tests/understand/" + name);
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    auto& row = rows.emplace_back();
    for (const auto cell : split(line, '\t')) row.emplace_back(cell);
  }
  return rows;
}

/// One for all tests here: making it trains the matter model.
const Reader& demo_reader() {
  static const Reader reader = [] {
    auto loaded = load_city(std::string(YIWANG_SOURCE_DIR) + "/catalogue/demo");
    return Reader(std::make_shared<const City>(*loaded.city));
  }();
  return reader;
}

std::vector<std::string> parts_of(const std::string& cell, const std::string& by) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= cell.size();) {
    const auto end = std::min(cell.find(by, at), cell.size());
    if (end > at) out.push_back(cell.substr(at, end - at));
    at = end + by.size();
  }
  return out;
}

TEST(Tables, names_of_one_subject_become_one_and_others_stay_apart) {
  const auto key = [](const std::string& name) { return to_utf8(canonical_subject(to_codepoints(name))); };
  std::size_t pairs = 0, right = 0;
  std::string wrong;
  for (const auto& row : table("subjects.tsv")) {
    const auto same = parts_of(row.at(0), "|");
    for (const auto& name : same) {
      const bool one = key(name) == key(same.front());
      ++pairs;
      right += one ? 1 : 0;
      if (!one) wrong += "\n  " + name + " is " + key(name) + ", not " + key(same.front());
    }
    for (const auto& other : parts_of(row.size() > 1 ? row[1] : "", "|")) {
      const bool apart = key(other) != key(same.front());
      ++pairs;
      right += apart ? 1 : 0;
      if (!apart) wrong += "\n  " + other + " became " + key(same.front());
    }
  }
  ASSERT_GT(pairs, 200u);
  EXPECT_GE(static_cast<double>(right) / static_cast<double>(pairs), 0.92) << right << " of " << pairs << wrong;
}

TEST(Tables, traditional_characters_become_simplified_ones_by_their_phrase) {
  for (const auto& row : table("traditional.tsv")) EXPECT_EQ(simplify(row.at(0)), row.at(1));
}

TEST(Tables, the_kind_of_request_is_what_an_agent_would_choose) {
  std::size_t count = 0, right = 0;
  std::string wrong;
  for (const auto& row : table("kinds.tsv")) {
    const auto kind = code_of(demo_reader().read("", row.at(1)).kind);
    ++count;
    if (kind == row[0]) ++right;
    else wrong += "\n  " + row[0] + " read as " + std::string(kind) + ": " + row[1];
  }
  ASSERT_GT(count, 150u);
  EXPECT_GE(static_cast<double>(right) / static_cast<double>(count), 0.80) << right << " of " << count << wrong;
}

TEST(Tables, urgency_is_what_a_duty_officer_would_say) {
  std::size_t count = 0, right = 0, missed_danger = 0;
  std::string wrong;
  for (const auto& row : table("urgency.tsv")) {
    const auto urgency = code_of(demo_reader().read("", row.at(1)).urgency);
    ++count;
    const bool dangerous = row[0] == "emergency" || row[0] == "urgent", seen = urgency == "emergency" || urgency == "urgent";
    if (dangerous && !seen) ++missed_danger;
    if (urgency == row[0]) ++right;
    else wrong += "\n  " + row[0] + " read as " + std::string(urgency) + ": " + row[1];
  }
  ASSERT_GT(count, 100u);
  EXPECT_GE(static_cast<double>(right) / static_cast<double>(count), 0.74) << right << " of " << count << wrong;
  EXPECT_LE(missed_danger, 8u) << wrong;
}

TEST(Tables, tags_stand_where_a_person_would_set_them) {
  std::map<std::string, std::array<std::size_t, 3>> counts;   // found, wanted, false
  std::string wrong;
  for (const auto& row : table("tags.tsv")) {
    const auto read = demo_reader().read("", row.at(0));
    std::vector<std::pair<std::string, std::string>> wanted;
    for (const auto& part : parts_of(row.size() > 1 && row[1] != "-" ? row[1] : "", " | ")) wanted.emplace_back(part.substr(0, part.find('=')), part.substr(part.find('=') + 1));
    for (const auto& [kind, span] : wanted) {
      ++counts[kind][1];
      const bool hit = std::any_of(read.tags.begin(), read.tags.end(), [&](const Tag& tag) {
        return code_of(tag.kind) == kind && (tag.word == span || (kind == "topic" && (tag.word.find(span) != std::string::npos || span.find(tag.word) != std::string::npos)));
      });
      if (hit) ++counts[kind][0];
      else wrong += "\n  missed " + kind + "=" + span + " in " + row[0];
    }
    for (const auto& tag : read.tags) {
      const std::string kind(code_of(tag.kind));
      if (kind == "people_group" || kind == "topic" || kind == "emotion") continue;
      if (std::find(wanted.begin(), wanted.end(), std::pair(kind, tag.word)) != wanted.end()) continue;
      ++counts[kind][2];
      wrong += "\n  false " + kind + "=" + tag.word + " in " + row[0];
    }
  }
  for (const auto& [kind, c] : counts) {
    wrong += "\n" + kind + ": " + std::to_string(c[0]) + " of " + std::to_string(c[1]) + " found, " + std::to_string(c[2]) + " false";
  }
  std::size_t found = 0, wanted = 0, wrongly = 0;
  for (const auto& [kind, c] : counts) {
    found += c[0];
    wanted += c[1];
    wrongly += c[2];
  }
  ASSERT_GT(wanted, 200u);
  EXPECT_GE(static_cast<double>(found) / static_cast<double>(wanted), 0.70) << found << " of " << wanted << wrong;
  EXPECT_LE(wrongly, 24u) << wrong;
}

}  // namespace
}  // namespace yiwang
