#include "service/places/place_judge.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/cipher.h"
#include "base/text.h"
#include "service/places/place_index.h"

namespace yiwang {
namespace {

constexpr double kSamePoint = 2;           // metres: what surveys and roundings differ by
constexpr double kAlike = 0.6;
constexpr double kKnownRoad = 5000;        // a road of that name so far away is another one
constexpr std::size_t kFewestCompared = 5;

std::string said(const std::optional<LonLat>& point) { return point ? to_text(*point) : std::string{}; }

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

class Judge {
 public:
  Judge(const City& city, std::vector<PlaceCandidate> candidates, const PlaceJudgeOptions& options) : city_(city), index_(city), options_(options), candidates_(std::move(candidates)) {}

  PlaceReport judge() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const auto& r = candidates_[i].record;
      if (candidates_[i].fault || !candidates_[i].record.point) continue;
      if (r.kind == "road" || r.kind == "estate") own_[r.kind + "/" + name_key(r.name)].push_back(i);
    }
    // Roads and estates first: addresses refer to them by code.
    for (const bool holders : {true, false}) {
      for (std::size_t i = 0; i < candidates_.size(); ++i) {
        auto& c = candidates_[i];
        const bool holder = c.record.kind == "road" || c.record.kind == "estate";
        if (holder != holders) continue;
        if (!holder && !c.fault) resolve(c);
        judged_.emplace(i, one(c));
      }
    }
    PlaceReport report;
    report.hints = hints();
    for (auto& [key, made] : implied_) report.places.push_back(imply(made));
    for (auto& [i, place] : judged_) report.places.push_back(std::move(place));
    for (const auto& place : report.places) ++report.counts[place.finding.verdict];
    return report;
  }

 private:
  struct Implied {
    PlaceRecord record;
    std::vector<LonLat> points;
  };
  using Known = PlaceIndex::Known;

  std::optional<Known> nearest(const std::vector<Known>* all, const std::optional<LonLat>& point, double within) const {
    if (all == nullptr) return std::nullopt;
    if (!point) return all->size() == 1 ? std::optional(all->front()) : std::nullopt;
    std::optional<Known> best;
    double best_m = within;
    for (const auto& known : *all) {
      if (const double away = index_.metres(known, *point); away <= best_m) {
        best = known;
        best_m = away;
      }
    }
    return best;
  }

  /// Codes for the road and the estate a row names: of the city, of the file, or implied by the row.
  void resolve(PlaceCandidate& c) {
    if (group_of(c.record.kind) != "address") {
      c.record.number.clear();
      c.record.building.clear();
      c.record.floors = 0;
      return;
    }
    c.record.category.clear();
    c.record.road = holder("road", c.road_name, c.record.point, kKnownRoad);
    c.record.estate = holder("estate", c.estate_name, c.record.point, 3000);
  }

  std::string holder(const std::string& kind, const std::string& name, const std::optional<LonLat>& point, double within) {
    if (name.empty()) return {};
    if (const auto by_code = index_.by_code(kind, name)) return name;
    const auto key = name_key(name);
    if (const auto known = nearest(index_.by_key(kind, key), point, within)) return index_.record(*known).code;
    if (const auto own = own_.find(kind + "/" + key); own != own_.end()) {
      for (const auto i : own->second) {
        const auto it = judged_.find(i);
        if (it != judged_.end() && (!point || !it->second.record.point || metres_between(*point, *it->second.record.point) <= within)) return it->second.record.code;
      }
    }
    if (!point || city_.grid_at(*point) == nullptr) return {};
    auto& made = implied_[kind + "/" + key];
    if (made.record.code.empty()) {
      made.record.kind = kind;
      made.record.name = name;
      made.record.point = point;
      made.record.code = fresh_code(made.record);
    }
    made.points.push_back(*point);
    return made.record.code;
  }

