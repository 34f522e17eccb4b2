#include "flow/feel/builtins.h"
#include "flow/feel/compare.h"
#include "flow/feel/expression.h"

namespace yiwang::feel::detail {

namespace {

/// The relations between points and ranges (DMN 10.3.4.11, table 78). Two ends compare or the answer is null.
struct Compare {
  bool comparable = true;

  /// -1, 0, 1.
  int operator()(const Value& a, const Value& b) {
    const auto by = order(a, b);
    if (!by) {
      comparable = false;
      return 0;
    }
    return *by < 0 ? -1 : *by > 0 ? 1 : 0;
  }
};

using PointPoint = bool (*)(Compare&, const Value&, const Value&);
using PointRange = bool (*)(Compare&, const Value&, const Range&);
using RangeRange = bool (*)(Compare&, const Range&, const Range&);

bool before_points(Compare& c, const Value& a, const Value& b) { return c(a, b) < 0; }
bool before_point_range(Compare& c, const Value& p, const Range& r) {
  const int by = c(p, r.low);
  return by < 0 || (by == 0 && !r.low_closed);
}
bool after_point_range(Compare& c, const Value& p, const Range& r) {
  const int by = c(p, r.high);
  return by > 0 || (by == 0 && !r.high_closed);
}
bool before_ranges(Compare& c, const Range& a, const Range& b) {
  const int by = c(a.high, b.low);
  return by < 0 || (by == 0 && (!a.high_closed || !b.low_closed));
}
bool meets(Compare& c, const Range& a, const Range& b) { return a.high_closed && b.low_closed && c(a.high, b.low) == 0; }
bool overlaps(Compare& c, const Range& a, const Range& b) {
  const int right = c(a.high, b.low);
  const int left = c(a.low, b.high);
  return (right > 0 || (right == 0 && a.high_closed && b.low_closed)) && (left < 0 || (left == 0 && a.low_closed && b.high_closed));
}
bool overlaps_before(Compare& c, const Range& a, const Range& b) {
  const int low = c(a.low, b.low);
  const int touch = c(a.high, b.low);
  const int high = c(a.high, b.high);
  return (low < 0 || (low == 0 && a.low_closed && !b.low_closed)) && (touch > 0 || (touch == 0 && a.high_closed && b.low_closed)) &&
         (high < 0 || (high == 0 && (!a.high_closed || b.high_closed)));
}
bool overlaps_after(Compare& c, const Range& a, const Range& b) {
  const int low = c(b.low, a.low);
  const int touch = c(b.high, a.low);
  const int high = c(b.high, a.high);
  return (low < 0 || (low == 0 && b.low_closed && !a.low_closed)) && (touch > 0 || (touch == 0 && b.high_closed && a.low_closed)) &&
         (high < 0 || (high == 0 && (!b.high_closed || a.high_closed)));
}
bool finishes_point(Compare& c, const Value& p, const Range& r) { return c(p, r.high) == 0 && r.high_closed; }
bool finishes(Compare& c, const Range& a, const Range& b) {
  const int low = c(a.low, b.low);
  return c(a.high, b.high) == 0 && a.high_closed == b.high_closed && (low > 0 || (low == 0 && (!a.low_closed || b.low_closed)));
}
bool during_point(Compare& c, const Value& p, const Range& r) {
  const int low = c(r.low, p);
  const int high = c(r.high, p);
  return (low < 0 && high > 0) || (low == 0 && r.low_closed) || (high == 0 && r.high_closed);
}
bool includes_range(Compare& c, const Range& a, const Range& b) {
  const int low = c(a.low, b.low);
  const int high = c(a.high, b.high);
  return (low < 0 || (low == 0 && (a.low_closed || !b.low_closed))) && (high > 0 || (high == 0 && (a.high_closed || !b.high_closed)));
}
bool starts_point(Compare& c, const Value& p, const Range& r) { return c(p, r.low) == 0 && r.low_closed; }
bool starts(Compare& c, const Range& a, const Range& b) {
  const int high = c(a.high, b.high);
  return c(a.low, b.low) == 0 && a.low_closed == b.low_closed && (high < 0 || (high == 0 && (!a.high_closed || b.high_closed)));
}
bool same_points(Compare& c, const Value& a, const Value& b) { return c(a, b) == 0; }
bool same_ranges(Compare& c, const Range& a, const Range& b) {
  return c(a.low, b.low) == 0 && c(a.high, b.high) == 0 && a.low_closed == b.low_closed && a.high_closed == b.high_closed;
}

/// Which forms of a relation exist; a missing one is null.
struct Relation {
  PointPoint points = nullptr;
  PointRange point_range = nullptr;   // (point, range)
  PointRange range_point = nullptr;   // (range, point), written with the point first
  RangeRange ranges = nullptr;
  bool turned = false;                // `after` is `before` the other way round
};

Value relate(const Relation& relation, const Arguments& in, Run& run) {
  const auto& first = relation.turned ? in[1] : in[0];
  const auto& second = relation.turned ? in[0] : in[1];
  const bool a = first.is(Kind::range);
  const bool b = second.is(Kind::range);
  Compare compare;
  bool out = false;
  if (first.is_null() || second.is_null()) return fail(run, "wrong_argument", in.at, "null");
  if (a && b && relation.ranges != nullptr) out = relation.ranges(compare, first.as_range(), second.as_range());
  else if (!a && b && relation.point_range != nullptr) out = relation.point_range(compare, first, second.as_range());
  else if (a && !b && relation.range_point != nullptr) out = relation.range_point(compare, second, first.as_range());
  else if (!a && !b && relation.points != nullptr) out = relation.points(compare, first, second);
  else return fail(run, "wrong_argument", in.at, "points and ranges in the wrong place");
  return compare.comparable ? Value::make_bool(out) : fail(run, "wrong_type", in.at, "ends that cannot be compared");
}

constexpr Relation kBefore{before_points, before_point_range, after_point_range, before_ranges};
constexpr Relation kAfter{before_points, before_point_range, after_point_range, before_ranges, true};
constexpr Relation kMeets{nullptr, nullptr, nullptr, meets};
constexpr Relation kMetBy{nullptr, nullptr, nullptr, meets, true};
constexpr Relation kOverlaps{nullptr, nullptr, nullptr, overlaps};
constexpr Relation kOverlapsBefore{nullptr, nullptr, nullptr, overlaps_before};
constexpr Relation kOverlapsAfter{nullptr, nullptr, nullptr, overlaps_after};
constexpr Relation kFinishes{nullptr, finishes_point, nullptr, finishes};
constexpr Relation kFinishedBy{nullptr, finishes_point, nullptr, finishes, true};
constexpr Relation kIncludes{nullptr, nullptr, during_point, includes_range};
constexpr Relation kDuring{nullptr, nullptr, during_point, includes_range, true};
constexpr Relation kStarts{nullptr, starts_point, nullptr, starts};
constexpr Relation kStartedBy{nullptr, starts_point, nullptr, starts, true};
constexpr Relation kCoincides{same_points, nullptr, nullptr, same_ranges};

template <const Relation& relation>
Value related(const Arguments& in, Run& run) {
  return relate(relation, in, run);
}

template <const Relation& relation>
Builtin relation_named(std::string_view name) {
  Builtin out{name, {}};
  constexpr std::string_view words[][2] = {{"point1", "point2"}, {"point", "range"}, {"range", "point"}, {"range1", "range2"}};
  for (const auto& pair : words) out.ways.push_back({{pair[0], pair[1]}, 2, false, related<relation>});
  return out;
}

/// Only literals: numbers, strings, `@"..."`, and `date("...")` and the like.
bool is_end_literal(std::string_view text) {
  const auto strip = [&] {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  };
  strip();
  for (const std::string_view function : {"date and time", "date", "time", "duration"}) {
    if (!text.starts_with(function)) continue;
    text.remove_prefix(function.size());
    strip();
    if (!text.starts_with('(') || !text.ends_with(')')) return false;
    text = text.substr(1, text.size() - 2);
    strip();
    return text.size() >= 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
  }
  if (text.starts_with('@')) text.remove_prefix(1);
  if (text.empty()) return false;
  if (text.front() == '"') return text.find('"', 1) == text.size() - 1;
  return text.find_first_not_of("0123456789.-eE+") == std::string_view::npos;
}

/// `range("[1..3]")`.
Value range_from(const Arguments& in, Run& run) {
  const auto text = take_string(in, 0);
  if (!text) return wrong_argument(run, in, 0, "string");
  const auto bad = [&] { return fail(run, "bad_literal", in.at, std::string(text->substr(0, 100))); };
  if (text->size() > 1000) return bad();
  auto inner = *text;
  while (!inner.empty() && inner.front() == ' ') inner.remove_prefix(1);
  while (!inner.empty() && inner.back() == ' ') inner.remove_suffix(1);
  const auto dots = inner.find("..");
  if (inner.size() < 4 || dots == std::string_view::npos || !is_end_literal(inner.substr(1, dots - 1)) || !is_end_literal(inner.substr(dots + 2, inner.size() - dots - 3)))
    return bad();
  const auto parsed = Expression::parse(inner);
  if (!parsed || parsed->constant() == nullptr || !parsed->constant()->is(Kind::range)) return bad();
  const auto& range = parsed->constant()->as_range();
  const auto by = order(range.low, range.high);
  if (!by || *by > 0) return bad();
  return *parsed->constant();
}

}  // namespace

void add_range_builtins(std::vector<Builtin>& out) {
  out.push_back(relation_named<kBefore>("before"));
  out.push_back(relation_named<kAfter>("after"));
  out.push_back(relation_named<kMeets>("meets"));
  out.push_back(relation_named<kMetBy>("met by"));
  out.push_back(relation_named<kOverlaps>("overlaps"));
  out.push_back(relation_named<kOverlapsBefore>("overlaps before"));
  out.push_back(relation_named<kOverlapsAfter>("overlaps after"));
  out.push_back(relation_named<kFinishes>("finishes"));
  out.push_back(relation_named<kFinishedBy>("finished by"));
  out.push_back(relation_named<kIncludes>("includes"));
  out.push_back(relation_named<kDuring>("during"));
  out.push_back(relation_named<kStarts>("starts"));
  out.push_back(relation_named<kStartedBy>("started by"));
  out.push_back(relation_named<kCoincides>("coincides"));
  out.push_back({"range", {{{"from"}, 1, false, range_from}}});
}

}  // namespace yiwang::feel::detail
