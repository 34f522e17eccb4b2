#include "geo/codes/beidou_cover.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "geo/codes/cell_judge.h"
#include "geo/overlay.h"

namespace yiwang {

using namespace beidou;

namespace {

/// Ground under a cell, to compare cells by; a cell is close to a plane piece.
double ground(const GridCell& cell) {
  const double lat = (static_cast<double>(cell.v) + static_cast<double>(cell.height) / 2) / static_cast<double>(kDegree) * 3.14159265358979 / 180;
  return static_cast<double>(cell.width) * static_cast<double>(cell.height) * std::cos(lat);
}

struct Kept {
  GridCell cell;
  Meeting meeting;
};

/// A cell on the border with the cells it would be split into.
struct Split {
  GridCell cell;
  std::vector<Kept> below;
  std::vector<Passed> passed;              // of those below that lie on the border, in their order
  double gain = 0;
};

struct LessUrgent {
  bool operator()(const Split* a, const Split* b) const {
    if (a->gain != b->gain) return a->gain < b->gain;
    if (a->cell.level != b->cell.level) return a->cell.level > b->cell.level;
    return a->cell.code > b->cell.code;
  }
};

class Coverer {
 public:
  Coverer(const CellJudge& judge, const CoverChoice& choice) : judge_(judge), choice_(choice) {}