  JudgedPlace imply(Implied& made) const {
    JudgedPlace out;
    out.record = made.record;
    auto& points = made.points;
    if (out.record.kind == "road") {
      // A line through the doors, from one end to the other.
      const auto low = bounds_of(points);
      const bool along_lon = low.high.lon - low.low.lon >= low.high.lat - low.low.lat;
      std::sort(points.begin(), points.end(), [&](LonLat a, LonLat b) { return along_lon ? std::pair(a.lon, a.lat) < std::pair(b.lon, b.lat) : std::pair(a.lat, a.lon) < std::pair(b.lat, b.lon); });
      points.erase(std::unique(points.begin(), points.end()), points.end());
      if (points.size() == 1) points.push_back({points[0].lon + 0.0002, points[0].lat});
      out.record.line = points;
      out.record.point = points[points.size() / 2];
    } else {
      LonLat middle;
      for (const auto& p : points) middle = {middle.lon + p.lon / static_cast<double>(points.size()), middle.lat + p.lat / static_cast<double>(points.size())};
      out.record.point = middle;
    }
    out.record.area = area_at(*out.record.point);
    out.finding.verdict = "new";
    out.finding.why = "implied";
    return out;
  }
  static Box bounds_of(const std::vector<LonLat>& points) {
    Box out{points.front(), points.front()};
    for (const auto& p : points) {
      out.low = {std::min(out.low.lon, p.lon), std::min(out.low.lat, p.lat)};
      out.high = {std::max(out.high.lon, p.lon), std::max(out.high.lat, p.lat)};
    }
    return out;
  }

  std::string area_at(LonLat point) const {
    const auto* grid = city_.grid_at(point);
    return grid == nullptr ? std::string{} : grid->code;
  }

  /// From what tells the place apart, so that the same place of another file gets the same code.
  std::string fresh_code(const PlaceRecord& r) {
    const auto what = std::string(group_of(r.kind)) + "|" + name_key(r.name) + "|" + PlaceIndex::address_key(r) + "|" + (r.point ? area_at(*r.point) : std::string{});
    auto code = "L" + to_hex(sha256(what)).substr(0, 11);
    for (int tries = 2; index_.by_code(group_of(r.kind), code) || !given_.insert(std::string(group_of(r.kind)) + code).second; ++tries) {
      code = "L" + to_hex(sha256(what + "#" + std::to_string(tries))).substr(0, 11);
    }
    return code;
  }

  std::string key_of(const PlaceRecord& r) const { return group_of(r.kind) == "address" ? PlaceIndex::address_key(r) : name_key(r.name); }

  std::optional<Known> counterpart(const PlaceRecord& r, double& namesake_m, std::optional<Known>& namesake) const {
    const auto group = group_of(r.kind);
    if (!r.code.empty()) {
      if (const auto known = index_.by_code(group, r.code)) return known;
    }
    const auto key = key_of(r);
    if (key.empty()) return std::nullopt;
    const auto* all = index_.by_key(group, key);
    const double within = group == "road" ? options_.same_road_m : group == "address" ? 1e9 : options_.same_name_m;
    if (const auto known = nearest(all, r.point, within)) return known;
    if (all != nullptr && r.point) {
      namesake = nearest(all, r.point, 1e9);
      if (namesake) namesake_m = index_.metres(*namesake, *r.point);
    }
    return std::nullopt;
  }

