#pragma once
#include <memory>

#include "city/city.h"

namespace yiwang {

/// Two districts with what addresses are made of: roads with doors, a lane, an estate with buildings, a village whose houses have numbers, a school, two roads of
/// one name, two that cross.
inline std::shared_ptr<City> standardise_city() {
  auto city = std::make_shared<City>();
  const auto square = [](double lon, double lat) { return MultiPolygon{Polygon{{{lon, lat}, {lon + 0.01, lat}, {lon + 0.01, lat + 0.01}, {lon, lat + 0.01}}, {}}}; };
  city->version = "test";
  city->centre = {120.01, 30.005};
  city->areas = {{"990100000000", "云城市", "", AreaKind::city, "", "territorial", {}},
                 {"990101000000", "江北区", "", AreaKind::district, "990100000000", "territorial", {}},
                 {"990102000000", "江南区", "", AreaKind::district, "990100000000", "territorial", {}},
                 {"990101001000", "湖滨街道", "", AreaKind::street, "990101000000", "territorial", {}},
                 {"990102001000", "柳港街道", "", AreaKind::street, "990102000000", "territorial", {}},
                 {"990101001001", "望湖社区", "", AreaKind::community, "990101001000", "territorial", {}},
                 {"990102001001", "梧风村", "", AreaKind::community, "990102001000", "territorial", {}},
                 {"990101001001001", "望湖一格", "", AreaKind::grid, "990101001001", "territorial", square(120.00, 30.00)},
                 {"990102001001001", "梧风一格", "", AreaKind::grid, "990102001001", "territorial", square(120.01, 30.00)}};
  const std::string west = "990101001001001", east = "990102001001001";
  city->roads = {{"R1", "云锦路", {"老云锦路"}, {west, east}, {{120.001, 30.005}, {120.004, 30.005}, {120.019, 30.005}}},
                 {"R2", "松涛大道", {}, {west}, {{120.004, 30.001}, {120.004, 30.005}, {120.004, 30.009}}},
                 {"R3", "建设路", {}, {west}, {{120.002, 30.008}, {120.008, 30.008}}},
                 {"R4", "建设路", {}, {east}, {{120.012, 30.002}, {120.018, 30.002}}},
                 {"R5", "榉树街", {}, {east}, {{120.012, 30.004}, {120.018, 30.004}}}};
  city->estates = {{"E1", "望江花园", {"望江苑"}, "990101001001", {120.006, 30.007}},
                   {"E2", "梧风李家湾", {}, "990102001001", {120.015, 30.008}},
                   {"E3", "云城市第三中学", {}, "990101001001", {120.003, 30.002}},
                   {"E4", "翠屏大厦", {}, "990102001001", {120.013, 30.003}}};
  const auto address = [&](std::string code, std::string area, std::string road, std::string number, std::string estate, std::string building, LonLat point, int floors = 6) {
    Address made;
    made.code = std::move(code), made.area = std::move(area), made.road = std::move(road), made.number = std::move(number);
    made.estate = std::move(estate), made.building = std::move(building), made.point = point, made.floors = floors;
    city->addresses.push_back(std::move(made));
  };
  address("A1", west, "R1", "10", "", "", {120.002, 30.0052});
  address("A2", west, "R1", "30", "", "", {120.008, 30.0052});
  address("A3", west, "R1", "20", "E1", "1栋", {120.005, 30.0071});
  address("A4", west, "R1", "20", "E1", "2栋", {120.0055, 30.0071});
  address("A5", west, "R1", "20", "E1", "12栋", {120.0058, 30.0071}, 33);
  address("A6", east, "R1", "88", "", "", {120.015, 30.0052});
  address("A7", east, "R1", "88-2", "", "", {120.0151, 30.0052});
  address("A8", west, "R3", "5", "", "", {120.003, 30.0082});
  address("A9", east, "R4", "5", "", "", {120.013, 30.0022});
  address("A10", east, "", "7", "E2", "", {120.0152, 30.0081});
  address("A11", east, "", "16", "E2", "", {120.0154, 30.0082});
  address("A12", west, "R2", "101", "E3", "教学楼", {120.003, 30.0021});
  address("A13", west, "R2", "101", "E3", "食堂", {120.0032, 30.0021});
  address("A14", east, "R5", "299弄12号", "", "", {120.014, 30.0042});
  address("A15", east, "R5", "299弄15号", "", "", {120.0141, 30.0042});
  address("A16", east, "R5", "6", "E4", "A座", {120.013, 30.0031}, 28);
  address("A17", east, "R5", "6", "E4", "B座", {120.0132, 30.0031}, 28);
  Element lamp;
  lamp.code = "L1", lamp.kind = "bridge", lamp.name = "青溪桥", lamp.area = east, lamp.point = {120.017, 30.007};
  city->elements.push_back(std::move(lamp));
  city->index();
  return city;
}

}  // namespace yiwang