  std::vector<std::string> codes() {
    start();
    refine();
    merge();
    std::vector<std::string> out;
    if (choice_.inner) {
      std::stable_sort(done_.begin(), done_.end(), [](const GridCell& a, const GridCell& b) { return a.level != b.level ? a.level < b.level : a.code < b.code; });
      if (done_.size() > choice_.most) done_.resize(choice_.most);
    }
    for (const auto& cell : done_) out.push_back(cell.code);
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  void start() {
    const auto boxes = judge_.boxes();
    for (const bool south : {false, true}) {
      for (const bool west : {false, true}) {
        const auto passed = judge_.begin(west, south);
        for (std::int64_t column = 0; column < kColumns; ++column) {
          for (std::int64_t row = 0; row < kRows; ++row) {
            auto cell = first_cell(west, south, column, row);
            const auto box = box_of(cell);
            const auto near = [&](const Box& b) { return b.low.lon <= box.high.lon && b.high.lon >= box.low.lon && b.low.lat <= box.high.lat && b.high.lat >= box.low.lat; };
            if (std::none_of(boxes.begin(), boxes.end(), near)) continue;
            Passed on;
            const auto meeting = judge_.judge(cell, passed, on);
            take({std::move(cell), meeting}, on);
          }
        }
      }
    }
  }

  void take(Kept kept, const Passed& on) {
    if (kept.meeting == Meeting::apart) return;
    if (kept.meeting == Meeting::inside) {
      done_.push_back(std::move(kept.cell));
      return;
    }
    if (kept.cell.level >= choice_.finest) {
      if (!choice_.inner) done_.push_back(std::move(kept.cell));
      return;
    }
    auto split = std::make_unique<Split>();
    double left = 0;
    Passed passed;
    for (auto& below : cells_below(kept.cell)) {
      const auto meeting = judge_.judge(below, on, passed);
      if (meeting == Meeting::apart) continue;
      left += ground(below);
      if (meeting == Meeting::border) split->passed.push_back(std::move(passed));
      split->below.push_back({std::move(below), meeting});
    }
    const auto more = split->below.size() > 1 ? static_cast<double>(split->below.size() - 1) : 0.5;
    split->gain = (ground(kept.cell) - left) / more;
    split->cell = std::move(kept.cell);
    waiting_.push(split.get());
    splits_.push_back(std::move(split));
  }

  void refine() {
    while (!waiting_.empty()) {
      Split& split = *waiting_.top();
      waiting_.pop();
      // For a cover from inside only what is wholly inside counts, and it is chosen at the end.
      const auto codes = done_.size() + waiting_.size() + split.below.size();
      if (!choice_.inner && codes > choice_.most) {
        done_.push_back(std::move(split.cell));
        continue;
      }
      if (choice_.inner && looked_at_ > 200 * choice_.most + 20'000) continue;
      looked_at_ += split.below.size();
      std::size_t next = 0;
      const Passed none;
      auto below = std::move(split.below);
      auto passed = std::move(split.passed);
      for (auto& kept : below) {
        const bool border = kept.meeting == Meeting::border;
        take(std::move(kept), border ? passed[next] : none);
        if (border) ++next;
      }
    }
  }

  /// Full sets of sisters become their mother, from the finest level upwards.
  void merge() {
    std::sort(done_.begin(), done_.end(), [](const GridCell& a, const GridCell& b) { return a.code < b.code; });
    for (int level = kBeidouLevels; level > 1; --level) {
      const auto& division = kDivisions[static_cast<std::size_t>(level - 2)];
      const auto sisters = static_cast<std::size_t>(division.columns * division.rows);
      const std::size_t digits = division.z_order ? 1 : 2;
      std::vector<GridCell> merged;
      for (std::size_t i = 0; i < done_.size();) {
        const auto mother = std::string_view(done_[i].code).substr(0, done_[i].code.size() - digits);
        std::size_t end = i;
        while (end < done_.size() && done_[end].level == level && std::string_view(done_[end].code).starts_with(mother)) ++end;
        if (end - i == sisters) merged.push_back(cell_of(mother));
        else if (end == i) merged.push_back(std::move(done_[end++]));
        else std::move(done_.begin() + static_cast<std::ptrdiff_t>(i), done_.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(merged));
        i = end;
      }
      done_ = std::move(merged);
    }
  }

  const CellJudge& judge_;
  const CoverChoice& choice_;
  std::vector<GridCell> done_;
  std::vector<std::unique_ptr<Split>> splits_;
  std::priority_queue<Split*, std::vector<Split*>, LessUrgent> waiting_;
  std::size_t looked_at_ = 0;
};

Result<BeidouCover> cover(const CellJudge& judge, const CoverChoice& choice, double shape_m2) {
  if (choice.finest < 1 || choice.finest > kBeidouLevels) return refuse(Reason::out_of_range, {{"least", "1"}, {"most", "10"}}, "level");
  if (choice.most < 1) return refuse(Reason::out_of_range, {{"least", "1"}}, "most");
  const double pole = static_cast<double>(kRows * kRow) / static_cast<double>(kDegree);
  for (const auto& box : judge.boxes()) {
    if (box.high.lat >= pole || box.low.lat <= -pole) return refuse(Reason::bad_point, {{"polar", "true"}});
  }
  BeidouCover out;
  out.codes = Coverer(judge, choice).codes();
  out.shape_m2 = shape_m2;
  for (const auto& code : out.codes) {
    const auto box = box_of(cell_of(code));
    out.codes_m2 += area_m2({{{box.low, {box.high.lon, box.low.lat}, box.high, {box.low.lon, box.high.lat}}, {}}});
  }
  return out;
}

/// The code that follows all codes that begin with this one.
std::string successor(std::string code) {
  while (code.size() > 4) {
    const int level = beidou_level(code);
    const auto& division = kDivisions[static_cast<std::size_t>(level - 2)];
    const auto add = [&](std::size_t at, int below) {
      const auto value = kDigits.find(code[at]) + 1;
      code[at] = value < static_cast<std::size_t>(below) ? kDigits[value] : '0';
      return value < static_cast<std::size_t>(below);
    };
    if (division.z_order) {
      if (add(code.size() - 1, division.columns * division.rows)) return code;
      code.resize(code.size() - 1);
    } else {
      if (add(code.size() - 1, division.rows) || add(code.size() - 2, division.columns)) return code;
      code.resize(code.size() - 2);
    }
  }
  if (++code[3] < 'A' + kRows) return code;
  code[3] = 'A';
  if (++code[2] > '9') {
    code[2] = '0';
    ++code[1];
  }
  return code;
}

}  // namespace

Result<BeidouCover> beidou_cover(const MultiPolygon& shape, const CoverChoice& choice) {
  for (const auto& polygon : shape) {
    for (const auto point : polygon.outer) {
      if (auto ok = check_point(point); !ok) return tl::unexpected(ok.error());
    }
  }
  return cover(*judge_of(shape), choice, area_m2(shape));
}

Result<BeidouCover> beidou_cover(const Disc& disc, const CoverChoice& choice) {
  if (auto ok = check_point(disc.centre); !ok) return tl::unexpected(ok.error());
  if (!(disc.metres > 0) || disc.metres > 5'000'000) return refuse(Reason::out_of_range, {{"least", "above 0"}, {"most", "5000000"}}, "metres");
  const double half = std::sin(disc.metres / kEarthRadiusMetres / 2);
  return cover(*judge_of(disc), choice, 4 * 3.14159265358979323846 * kEarthRadiusMetres * kEarthRadiusMetres * half * half);
}

std::vector<std::pair<std::string, std::string>> beidou_ranges(const std::vector<std::string>& codes) {
  std::vector<std::pair<std::string, std::string>> ranges;
  std::string next;
  for (const auto& code : codes) {
    auto end = code;
    ++end.back();
    // Nothing lies between when the code is the next one, or the first of its first cells.
    const bool follows = !ranges.empty() && code.starts_with(next) && code.find_first_not_of('0', next.size()) == std::string::npos;
    if (follows) ranges.back().second = std::move(end);
    else ranges.emplace_back(code, std::move(end));
    next = successor(code);
  }
  return ranges;
}

}  // namespace yiwang
