#include "apps/dispatch_requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "apps/dispatch_bound.h"

namespace yiwang {
namespace {

using testing::HasSubstr;

class Requests : public testing::Test {
 protected:
  Requests() : folder_(std::filesystem::path(testing::TempDir()) / ("requests-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    std::filesystem::create_directories(folder_);
  }
  ~Requests() override { std::filesystem::remove_all(folder_); }
  std::string file(const std::string& text) {
    const auto path = folder_ / std::to_string(++files_);
    std::ofstream(path) << text;
    return path.string();
  }
  /// What is said about a train and a test file; empty when all is well.
  std::string said(const std::string& train, const std::string& test, RequestColumns columns = {}) {
    try {
      const auto path = file(train);
      const RequestReader reader(columns, path);
      reader.read(path, true);
      reader.read(file(test), true);
    } catch (const std::runtime_error& fault) {
      return fault.what();
    }
    return {};
  }

 private:
  std::filesystem::path folder_;
  int files_ = 0;
};

const std::string kHead = "open_dt,type,reason,source,pwd_district,case_title,location_street_name,queue,closed_dt\n";
const std::string kRow = "2011-07-01 10:00:00,Pothole,Roads,Call,07,Pothole,12 High St,Q1,2011-07-02 10:00:00\n";

TEST_F(Requests, FilesThatCannotBeUsedAreNamedWithWhatIsMissing) {
  EXPECT_EQ(said(kHead + kRow, kHead + kRow), "");
  EXPECT_THAT(said("", kHead + kRow), HasSubstr("is empty"));
  EXPECT_THAT(said(kHead, kHead + kRow), HasSubstr("has no row"));
  EXPECT_THAT(said("type,queue\nPothole,Q1\n", kHead + kRow), testing::AllOf(HasSubstr("no column open_dt"), HasSubstr("--time"), HasSubstr("It has: type, queue")));
  EXPECT_THAT(said("open_dt,queue\n2011-07-01,Q1\n", kHead + kRow), HasSubstr("no column type"));
  EXPECT_THAT(said(kHead + kRow, "open_dt,type,queue\n2011-07-01,Pothole,Q1\n"), HasSubstr("lacks reason, pwd_district, source, case_title, location_street_name"));
  EXPECT_THAT(said(kHead + kRow, kHead + "never,Pothole,Roads,Call,07,Pothole,x,Q1,\n"), HasSubstr("has no row with a readable open_dt"));
  EXPECT_THAT(said(kHead + kRow, kHead + "2011-07-01,\"Pothole,Roads,Call,07,Pothole,x,Q1,\n"), HasSubstr("quotes"));
  RequestColumns unknown;
  unknown.target = "office";
  EXPECT_THAT(said(kHead + kRow, kHead + kRow, unknown), testing::AllOf(HasSubstr("no column office"), HasSubstr("--target"), HasSubstr("queue")));
  RequestColumns itself;
  itself.how = {"queue"};
  EXPECT_THAT(said(kHead + kRow, kHead + kRow, itself), HasSubstr("is the answer"));
}

TEST_F(Requests, OnlyWhatIsKnownAtOpeningIsLookedAt) {
  const auto path = file("open_dt,type,queue,department,closed_dt,closure_reason,case_status,ontime,target_dt\n2011-07-01 10:00,Pothole,Q1,D1,2011-07-02,done,Closed,ONTIME,2011-07-03\n");
  const RequestReader reader(RequestColumns{}, path);
  for (const auto* later : {"queue", "department", "closed_dt", "closure_reason", "case_status", "ontime", "target_dt"}) EXPECT_THAT(reader.shape().fields, testing::Not(testing::Contains(later)));
  const auto requests = reader.read(path, true);
  for (const auto* later : {"Q1", "D1", "done", "Closed", "ONTIME"}) EXPECT_THAT(requests.requests.front().routed.facts.values, testing::Not(testing::Contains(later)));
}

TEST_F(Requests, AreReadInTheOrderOfTimeWithStreetHourAndBurst) {
  const auto path = file(kHead + "2011-07-02 23:10:30,Pothole,Roads,Call,07,Hole by the church,INTERSECTION of A St & B St,Q2,\n" + kRow + "2011-07-02 23:10:00,Pothole,Roads,Call,07,Pothole,12-14 High St,Q1,\n");
  const RequestReader reader(RequestColumns{}, path);
  const auto read = reader.read(path, true);
  ASSERT_EQ(read.requests.size(), 3u);
  const auto value = [&](std::size_t request, const std::string& field) {
    const auto& fields = reader.shape().fields;
    return read.requests[request].routed.facts.values[static_cast<std::size_t>(std::find(fields.begin(), fields.end(), field) - fields.begin())];
  };
  EXPECT_EQ(value(0, "street"), "High St");
  EXPECT_EQ(value(1, "street"), "High St");
  EXPECT_EQ(value(2, "spot"), "crossing");
  EXPECT_EQ(value(2, "hour"), "23");
  EXPECT_EQ(value(1, "since the last alike"), "longer");
  EXPECT_EQ(value(2, "since the last alike"), "a minute");
  EXPECT_EQ(value(0, "title"), "the same");
  EXPECT_EQ(read.requests[0].routed.facts.words, "");
  EXPECT_EQ(read.requests[2].routed.facts.words, "Hole by the church");
}

TEST_F(Requests, ColumnsThatAreNotThereLeaveTheOthersAsTheyAre) {
  const auto path = file("open_dt,type,case_title,queue\n2011-07-01 10:00:00,Pothole,Hole by the church,Q1\n");
  const RequestReader reader(RequestColumns{}, path);
  const auto read = reader.read(path, true);
  EXPECT_EQ(read.requests.front().routed.facts.values.front(), "Pothole");
  for (const auto& cross : reader.shape().crosses) EXPECT_FALSE(cross.fields.empty());
}

TEST_F(Requests, TwinsThatDisagreeBoundWhatAnybodyCanReach) {
  const auto row = [](const std::string& day, const std::string& queue) { return "2011-07-" + day + " 10:00:00,Pothole,Roads,Call,07,Pothole,12 High St," + queue + ",\n"; };
  const auto train = file(kHead + row("01", "Q1") + row("02", "Q1"));
  const RequestReader reader(RequestColumns{}, train);
  const auto bounds = dispatch_bounds(reader.read(train, true), reader.read(file(kHead + row("03", "Q1") + row("04", "Q2")), true));
  EXPECT_EQ(bounds.front().with_twin, 1);
  EXPECT_DOUBLE_EQ(bounds.front().disagree, 0.5) << "of six pairs three";
  EXPECT_DOUBLE_EQ(bounds.front().best_on_twins, 0.5);
}

}  // namespace
}  // namespace yiwang
