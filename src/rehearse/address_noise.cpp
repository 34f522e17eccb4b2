#include "rehearse/address_noise.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "rehearse/address_slips.h"

namespace yiwang {
namespace {

using Kind = AddressTruth::Level;

constexpr std::array kAfter{"附近", "旁边", "对面", "门口", "楼下", "这边", "里面", "（东门）", "这一带", "，靠近大门"};
constexpr std::array kAreaEnds{"街道", "社区", "区", "市", "村", "镇", "乡"};
constexpr std::array kRoadEnds{"大道", "路", "街", "巷"};
constexpr std::array kAbsentEnds{"花园", "小区", "大厦", "公寓", "山庄", "嘉园"};
constexpr std::u32string_view kRare = U"骏骥翰瀚璟琅琊瑶璞琨珺彤霄霆澍湛滢潇澄沁珂宸昱昶晟煜烨焱垚堃崧嵘峻";

std::string without_end(const std::string& name) {
  for (const std::string_view end : kAreaEnds) {
    if (name.ends_with(end) && count_codepoints(name) >= count_codepoints(end) + 2) return name.substr(0, name.size() - end.size());
  }
  return name;
}

int as_number(const std::string& text) {
  if (text.empty() || text.size() > 6 || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return 0;
  return std::stoi(text);
}

}  // namespace

AddressNoise::AddressNoise(std::shared_ptr<const City> city, std::uint64_t seed, bool held) : city_(std::move(city)), random_(seed), held_(held) {
  for (const auto& area : city_->areas) names_.insert(area.name), names_.insert(without_end(area.name));
  for (const auto& road : city_->roads) {
    names_.insert(road.name);
    names_.insert(road.aliases.begin(), road.aliases.end());
  }
  for (const auto& estate : city_->estates) {
    names_.insert(estate.name);
    names_.insert(estate.aliases.begin(), estate.aliases.end());
  }
  for (const auto& address : city_->addresses) {
    if (!address.estate.empty()) ++at_estate_[address.estate];
    if (address.road.empty() || address.number.empty()) continue;
    doors_[address.road + "#" + address.number].push_back(&address);
    if (const int number = as_number(address.number); number > 0) {
      auto& ends = ends_.try_emplace(address.road, number, number).first->second;
      ends = {std::min(ends.first, number), std::max(ends.second, number)};
    }
  }
  // Roads that share a drawn point meet there.
  std::unordered_map<std::string, const Road*> at;
  for (const auto& road : city_->roads) {
    for (const auto point : road.line) {
      const auto [it, fresh] = at.try_emplace(to_text(point), &road);
      if (fresh || it->second == &road || it->second->name == road.name) continue;
      crossings_.emplace_back(it->second, &road);
      meets_.push_back(point);
    }
  }
}

const Area* AddressNoise::above(std::string_view code, AreaKind kind) const {
  for (const auto* area : city_->chain(code)) {
    if (area->kind == kind) return area;
  }
  return nullptr;
}

AddressNoise::Piece* AddressNoise::find(Pieces& pieces, Piece::Kind kind) {
  const auto it = std::find_if(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.kind == kind; });
  return it == pieces.end() ? nullptr : &*it;
}

AddressNoise::Piece* AddressNoise::named(Pieces& pieces) {
  auto* road = find(pieces, Piece::Kind::road);
  auto* estate = find(pieces, Piece::Kind::estate);
  if (road != nullptr && estate != nullptr) return random_.chance(0.5) ? road : estate;
  return road != nullptr ? road : estate;
}

bool AddressNoise::replace_name(Piece& piece, std::string text) {
  if (text == piece.text) return false;
  if (names_.contains(text)) {
    ++redrawn_;
    return false;
  }
  piece.text = std::move(text);
  return true;
}

void AddressNoise::add_divisions(Pieces& pieces, std::string_view area, std::string_view needed) {
  const auto add = [&](Piece::Kind kind, AreaKind area_kind, double chance) {
    const auto* found = above(area, area_kind);
    if (found != nullptr && (found->code == needed || random_.chance(chance))) pieces.push_back({kind, found->name});
  };
  add(Piece::Kind::city, AreaKind::city, 0.35);
  add(Piece::Kind::district, AreaKind::district, 0.5);
  add(Piece::Kind::street, AreaKind::street, 0.45);
  add(Piece::Kind::community, AreaKind::community, 0.2);
}

void AddressNoise::add_inside(Pieces& pieces, const Address& address) {
  if (!random_.chance(0.55)) return;
  const int floor = 1 + static_cast<int>(random_.below(static_cast<std::uint64_t>(std::max(1, address.floors))));
  const auto unit = std::to_string(1 + random_.below(4));
  const auto door = std::to_string(1 + random_.below(6));
  const auto room = std::to_string(floor) + (door.size() < 2 ? "0" : "") + door;
  if (random_.chance(0.7)) pieces.push_back({Piece::Kind::unit, unit + "单元"});
  if (random_.chance(0.3)) pieces.push_back({Piece::Kind::floor, std::to_string(floor) + (random_.chance(0.5) ? "楼" : "层")});
  if (random_.chance(0.8)) pieces.push_back({Piece::Kind::room, room + (random_.chance(0.75) ? "室" : "")});
}

NoisyAddress AddressNoise::address() {
  const auto& row = city_->addresses[random_.below(city_->addresses.size())];
  NoisyAddress out;
  auto& truth = out.truth;
  const auto* road = city_->road(row.road);
  const auto* estate = city_->estate(row.estate);
  const bool house = estate != nullptr && row.building.empty();           // a village: its houses have numbers
  const bool several = road != nullptr && doors_[row.road + "#" + row.number].size() > 1;
  Pieces pieces;
  add_divisions(pieces, row.area, {});
  truth.area = row.area;
  const bool with_road = road != nullptr && !row.number.empty() && (estate == nullptr || row.building.empty() || random_.chance(0.5));
  const bool with_estate = estate != nullptr && (!with_road || random_.chance(0.75));
  const bool with_building = !row.building.empty() && (!several || random_.chance(0.9));
  if (with_road) {
    truth.road = road;
    truth.number = row.number;
    pieces.push_back({Piece::Kind::road, road->name});
    pieces.push_back({Piece::Kind::number, row.number});
  }
  if (with_estate) {
    truth.estate = estate;
    pieces.push_back({Piece::Kind::estate, !estate->aliases.empty() && random_.chance(0.3) ? pick(estate->aliases) : estate->name});
    if (pieces.back().text != estate->name) out.kinds.push_back("alias");
    if (house) pieces.push_back({Piece::Kind::number, row.number});
  }
  if (with_building) pieces.push_back({Piece::Kind::building, row.building});
  if (with_road && several && !with_building) {
    truth.level = Kind::door;
  } else if (!with_road && with_estate && !with_building && !house) {
    truth.level = Kind::estate;
  } else {
    truth.address = &row;
  }
  if (truth.address != nullptr) add_inside(pieces, row);
  disturb(pieces, out);
  out.text = write(pieces);
  return out;
}

NoisyAddress AddressNoise::crossing() {
  const auto at = random_.below(crossings_.size());
  auto [a, b] = crossings_[at];
  if (random_.chance(0.5)) std::swap(a, b);
  NoisyAddress out;
  out.kinds.push_back("crossing");
  out.truth.level = Kind::crossing;
  out.truth.road = a;
  out.truth.second_road = b;
  out.truth.point = meets_[at];
  const auto* grid = city_->grid_at(meets_[at]);
  Pieces pieces;
  if (grid != nullptr) {
    out.truth.area = grid->code;
    add_divisions(pieces, grid->code, {});
  }
  static constexpr std::array kJoin{"与", "和", "、", "", "跟"};
  static constexpr std::array kMeet{"交叉口", "路口", "交汇处", "交叉路口", "口", "交界", "十字路口"};
  const auto form = random_.below(4);
  pieces.push_back({Piece::Kind::road, a->name});
  if (form == 0) pieces.push_back({Piece::Kind::talk, "（近"});
  else pieces.push_back({Piece::Kind::talk, pick(kJoin)});
  pieces.push_back({Piece::Kind::estate, b->name});
  pieces.push_back({Piece::Kind::talk, form == 0 ? "）" : pick(kMeet)});
  if (random_.chance(0.3)) {
    static constexpr std::array kWays{"东", "西", "南", "北"};
    static constexpr std::array kHow{"往X走N米", "X行N米", "X侧N米", "以XN米", "向X约N米处", "XN米"};
    const auto way = random_.below(4);
    const int metres = 20 * (1 + static_cast<int>(random_.below(20)));
    std::string words = pick(kHow);
    words.replace(words.find('X'), 1, kWays[way]);
    words.replace(words.find('N'), 1, random_.chance(0.2) && metres >= 100 ? in_han(std::to_string(metres), false) : std::to_string(metres));
    pieces.push_back({Piece::Kind::talk, words});
    out.kinds.push_back("distance");
    const double north = way == 3 ? metres : way == 2 ? -metres : 0, east = way == 0 ? metres : way == 1 ? -metres : 0;
    const double degree = kEarthRadiusMetres * 3.14159265358979 / 180;
    out.truth.point = LonLat{meets_[at].lon + east / (degree * std::cos(meets_[at].lat * 3.14159265358979 / 180)), meets_[at].lat + north / degree};
  }
  disturb(pieces, out);
  out.text = write(pieces);
  return out;
}

NoisyAddress AddressNoise::element() {
  NoisyAddress out;
  const Element* found = nullptr;
  for (int tries = 0; tries < 50 && (found == nullptr || found->name.empty()); ++tries) found = &city_->elements[random_.below(city_->elements.size())];
  out.kinds.push_back("element");
  out.truth.level = Kind::element;
  out.truth.element = found;
  out.truth.area = found->area;
  Pieces pieces;
  add_divisions(pieces, found->area, {});
  pieces.push_back({Piece::Kind::talk, found->name});
  if (random_.chance(0.5)) pieces.push_back({Piece::Kind::talk, pick(kAfter)}), out.kinds.push_back("assisting");
  out.text = write(pieces);
  return out;
}

NoisyAddress AddressNoise::only_name() {
  NoisyAddress out;
  Pieces pieces;
  const auto what = random_.below(5);
  if (what < 3) {
    const auto& estate = city_->estates[random_.below(city_->estates.size())];
    out.truth.level = Kind::estate;
    out.truth.estate = &estate;
    out.truth.area = estate.community;
    out.kinds.push_back("only_estate");
    add_divisions(pieces, estate.community, {});
    pieces.push_back({Piece::Kind::estate, estate.name});
  } else if (what == 3) {
    const auto& road = city_->roads[random_.below(city_->roads.size())];
    out.truth.level = Kind::road;
    out.truth.road = &road;
    out.kinds.push_back("only_road");
    if (!road.areas.empty()) {
      out.truth.area = road.areas.front();
      add_divisions(pieces, road.areas.front(), {});
    }
    pieces.push_back({Piece::Kind::road, road.name});
  } else {
    const Area* area = nullptr;
    while (area == nullptr || area->kind == AreaKind::grid || area->kind == AreaKind::city || area->layer != "territorial") area = &city_->areas[random_.below(city_->areas.size())];
    out.truth.level = Kind::area;
    out.truth.area = area->code;
    out.kinds.push_back("only_area");
    add_divisions(pieces, area->code, area->code);
    out.text = write(pieces);
    return out;
  }
  disturb(pieces, out);
  out.text = write(pieces);
  return out;
}

std::string AddressNoise::fresh_name() {
  std::u32string name;
  name += kRare[random_.below(kRare.size())];
  name += random_.chance(0.5) ? kRare[random_.below(kRare.size())] : U"景和园林华丰安宁泉台"[random_.below(10)];
  return to_utf8(name);
}

NoisyAddress AddressNoise::absent() {
  const auto& row = city_->addresses[random_.below(city_->addresses.size())];
  NoisyAddress out;
  auto& truth = out.truth;
  truth.exists = false;
  truth.area = row.area;
  truth.level = Kind::area;
  Pieces pieces;
  add_divisions(pieces, row.area, {});
  const auto what = random_.below(5);
  const auto* road = city_->road(row.road);
  const auto* estate = city_->estate(row.estate);
  if (what == 0 && road != nullptr && ends_.contains(row.road)) {
    out.kinds.push_back("absent_number");
    truth.level = Kind::road;
    truth.road = road;
    pieces.push_back({Piece::Kind::road, road->name});
    pieces.push_back({Piece::Kind::number, std::to_string(ends_[row.road].second + 20 + static_cast<int>(random_.below(300)))});
  } else if (what == 1 && estate != nullptr) {
    out.kinds.push_back("absent_building");
    truth.level = Kind::estate;
    truth.estate = estate;
    pieces.push_back({Piece::Kind::estate, estate->name});
    pieces.push_back({row.building.empty() ? Piece::Kind::number : Piece::Kind::building, std::to_string(at_estate_[row.estate] + 100 + random_.below(50)) + (row.building.empty() ? "" : "栋")});
  } else if (what == 2) {
    out.kinds.push_back("absent_estate");
    pieces.push_back({Piece::Kind::estate, fresh_name() + pick(kAbsentEnds)});
    pieces.push_back({Piece::Kind::building, std::to_string(1 + random_.below(20)) + "栋"});
    add_inside(pieces, row);
  } else if (what == 3) {
    out.kinds.push_back("absent_road");
    pieces.push_back({Piece::Kind::road, fresh_name() + pick(kRoadEnds)});
    pieces.push_back({Piece::Kind::number, std::to_string(1 + random_.below(200))});
  } else {
    // Another city's: nothing here may be answered but what is not taken.
    out.kinds.push_back("elsewhere");
    static constexpr std::array kFar{"北泽省临陵市", "海陵市", "西渡省", "望都县", "南屏市城关区"};
    pieces.clear();
    pieces.push_back({Piece::Kind::talk, pick(kFar)});
    pieces.push_back({Piece::Kind::road, random_.chance(0.3) && road != nullptr ? road->name : fresh_name() + "路"});
    pieces.push_back({Piece::Kind::number, std::to_string(1 + random_.below(200))});
    truth.level = Kind::nowhere;
    truth.area.clear();
  }
  out.text = write(pieces);
  return out;
}

NoisyAddress AddressNoise::next() {
  const double draw = random_.unit();
  if (draw < 0.05) return absent();
  if (draw < 0.12 && !crossings_.empty()) return crossing();
  if (draw < 0.15 && !city_->elements.empty()) return element();
  if (draw < 0.22 && !city_->estates.empty() && !city_->roads.empty()) return only_name();
  return address();
}

std::string AddressNoise::write(const Pieces& pieces) {
  std::string out;
  const bool blanks = random_.chance(0.08), commas = !blanks && random_.chance(0.05);
  for (const auto& piece : pieces) {
    if (!out.empty() && blanks) out += ' ';
    if (!out.empty() && commas && piece.kind != Piece::Kind::number && piece.kind != Piece::Kind::talk) out += random_.chance(0.5) ? "，" : ",";
    out += piece.text;
    if (piece.kind != Piece::Kind::number) continue;
    if (out.ends_with('~')) out.pop_back();   // as it is, without its 号
    else out += "号";
  }
  return out;
}

}  // namespace yiwang
