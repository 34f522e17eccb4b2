#include "flow/feel/value.h"

#include <algorithm>

#include "flow/feel/function.h"

namespace yiwang::feel {

/// The counted part of values that do not fit inside.
struct Value::Shared {
  std::atomic<std::uint32_t> uses{1};
  int depth = 0;
  std::int64_t weight = 1;
  Shared() = default;
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  virtual ~Shared() = default;
};

namespace {

template <class T>
struct Holding final : Value::Shared {
  explicit Holding(T kept) : value(std::move(kept)) {}
  T value;
};

/// How deep and heavy a value becomes by what it holds.
struct Bulk {
  int depth = 0;
  std::int64_t weight = 1;

  void add(const Value& part) {
    depth = std::max(depth, part.depth());
    weight += part.weight();
  }
  bool too_much() const { return depth >= kMaxValueDepth || weight > kMaxValueWeight; }
  void tell(Value::Shared& part) const {
    part.depth = depth + 1;
    part.weight = weight;
  }
};

template <class T>
const T& held(const Value::Shared* part) {
  return static_cast<const Holding<T>*>(part)->value;
}

}  // namespace

std::string_view name_of(Kind kind) {
  constexpr std::string_view names[] = {"null", "boolean", "number", "string", "date", "time", "date and time", "years and months duration", "days and time duration",
                                        "list", "context", "range", "function"};
  return names[static_cast<std::size_t>(kind)];
}

Value::Value(Kind kind, Shared* part) : Value() {
  raw_[0] = static_cast<unsigned char>(kind);
  raw_[1] = kShared;
  store(8, part);
}

void Value::hold() const noexcept { part()->uses.fetch_add(1, std::memory_order_relaxed); }

void Value::drop() noexcept {
  if (part()->uses.fetch_sub(1, std::memory_order_acq_rel) == 1) delete part();
}

Value Value::make_bool(bool value) {
  Value out;
  out.raw_[0] = static_cast<unsigned char>(Kind::boolean);
  out.raw_[8] = value ? 1 : 0;
  return out;
}

Value Value::make_number(Decimal value) {
  Value out;
  out.raw_[0] = static_cast<unsigned char>(Kind::number);
  out.store(8, value);
  return out;
}

Value Value::make_string(std::string_view value) {
  if (value.size() > kInline) {
    auto* part = new Holding<std::string>(std::string(value));
    part->weight = 1 + static_cast<std::int64_t>(value.size() / 64);
    return Value(Kind::string, part);
  }
  Value out;
  out.raw_[0] = static_cast<unsigned char>(Kind::string);
  out.raw_[1] = static_cast<unsigned char>(value.size());
  if (!value.empty()) std::memcpy(out.raw_ + 2, value.data(), value.size());
  return out;
}

Value Value::make_date(Date value) {
  Value out;
  out.raw_[0] = static_cast<unsigned char>(Kind::date);
  out.store(8, value);
  return out;
}

Value Value::make_time(Time value) {
  Value out;
  out.raw_[0] = static_cast<unsigned char>(Kind::time);
  out.store(4, value.zone.code());
  out.store(8, value.nanos);
  return out;
}

Value Value::make_date_time(DateTime value) {
  Value out;
  out.raw_[0] = static_cast<unsigned char>(Kind::date_time);
  out.store(4, value.zone.code());
  out.store(8, value.date);
  out.store(16, value.nanos);
  return out;
}

Value Value::make_years_months(YearsMonths value) {
  Value out;
  out.raw_[0] = static_cast<unsigned char>(Kind::years_months);
  out.store(8, value);
  return out;
}

Value Value::make_days_time(DaysTime value) {
  Value out;
  out.raw_[0] = static_cast<unsigned char>(Kind::days_time);
  out.store(8, value);
  return out;
}

Value Value::make_list(List items) {
  Bulk bulk;
  for (const auto& item : items) bulk.add(item);
  if (bulk.too_much()) return {};
  auto* part = new Holding<List>(std::move(items));
  bulk.tell(*part);
  return Value(Kind::list, part);
}

Value Value::make_context(Context entries) {
  Bulk bulk;
  for (const auto& [name, value] : entries) bulk.add(value);
  if (bulk.too_much()) return {};
  auto* part = new Holding<Context>(std::move(entries));
  bulk.tell(*part);
  return Value(Kind::context, part);
}

Value Value::make_range(Range range) {
  Bulk bulk;
  bulk.add(range.low);
  bulk.add(range.high);
  if (bulk.too_much()) return {};
  auto* part = new Holding<Range>(std::move(range));
  bulk.tell(*part);
  return Value(Kind::range, part);
}

Value Value::make_function(std::shared_ptr<const Function> function) {
  const int depth = function->depth();
  if (depth >= kMaxValueDepth) return {};
  auto* part = new Holding<std::shared_ptr<const Function>>(std::move(function));
  part->depth = depth + 1;
  return Value(Kind::function, part);
}

std::int64_t Value::shared_weight() const { return part()->weight; }

int Value::depth() const { return shared() ? part()->depth : 0; }

std::string_view Value::as_string() const {
  if (shared()) return held<std::string>(part());
  return {reinterpret_cast<const char*>(raw_ + 2), raw_[1]};
}
const List& Value::as_list() const { return held<List>(part()); }
const Context& Value::as_context() const { return held<Context>(part()); }
const Range& Value::as_range() const { return held<Range>(part()); }
const std::shared_ptr<const Function>& Value::as_function() const { return held<std::shared_ptr<const Function>>(part()); }

bool Value::operator==(const Value& other) const {
  if (raw_[0] != other.raw_[0]) return false;
  if (shared() && other.shared() && part() == other.part()) return true;
  switch (kind()) {
    case Kind::null: return true;
    case Kind::boolean: return as_bool() == other.as_bool();
    case Kind::number: return as_number() == other.as_number();
    case Kind::string: return as_string() == other.as_string();
    case Kind::date: return as_date() == other.as_date();
    case Kind::time: return as_time() == other.as_time();
    case Kind::date_time: return as_date_time() == other.as_date_time();
    case Kind::years_months: return as_years_months() == other.as_years_months();
    case Kind::days_time: return as_days_time() == other.as_days_time();
    case Kind::list: return as_list() == other.as_list();
    case Kind::context: return as_context() == other.as_context();
    case Kind::range: return as_range() == other.as_range();
    case Kind::function: return as_function() == other.as_function();
  }
  return false;
}

}  // namespace yiwang::feel
