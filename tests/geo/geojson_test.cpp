#include "geo/geojson.h"

#include <gtest/gtest.h>

namespace yiwang {
namespace {

json::Value value(std::string_view text) { return json::parse_text(text).value(); }
Refusal refusal(std::string_view text) { return read_shape(value(text), "shape").error(); }
std::string fact(const Refusal& refusal, std::string_view name) {
  for (const auto& [key, text] : refusal.facts) if (key == name) return text;
  return {};
}

constexpr std::string_view kSquare = R"({"type":"Polygon","coordinates":[[[118,32],[118.1,32],[118.1,32.1],[118,32.1],[118,32]]]})";

TEST(GeoJson, what_is_read_is_written_again) {
  for (const std::string_view text :
       {kSquare, std::string_view(R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[3,6],[6,6],[3,3]]]})"),
        std::string_view(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]})")}) {
    EXPECT_EQ(to_geojson(read_shape(value(text)).value()), text);
  }
  const std::string_view line = R"({"type":"LineString","coordinates":[[118,32],[118.1,32.0000001]]})", point = R"({"type":"Point","coordinates":[118.123456,-32]})";
  EXPECT_EQ(to_geojson(read_line(value(line)).value()), line);
  EXPECT_EQ(to_geojson(read_point(value(point)).value()), point);
  for (const auto text : {kSquare, line, point}) {
    EXPECT_EQ(std::visit([](const auto& geometry) { return to_geojson(geometry); }, read_geometry(value(text)).value()), text);
  }
}

TEST(GeoJson, rings_are_closed_and_heights_are_dropped) {
  EXPECT_EQ(to_geojson(MultiPolygon{Polygon{{{0, 0}, {1, 0}, {1, 1}}, {}}}), R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})");
  EXPECT_EQ(to_geojson(LonLat{0.123456789, -1e-9}), R"({"type":"Point","coordinates":[0.1234568,0]})");
  EXPECT_EQ(read_point(value(R"({"type":"Point","coordinates":[118,32,15.5]})")).value(), (LonLat{118, 32}));
}

TEST(GeoJson, a_polygon_that_is_none_says_why) {
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[]})"), (Refusal{Reason::bad_polygon, {{"fault", "too_few_points"}}, "shape.coordinates"}));
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[[[0,0],[1,1]]]})"), (Refusal{Reason::bad_polygon, {{"fault", "too_few_points"}}, "shape.coordinates[0]"}));
  EXPECT_EQ(fact(refusal(R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]})"), "fault"), "too_few_points");
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]})"), (Refusal{Reason::bad_polygon, {{"fault", "not_closed"}}, "shape.coordinates[0]"}));
  const auto bow = refusal(R"({"type":"Polygon","coordinates":[[[0,0],[2,2],[2,0],[0,2],[0,0]]]})");
  EXPECT_EQ(fact(bow, "fault"), "self_crossing");
  EXPECT_EQ(fact(bow, "at"), "1,1");
  EXPECT_EQ(fact(refusal(R"({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]})"), "fault"), "holes_outside");
  EXPECT_EQ(refusal(R"({"type":"MultiPolygon","coordinates":[]})").reason, Reason::bad_polygon);
  EXPECT_EQ(fact(refusal(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,2],[0,0]]],[[[1,0],[3,0],[3,2],[1,0]]]]})"), "fault"), "overlapping_parts");
}

TEST(GeoJson, a_place_off_the_earth_is_named) {
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[[[118,32],[32,118],[118,33],[118,32]]]})"),
            (Refusal{Reason::bad_point, {{"swapped", "true"}}, "shape.coordinates[0][1]"}));
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[[[999,32],[118,31],[118,33],[118,32]]]})"), (Refusal{Reason::bad_point, {}, "shape.coordinates[0][0]"}));
}

TEST(GeoJson, another_structure_is_refused_where_it_stands) {
  EXPECT_EQ(refusal("[]"), (Refusal{Reason::wrong_type, {{"wanted", "geometry"}}, "shape"}));
  EXPECT_EQ(refusal("{}").field, "shape.type");
  EXPECT_EQ(refusal(R"({"type":"Polygon"})"), (Refusal{Reason::missing_field, {}, "shape.coordinates"}));
  EXPECT_EQ(refusal(R"({"type":"Circle","coordinates":[]})"), (Refusal{Reason::unknown_value, {{"value", "Circle"}, {"wanted", "Polygon"}}, "shape.type"}));
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":"x"})").reason, Reason::wrong_type);
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[[["a",1],[1,0],[1,1],[0,0]]]})").field, "shape.coordinates[0][0]");
  EXPECT_EQ(refusal(R"({"type":"Polygon","coordinates":[[[1]]]})").field, "shape.coordinates[0][0]");
  EXPECT_FALSE(read_line(value(R"({"type":"LineString","coordinates":[[1,1]]})")));
  EXPECT_FALSE(read_point(value(kSquare)));
}

}  // namespace
}  // namespace yiwang
