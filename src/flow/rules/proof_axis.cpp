#include "flow/rules/proof_axis.h"

#include "flow/feel/type.h"
#include "flow/rules/cell_kind.h"

namespace yiwang::dmn::detail {
namespace {

using feel::Kind;
using feel::Value;

bool is_ordered(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::years_months:
    case Kind::days_time: return true;
    default: return false;
  }
}

/// The kind of an interval of ordered values; null for anything else.
Kind ordered_kind(const feel::Range& term) {
  const auto kind = term.low.is_null() ? term.high.kind() : term.low.kind();
  const bool same = term.low.is_null() || term.high.is_null() || term.low.kind() == term.high.kind();
  return same && is_ordered(kind) ? kind : Kind::null;
}

std::optional<Value> number_between(const std::optional<Value>& low, const std::optional<Value>& high) {
  using feel::Decimal;
  const auto one = Decimal(1);
  if (!low && !high) return Value::make_number(0);
  if (!low || !high) {
    const auto out = low ? add(low->as_number(), one) : subtract(high->as_number(), one);
    return out ? std::optional(Value::make_number(*out)) : std::nullopt;
  }
  const auto a = low->as_number(), b = high->as_number();
  if (const auto next = add(a, one); next && *next < b && a.is_whole()) return Value::make_number(*next);
  const auto sum = add(a, b);
  const auto middle = sum ? divide(*sum, Decimal(2)) : std::nullopt;
  if (!middle || *middle <= a || *middle >= b) return std::nullopt;
  return Value::make_number(*middle);
}

template <class Whole>
std::optional<Whole> whole_between(std::optional<Whole> low, std::optional<Whole> high, Whole least, Whole most) {
  const Whole from = low ? *low + 1 : least, to = high ? *high - 1 : most;
  if (from > to || from > most || to < least) return std::nullopt;
  if (low && high) return from + (to - from) / 2;
  return low ? from : high ? to : Whole{0};
}

template <class Whole, class Get>
std::optional<Whole> whole_of(const std::optional<Value>& value, Get get) {
  return value ? std::optional<Whole>(get(*value)) : std::nullopt;
}

constexpr std::int64_t kDayNanos = 86'400'000'000'000;

}  // namespace

std::optional<Value> value_between(Kind kind, const std::optional<Value>& low, const std::optional<Value>& high) {
  const auto zone_from = [&](auto get) { return low ? get(*low) : high ? get(*high) : feel::Zone{}; };
  constexpr std::int64_t kWide = 200'000'000'000;
  switch (kind) {
    case Kind::number: return number_between(low, high);
    case Kind::date: {
      const auto days = [](const Value& v) { return feel::to_days(v.as_date()); };
      const auto found = whole_between<std::int64_t>(whole_of<std::int64_t>(low, days), whole_of<std::int64_t>(high, days), -kWide, kWide);
      const auto date = found ? feel::from_days(*found) : std::nullopt;
      return date ? std::optional(Value::make_date(*date)) : std::nullopt;
    }
    case Kind::time: {
      const auto nanos = [](const Value& v) { return v.as_time().nanos; };
      const auto found = whole_between<std::int64_t>(whole_of<std::int64_t>(low, nanos), whole_of<std::int64_t>(high, nanos), 0, kDayNanos - 1);
      if (!found) return std::nullopt;
      constexpr std::int64_t kMinute = 60'000'000'000;
      // A whole minute reads better, where one lies inside.
      const auto minute = *found / kMinute * kMinute;
      const bool fits = (!low || minute > nanos(*low)) && (!high || minute < nanos(*high));
      return Value::make_time({fits ? minute : *found, zone_from([](const Value& v) { return v.as_time().zone; })});
    }
    case Kind::date_time: {
      const auto seconds = [](const Value& v) { return feel::to_moment(v.as_date_time()).seconds; };
      const auto found = whole_between<std::int64_t>(whole_of<std::int64_t>(low, seconds), whole_of<std::int64_t>(high, seconds), -kWide, kWide);
      const auto zone = zone_from([](const Value& v) { return v.as_date_time().zone; });
      auto at = found ? feel::from_moment({*found, 0}, zone.none() ? feel::Zone::utc() : zone) : std::nullopt;
      if (at && zone.none()) at->zone = zone;
      return at ? std::optional(Value::make_date_time(*at)) : std::nullopt;
    }
    case Kind::years_months: {
      const auto months = [](const Value& v) { return v.as_years_months().months; };
      const auto found = whole_between<std::int64_t>(whole_of<std::int64_t>(low, months), whole_of<std::int64_t>(high, months), -kWide, kWide);
      return found ? std::optional(Value::make_years_months({*found})) : std::nullopt;
    }
    case Kind::days_time: {
      const auto seconds = [](const Value& v) { return v.as_days_time().seconds; };
      const auto found = whole_between<std::int64_t>(whole_of<std::int64_t>(low, seconds), whole_of<std::int64_t>(high, seconds), -kWide, kWide);
      return found ? std::optional(Value::make_days_time({*found, 0})) : std::nullopt;
    }
    default: return std::nullopt;
  }
}

