#include <algorithm>

#include "city/areas/shapes.h"
#include "city/areas/work.h"

// What each kind of change does, made of the pieces in work.h.

namespace yiwang {
namespace {

constexpr double kSlack = 0.5;             // square metres that parts may leave out of their whole

Done need(const AreaWork& work, const std::string& code, const std::string& field) {
  if (code.empty()) return refuse(Reason::missing_field, {}, field);
  if (work.find(code) == nullptr) return refuse(Reason::unknown_area, {{"area", code}}, field);
  return done();
}

Done sound(const AreaWork& work, const std::string& code) {
  const auto* area = work.find(code);
  if (area == nullptr || area->shape.empty()) return done();
  if (const auto fault = shape_fault(area->shape); !fault.empty()) return tl::unexpected(cannot_redraw("broken_shape", code));
  return done();
}

/// `name`, or for the n-th of several `name一`, `name二`; so that no two new areas are called the same before somebody names them.
std::string numbered_name(const std::string& name, std::size_t index) {
  static constexpr const char* kDigits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  return name + (index < 10 ? std::string(kDigits[index]) : std::to_string(index + 1));
}

Done draw(AreaWork& work, const AreaChange& c, AreaStepReport& report) {
  if (c.name.empty()) return refuse(Reason::missing_field, {}, "name");
  if (c.shape.empty()) return refuse(Reason::missing_field, {}, "shape");
  if (!c.parent.empty() || c.layer == "territorial") {
    if (auto ok = need(work, c.parent, "parent"); !ok) return ok;
    const auto* parent = work.find(c.parent);
    if (parent->layer == "territorial" && c.layer == "territorial" && static_cast<int>(parent->kind) + 1 != static_cast<int>(c.level)) return tl::unexpected(cannot_redraw("wrong_parent", c.parent, "parent"));
  }
  Area area;
  area.name = c.name;
  area.name_en = c.name_en;
  area.kind = c.level;
  area.layer = c.layer;
  area.parent = c.parent;
  area.shape = tidied(c.shape);
  const auto covered = work.near(c.layer, c.level, area.shape);
  area.code = work.new_code(c.level, c.layer, c.parent, nullptr);
  if (area.code.empty()) return tl::unexpected(cannot_redraw("codes_used_up", c.parent, "parent"));
  report.m2 = area_m2(area.shape);
  const auto code = area.code;
  const auto shape = area.shape;
  work.put(std::move(area), c.kind);
  if (!c.take) return done();
  for (const auto& other : covered) {
    const auto before = *work.find(other);
    const auto part = inside_of(before.shape, shape);
    if (part.empty() || area_m2(part) < kSlack) continue;
    work.move_above(other, code, part, c.kind);
    if (auto ok = work.move_below(other, code, part, c.kind); !ok) return ok;
    work.take(other, part, c.kind);
    if (work.find(other)->shape.empty()) {
      if (!work.children(other).empty()) return tl::unexpected(cannot_redraw("has_children", other));
      work.end(other, c.kind);
    }
  }
  return done();
}

Done split_children(AreaWork& work, const std::string& code, const std::vector<std::string>& made) {
  for (const auto& child : work.children(code)) {
    const auto area = *work.find(child);
    std::vector<std::pair<std::string, MultiPolygon>> parts;
    const double whole = area.shape.empty() ? 0 : area_m2(area.shape);
    for (const auto& home : made) {
      if (area.shape.empty()) break;
      auto part = inside_of(area.shape, work.find(home)->shape);
      if (!part.empty() && area_m2(part) >= std::max(kSlack, whole * 0.001)) parts.emplace_back(home, std::move(part));
    }
    if (parts.size() < 2) {
      if (auto moved = work.rehome(child, parts.empty() ? made.front() : parts.front().first, "split"); !moved) return tl::unexpected(moved.error());
      continue;
    }
    std::vector<std::string> below;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      auto piece = area;
      piece.code = work.new_code(area.kind, area.layer, parts[i].first, &area);
      if (piece.code.empty()) return tl::unexpected(cannot_redraw("codes_used_up", parts[i].first));
      piece.parent = parts[i].first;
      piece.name = numbered_name(area.name, i);
      if (!area.name_en.empty()) piece.name_en = area.name_en + " " + std::to_string(i + 1);
      piece.shape = std::move(parts[i].second);
      below.push_back(piece.code);
      work.link(child, piece.code);
      work.put(std::move(piece), "split");
    }
    if (auto ok = split_children(work, child, below); !ok) return ok;
    work.end(child, "split");
  }
  return done();
}

Done split(AreaWork& work, const AreaChange& c, AreaStepReport& report) {
  if (auto ok = need(work, c.area, "area"); !ok) return ok;
  const auto area = *work.find(c.area);
  if (area.shape.empty()) return tl::unexpected(cannot_redraw("nothing_there", c.area, "area"));
  std::vector<MultiPolygon> pieces;
  if (!c.parts.empty()) {
    if (c.parts.size() < 2) return tl::unexpected(cannot_redraw("parts_do_not_fill", c.area, "parts"));
    double sum = 0;
    auto left = area.shape;
    for (const auto& part : c.parts) {
      // What an earlier part has is not given twice; what lies outside is nobody's to give.
      auto piece = inside_of(left, part);
      if (piece.empty()) return tl::unexpected(cannot_redraw("nothing_there", c.area, "parts"));
      left = outside_of(left, part);
      sum += area_m2(piece);
      pieces.push_back(std::move(piece));
    }
    if (area_m2(area.shape) - sum > std::max(kSlack, area_m2(area.shape) * 1e-4)) return tl::unexpected(cannot_redraw("parts_do_not_fill", c.area, "parts"));
  } else {
    if (c.line.empty()) return refuse(Reason::missing_field, {}, "line");
    pieces = pieces_by(area.shape, c.line);
    if (pieces.size() < 2) return tl::unexpected(cannot_redraw("does_not_cross", c.area, "line"));
  }
  report.m2 = area_m2(area.shape);
  std::vector<std::string> made;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    auto part = area;
    part.code = work.new_code(area.kind, area.layer, area.parent, &area);
    if (part.code.empty()) return tl::unexpected(cannot_redraw("codes_used_up", area.parent, "area"));
    const bool named = i < c.names.size() && !c.names[i].empty();
    part.name = named ? c.names[i] : numbered_name(area.name, i);
    part.name_en = !named && !area.name_en.empty() ? area.name_en + " " + std::to_string(i + 1) : std::string{};
    part.shape = std::move(pieces[i]);
    made.push_back(part.code);
    work.link(area.code, part.code);
    work.put(std::move(part), c.kind);
  }
  if (auto ok = split_children(work, c.area, made); !ok) return ok;
  work.end(c.area, c.kind);
  return done();
}

