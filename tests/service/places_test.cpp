#include <gmock/gmock.h>

#include <fstream>

#include "base/csv.h"
#include "geo/coordinates.h"
#include "locate/locator.h"
#include "service/places/place_library.h"
#include "service/small_house.h"

namespace yiwang {
namespace {

using testing::SmallHouse;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class CsvFile final : public RowSource {
 public:
  explicit CsvFile(const std::string& path) : in_(path), reader_(in_) {}
  const std::vector<std::string>& header() const override { return reader_.header(); }
  bool next(std::vector<std::string>& cells) override { return reader_.next(cells); }
  std::size_t line() const override { return reader_.line(); }
  std::optional<Refusal> fault() const override { return std::nullopt; }

 private:
  std::ifstream in_;
  CsvReader reader_;
};

const Asking kAsking{"request", "127.0.0.1", yiwang::testing::nine()};

/// The little city with its library. 1 degree of longitude is about 96.5 km here.
class Places : public ::testing::Test {
 protected:
  Places() : folder_("places"), house_(folder_.path()), overlay_(house_.store.places()) {
    renew();
    make();
  }
  void make() {
    library_.reset();
    library_ = std::make_unique<PlaceLibrary>(PlaceLibrary::Parts{house_.office, house_.blobs, overlay_, [](const std::string& path, const std::string&, const std::string&) -> Result<PlaceRows> { return PlaceRows{std::make_unique<CsvFile>(path), "csv", false}; }, [this] { renew(); }});
  }
  void renew() {
    auto advisers = house_.writer->advisers();
    advisers.city = overlay_.over(yiwang::testing::small_city());
    advisers.locator = std::make_shared<Locator>(advisers.city);
    house_.writer->use(advisers);
  }
  PlaceImportRow bring(const std::string& csv, const PlaceImportOptions& options = {}) {
    auto row = library_->take_in(admin_, "places.csv", csv, options, kAsking);
    EXPECT_TRUE(row);
    library_->wait();
    return *library_->import(row->id);
  }
  std::map<std::string, std::size_t> counts(const PlaceImportRow& row) { return *json::from_text<std::map<std::string, std::size_t>>(row.counts, false); }
  PlaceImportReport report(const PlaceImportRow& row) { return *json::from_text<PlaceImportReport>(row.report, false); }
  PlaceFinding finding(const PlaceImportRow& row, std::uint64_t line) {
    for (const auto& l : library_->lines(row.id, "", 0, 1000)) {
      if (l.line == line) return *json::from_text<PlaceFinding>(l.detail, false);
    }
    return {};
  }
  Location locate(const std::string& address) { return house_.writer->advisers().locator->locate({{}, {}, address, std::nullopt}); }

