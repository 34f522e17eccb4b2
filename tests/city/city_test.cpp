#include <gtest/gtest.h>

#include "city/condition.h"
#include "city/small_city.h"

namespace yiwang::test {
namespace {

std::shared_ptr<const City> load(const SmallCity& small) {
  const auto loaded = load_city(small.folder());
  EXPECT_NE(loaded.city, nullptr) << all_of(loaded.faults);
  return loaded.city;
}

TEST(LoadedCity, FindsItsRowsByCode) {
  const SmallCity small("codes");
  const auto city = load(small);
  EXPECT_EQ(city->name, "小城");
  EXPECT_EQ(city->area("990101001001001")->name, "甲一");
  EXPECT_EQ(city->area("nowhere"), nullptr);
  EXPECT_EQ(city->unit("chengguan")->kind, "city_management");
  EXPECT_EQ(city->road("R1")->areas.size(), 2u);
  EXPECT_EQ(city->address("A2")->building, "1栋");
  EXPECT_DOUBLE_EQ(city->address("A2")->turn_deg, 90);
  EXPECT_EQ(city->person("grid1")->roles, std::vector{Role::grid_worker});
  EXPECT_EQ(city->matter_path("010101"), "城乡建设 / 市政设施 / 路灯不亮");
  EXPECT_EQ(city->procedure_of("010101").code, "standard");
  EXPECT_EQ(city->procedure_of("unknown").code, "standard");
  EXPECT_DOUBLE_EQ(city->settings.near_share, 0.25);
  EXPECT_EQ(city->duties[1].row, 3u) << "duties are cited by their line";
}

TEST(LoadedCity, KnowsWhichGridHoldsAPoint) {
  const SmallCity small("grids");
  const auto city = load(small);
  EXPECT_EQ(city->grid_at({110.002, 30.004})->code, "990101001001001");
  EXPECT_EQ(city->grid_at({110.007, 30.004})->code, "990101001001002");
  EXPECT_EQ(city->grid_at({110.015, 30.004})->code, "990101001002001");
  EXPECT_EQ(city->grid_at({110.025, 30.004}), nullptr);
}

TEST(LoadedCity, NamesTheAreasOfEveryLayerAtAPointTerritorialFirst) {
  const SmallCity small("layers");
  const auto city = load(small);
  const auto at = [&](double lon) {
    std::vector<std::string> codes;
    for (const auto* area : city->areas_at({lon, 30.004})) codes.push_back(area->code);
    return codes;
  };
  EXPECT_EQ(at(110.001), (std::vector<std::string>{"990101001001001"}));
  EXPECT_EQ(at(110.004), (std::vector<std::string>{"990101001001001", "QJ1"}));
  EXPECT_EQ(at(110.012), (std::vector<std::string>{"990101001002001", "QJ1"}));
  EXPECT_EQ(at(110.018), (std::vector<std::string>{"990101001002001"}));
  EXPECT_TRUE(at(110.5).empty());
}

TEST(LoadedCity, KnowsWhatItsCamerasSee) {
  const SmallCity small("cameras");
  small.edit("elements.csv + C1,camera,路口摄像头,990101001001002,110.007,30.005 ;; cameras.csv + C1,90,60,80,6.5,crossing|traffic");
  const auto city = load(small);
  ASSERT_EQ(city->cameras.size(), 1u);
  const auto& camera = city->cameras.front();
  EXPECT_EQ(city->element(camera.element)->name, "路口摄像头");
  EXPECT_DOUBLE_EQ(camera.direction_deg, 90);
  EXPECT_DOUBLE_EQ(camera.height_m, 6.5);
  EXPECT_EQ(camera.tags, (std::vector<std::string>{"crossing", "traffic"}));
}

TEST(LoadedCity, ClimbsFromAnAreaToTheCity) {
  const SmallCity small("chain");
  const auto city = load(small);
  std::vector<std::string> codes;
  for (const auto* area : city->chain("990101001001001")) codes.push_back(area->code);
  EXPECT_EQ(codes, (std::vector<std::string>{"990101001001001", "990101001001", "990101001000", "990101000000", "990100000000"}));
  EXPECT_TRUE(city->area_within("990101001001001", "990101000000"));
  EXPECT_FALSE(city->area_within("990101000000", "990101001001001"));
  EXPECT_FALSE(city->area_within("nowhere", "990101000000"));
  EXPECT_TRUE(city->unit_within("jd-1", "jd-1"));
  EXPECT_FALSE(city->unit_within("jd-1", "chengguan"));
}

TEST(LoadedCity, AlwaysHasTheCalendarAlways) {
  const SmallCity small("always");
  small.set_line("calendars.csv", 2, "night,夜间,22:00-24:00,1|2|3|4|5|6|7");
  const auto city = load(small);
  const auto new_year = *parse_instant("2026-01-01 03:00");
  EXPECT_TRUE(city->calendar("always").is_open(new_year));
  EXPECT_TRUE(city->calendar("no such calendar").is_open(new_year));
  EXPECT_FALSE(city->calendar("working").is_open(*parse_instant("2026-01-01 10:00"))) << "a holiday";
  EXPECT_TRUE(city->calendar("working").is_open(*parse_instant("2026-01-04 10:00"))) << "a Sunday made up for";
}

TEST(LoadedCity, VersionChangesWithEveryByteAndOnlyThen) {
  const SmallCity small("version");
  const auto first = load(small)->version;
  EXPECT_EQ(first.size(), 16u);
  EXPECT_EQ(load(small)->version, first);
  small.append("lexicons.csv", "topic,夜市,1,");
  EXPECT_NE(load(small)->version, first);
}

TEST(ExtendedCity, TakesMissingTablesAndOverridesMattersByCode) {
  const SmallCity base("below"), city("above");
  for (const auto* file : {"procedures.csv", "calendars.csv", "holidays.csv", "lexicons.csv"}) city.remove(file);
  city.set_line("city.toml", 1, "code = \"990100000000\"\nextends = \"../" + base.folder().filename().string() + "\"");
  city.write("matters.csv", "code,name,parent,unit_kind,procedure\n010102,摊贩管理,0101,street,standard\n010103,犬只,0101,city_management,\n");
  city.write("examples.csv", "matter,text\n010103,小区里有流浪狗\n");
  const auto made = load(city);
  EXPECT_EQ(made->matters.size(), 5u);
  EXPECT_EQ(made->matter("010102")->name, "摊贩管理");
  EXPECT_EQ(made->matter("010101")->name, "路灯不亮");
  EXPECT_EQ(made->examples.size(), 4u);
  EXPECT_EQ(made->procedures.size(), 1u);
  EXPECT_EQ(made->units.size(), 3u) << "its own table replaces the base's wholly";
}

TEST(Difference, NamesWhatChangedInWordsOfTheTables) {
  const SmallCity before("before"), after("after");
  EXPECT_TRUE(difference(*load(before), *load(after)).empty());
  after.edit("procedures.csv:2 = standard,一般,Standard,working,PT2H,PT30M,P3D,PT24H,1,1,weather|litigation,no,yes, ;; "
             "units.csv:3 = chengguan,城市管理局,City Management,city_management,,990100000000, ;; duties.csv + 010101,,word=漏电,chengguan,, ;; "
             "examples.csv:3 = 010101,整条街都是黑的 ;; city.toml:10 = near_share = 0.3 ;; holidays.csv:2 = 2026-01-02,off,元旦");
  std::vector<std::string> lines;
  for (const auto& change : difference(*load(before), *load(after))) lines.push_back(change.table + " " + change.code + " " + change.what + " " + change.detail);
  const auto has = [&](const std::string& start) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return line.starts_with(start); });
  };
  EXPECT_TRUE(has("procedures standard changed resolve_within P5D -> P3D"));
  EXPECT_TRUE(has("units chengguan changed name 城管局 -> 城市管理局"));
  EXPECT_TRUE(has("duties 010101 word=漏电 added chengguan"));
  EXPECT_TRUE(has("examples 010101 晚上整条街都是黑的 removed"));
  EXPECT_TRUE(has("examples 010101 整条街都是黑的 added"));
  EXPECT_TRUE(has("city 990100000000 changed near_share 0.25 -> 0.3"));
  EXPECT_TRUE(has("calendars working changed days_worked"));
  EXPECT_EQ(lines.size(), 7u) << ::testing::PrintToString(lines);
}

