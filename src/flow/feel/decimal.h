#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yiwang::feel {

/// A FEEL number: IEEE 754-2008 decimal128, 34 digits, half-even rounding. Always finite: what would be infinite or not a number has no Decimal.
/// Whole numbers with an exponent of zero take a fast path that never calls the library.
class Decimal {
 public:
  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t whole) : low_(whole < 0 ? 0 - static_cast<std::uint64_t>(whole) : static_cast<std::uint64_t>(whole)), high_(kWhole | (whole < 0 ? kSign : 0)) {}
  constexpr Decimal(int whole) : Decimal(static_cast<std::int64_t>(whole)) {}
  /// The shortest decimal that reads back as this double; nullopt when it is not finite.
  static std::optional<Decimal> from_double(double value);
  /// Digits with an optional sign, point and exponent (`-12.50`, `.5`, `1.2e-3`); more than 34 digits are rounded.
  static std::optional<Decimal> parse(std::string_view text);

  /// Without an exponent and without trailing zeros after the point: `1200`, `0.1`; beyond 40 places in exponent form `1E+50`.
  std::string to_text() const;
  double to_double() const;
  bool is_whole() const;
  /// The value as a whole number when it is one and fits.
  std::optional<std::int64_t> to_int64() const;
  bool is_negative() const { return (high_ & kSign) != 0 && !is_zero(); }
  bool is_zero() const;

  std::strong_ordering operator<=>(const Decimal& other) const {
    if (small() && other.small()) return signed_low() <=> other.signed_low();
    return compare(other);
  }
  bool operator==(const Decimal& other) const { return (*this <=> other) == std::strong_ordering::equal; }

  Decimal operator-() const;
  Decimal abs() const;
  /// nullopt on overflow, division by zero, and where the real result does not exist.
  friend std::optional<Decimal> add(Decimal a, Decimal b);
  friend std::optional<Decimal> subtract(Decimal a, Decimal b);
  friend std::optional<Decimal> multiply(Decimal a, Decimal b);
  friend std::optional<Decimal> divide(Decimal a, Decimal b);
  friend std::optional<Decimal> power(Decimal a, Decimal b);
  /// FEEL modulo: a - b * floor(a / b); the sign is the divisor's.
  friend std::optional<Decimal> modulo(Decimal a, Decimal b);

  enum class Rounding { half_even, half_up, half_down, up, down, floor, ceiling };
  /// Rounded to `scale` digits after the point (negative: before it). Scale within [-6111, 6176].
  std::optional<Decimal> round(std::int64_t scale, Rounding how) const;
  std::optional<Decimal> sqrt() const;
  std::optional<Decimal> log() const;
  std::optional<Decimal> exp() const;

  /// Equal numbers hash alike, whatever their exponents.
  std::size_t hash() const;

 private:
  static constexpr std::uint64_t kSign = 0x8000000000000000u;
  static constexpr std::uint64_t kWhole = 0x3040000000000000u;
  bool small() const { return (high_ & ~kSign) == kWhole && low_ < (std::uint64_t{1} << 62); }
  std::int64_t signed_low() const { return (high_ & kSign) != 0 ? -static_cast<std::int64_t>(low_) : static_cast<std::int64_t>(low_); }
  std::strong_ordering compare(const Decimal& other) const;
  friend struct DecimalAccess;

  std::uint64_t low_ = 0;
  std::uint64_t high_ = kWhole;
};

std::optional<Decimal> add(Decimal a, Decimal b);
std::optional<Decimal> subtract(Decimal a, Decimal b);
std::optional<Decimal> multiply(Decimal a, Decimal b);
std::optional<Decimal> divide(Decimal a, Decimal b);
std::optional<Decimal> power(Decimal a, Decimal b);
std::optional<Decimal> modulo(Decimal a, Decimal b);

}  // namespace yiwang::feel