  yiwang::testing::Folder folder_;
  SmallHouse house_;
  PlaceOverlay overlay_;
  std::unique_ptr<PlaceLibrary> library_;
  Identity admin_ = yiwang::testing::somebody(Role::admin);
};

TEST_F(Places, AnImportedEstateIsFoundWithoutARestartAndGoneAfterTheUndo) {
  EXPECT_EQ(locate("桂花苑3栋").confidence, 0);
  const auto before = house_.office.city();
  const auto row = bring("名称,地址,经度,纬度\n,桂花苑3栋,110.0072,30.0061\n,桂花苑4栋,110.0078,30.0061\n");
  ASSERT_EQ(row.state, "previewed");
  EXPECT_EQ(counts(row), (std::map<std::string, std::size_t>{{"new", 3}})) << "two buildings, and the estate they imply";
  ASSERT_TRUE(library_->apply(admin_, row.id, {"new"}, kAsking));
  const auto found = locate("桂花苑3栋");
  EXPECT_EQ(found.area, "990101001001002");
  ASSERT_TRUE(found.point);
  EXPECT_NEAR(found.point->lon, 110.0072, 1e-6);
  ASSERT_TRUE(library_->undo(admin_, row.id, "试一试", kAsking));
  EXPECT_EQ(locate("桂花苑3栋").confidence, 0);
  const auto after = house_.office.city();
  EXPECT_EQ(after->estates.size(), before->estates.size());
  EXPECT_EQ(after->addresses.size(), before->addresses.size());
}

TEST_F(Places, EveryRowIsToldWhatItIs) {
  const auto row = bring(
      "code,name,kind,address,社区,lon,lat\n"
      "A2,,address,云锦路2号望江花园1栋,,110.004,30.006\n"             // 2: same
      ",望江花园,estate,,,110.0043,30.006\n"                         // 3: changed, moved by 29 m
      ",望江花园南区,estate,,,110.0042,30.0061\n"                    // 4: alike, near
      ",望江花园,estate,,,110.019,30.009\n"                          // 5: the same name 1.4 km away
      ",河西客栈,poi,,,111.5,30.005\n"                               // 6: outside
      ",甲乙药店,poi,,乙社区,110.002,30.002\n"                       // 7: in another community than it says
      ",丙丁药店,poi,,,30.002,110.002\n"                             // 8: turned about
      ",戊己药店,poi,,,abc,30\n"                                     // 9: unreadable
      ",庚辛药店,poi,,,110.012,30.002\n"                             // 10: new
      ",庚辛药店,poi,,,110.0121,30.002\n"                            // 11: the same again
      ",壬癸药店,poi,,,,\n");                                        // 12: nowhere
  ASSERT_EQ(row.state, "previewed");
  EXPECT_EQ(finding(row, 2).verdict, "same");
  const auto moved = finding(row, 3);
  EXPECT_EQ(moved.verdict, "changed");
  ASSERT_THAT(moved.fields, SizeIs(1));
  EXPECT_EQ(moved.fields[0], (PlaceFieldChange{"point", "110.004,30.006", "110.0043,30.006"}));
  EXPECT_NEAR(moved.metres, 29, 1);
  const auto alike_one = finding(row, 4);
  EXPECT_EQ(alike_one.verdict, "likely_duplicate");
  EXPECT_EQ(alike_one.other, "E1");
  const auto namesake = finding(row, 5);
  EXPECT_EQ(namesake.verdict, "namesake");
  EXPECT_GT(namesake.metres, 1400);
  EXPECT_EQ(finding(row, 6).verdict, "outside_city");
  const auto other_area = finding(row, 7);
  EXPECT_EQ(other_area.verdict, "other_area");
  EXPECT_EQ(other_area.said, "990101001002");
  EXPECT_EQ(other_area.found, "990101001001001");
  EXPECT_EQ(finding(row, 8).verdict, "swapped");
  const auto broken = finding(row, 9);
  EXPECT_EQ(broken.verdict, "unreadable");
  EXPECT_EQ(broken.why, "wrong_type");
  EXPECT_EQ(broken.field, "lon");
  EXPECT_EQ(finding(row, 10).verdict, "new");
  EXPECT_EQ(finding(row, 11).verdict, "likely_duplicate");
  EXPECT_EQ(finding(row, 11).why, "in_file");
  EXPECT_EQ(finding(row, 12).why, "no_point");
}

TEST_F(Places, ADrawnPointThatIsTurnedAboutIsShownWhereItBelongs) {
  const auto row = bring(
      "name,kind,@geometry\n"
      "甲乙药店,poi,\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[30.002,110.002]}\"\n"
      "丙丁药店,poi,\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[200,110.002]}\"\n");
  const auto turned = finding(row, 2);
  EXPECT_EQ(turned.verdict, "swapped");
  ASSERT_THAT(turned.fields, SizeIs(1));
  EXPECT_EQ(turned.fields[0], (PlaceFieldChange{"point", "30.002,110.002", "110.002,30.002"}));
  EXPECT_EQ(finding(row, 3).verdict, "unreadable") << "not on earth either way";
  EXPECT_EQ(report(row).hints.swapped, 1u);
}

TEST_F(Places, ApplyingWritesOnlyTheChosenKindsAndOnce) {
  const auto row = bring("name,kind,lon,lat\n望江花园,estate,110.0043,30.006\n庚辛药店,poi,110.012,30.002\n");
  ASSERT_TRUE(library_->apply(admin_, row.id, {"new"}, kAsking));
  EXPECT_EQ(house_.office.city()->elements.size(), 2u);
  EXPECT_EQ(house_.office.city()->estate("E1")->point.lon, 110.004) << "changed rows were not chosen";
  const auto number = house_.store.places().change_number();
  ASSERT_TRUE(library_->apply(admin_, row.id, {"new", "changed"}, kAsking));
  EXPECT_EQ(house_.store.places().change_number(), number) << "it is applied already";
  const auto again = bring("name,kind,lon,lat\n望江花园,estate,110.0043,30.006\n庚辛药店,poi,110.012,30.002\n");
  EXPECT_EQ(again.id, row.id) << "the same file with the same options";
  EXPECT_FALSE(library_->apply(admin_, row.id, {"unreadable"}, kAsking));
}

TEST_F(Places, UndoingGivesBackExactlyWhatWasThereAndRefusesToTreadOnLaterWork) {
  const auto first = bring("name,kind,别名,lon,lat\n望江花园,estate,老纺织厂宿舍,110.0043,30.006\n");
  ASSERT_TRUE(library_->apply(admin_, first.id, {"changed"}, kAsking));
  EXPECT_EQ(locate("老纺织厂宿舍").estate, "E1");
  auto record = library_->find("estate", "E1")->record;
  record.name = "望江花园一期";
  const auto stale = library_->put(admin_, record, 0, "改名", kAsking);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().reason, Reason::stale_version);
  ASSERT_TRUE(library_->put(admin_, record, 1, "改名", kAsking));
  const auto refused = library_->undo(admin_, first.id, "", kAsking);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::base_moved);
  EXPECT_EQ(house_.office.city()->estate("E1")->name, "望江花园一期");
  EXPECT_THAT(library_->history("estate", "E1"), SizeIs(2));

