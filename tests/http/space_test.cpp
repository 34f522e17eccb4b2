#include <gtest/gtest.h>

#include "geo/codes/beidou.h"
#include "http/http_house.h"
#include "http/schema.h"

namespace yiwang::testing {
namespace {

using json::Array;
using json::Object;

struct SpaceHttp : ::testing::Test {
  HttpHouse house{"space"};
  Contract contract;

  SpaceHttp() {
    auto advisers = house.house.writer->advisers();
    auto city = std::make_shared<City>(*advisers.city);
    city->elements.push_back({"C1", "camera", "东摄像头", "990101001001002", {110.007, 30.005}});
    city->elements.push_back({"C2", "camera", "旧摄像头", "990101001001002", {110.0071, 30.005}});
    city->cameras.push_back({"C1", 270, 60, 200, 6, {"路口"}});
    city->index();
    advisers.city = std::move(city);
    house.house.writer->use(advisers);
  }

  Heard as_promised(const std::string& who, const std::string& method, const std::string& template_path, const std::string& path, int status, const json::Value& body = nullptr) {
    const auto heard = house.call(who, method, path, body.is_null() ? std::string{} : boost::json::serialize(body));
    EXPECT_EQ(heard.status, status) << method << " " << path << "\n" << heard.body.substr(0, 800);
    std::string wrong;
    for (const auto& line : contract.check(method, template_path, heard.status, heard.value())) wrong += "  " + line + "\n";
    EXPECT_EQ(wrong, "") << method << " " << path << "\n" << heard.body.substr(0, 800);
    return heard;
  }
  Heard find(const std::string& who, const json::Value& body, int status = 200) { return as_promised(who, "POST", "/space/find", "/space/find", status, body); }
  std::string refused(const json::Value& within, Array kinds = {"element"}) {
    const auto heard = find("agent", Object{{"kinds", kinds}, {"within", within}}, 422);
    return heard.text("/reason") + " " + heard.text("/field");
  }
  static Object circle(double lon, double lat, double metres) { return {{"circle", Object{{"lon", lon}, {"lat", lat}, {"metres", metres}}}}; }
};

TEST_F(SpaceHttp, a_place_tells_its_areas_its_building_its_road_and_the_cameras_that_see_it) {
  const auto at = as_promised("agent", "GET", "/space/at", "/space/at?lon=110.004&lat=30.006", 200);
  EXPECT_EQ(at.text("/areas/0/code"), "990101001001001");
  EXPECT_EQ(at.text("/areas/0/path/0/code"), "990100000000");
  EXPECT_EQ(at.text("/areas/1/layer"), "cleaning");
  EXPECT_EQ(at.text("/building/code"), "A2");
  EXPECT_EQ(at.text("/address/name"), "云锦路2号望江花园1栋");
  EXPECT_EQ(at.text("/estate/code"), "E1");
  EXPECT_EQ(at.text("/road/code"), "R1");
  EXPECT_EQ(beidou_level(at.text("/beidou")), 10);
  const auto seen = as_promised("cleaner", "GET", "/space/at", "/space/at?lon=110.0063&lat=30.005", 200);
  EXPECT_EQ(seen.text("/cameras/0/code"), "C1");
  EXPECT_EQ(seen.text("/building"), "");
  const auto outside = as_promised("agent", "GET", "/space/at", "/space/at?lon=120&lat=40", 200);
  EXPECT_EQ(outside.value().at("areas").as_array().size(), 0u);
  EXPECT_EQ(outside.text("/road"), "");
}

TEST_F(SpaceHttp, a_place_must_be_on_earth_and_asked_for_whole) {
  EXPECT_EQ(house.call("agent", "GET", "/space/at?lon=30&lat=110").text("/reason"), "bad_point");
  EXPECT_EQ(house.call("agent", "GET", "/space/at?lon=110").text("/field"), "lat");
  EXPECT_EQ(house.call("agent", "GET", "/space/at?lon=110&lat=30&z=4").text("/reason"), "unknown_field");
  EXPECT_EQ(house.call("nobody", "GET", "/space/at?lon=110&lat=30").status, 401);
  EXPECT_EQ(house.call("nobody", "POST", "/space/find", "{}").status, 401);
}

TEST_F(SpaceHttp, things_are_found_by_every_shape_nearest_first) {
  const auto found = find("agent", Object{{"kinds", Array{"element", "address"}}, {"within", circle(110.007, 30.005, 50)}});
  EXPECT_EQ(found.text("/items/0/code"), "C1");
  EXPECT_EQ(found.text("/items/0/camera/direction_deg"), "270");
  EXPECT_EQ(found.text("/items/1/code"), "L1");
  EXPECT_EQ(found.text("/items/2/code"), "C2");
  EXPECT_EQ(found.text("/total"), "3");
  EXPECT_EQ(found.text("/counts/0/kind"), "camera");
  EXPECT_EQ(found.text("/counts/0/count"), "2");
  const Object line{{"line", Object{{"type", "LineString"}, {"coordinates", Array{Array{110.006, 30.005}, Array{110.008, 30.005}}}}}, {"width_m", 5}};
  EXPECT_EQ(find("agent", Object{{"kinds", Array{"camera"}}, {"within", line}}).text("/total"), "2");
  const Object polygon{{"polygon", Object{{"type", "Polygon"}, {"coordinates", Array{Array{Array{110.00695, 30.0}, Array{110.00705, 30.0}, Array{110.00705, 30.01}, Array{110.00695, 30.01}, Array{110.00695, 30.0}}}}}}};
  EXPECT_EQ(find("agent", Object{{"kinds", Array{"camera"}}, {"within", polygon}}).text("/items/0/code"), "C1");
  EXPECT_EQ(find("agent", Object{{"kinds", Array{"address"}}, {"within", Object{{"area", "990101001001001"}}}}).text("/total"), "2");
  const Object nearest{{"nearest", Object{{"lon", 110.003}, {"lat", 30.0055}, {"k", 1}}}};
  EXPECT_EQ(find("agent", Object{{"kinds", Array{"address", "camera"}}, {"within", nearest}}).text("/items/0/code"), "A1");
}

TEST_F(SpaceHttp, pages_go_on_where_the_last_ended) {
  Object body{{"kinds", Array{"element"}}, {"within", circle(110.007, 30.005, 50)}, {"limit", 2}};
  const auto first = find("agent", body);
  EXPECT_EQ(first.value().at("items").as_array().size(), 2u);
  body["cursor"] = first.text("/next");
  const auto second = find("agent", body);
  EXPECT_EQ(second.text("/items/0/code"), "C2");
  EXPECT_EQ(second.text("/next"), "");
  body["cursor"] = "two";
  EXPECT_EQ(find("agent", body, 400).text("/reason"), "bad_cursor");
}

TEST_F(SpaceHttp, cases_are_found_as_far_as_the_person_may_see_them) {
  const auto id = house.report("S-1", "云锦路1号门口的路灯坏了");
  const Object body{{"kinds", Array{"case"}}, {"within", Object{{"area", "990100000000"}}}};
  const auto found = find("dispatcher", body);
  ASSERT_EQ(found.text("/total"), "1") << found.body;
  EXPECT_EQ(found.text("/items/0/case/id"), std::to_string(id));
  EXPECT_EQ(find("street", body).text("/total"), "0") << "the case of another unit";
}

TEST_F(SpaceHttp, bad_shapes_are_refused_with_the_spot) {
  EXPECT_EQ(refused(Object{}), "missing_field /within");
  EXPECT_EQ(refused(Object{{"area", "77"}}), "unknown_area /within/area");
  EXPECT_EQ(refused(circle(110, 30, 0)), "out_of_range /within/circle/metres");
  EXPECT_EQ(refused(circle(30, 110, 5)), "bad_point /within/circle");
  auto both = circle(110, 30, 5);
  both["area"] = "990100000000";
  EXPECT_EQ(refused(both), "wrong_type /within");
  EXPECT_EQ(refused(Object{{"line", Object{{"type", "LineString"}, {"coordinates", Array{Array{110, 30}, Array{110.01, 30}}}}}}), "missing_field /within/width_m");
  EXPECT_EQ(refused(Object{{"nearest", Object{{"lon", 110}, {"lat", 30}, {"k", 501}}}}), "out_of_range /within/nearest/k");
  EXPECT_EQ(refused(circle(110, 30, 5), {"element", "dragon"}), "unknown_value /kinds/1");
  const auto bow = find("agent", Object{{"kinds", Array{"element"}}, {"within", Object{{"polygon", Object{{"type", "Polygon"}, {"coordinates", Array{Array{Array{110, 30}, Array{110.01, 30.01}, Array{110.01, 30}, Array{110, 30.01}, Array{110, 30}}}}}}}}}, 422);
  EXPECT_EQ(bow.text("/reason"), "bad_polygon");
  EXPECT_EQ(bow.text("/facts/fault"), "self_crossing") << bow.body;
}

TEST_F(SpaceHttp, a_camera_shows_what_it_sees_and_who_sees_a_place_is_named) {
  const auto view = as_promised("agent", "GET", "/space/cameras/{code}/view", "/space/cameras/C1/view", 200);
  EXPECT_EQ(view.text("/geometry/type"), "Polygon");
  EXPECT_EQ(view.text("/properties/camera/angle_deg"), "60");
  const auto unknown = as_promised("agent", "GET", "/space/cameras/{code}/view", "/space/cameras/C2/view", 200);
  EXPECT_EQ(unknown.text("/geometry"), "");
  EXPECT_EQ(unknown.text("/properties/camera"), "");
  EXPECT_EQ(house.call("agent", "GET", "/space/cameras/L1/view").status, 404) << "a lamp";
  EXPECT_EQ(as_promised("agent", "GET", "/space/seeing", "/space/seeing?lon=110.0063&lat=30.005", 200).text("/items/0/code"), "C1");
  EXPECT_EQ(as_promised("agent", "GET", "/space/seeing", "/space/seeing?lon=110.0077&lat=30.005", 200).value().at("items").as_array().size(), 0u);
}

TEST_F(SpaceHttp, the_kinds_that_can_be_asked_for_are_listed) {
  const auto kinds = as_promised("agent", "GET", "/space/kinds", "/space/kinds", 200);
  const auto answer = kinds.value();       // must outlive the loop
  std::string words;
  for (const auto& one : answer.at("items").as_array()) words += std::string(one.at("kind").as_string()) + " ";
  EXPECT_EQ(words, "address camera estate lamp unit case ");
}

}  // namespace
}  // namespace yiwang::testing
