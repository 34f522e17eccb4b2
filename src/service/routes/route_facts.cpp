#include "service/routes/route_facts.h"

namespace yiwang {
namespace {

enum Field : std::uint16_t { kMatter, kGroup, kClass, kDistrict, kStreet, kCommunity, kGrid, kRoad, kEstate, kChannel, kKind, kPartOfDay };

constexpr int kDeepest = 8;                // areas do not nest deeper; a broken city must not hang us

RouteShape make_shape() {
  RouteShape shape;
  shape.fields = {"matter", "group", "class", "district", "street", "community", "grid", "road", "estate", "channel", "kind", "part_of_day"};
  shape.ground = {{kGroup}, false};
  // What is nearest comes last: a reason is told from the last one that holds enough cases (LearnedDispatch::seen).
  shape.crosses = {{{kMatter}, true},          {{kClass, kDistrict}, false},    {{kGroup, kDistrict}, false},  {{kGroup, kStreet}, false}, {{kMatter, kChannel}, false},
                   {{kMatter, kKind}, false},  {{kMatter, kPartOfDay}, false},  {{kMatter, kDistrict}, true},  {{kMatter, kStreet}, true}, {{kMatter, kCommunity}, false},
                   {{kMatter, kRoad}, false},  {{kMatter, kEstate}, false},     {{kMatter, kGrid}, false}};
  return shape;
}

}  // namespace

const RouteShape& route_shape() {
  static const RouteShape shape = make_shape();
  return shape;
}

RouteFacts route_facts(const RouteCodes& codes, const City& city) {
  RouteFacts facts;
  facts.at = codes.at;
  facts.values.resize(route_shape().fields.size());
  facts.values[kMatter] = codes.matter;
  facts.values[kGroup] = codes.matter.substr(0, 4);
  facts.values[kClass] = codes.matter.substr(0, 2);
  const auto* area = city.area(codes.area);
  for (int up = 0; area != nullptr && up < kDeepest; ++up) {
    switch (area->kind) {
      case AreaKind::district: facts.values[kDistrict] = area->code; break;
      case AreaKind::street: facts.values[kStreet] = area->code; break;
      case AreaKind::community: facts.values[kCommunity] = area->code; break;
      case AreaKind::grid: facts.values[kGrid] = area->code; break;
      case AreaKind::city: break;
    }
    area = area->parent.empty() ? nullptr : city.area(area->parent);
  }
  facts.values[kRoad] = codes.road;
  facts.values[kEstate] = codes.estate;
  facts.values[kChannel] = codes.channel;
  facts.values[kKind] = codes.kind;
  const auto hour = std::chrono::floor<hours>(to_local(codes.at, city.offset).since_midnight).count();
  facts.values[kPartOfDay] = std::to_string(hour / 6);
  return facts;
}

RouteCodes route_codes(const Case& c) {
  return {c.matter, c.place.area, c.place.road, c.place.estate, c.reports.empty() ? std::string{} : std::string(code_of(c.first().channel)), std::string(code_of(c.understanding.kind)), c.opened_at};
}

RouteCodes route_codes(const ReceiveReport& received) {
  RouteCodes codes;
  const auto& advice = received.advice;
  codes.matter = received.chosen_matter;
  if (advice.understanding) {
    if (codes.matter.empty() && !advice.understanding->matters.empty()) codes.matter = advice.understanding->matters.front().matter;
    codes.kind = code_of(advice.understanding->kind);
  }
  if (advice.location) {
    codes.area = advice.location->area;
    codes.road = advice.location->road;
    codes.estate = advice.location->estate;
  }
  codes.channel = code_of(received.report.channel);
  codes.at = received.report.received_at;
  return codes;
}

}  // namespace yiwang