TEST(Settings, TakeTheContractsDefaultsAndRefuseWhatDoesNotFit) {
  Settings settings;
  EXPECT_DOUBLE_EQ(settings.matter_threshold, 0.6);
  EXPECT_EQ(settings.receipt_within, (Span{minutes{10}, 0}));
  EXPECT_TRUE(settings.set("receipt_within", "PT5M").has_value());
  EXPECT_EQ(settings.receipt_within, (Span{minutes{5}, 0}));
  EXPECT_EQ(settings.set("no_such", "1").error().reason, Reason::unknown_field);
  EXPECT_EQ(settings.set("matter_threshold", "1.5").error().reason, Reason::out_of_range);
  EXPECT_EQ(settings.set("session_hours", "1.5").error().reason, Reason::wrong_type);
  EXPECT_EQ(settings.set("intake_relate", "perhaps").error().reason, Reason::wrong_type);
  EXPECT_DOUBLE_EQ(settings.matter_threshold, 0.6) << "a refused value changes nothing";
}

TEST(DutyCondition, HoldsOverMidnight) {
  const auto night = parse_condition("time=22:00-06:00");
  ASSERT_TRUE(night.has_value());
  EXPECT_TRUE(night->holds_at(minutes{23 * 60}));
  EXPECT_TRUE(night->holds_at(minutes{0}));
  EXPECT_TRUE(night->holds_at(minutes{5 * 60 + 59}));
  EXPECT_FALSE(night->holds_at(minutes{6 * 60}));
  EXPECT_FALSE(night->holds_at(minutes{12 * 60}));
}

