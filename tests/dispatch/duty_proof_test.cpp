#include "dispatch/duty_proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <set>

#include "dispatch/dispatcher.h"
#include "dispatch/duty_index.h"
#include "dispatch/unit_finder.h"

namespace yiwang {
namespace {

using testing::ElementsAre;

/// Two districts, three streets, four grids; units of several kinds.
std::shared_ptr<City> a_city() {
  auto city = std::make_shared<City>();
  city->version = "test";
  city->areas = {{"C", "云城", "", AreaKind::city, "", "territorial", {}},       {"D1", "江北区", "", AreaKind::district, "C", "territorial", {}},
                 {"D2", "江南区", "", AreaKind::district, "C", "territorial", {}}, {"S1", "湖滨街道", "", AreaKind::street, "D1", "territorial", {}},
                 {"S2", "柳港街道", "", AreaKind::street, "D1", "territorial", {}}, {"S3", "滨江街道", "", AreaKind::street, "D2", "territorial", {}},
                 {"G1", "一格", "", AreaKind::grid, "S1", "territorial", {}},     {"G2", "二格", "", AreaKind::grid, "S1", "territorial", {}},
                 {"G3", "三格", "", AreaKind::grid, "S2", "territorial", {}},     {"G4", "四格", "", AreaKind::grid, "S3", "territorial", {}}};
  city->units = {{"env", "环境局", "", "environment", "", "C", ""},  {"cm", "城管局", "", "city_management", "", "C", ""},
                 {"cm1", "江北城管", "", "city_management", "cm", "D1", ""}, {"st1", "湖滨街道办", "", "street", "", "S1", ""},
                 {"st2", "柳港街道办", "", "street", "", "S2", ""},  {"park", "公园管理处", "", "parks", "", "S1", ""}};
  city->matters = {{"03", "环境", "", "", "", "", "", {}, false}, {"0302", "噪声", "", "03", "", "", "", {}, false}, {"030205", "公园噪声", "", "0302", "", "", "", {}, false}};
  return city;
}

void row(City& city, std::uint32_t line, std::string matter, std::string area, std::string condition, std::string lead) {
  city.duties.push_back({line, std::move(matter), std::move(area), std::move(condition), std::move(lead), {}, ""});
}

std::vector<std::string> lines(const City& city) {
  std::vector<std::string> out;
  for (const auto& finding : prove_duties(city).findings) out.push_back(to_text(finding, city));
  return out;
}

TEST(DutyProof, a_list_with_one_lead_for_everything_is_clean) {
  auto city = a_city();
  row(*city, 2, "03", "", "", "@environment");
  row(*city, 3, "030205", "S1", "", "park");
  row(*city, 4, "030205", "", "time=22:00-06:00", "@city_management");
  city->index();
  const auto proof = prove_duties(*city);
  EXPECT_TRUE(proof.clean()) << lines(*city).front();
  EXPECT_EQ(proof.matters, 1u);
  EXPECT_EQ(proof.areas, 4u);
}

TEST(DutyProof, a_gap_is_shown_with_matter_area_and_hour) {
  auto city = a_city();
  row(*city, 2, "030205", "D2", "", "env");
  row(*city, 3, "030205", "S2", "", "env");
  row(*city, 4, "030205", "S1", "time=06:00-22:00", "park");
  city->index();
  EXPECT_THAT(lines(*city), ElementsAre("matter 030205 公园噪声, area 湖滨街道, at 22:00: no unit"));
}

TEST(DutyProof, a_kind_that_serves_a_part_of_the_city_leaves_the_rest_without_a_lead) {
  auto city = a_city();
  row(*city, 2, "030205", "", "", "@street");
  city->index();
  const auto proof = prove_duties(*city);
  ASSERT_EQ(proof.findings.size(), 1u);
  EXPECT_EQ(proof.findings[0].area, "D2");
  EXPECT_THAT(proof.findings[0].rows, ElementsAre(2u));
  EXPECT_EQ(proof.findings[0].areas, 1u);
}

TEST(DutyProof, a_row_with_words_does_not_close_a_gap) {
  auto city = a_city();
  row(*city, 2, "030205", "", "word=音响", "env");
  city->index();
  EXPECT_THAT(lines(*city), ElementsAre("matter 030205 公园噪声, anywhere: no unit"));
}

TEST(DutyProof, rows_as_specific_as_each_other_that_differ_are_named) {
  auto city = a_city();
  row(*city, 2, "030205", "", "", "env");
  row(*city, 17, "030205", "S1", "", "park");
  row(*city, 203, "030205", "S1", "", "st1");
  row(*city, 204, "030205", "S2", "word=音响|喇叭", "st2");
  row(*city, 205, "030205", "S2", "time=22:00-06:00", "env");
  city->index();
  EXPECT_THAT(lines(*city), ElementsAre("two leads: rows 17 and 203 (matter 030205 公园噪声, area 湖滨街道: 公园管理处 or 湖滨街道办)",
                                        "two leads: rows 204 and 205 (matter 030205 公园噪声, area 柳港街道, at 00:00, “音响”: 柳港街道办 or 环境局)",
                                        "row 203 never decides: more specific or earlier rows always do"));
}

TEST(DutyProof, a_more_specific_row_that_always_comes_first_settles_a_conflict) {
  auto city = a_city();
  row(*city, 2, "030205", "", "", "env");
  row(*city, 3, "030205", "", "word=音响", "park");
  row(*city, 4, "030205", "", "word=喇叭", "cm");
  row(*city, 5, "030205", "", "time=00:00-12:00;word=音响|喇叭", "st1");
  row(*city, 6, "030205", "", "time=12:00-24:00;word=音响", "st1");
  city->index();
  // Rows 3 and 4 only meet when both words are said: in the morning row 5 has it, in the afternoon row 6. Row 3 never decides at all.
  EXPECT_THAT(lines(*city), ElementsAre("row 3 never decides: more specific or earlier rows always do"));
}

TEST(DutyProof, ten_thousand_rows_take_less_than_a_second) {
  auto city = a_city();
  city->matters.clear();
  for (int d = 0; d < 20; ++d) {
    for (int s = 0; s < 20; ++s) {
      const auto code = "S" + std::to_string(d) + "x" + std::to_string(s);
      if (s == 0) city->areas.push_back({"D" + std::to_string(d) + "x", "区", "", AreaKind::district, "C", "territorial", {}});
      city->areas.push_back({code, "街道", "", AreaKind::street, "D" + std::to_string(d) + "x", "territorial", {}});
      city->units.push_back({"st" + code, "街道办", "", "street", "", code, ""});
      for (int g = 0; g < 10; ++g) city->areas.push_back({code + "g" + std::to_string(g), "网格", "", AreaKind::grid, code, "territorial", {}});
    }
  }
  std::uint32_t line = 1;
  for (int m = 0; m < 500; ++m) {
    const auto code = std::to_string(100000 + m);
    city->matters.push_back({code, "事项", "", code.substr(0, 4), "", "", "", {}, false});
    row(*city, ++line, code, "", "", m % 2 ? "@street" : "@city_management");
    for (int i = 0; i < 19; ++i) {
      row(*city, ++line, code, "S" + std::to_string((m + i) % 20) + "x" + std::to_string(i), i % 3 ? "time=22:00-06:00" : "word=工地", "env");
    }
  }
  city->index();
  ASSERT_EQ(city->duties.size(), 10'000u);
  const auto begin = std::chrono::steady_clock::now();
  const auto proof = prove_duties(*city);
  const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  EXPECT_EQ(proof.rows, 10'000u);
  EXPECT_FALSE(proof.clean()) << "the first districts have no street office";
#ifdef NDEBUG
  EXPECT_LT(took, 1.0);
#endif
  RecordProperty("seconds", std::to_string(took));
}

// --- against trying everything

struct Tried {
  std::set<std::pair<std::string, int>> without;              // matter, hour
  std::set<std::pair<std::uint32_t, std::uint32_t>> conflicts;
};

/// Every matter x grid x hour x set of words, asked one by one.
Tried try_everything(const std::shared_ptr<const City>& city, const std::vector<std::string>& words) {
  Tried out;
  const AreaTree areas(*city);
  const UnitFinder units(*city, areas);
  const DutyIndex duties(*city, areas);
  const Dispatcher dispatcher(city);
  const auto depth = [&](std::uint32_t area) {
    int steps = 0;
    for (; area != AreaTree::kNone; area = areas.parent(area)) ++steps;
    return steps;
  };
  for (const auto& matter : city->matters) {
    if (matter.code.size() != 6) continue;
    for (const auto& area : city->areas) {
      if (area.kind != AreaKind::grid) continue;
      for (int hour = 0; hour < 24; ++hour) {
        for (unsigned said = 0; said < 1u << words.size(); ++said) {
          std::string text;
          for (std::size_t i = 0; i < words.size(); ++i) {
            if (said >> i & 1u) text += words[i] + "，";
          }
          const auto at = from_local({std::chrono::local_days{std::chrono::year{2026} / 3 / 2}, hours{hour}}, city->offset);
          Location place;
          place.area = area.code;
          place.confidence = 1;
          if (dispatcher.dispatch({nullptr, &place, matter.code, text, at}).unit.empty()) out.without.emplace(matter.code, hour);
          const DutyMoment moment{minutes{hour * 60}, text};
          std::vector<std::pair<const DutyRule*, const Unit*>> top;
          for (const auto* rule : duties.rules(matter.code)) {
            const auto here = areas.find(area.code);
            if (!areas.within(here, rule->area) || !moment.meets(*rule)) continue;
            const auto& lead = rule->duty->lead;
            const auto* unit = lead.starts_with('@') ? units.serving(lead.substr(1), here) : city->unit(lead);
            if (unit == nullptr) continue;
            const auto key = [&](const DutyRule* r) { return std::tuple{r->duty->matter.size(), depth(r->area), r->conditions}; };
            if (!top.empty() && key(top.front().first) != key(rule)) break;
            top.emplace_back(rule, unit);
          }
          for (std::size_t i = 0; i < top.size(); ++i) {
            for (std::size_t k = i + 1; k < top.size(); ++k) {
              if (top[i].second != top[k].second) out.conflicts.emplace(top[i].first->duty->row, top[k].first->duty->row);
            }
          }
        }
      }
    }
  }
  return out;
}

RC_GTEST_PROP(DutyProof, finds_what_trying_everything_finds, ()) {
  auto city = a_city();
  city->matters.push_back({"030206", "工地噪声", "", "0302", "", "", "", {}, false});
  const std::vector<std::string> words{"音响", "喇叭", "工地"};
  const auto pick = [](std::initializer_list<const char*> from) { return std::string(*rc::gen::elementOf(std::vector<const char*>(from))); };
  const auto count = *rc::gen::inRange(1, 9);
  for (int i = 0; i < count; ++i) {
    row(*city, static_cast<std::uint32_t>(2 + i), pick({"03", "0302", "030205", "030205", "030206"}), pick({"", "", "D1", "D2", "S1", "S2", "G1", "G4"}),
        pick({"", "", "time=22:00-06:00", "time=08:00-18:00", "word=音响", "word=音响|喇叭", "word=工地;time=08:00-18:00", "word=喇叭|工地;time=20:00-08:00"}),
        pick({"env", "cm", "@street", "@city_management", "@parks", "st2"}));
  }
  city->index();
  const auto tried = try_everything(city, words);
  Tried proven;
  std::set<std::string> whole_days;
  for (const auto& finding : prove_duties(*city).findings) {
    if (finding.kind == DutyFinding::Kind::two_leads) proven.conflicts.emplace(finding.rows[0], finding.rows[1]);
    if (finding.kind == DutyFinding::Kind::no_lead) proven.without.emplace(finding.matter, finding.at.empty() ? 0 : std::stoi(finding.at));
  }
  RC_ASSERT(proven.conflicts == tried.conflicts);
  std::set<std::string> gaps_tried, gaps_proven;
  for (const auto& [matter, hour] : tried.without) gaps_tried.insert(matter);
  for (const auto& [matter, hour] : proven.without) {
    gaps_proven.insert(matter);
    RC_ASSERT(tried.without.contains({matter, hour}));   // each counterexample is one
  }
  RC_ASSERT(gaps_tried == gaps_proven);
}

}  // namespace
}  // namespace yiwang