  void differ(const PlaceRecord& before, PlaceRecord& r, Known known, PlaceFinding& finding) const {
    const auto text = [&](const char* field, const std::string& old, std::string& now) {
      if (now.empty() || now == old || name_key(now) == name_key(old)) {
        now = old;
      } else {
        finding.fields.push_back({field, old, now});
      }
    };
    if (group_of(r.kind) != "address" || !r.name.empty()) text("name", before.name, r.name);
    text("road", before.road, r.road);
    text("number", before.number, r.number);
    text("estate", before.estate, r.estate);
    if (PlaceIndex::address_key(r) == PlaceIndex::address_key(before)) r.building = before.building;
    text("building", before.building, r.building);
    text("category", before.category, r.category);
    if (r.floors == 0 || r.floors == before.floors) r.floors = before.floors;
    else finding.fields.push_back({"floors", std::to_string(before.floors), std::to_string(r.floors)});
    if (r.kind == "road") {
      if (r.line.size() < 2) r.line = before.line;
      if (r.line != before.line && !close(r.line, before.line)) finding.fields.push_back({"line", std::to_string(before.line.size()), std::to_string(r.line.size())});
      r.point = before.point;
      if (!r.line.empty()) r.point = r.line[r.line.size() / 2];
    } else if (!r.point) {
      r.point = before.point;
    } else if (before.point) {
      const double away = metres_between(*before.point, *r.point);
      if (away > kSamePoint) {
        finding.fields.push_back({"point", said(before.point), said(r.point)});
        finding.metres = away;
      } else {
        r.point = before.point;
      }
    }
    std::vector<std::string> fresh;
    for (const auto& alias : r.aliases) {
      const auto& old = index_.aliases(known);
      const bool there = name_key(alias) == name_key(before.name) || std::any_of(old.begin(), old.end(), [&](const auto& name) { return name_key(name) == name_key(alias); });
      if (!there) fresh.push_back(alias);
    }
    r.aliases = std::move(fresh);
    for (const auto& alias : r.aliases) finding.fields.push_back({"aliases", {}, alias});
    r.code = before.code;
    if (group_of(r.kind) == "address") r.kind = r.kind == "building" ? "building" : before.kind;
  }
  static bool close(const std::vector<LonLat>& a, const std::vector<LonLat>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](LonLat x, LonLat y) { return metres_between(x, y) <= kSamePoint; });
  }

  void point_at(PlaceFinding& finding, Known known, double metres) const {
    const auto record = index_.record(known);
    finding.other_kind = record.kind;
    finding.other = record.code;
    finding.other_label = say_place(city_, record);
    finding.metres = std::round(metres * 10) / 10;
  }

  JudgedPlace one(PlaceCandidate& c) {
    JudgedPlace out;
    out.line = c.line;
    out.record = c.record;
    auto& r = out.record;
    auto& f = out.finding;
    const auto verdict = [&](const char* word, const char* why = "") -> JudgedPlace& {
      f.verdict = word;
      f.why = why;
      return out;
    };
    if (c.fault) {
      f.field = c.fault->field;
      for (const auto& [key, value] : c.fault->facts) f.value += (f.value.empty() ? "" : ", ") + key + "=" + value;
      verdict("unreadable");
      f.why = code_of(c.fault->reason);
      return out;
    }
    const bool swapped_on_earth = c.raw_point && !r.point;
    const auto turned = c.raw_point ? std::optional(LonLat{c.raw_point->lat, c.raw_point->lon}) : std::nullopt;
    if (turned && (swapped_on_earth || city_.grid_at(*r.point) == nullptr) && check_point(*turned) && city_.grid_at(to_wgs84(*turned, options_.datum)) != nullptr) {
      f.fields.push_back({"point", to_text(*c.raw_point), to_text(*turned)});
      r.point = to_wgs84(*turned, options_.datum);
      r.area = area_at(*r.point);
      if (r.code.empty()) r.code = fresh_code(r);
      return verdict("swapped");
    }
    if (swapped_on_earth) {
      f.field = "point";
      f.value = to_text(*c.raw_point);
      return verdict("unreadable", "bad_point");
    }
    double namesake_m = 0;
    std::optional<Known> namesake;
    const auto known = counterpart(r, namesake_m, namesake);
    if (c.raw_point && known && group_of(r.kind) != "road") measured_.emplace_back(*known, *c.raw_point);
    else if (c.raw_point && namesake && namesake_m < 3000) measured_.emplace_back(*namesake, *c.raw_point);
    if (!r.point && !known) return verdict("unreadable", "no_point");
    if (r.point) {
      auto area = area_at(*r.point);
      // A road may run along the border: one of its points is enough.
      for (std::size_t i = 0; area.empty() && i < r.line.size(); ++i) area = area_at(r.line[i]);
      if (area.empty()) {
        if (r.code.empty()) r.code = fresh_code(r);
        return verdict("outside_city");
      }
      r.area = area;
      if (!c.area_said.empty() && !city_.area_within(area, c.area_said) && r.kind != "road") {
        f.said = c.area_said;
        f.found = area;
        if (known) r.code = index_.record(*known).code;
        if (r.code.empty()) r.code = fresh_code(r);
        return verdict("other_area");
      }
    }
    if (known) {
      const auto before = index_.record(*known);
      if (const bool again = !met_.insert(std::string(before.kind) + before.code).second; again) {
        r.code = before.code;
        point_at(f, *known, 0);
        return verdict(r.kind == "road" ? "same" : "likely_duplicate", r.kind == "road" ? "part_of_road" : "in_file");
      }
      differ(before, r, *known, f);
      const double moved = f.metres;
      point_at(f, *known, moved);
      if (f.fields.empty()) return verdict("same");
      return verdict("changed", moved > 0 ? "moved" : "");
    }
    if (r.kind == "road" && r.line.size() < 2) return verdict("unreadable", "no_point");
    // Told twice by the file itself.
    const auto own = std::string(group_of(r.kind)) + "/" + key_of(r);
    if (const auto earlier = seen_.find(own); earlier != seen_.end()) {
      const double away = metres_between(*earlier->second.point, *r.point);
      const bool same_place = r.kind == "road" ? away < options_.same_road_m * 3 : group_of(r.kind) == "address" || away < options_.same_name_m;
      if (same_place) {
        f.other_kind = earlier->second.kind;
        f.other = earlier->second.code;
        f.other_label = say_place(city_, earlier->second);
        f.metres = std::round(away * 10) / 10;
        r.code = earlier->second.code;
        return verdict(r.kind == "road" ? "same" : "likely_duplicate", r.kind == "road" ? "part_of_road" : "in_file");
      }
    }
    if (r.code.empty()) r.code = fresh_code(r);
    seen_.try_emplace(own, r);
    if (!r.name.empty() && group_of(r.kind) != "address" && r.kind != "road") {
      for (const auto& near : index_.near(group_of(r.kind), *r.point, options_.near_m)) {
        const auto other = index_.record(near);
        if (alike(other.name, r.name) < kAlike) continue;
        point_at(f, near, index_.metres(near, *r.point));
        return verdict("likely_duplicate", "alike_nearby");
      }
    }
    if (namesake) {
      point_at(f, *namesake, namesake_m);
      return verdict("namesake", "same_name_elsewhere");
    }
    return verdict("new");
  }

  PlaceHints hints() const {
    PlaceHints out;
    for (const auto& c : candidates_) out.with_point += c.raw_point.has_value();
    for (const auto& [i, place] : judged_) out.swapped += place.finding.verdict == "swapped";
    out.compared = measured_.size();
    if (measured_.size() < kFewestCompared) return out;
    std::map<Datum, std::vector<double>> away;
    for (const auto& [known, raw] : measured_) {
      for (const auto datum : {Datum::wgs84, Datum::gcj02, Datum::bd09}) away[datum].push_back(index_.metres(known, to_wgs84(raw, datum)));
    }
    out.metres = std::round(median(away[options_.datum]));
    out.better_metres = out.metres;
    for (const auto datum : {Datum::wgs84, Datum::gcj02, Datum::bd09}) {
      if (datum == options_.datum) continue;
      const auto middle = median(away[datum]);
      std::size_t better = 0;
      for (std::size_t i = 0; i < measured_.size(); ++i) better += away[datum][i] < away[options_.datum][i];
      // A place that has truly moved moves anyhow: only a clear and common gain says the system is another.
      if (out.metres > 30 && middle < 0.5 * out.metres && middle < out.better_metres && better * 10 >= measured_.size() * 6) {
        out.better_datum = code_of(datum);
        out.better = better;
        out.better_metres = std::round(middle);
      }
    }
    return out;
  }

  const City& city_;
  PlaceIndex index_;
  PlaceJudgeOptions options_;
  std::vector<PlaceCandidate> candidates_;
  std::map<std::size_t, JudgedPlace> judged_;
  std::unordered_map<std::string, std::vector<std::size_t>> own_;      // roads and estates of the file, by name
  std::map<std::string, Implied> implied_;
  std::unordered_map<std::string, PlaceRecord> seen_;
  std::set<std::string> met_, given_;
  std::vector<std::pair<Known, LonLat>> measured_;
};

}  // namespace

double alike(std::string_view a, std::string_view b) {
  const auto pieces = [](std::string_view text) {
    const auto points = to_codepoints(name_key(text));
    std::multiset<std::pair<char32_t, char32_t>> out;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) out.emplace(points[i], points[i + 1]);
    return out;
  };
  const auto x = pieces(a);
  auto y = pieces(b);
  if (x.empty() || y.empty()) return name_key(a) == name_key(b) ? 1 : 0;
  const auto total = static_cast<double>(x.size() + y.size());
  std::size_t common = 0;
  for (const auto& piece : x) {
    const auto it = y.find(piece);
    if (it == y.end()) continue;
    y.erase(it);
    ++common;
  }
  return 2 * static_cast<double>(common) / total;
}

PlaceReport judge_places(const City& city, std::vector<PlaceCandidate> candidates, const PlaceJudgeOptions& options) { return Judge(city, std::move(candidates), options).judge(); }

}  // namespace yiwang
