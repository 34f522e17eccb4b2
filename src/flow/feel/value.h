#pragma once
#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "flow/feel/decimal.h"
#include "flow/feel/temporal.h"

namespace yiwang::feel {

enum class Kind : std::uint8_t { null, boolean, number, string, date, time, date_time, years_months, days_time, list, context, range, function };
/// `null`, `boolean`, ..., `date and time`, `years and months duration`, as FEEL writes types.
std::string_view name_of(Kind kind);

class Value;
class Context;
class Function;
struct Range;
using List = std::vector<Value>;

/// A FEEL value. 24 bytes; scalars and strings of up to 22 bytes live inside, the rest is shared, immutable and counted atomically, so copies are cheap and may
/// cross threads. `as_*` expects the matching kind. Views from `as_string` live as long as this Value.
class Value {
 public:
  Value() noexcept { std::memset(raw_, 0, sizeof raw_); }
  Value(const Value& other) noexcept {
    std::memcpy(raw_, other.raw_, sizeof raw_);
    if (shared()) hold();
  }
  Value(Value&& other) noexcept {
    std::memcpy(raw_, other.raw_, sizeof raw_);
    other.raw_[0] = other.raw_[1] = 0;
  }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Value() {
    if (shared()) drop();
  }
  void swap(Value& other) noexcept {
    unsigned char kept[sizeof raw_];
    std::memcpy(kept, raw_, sizeof raw_);
    std::memcpy(raw_, other.raw_, sizeof raw_);
    std::memcpy(other.raw_, kept, sizeof raw_);
  }

  static Value make_null() { return {}; }
  static Value make_bool(bool value);
  static Value make_number(Decimal value);
  static Value make_number(std::int64_t value) { return make_number(Decimal(value)); }
  static Value make_string(std::string_view value);
  static Value make_date(Date value);
  static Value make_time(Time value);
  static Value make_date_time(DateTime value);
  static Value make_years_months(YearsMonths value);
  static Value make_days_time(DaysTime value);
  /// This and the next three: null when nesting would pass `kMaxValueDepth` or the whole `kMaxValueWeight`.
  static Value make_list(List items);
  static Value make_context(Context entries);
  static Value make_range(Range range);
  static Value make_function(std::shared_ptr<const Function> function);

  Kind kind() const { return static_cast<Kind>(raw_[0]); }
  bool is(Kind kind) const { return raw_[0] == static_cast<unsigned char>(kind); }
  bool is_null() const { return is(Kind::null); }
  bool is_true() const { return is(Kind::boolean) && raw_[8] != 0; }
  bool is_false() const { return is(Kind::boolean) && raw_[8] == 0; }

  bool as_bool() const { return raw_[8] != 0; }
  Decimal as_number() const { return load<Decimal>(8); }
  std::string_view as_string() const;
  Date as_date() const { return load<Date>(8); }
  Time as_time() const { return {load<std::int64_t>(8), Zone(load<std::int32_t>(4))}; }
  DateTime as_date_time() const { return {load<Date>(8), load<std::int64_t>(16), Zone(load<std::int32_t>(4))}; }
  YearsMonths as_years_months() const { return load<YearsMonths>(8); }
  DaysTime as_days_time() const { return load<DaysTime>(8); }
  const List& as_list() const;
  const Context& as_context() const;
  const Range& as_range() const;
  const std::shared_ptr<const Function>& as_function() const;

  /// Structural: same kind and same content; 1 == 1.0, contexts regardless of order, date-times by all their parts, functions by identity.
  bool operator==(const Value& other) const;
  /// FEEL that reads back as the same value, e.g. `"a"`, `@"2026-01-05"`, `[1, 2]`, `{a: 1}`; functions as `function(a, b)`.
  std::string to_text() const;
  /// What the built-in `string()` gives: as `to_text`, but a string is itself and temporal values stand bare.
  std::string to_plain_text() const;
  /// How deep lists, contexts and the like nest in it; 0 for scalars.
  int depth() const;
  /// How much there is to walk when it is compared or written: 1 for scalars, more for long strings, the sum for lists and contexts (shared parts count
  /// each time they are met).
  std::int64_t weight() const { return shared() ? shared_weight() : 1; }

  struct Shared;

 private:
  template <class T>
  T load(std::size_t at) const {
    T out;
    std::memcpy(static_cast<void*>(&out), raw_ + at, sizeof out);
    return out;
  }
  template <class T>
  void store(std::size_t at, const T& value) {
    std::memcpy(raw_ + at, static_cast<const void*>(&value), sizeof value);
  }
  Value(Kind kind, Shared* part);
  bool shared() const { return raw_[1] == kShared; }
  Shared* part() const { return load<Shared*>(8); }
  void hold() const noexcept;
  void drop() noexcept;
  std::int64_t shared_weight() const;

  static constexpr unsigned char kShared = 255;
  static constexpr std::size_t kInline = 22;
  // [0] kind, [1] length of an inline string or kShared, [4..8) zone, [8..24) payload; an inline string takes [2..24).
  alignas(8) unsigned char raw_[24];
};

/// How deep lists, contexts and ranges may nest.
inline constexpr int kMaxValueDepth = 200;
/// How heavy a value may be (see `Value::weight`): lists that hold one list twice, and so on, would otherwise be endless to write.
inline constexpr std::int64_t kMaxValueWeight = 4'000'000;

/// Entries in order of insertion; names are unique. Look-up is linear for small contexts and indexed for large ones.
class Context {
 public:
  using Entry = std::pair<std::string, Value>;
  Context() = default;
  Context(std::initializer_list<Entry> entries);

  /// Replaces in place when the name is there.
  void put(std::string_view name, Value value);
  bool remove(std::string_view name);
  const Value* find(std::string_view name) const;
  /// As `find`, trying position `hint` first.
  const Value* find(std::string_view name, std::size_t hint) const {
    if (hint < entries_.size() && entries_[hint].first == name) return &entries_[hint].second;
    return find(name);
  }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  const std::vector<Entry>& entries() const { return entries_; }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  void reserve(std::size_t count) { entries_.reserve(count); }
  bool operator==(const Context& other) const;

 private:
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> sorted_;  // positions by name once there are more than a few
};

/// `[low..high]`; a null end is unbounded. Ranges written as a comparison (`(< 5)`, `(= 5)`) hold the same ends but remember it: FEEL tells them apart.
struct Range {
  enum class Form : std::uint8_t { interval, equal, not_equal, less, less_equal, greater, greater_equal };
  Value low;
  Value high;
  bool low_closed = true;
  bool high_closed = true;
  Form form = Form::interval;
  bool operator==(const Range&) const = default;
};

/// JSON numbers become decimals, objects contexts, strings stay strings (dates are not guessed).
Value from_json(const json::Value& value);
/// Whole numbers that fit are integers, others doubles; temporal values their ISO text, ranges and functions their FEEL text.
json::Value to_json(const Value& value);

}  // namespace yiwang::feel