  const auto second = bring("name,kind,lon,lat\n望江花园一期,estate,110.0045,30.006\n");
  ASSERT_TRUE(library_->apply(admin_, second.id, {"changed"}, kAsking));
  EXPECT_EQ(house_.office.city()->estate("E1")->point.lon, 110.0045);
  ASSERT_TRUE(library_->undo(admin_, second.id, "", kAsking));
  EXPECT_EQ(house_.office.city()->estate("E1")->point.lon, 110.0043);
  EXPECT_EQ(house_.office.city()->estate("E1")->name, "望江花园一期");
  const auto history = library_->history("estate", "E1");
  ASSERT_THAT(history, SizeIs(4));
  EXPECT_EQ(history.front().source, "undo");
  EXPECT_EQ(history.front().parts, history[2].parts);
}

TEST_F(Places, APreviewOfAnOlderLibraryIsMadeAnewBeforeItCanBeApplied) {
  const auto row = bring("name,kind,lon,lat\n庚辛药店,poi,110.012,30.002\n");
  PlaceRecord record;
  record.kind = "poi";
  record.name = "庚辛药店";
  record.category = "pharmacy";
  record.point = LonLat{110.012, 30.002};
  ASSERT_TRUE(library_->put(admin_, record, 0, "新开", kAsking));
  const auto refused = library_->apply(admin_, row.id, {"new"}, kAsking);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::base_moved);
  library_->wait();
  EXPECT_EQ(counts(*library_->import(row.id)), (std::map<std::string, std::size_t>{{"same", 1}}));
}

TEST_F(Places, AFileInGcj02IsSeenByRowsThatAreKnown) {
  std::string csv = "name,kind,lon,lat\n";
  for (int i = 0; i < 8; ++i) {
    PlaceRecord record;
    record.kind = "poi";
    record.name = "甲乙丙丁戊己庚辛壬癸" + std::to_string(i) + "号亭";
    record.point = LonLat{110.006 + 0.001 * i, 30.003};
    ASSERT_TRUE(library_->put(admin_, record, 0, "补录", kAsking));
    csv += record.name + ",poi," ;
    const auto shifted = wgs84_to_gcj02(*record.point);
    csv += to_text(shifted) + "\n";
  }
  const auto row = bring(csv);
  EXPECT_EQ(report(row).hints.better_datum, "gcj02");
  EXPECT_EQ(report(row).hints.compared, 8u);
  EXPECT_GT(report(row).hints.metres, 100);
  PlaceImportOptions options;
  options.coordinates = "gcj02";
  ASSERT_TRUE(library_->preview(admin_, row.id, options, kAsking));
  library_->wait();
  const auto again = *library_->import(row.id);
  EXPECT_EQ(report(again).hints.better_datum, "");
  EXPECT_EQ(counts(again), (std::map<std::string, std::size_t>{{"same", 8}}));
}

TEST_F(Places, ColumnsAreGuessedAndCanBeNamed) {
  const auto row = bring("甲,乙,丙,丁\n庚辛药店,poi,110.012,30.002\n");
  EXPECT_EQ(row.state, "failed");
  EXPECT_EQ(report(row).refusal, "missing_field");
  EXPECT_THAT(report(row).header, ElementsAre("甲", "乙", "丙", "丁"));
  EXPECT_THAT(report(row).samples, SizeIs(1));
  PlaceImportOptions options;
  options.mapping = {{"name", "甲"}, {"kind", "乙"}, {"lon", "丙"}, {"lat", "丁"}};
  ASSERT_TRUE(library_->preview(admin_, row.id, options, kAsking));
  library_->wait();
  EXPECT_EQ(counts(*library_->import(row.id)), (std::map<std::string, std::size_t>{{"new", 1}}));
}