ProofAxis::ProofAxis(const std::string& type) {
  using What = feel::Type::What;
  const auto known = feel::Type::built_in(type);
  const bool simple = known && known->what >= What::boolean && known->what <= What::days_time;
  if (simple) type_ = type;
}

bool ProofAxis::holds(const feel::CellSet& set) {
  for (const auto& term : set.terms) {
    const auto kind = kind_of(term);
    if (kind == TermKind::other && ordered_kind(term) == Kind::null) return false;
  }
  return true;
}

ProofAxis::Part& ProofAxis::part(Kind kind) {
  for (auto& each : parts_) {
    if (each.kind == kind) return each;
  }
  parts_.push_back({kind, 0, {}});
  return parts_.back();
}

void ProofAxis::add(const feel::CellSet& set) {
  for (const auto& term : set.terms) {
    switch (kind_of(term)) {
      case TermKind::null: break;
      case TermKind::boolean: booleans_ = true; break;
      case TermKind::string:
        strings_ = true;
        words_.add(term.low.as_string());
        break;
      default: {
        auto& axis = part(ordered_kind(term)).axis;
        for (const auto* end : {&term.low, &term.high}) {
          if (!end->is_null()) axis.add({*end});
        }
      }
    }
  }
}

bool ProofAxis::occurs(Kind kind) const {
  if (type_.empty()) return true;
  if (kind == Kind::date_time) return type_ == "date and time" || type_ == "dateTime";
  if (kind == Kind::years_months) return type_ == "years and months duration" || type_ == "yearMonthDuration";
  if (kind == Kind::days_time) return type_ == "days and time duration" || type_ == "dayTimeDuration";
  return type_ == feel::name_of(kind);
}

void ProofAxis::freeze() {
  // What the type says may occur is asked about even when no condition names it.
  if (!type_.empty()) {
    if (occurs(Kind::boolean)) booleans_ = true;
    if (occurs(Kind::string)) strings_ = true;
    for (const auto kind : {Kind::number, Kind::date, Kind::time, Kind::date_time, Kind::years_months, Kind::days_time}) {
      if (occurs(kind)) part(kind);
    }
  }
  if (!booleans_ && parts_.empty()) strings_ = true;  // nothing is known: one value stands for all
  boolean_offset_ = 0;
  size_ = booleans_ ? 2 : 0;
  string_offset_ = size_;
  if (strings_) size_ += words_.size();
  for (auto& each : parts_) {
    each.axis.freeze();
    each.offset = size_;
    size_ += each.axis.size();
  }
}

Cell ProofAxis::cell(const feel::CellSet& set) const {
  if (set.any) return all_of(size_);
  Cell out;
  for (const auto& term : set.terms) {
    switch (kind_of(term)) {
      case TermKind::null: break;
      case TermKind::boolean: {
        const auto atom = boolean_offset_ + (term.low.as_bool() ? 1u : 0u);
        out.push_back({atom, atom});
        break;
      }
      case TermKind::string: {
        const auto atom = string_offset_ + *words_.find(term.low.as_string());
        out.push_back({atom, atom});
        break;
      }
      default: {
        const auto kind = ordered_kind(term);
        const auto end = [](const Value& value) { return value.is_null() ? std::nullopt : std::optional(Ordered{value}); };
        for (const auto& each : parts_) {
          if (each.kind != kind) continue;
          for (const auto& piece : each.axis.between(end(term.low), term.low_closed, end(term.high), term.high_closed)) {
            out.push_back({each.offset + piece.from, each.offset + piece.to});
          }
        }
      }
    }
  }
  out = tidy(std::move(out));
  return set.negated ? complement(out, size_) : out;
}

Cell ProofAxis::domain(const feel::CellSet* allowed) const {
  Cell out;
  for (std::uint32_t atom = 0; atom < size_; ++atom) {
    const auto value = example(atom);
    if (value && occurs(value->kind())) out.push_back({atom, atom});
  }
  out = tidy(std::move(out));
  return allowed == nullptr ? out : intersect(out, cell(*allowed));
}

std::optional<Value> ProofAxis::example(std::uint32_t atom) const {
  if (booleans_ && atom < 2) return Value::make_bool(atom == 1);
  if (strings_ && atom < string_offset_ + words_.size()) {
    if (const auto word = words_.word(atom - string_offset_)) return Value::make_string(*word);
    std::string other = "anything else";
    while (words_.find(other)) other += '!';
    return Value::make_string(other);
  }
  for (const auto& each : parts_) {
    if (atom >= each.offset + each.axis.size()) continue;
    const auto local = atom - each.offset;
    const auto below = each.axis.below(local), above = each.axis.above(local);
    if (each.axis.is_boundary(local)) return below->value;
    const auto plain = [](const std::optional<Ordered>& end) { return end ? std::optional(end->value) : std::nullopt; };
    return value_between(each.kind, plain(below), plain(above));
  }
  return std::nullopt;
}

}  // namespace yiwang::dmn::detail