Done merge(AreaWork& work, const AreaChange& c, AreaStepReport& report) {
  if (c.areas.size() < 2) return refuse(Reason::missing_field, {}, "areas");
  if (c.name.empty()) return refuse(Reason::missing_field, {}, "name");
  for (std::size_t i = 0; i < c.areas.size(); ++i) {
    const auto field = "areas[" + std::to_string(i) + "]";
    if (auto ok = need(work, c.areas[i], field); !ok) return ok;
    if (std::count(c.areas.begin(), c.areas.end(), c.areas[i]) > 1) return tl::unexpected(cannot_redraw("same_area", c.areas[i], field));
    if (work.find(c.areas[i])->layer != work.find(c.areas[0])->layer) return tl::unexpected(cannot_redraw("different_layers", c.areas[i], field));
    if (work.find(c.areas[i])->kind != work.find(c.areas[0])->kind) return tl::unexpected(cannot_redraw("different_levels", c.areas[i], field));
  }
  // It stays where most of its ground was, unless a parent is named.
  std::string parent = c.parent;
  std::map<std::string, double> ground;
  for (const auto& code : c.areas) ground[work.find(code)->parent] += work.find(code)->shape.empty() ? 1 : area_m2(work.find(code)->shape);
  if (parent.empty()) parent = std::max_element(ground.begin(), ground.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
  else if (!ground.contains(parent)) return tl::unexpected(cannot_redraw("wrong_parent", parent, "parent"));
  auto made = *work.find(c.areas.front());
  made.code = work.new_code(made.kind, made.layer, parent, work.find(c.areas.front()));
  if (made.code.empty()) return tl::unexpected(cannot_redraw("codes_used_up", parent, "areas"));
  made.parent = parent;
  made.name = c.name;
  made.name_en = c.name_en;
  made.shape.clear();
  for (const auto& code : c.areas) made.shape = put_together(made.shape, work.find(code)->shape);
  report.m2 = made.shape.empty() ? 0 : area_m2(made.shape);
  const auto code = made.code;
  work.put(std::move(made), c.kind);
  for (const auto& one : c.areas) {
    const auto before = *work.find(one);
    if (before.parent != parent && !before.shape.empty()) work.move_above(one, code, before.shape, c.kind);
    for (const auto& child : work.children(one)) {
      if (auto moved = work.rehome(child, code, c.kind); !moved) return tl::unexpected(moved.error());
    }
    work.link(one, code);
    work.end(one, c.kind);
  }
  return done();
}

Done move_border(AreaWork& work, const AreaChange& c, AreaStepReport& report) {
  if (auto ok = need(work, c.from, "from"); !ok) return ok;
  if (auto ok = need(work, c.to, "to"); !ok) return ok;
  if (c.shape.empty()) return refuse(Reason::missing_field, {}, "shape");
  if (c.from == c.to) return tl::unexpected(cannot_redraw("same_area", c.to, "to"));
  const auto from = *work.find(c.from), to = *work.find(c.to);
  if (from.layer != to.layer) return tl::unexpected(cannot_redraw("different_layers", c.to, "to"));
  if (from.kind != to.kind) return tl::unexpected(cannot_redraw("different_levels", c.to, "to"));
  const auto piece = inside_of(from.shape, c.shape);
  if (piece.empty() || area_m2(piece) < kSlack) return tl::unexpected(cannot_redraw("nothing_there", c.from, "shape"));
  if (area_m2(from.shape) - area_m2(piece) < kSlack) return tl::unexpected(cannot_redraw("whole_area", c.from, "shape"));
  if (to.shape.empty()) return tl::unexpected(cannot_redraw("nothing_there", c.to, "to"));
  if (c.kind == "move_border") {
    for (const auto& part : piece) {
      if (shared_border_m(to.shape, {part}) < 0.1) return tl::unexpected(cannot_redraw("not_adjacent", c.to, "to"));
    }
  }
  report.m2 = area_m2(piece);
  work.move_above(c.from, c.to, piece, c.kind);
  if (auto ok = work.move_below(c.from, c.to, piece, c.kind); !ok) return ok;
  work.take(c.from, piece, c.kind);
  work.give(c.to, piece, c.kind);
  if (auto ok = sound(work, c.from); !ok) return ok;
  return sound(work, c.to);
}

Done rename(AreaWork& work, const AreaChange& c, AreaStepReport&) {
  if (auto ok = need(work, c.area, "area"); !ok) return ok;
  if (c.name.empty()) return refuse(Reason::missing_field, {}, "name");
  auto area = *work.find(c.area);
  area.name = c.name;
  area.name_en = c.name_en;
  work.put(std::move(area), c.kind);
  return done();
}

Done reparent(AreaWork& work, const AreaChange& c, AreaStepReport& report) {
  if (auto ok = need(work, c.area, "area"); !ok) return ok;
  if (auto ok = need(work, c.parent, "parent"); !ok) return ok;
  const auto area = *work.find(c.area);
  const auto* parent = work.find(c.parent);
  const auto* present = work.find(area.parent);
  if (area.parent == c.parent) return tl::unexpected(cannot_redraw("same_area", c.parent, "parent"));
  if (present != nullptr ? parent->kind != present->kind || parent->layer != present->layer : static_cast<int>(parent->kind) >= static_cast<int>(area.kind)) return tl::unexpected(cannot_redraw("wrong_parent", c.parent, "parent"));
  if (!area.shape.empty()) {
    report.m2 = area_m2(area.shape);
    if (area.layer == "territorial") {
      // The way above is looked for from the area's place under the old parent to its place under the new one.
      Area stand_in = area;
      stand_in.code = area.code + "'";
      stand_in.parent = c.parent;
      const auto code = stand_in.code;
      work.put(std::move(stand_in), c.kind);
      work.move_above(c.area, code, area.shape, c.kind);
      work.end(code, c.kind);
    }
  }
  auto moved = work.rehome(c.area, c.parent, c.kind);
  return moved ? done() : tl::unexpected(moved.error());
}

Done retire(AreaWork& work, const AreaChange& c, AreaStepReport& report) {
  if (auto ok = need(work, c.area, "area"); !ok) return ok;
  const auto area = *work.find(c.area);
  report.m2 = area.shape.empty() ? 0 : area_m2(area.shape);
  if (c.into.empty()) {
    if (!work.children(c.area).empty()) return tl::unexpected(cannot_redraw("has_children", c.area, "area"));
    work.end(c.area, c.kind);
    return done();
  }
  if (auto ok = need(work, c.into, "into"); !ok) return ok;
  if (c.into == c.area) return tl::unexpected(cannot_redraw("same_area", c.into, "into"));
  const auto into = *work.find(c.into);
  if (into.layer != area.layer) return tl::unexpected(cannot_redraw("different_layers", c.into, "into"));
  if (into.kind != area.kind) return tl::unexpected(cannot_redraw("different_levels", c.into, "into"));
  if (!area.shape.empty()) {
    work.move_above(c.area, c.into, area.shape, c.kind);
    work.give(c.into, area.shape, c.kind);
  }
  for (const auto& child : work.children(c.area)) {
    if (auto moved = work.rehome(child, c.into, c.kind); !moved) return tl::unexpected(moved.error());
  }
  work.link(c.area, c.into);
  work.end(c.area, c.kind);
  return done();
}

}  // namespace

Done make_change(AreaWork& work, const AreaChange& c, AreaStepReport& report) {
  if (c.kind == "draw") return draw(work, c, report);
  if (c.kind == "split") return split(work, c, report);
  if (c.kind == "merge") return merge(work, c, report);
  if (c.kind == "move_border" || c.kind == "enclave") return move_border(work, c, report);
  if (c.kind == "rename") return rename(work, c, report);
  if (c.kind == "reparent") return reparent(work, c, report);
  if (c.kind == "retire") return retire(work, c, report);
  return refuse(Reason::unknown_value, {{"value", c.kind}}, "kind");
}

}  // namespace yiwang