TEST_F(Places, ARemovedPlaceIsNoLongerFoundAndCanComeBack) {
  ASSERT_EQ(locate("望江花园").estate, "E1");
  ASSERT_TRUE(library_->remove(admin_, "estate", "E1", 0, "已拆除", kAsking));
  EXPECT_EQ(house_.office.city()->estate("E1"), nullptr);
  PlaceLibrary::Query removed;
  removed.state = "removed";
  EXPECT_EQ(library_->list(removed).total, 1u);
  const auto gone = library_->find("estate", "E1");
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->state, "removed");
  ASSERT_TRUE(library_->put(admin_, gone->record, 1, "未拆除", kAsking));
  EXPECT_EQ(locate("望江花园").estate, "E1");
}

TEST_F(Places, OnlyAdminsAndDispatchersMayChange) {
  for (const auto role : {Role::supervisor, Role::agent, Role::handler}) {
    const auto refused = library_->take_in(yiwang::testing::somebody(role), "a.csv", "name\nx\n", {}, kAsking);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, Reason::not_permitted);
  }
  EXPECT_TRUE(library_->take_in(yiwang::testing::somebody(Role::dispatcher), "a.csv", "name\nx\n", {}, kAsking));
}

TEST_F(Places, ANameIsLearntFromCorrectionsThatAgree) {
  const auto correct = [&](int number, const std::string& address, const std::string& to) {
    RawReport raw = yiwang::testing::lamp_report(number);
    raw.text = "楼下的路灯坏了两天";
    raw.address = address;
    const auto told = house_.tell(raw);
    ASSERT_TRUE(told);
    CorrectPlace command;
    command.address = to;
    const auto seen = house_.office.see(admin_, told->case_id);
    ASSERT_TRUE(seen);
    const auto done = house_.ask(yiwang::testing::somebody(Role::dispatcher), told->case_id, command, seen->c->version);
    ASSERT_TRUE(done) << code_of(done.error().reason);
    while (library_->follow() != 0) {}
  };
  correct(1, "老供销社大院2栋", "望江花园");
  correct(2, "老供销社大院", "望江花园");
  ASSERT_THAT(library_->aliases("suggested"), SizeIs(1));
  EXPECT_EQ(library_->aliases("suggested")[0].words, "老供销社大院");
  EXPECT_EQ(library_->aliases("suggested")[0].support, 2);
  EXPECT_EQ(locate("老供销社大院").confidence, 0);
  correct(3, "老供销社大院门口", "望江花园");
  EXPECT_THAT(library_->aliases("in_use"), SizeIs(1));
  EXPECT_EQ(locate("老供销社大院").estate, "E1");
  // Words that say too little are never learnt.
  for (int i = 4; i < 9; ++i) correct(i, "小区门口", "望江花园");
  EXPECT_THAT(library_->aliases(""), SizeIs(1));
  const auto refused = library_->add_alias(admin_, "菜市场", "estate", "E1", "", kAsking);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::does_not_fit);
}

TEST_F(Places, ASuggestedNameIsAcceptedOrRejectedForGood) {
  ASSERT_TRUE(library_->add_alias(admin_, "老供销社大院", "estate", "E1", "居民都这样说", kAsking));
  EXPECT_EQ(locate("老供销社大院").estate, "E1");
  ASSERT_TRUE(library_->decide_alias(admin_, "老供销社大院", "estate", "E1", false, "不对", kAsking));
  EXPECT_EQ(locate("老供销社大院").confidence, 0);
  EXPECT_FALSE(library_->decide_alias(admin_, "老供销社大院", "estate", "E1", false, "不对", kAsking));
}

TEST_F(Places, AddressesAreTakenApart) {
  const PlaceNames names(*house_.office.city());
  const auto words = read_address_words(names, "小城东区一街道甲社区云锦路88号望江花园3栋2单元501室");
  EXPECT_THAT(words.areas, Contains("990101001001"));
  EXPECT_EQ(words.road, "云锦路");
  EXPECT_EQ(words.number, "88");
  EXPECT_EQ(words.estate, "望江花园");
  EXPECT_EQ(words.building, "3栋");
  const auto fresh = read_address_words(names, "江南省云山市新桥区白塔路12-3号春晓里13幢");
  EXPECT_EQ(fresh.road, "白塔路");
  EXPECT_EQ(fresh.number, "12-3");
  EXPECT_EQ(fresh.estate, "春晓里");
  EXPECT_EQ(fresh.building, "13幢");
}

}  // namespace
}  // namespace yiwang