TEST(DutyCondition, NeedsAllItsPartsAndAnyOfItsWords) {
  const auto both = parse_condition("time=08:00-18:00; word=工地|渣土车");
  ASSERT_TRUE(both.has_value());
  EXPECT_TRUE(both->holds_for("门口的渣土车扬尘"));
  EXPECT_FALSE(both->holds_for("扬尘很大"));
  EXPECT_TRUE(parse_condition("")->empty());
  for (const auto* wrong : {"time=8-18", "time=08:00-08:00", "time=08:00", "word=", "colour=red", "word=a;word=b", "time=24:00-01:00", "工地"}) {
    EXPECT_FALSE(parse_condition(wrong).has_value()) << wrong;
  }
}

TEST(DemoCity, LoadsCleanWithTheDeepCheck) {
  const auto loaded = load_city(std::filesystem::path(YIWANG_SOURCE_DIR) / "catalogue/demo", true);
  EXPECT_TRUE(loaded.faults.empty()) << all_of(loaded.faults);
  ASSERT_NE(loaded.city, nullptr);
  const auto& city = *loaded.city;
  std::map<std::pair<std::string, AreaKind>, int> areas;
  for (const auto& area : city.areas) ++areas[{area.layer, area.kind}];
  EXPECT_EQ((areas[{"territorial", AreaKind::city}]), 1);
  EXPECT_EQ((areas[{"territorial", AreaKind::district}]), 3);
  EXPECT_EQ((areas[{"territorial", AreaKind::street}]), 18);
  EXPECT_EQ((areas[{"territorial", AreaKind::community}]), 120);
  EXPECT_EQ((areas[{"territorial", AreaKind::grid}]), 600);
  EXPECT_EQ((areas[{"cleaning", AreaKind::grid}]), 60);
  EXPECT_EQ(city.addresses.size(), 20000u);
  EXPECT_EQ(city.estates.size(), 400u);
  EXPECT_EQ(city.elements.size(), 3000u);
  EXPECT_EQ(city.units.size(), 60u);
  EXPECT_EQ(city.people.size(), 900u);
  EXPECT_GE(city.roads.size(), 500u);
}

TEST(DemoCity, HasTheCatalogueThatWasAskedFor) {
  const auto city = load_city(std::filesystem::path(YIWANG_SOURCE_DIR) / "catalogue/demo").city;
  ASSERT_NE(city, nullptr);
  std::map<std::string, int> examples;
  for (const auto& example : city->examples) ++examples[example.matter];
  int classes = 0, leaves = 0, specific = 0;
  for (const auto& matter : city->matters) {
    classes += matter.code.size() == 2 ? 1 : 0;
    if (matter.code.size() != 6) continue;
    ++leaves;
    EXPECT_GE(examples[matter.code], 3) << matter.code;
    EXPECT_FALSE(matter.description.empty()) << matter.code;
  }
  for (const auto& duty : city->duties) specific += !duty.area.empty() || !duty.condition.empty() ? 1 : 0;
  EXPECT_EQ(classes, 15);
  EXPECT_GE(leaves, 400);
  EXPECT_GE(specific, 150);
  for (const auto* login : {"admin", "agent1", "dispatcher1", "supervisor1", "leader1", "chengguan1", "grid0001", "grid0600"}) {
    EXPECT_NE(city->person(login), nullptr) << login;
  }
}

}  // namespace
}  // namespace yiwang::test
