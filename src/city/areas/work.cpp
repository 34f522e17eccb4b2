#include "city/areas/work.h"

#include <algorithm>

#include "city/areas/shapes.h"

namespace yiwang {
namespace {

constexpr double kNearlyAll = 0.999;       // of an area inside a piece: it goes whole
constexpr double kNearlyNone = 0.5;        // square metres

}  // namespace

Refusal cannot_redraw(std::string why, std::string area, std::string field) {
  Refusal out{Reason::cannot_redraw, {{"why", std::move(why)}}, std::move(field)};
  if (!area.empty()) out.facts.emplace_back("area", std::move(area));
  return out;
}

AreaWork::AreaWork(const City& city) : city_(city) {
  state_.codes = std::make_shared<const NewCodes>(city);
  auto below = std::make_shared<std::unordered_map<std::string, std::vector<std::string>>>();
  for (const auto& area : city.areas) {
    if (!area.parent.empty()) (*below)[area.parent].push_back(area.code);
  }
  children_ = std::move(below);
}

const Area* AreaWork::find(const std::string& code) const {
  if (state_.ended.contains(code)) return nullptr;
  if (const auto found = state_.over.find(code); found != state_.over.end()) return &found->second;
  return city_.area(code);
}

std::vector<std::string> AreaWork::children(const std::string& code) const {
  std::set<std::string> out;
  const auto* self = find(code);
  if (self == nullptr) return {};
  const auto look = [&](const std::string& child) {
    const auto* area = find(child);
    if (area != nullptr && area->parent == code && area->layer == self->layer) out.insert(child);
  };
  if (const auto found = children_->find(code); found != children_->end()) std::for_each(found->second.begin(), found->second.end(), look);
  for (const auto& [child, area] : state_.over) look(child);
  return {out.begin(), out.end()};
}

std::vector<std::string> AreaWork::near(const std::string& layer, AreaKind kind, const MultiPolygon& shape, const std::string& but) const {
  std::vector<std::string> out;
  if (shape.empty()) return out;
  const auto box = bounds(shape);
  const auto look = [&](const Area& area) {
    if (area.layer == layer && area.kind == kind && area.code != but && !area.shape.empty() && boxes_touch(bounds(area.shape), box)) out.push_back(area.code);
  };
  for (const auto& area : city_.areas) {
    if (!state_.ended.contains(area.code) && !state_.over.contains(area.code)) look(area);
  }
  for (const auto& [code, area] : state_.over) {
    if (!state_.ended.contains(code)) look(area);
  }
  std::sort(out.begin(), out.end());
  return out;
}

void AreaWork::put(Area area, std::string_view what) {
  state_.change_of[area.code] = what;
  state_.ended.erase(area.code);
  const auto code = area.code;
  state_.over[code] = std::move(area);
}

void AreaWork::end(const std::string& code, std::string_view what) {
  state_.change_of[code] = what;
  state_.ended.insert(code);
}

std::string AreaWork::new_code(AreaKind kind, const std::string& layer, const std::string& parent, const Area* like) {
  auto code = state_.codes->next(kind, layer, parent, like, state_.given);
  if (!code.empty()) state_.given.insert(code);
  return code;
}

void AreaWork::take(const std::string& code, const MultiPolygon& piece, std::string_view what) {
  auto area = *find(code);
  if (area.shape.empty()) return;
  area.shape = outside_of(area.shape, piece);
  put(std::move(area), what);
}

void AreaWork::give(const std::string& code, const MultiPolygon& piece, std::string_view what) {
  auto area = *find(code);
  if (area.shape.empty()) return;
  area.shape = put_together(area.shape, piece);
  put(std::move(area), what);
}

void AreaWork::move_above(const std::string& from, const std::string& to, const MultiPolygon& piece, std::string_view what) {
  const auto above = [this](std::string code) {
    std::vector<std::string> out;
    for (const auto* area = find(code); area != nullptr && !area->parent.empty() && out.size() < 16; area = find(area->parent)) out.push_back(area->parent);
    return out;
  };
  const auto* self = find(from) != nullptr ? find(from) : find(to);
  if (self == nullptr || self->layer != "territorial") return;
  const auto losing = above(from), gaining = above(to);
  for (const auto& code : losing) {
    if (find(code) != nullptr && std::find(gaining.begin(), gaining.end(), code) == gaining.end()) take(code, piece, what);
  }
  for (const auto& code : gaining) {
    if (find(code) != nullptr && std::find(losing.begin(), losing.end(), code) == losing.end()) give(code, piece, what);
  }
}

Done AreaWork::move_below(const std::string& from, const std::string& to, const MultiPolygon& piece, std::string_view what) {
  for (const auto& child : children(from)) {
    const auto area = *find(child);
    if (area.shape.empty()) continue;
    const auto part = inside_of(area.shape, piece);
    const double m2 = part.empty() ? 0 : area_m2(part);
    if (m2 < kNearlyNone) continue;
    if (m2 >= kNearlyAll * area_m2(area.shape)) {
      if (auto ok = rehome(child, to, what); !ok) return tl::unexpected(ok.error());
      continue;
    }
    std::string home;
    double longest = 0;
    for (const auto& other : children(to)) {
      const auto* candidate = find(other);
      if (candidate->kind != area.kind || candidate->shape.empty()) continue;
      if (const double shared = shared_border_m(candidate->shape, part); shared > longest) longest = shared, home = other;
    }
    if (home.empty()) {
      auto fresh = area;
      fresh.code = new_code(area.kind, area.layer, to, &area);
      if (fresh.code.empty()) return tl::unexpected(cannot_redraw("codes_used_up", to));
      fresh.parent = to;
      fresh.shape = part;
      home = fresh.code;
      put(std::move(fresh), what);
    } else {
      give(home, part, what);
    }
    take(child, part, what);
    if (auto ok = move_below(child, home, part, what); !ok) return ok;
  }
  return done();
}

Result<std::string> AreaWork::rehome(const std::string& code, const std::string& parent, std::string_view what) {
  auto area = *find(code);
  const auto* above = find(parent);
  const auto digits = above == nullptr ? 0 : child_digits(*above);
  const auto below = children(code);
  area.parent = parent;
  if (digits == 0 || area.layer != "territorial" || area.code.substr(0, digits) == parent.substr(0, digits)) {
    put(std::move(area), what);
    return code;
  }
  area.code = new_code(area.kind, area.layer, parent, &area);
  if (area.code.empty()) return tl::unexpected(cannot_redraw("codes_used_up", parent));
  const auto fresh = area.code;
  put(std::move(area), what);
  link(code, fresh);
  for (const auto& child : below) {
    if (auto ok = rehome(child, fresh, what); !ok) return ok;
  }
  end(code, what);
  return fresh;
}

std::set<std::string> AreaWork::snapshot_codes() const {
  std::set<std::string> out;
  for (const auto& [code, area] : state_.over) {
    if (!state_.ended.contains(code)) out.insert(code);
  }
  return out;
}

AreaOutcome AreaWork::finish(std::vector<AreaStepReport> steps) const {
  AreaOutcome out;
  out.steps = std::move(steps);
  out.change_of = state_.change_of;
  const auto same = [](const Area& a, const Area& b) { return a.name == b.name && a.name_en == b.name_en && a.parent == b.parent && a.kind == b.kind && a.layer == b.layer && same_ground(a.shape, b.shape); };
  for (const auto& [code, area] : state_.over) {
    if (state_.ended.contains(code)) continue;
    const auto* before = city_.area(code);
    if (before == nullptr || !same(*before, area)) out.after.push_back(area);
  }
  for (const auto& code : state_.ended) {
    if (const auto* before = city_.area(code)) out.ended.push_back(*before);
  }
  // Where each area's ground went, measured on the ground itself, so that any number of changes add up rightly.
  std::vector<const Area*> befores;
  for (const auto& area : out.ended) befores.push_back(&area);
  for (const auto& area : out.after) {
    if (const auto* before = city_.area(area.code)) befores.push_back(before);
  }
  std::sort(befores.begin(), befores.end(), [](const Area* a, const Area* b) { return a->code < b->code; });
  const auto change = [&](const std::string& before, const std::string& after) {
    const auto found = state_.change_of.find(after.empty() ? before : after);
    return found == state_.change_of.end() ? std::string("draw") : found->second;
  };
  std::set<std::string> told;
  for (const auto* before : befores) {
    std::vector<AreaShift> shares;
    const double whole = before->shape.empty() ? 0 : area_m2(before->shape);
    double sum = 0;
    if (whole > 0) {
      for (const auto& area : out.after) {
        if (area.layer != before->layer || area.kind != before->kind || area.shape.empty()) continue;
        const auto part = inside_of(before->shape, area.shape);
        const double m2 = part.empty() ? 0 : area_m2(part);
        if (m2 < kNearlyNone && m2 < whole * 0.01) continue;
        shares.push_back({before->code, area.code, m2 / whole, change(before->code, area.code)});
        sum += m2 / whole;
      }
      if (sum > 0 && (sum > 1 || sum > 0.9999)) {
        for (auto& one : shares) one.share /= sum;
      } else if (sum <= 0.9999) {
        shares.push_back({before->code, {}, 1 - sum, change(before->code, {})});
      }
    } else {
      std::set<std::string> heirs;
      std::vector<std::string> open{before->code};
      while (!open.empty()) {
        const auto code = open.back();
        open.pop_back();
        if (out.find(code) != nullptr) heirs.insert(code);
        for (const auto& [from, to] : state_.links) {
          if (from == code && to != code) open.push_back(to);
        }
      }
      if (heirs.empty()) heirs.insert("");
      for (const auto& heir : heirs) shares.push_back({before->code, heir, 1.0 / static_cast<double>(heirs.size()), change(before->code, heir)});
    }
    std::stable_sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
    for (auto& one : shares) {
      told.insert(one.after);
      out.shifts.push_back(std::move(one));
    }
  }
  for (const auto& area : out.after) {
    if (city_.area(area.code) == nullptr && !told.contains(area.code)) out.shifts.push_back({{}, area.code, 1, change({}, area.code)});
  }
  return out;
}

}  // namespace yiwang
