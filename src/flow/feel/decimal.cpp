#include "flow/feel/decimal.h"

#include <bid_conf.h>
#include <bid_functions.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "flow/feel/temporal.h"  // Int128

namespace yiwang::feel {

struct DecimalAccess {
  static BID_UINT128 raw(Decimal d) {
    BID_UINT128 out;
    out.w[0] = d.low_;
    out.w[1] = d.high_;
    return out;
  }
  static Decimal make(BID_UINT128 raw) {
    Decimal out;
    out.low_ = raw.w[0];
    out.high_ = raw.w[1];
    return out;
  }
  /// Infinities and what is not a number have no Decimal; minus zero is zero.
  static std::optional<Decimal> finite(BID_UINT128 raw) {
    if ((raw.w[1] & 0x7800000000000000u) == 0x7800000000000000u) return std::nullopt;
    if (bid128_isZero(raw)) return Decimal{};
    return make(raw);
  }
};

namespace {

constexpr unsigned kNearestEven = BID_ROUNDING_TO_NEAREST;

BID_UINT128 raw(Decimal d) { return DecimalAccess::raw(d); }

struct Digits {
  bool negative = false;
  std::string digits;  // without leading zeros; "0" for zero
  int exponent = 0;
};

Digits take_apart(Decimal d) {
  char text[64] = {};
  unsigned flags = 0;
  bid128_to_string(text, raw(d), &flags);  // "+123E-2"
  Digits out;
  out.negative = text[0] == '-';
  const char* e = std::strchr(text, 'E');
  out.digits.assign(text + 1, static_cast<std::size_t>(e - text - 1));
  const auto first = out.digits.find_first_not_of('0');
  out.digits = first == std::string::npos ? "0" : out.digits.substr(first);
  const char* from = e + 1 + (e[1] == '+' ? 1 : 0);
  std::from_chars(from, from + std::strlen(from), out.exponent);
  while (out.digits.size() > 1 && out.digits.back() == '0') {
    out.digits.pop_back();
    ++out.exponent;
  }
  if (out.digits == "0") out.exponent = 0;
  return out;
}

}  // namespace

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  if (std::abs(value) < 9e15 && value == std::trunc(value)) return Decimal(static_cast<std::int64_t>(value));
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return parse({text, static_cast<std::size_t>(end - text)});
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  std::size_t digits = 0;
  bool point = false;
  const auto start = at;
  std::uint64_t small = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '.' && !point) {
      point = true;
    } else if (text[at] >= '0' && text[at] <= '9') {
      ++digits;
      if (digits <= 18) small = small * 10 + static_cast<std::uint64_t>(text[at] - '0');
    } else {
      break;
    }
  }
  if (digits == 0) return std::nullopt;
  if (at == text.size() && !point && digits <= 18) {
    const auto whole = static_cast<std::int64_t>(small);
    return Decimal(text[0] == '-' ? -whole : whole);
  }
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const auto from = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (at == from || at != text.size() || at - from > 6) return std::nullopt;
  }
  if (text.size() > 400) {
    // The library copies into a buffer of its own; digits past its end cannot matter at 34 places.
    const auto cut = text.find_first_of("eE");
    const auto point_at = text.find('.');
    if (cut != std::string_view::npos || point_at == std::string_view::npos || point_at > 300) return std::nullopt;
    return parse(text.substr(0, 400));
  }
  (void)start;
  std::string copy(text);
  unsigned flags = 0;
  return DecimalAccess::finite(bid128_from_string(copy.data(), kNearestEven, &flags));
}

std::string Decimal::to_text() const {
  if (small()) return std::to_string(signed_low());
  auto parts = take_apart(*this);
  std::string out = parts.negative && parts.digits != "0" ? "-" : "";
  const auto size = static_cast<int>(parts.digits.size());
  if (parts.exponent >= 0 && size + parts.exponent <= 40) {
    out += parts.digits;
    out.append(static_cast<std::size_t>(parts.exponent), '0');
  } else if (parts.exponent < 0 && -parts.exponent <= 40) {
    const int whole = size + parts.exponent;
    if (whole > 0) {
      out.append(parts.digits, 0, static_cast<std::size_t>(whole));
      out += '.';
      out.append(parts.digits, static_cast<std::size_t>(whole), std::string::npos);
    } else {
      out += "0.";
      out.append(static_cast<std::size_t>(-whole), '0');
      out += parts.digits;
    }
  } else {
    out += parts.digits[0];
    if (size > 1) out += '.';
    out.append(parts.digits, 1, std::string::npos);
    const int e = parts.exponent + size - 1;
    out += e < 0 ? "E-" : "E+";
    out += std::to_string(std::abs(e));
  }
  return out;
}

double Decimal::to_double() const {
  if (small()) return static_cast<double>(signed_low());
  unsigned flags = 0;
  return bid128_to_binary64(raw(*this), kNearestEven, &flags);
}

bool Decimal::is_zero() const { return small() ? low_ == 0 : bid128_isZero(raw(*this)) != 0; }

bool Decimal::is_whole() const {
  if (small()) return true;
  unsigned flags = 0;
  return bid128_quiet_equal(bid128_round_integral_zero(raw(*this), &flags), raw(*this), &flags) != 0;
}

std::optional<std::int64_t> Decimal::to_int64() const {
  if (small()) return signed_low();
  if (!is_whole()) return std::nullopt;
  unsigned flags = 0;
  const auto out = bid128_to_int64_int(raw(*this), &flags);
  if ((flags & BID_INVALID_EXCEPTION) != 0) return std::nullopt;
  return out;
}

std::strong_ordering Decimal::compare(const Decimal& other) const {
  unsigned flags = 0;
  if (bid128_quiet_less(raw(*this), raw(other), &flags)) return std::strong_ordering::less;
  return bid128_quiet_equal(raw(*this), raw(other), &flags) ? std::strong_ordering::equal : std::strong_ordering::greater;
}

Decimal Decimal::operator-() const {
  if (is_zero()) return {};
  Decimal out = *this;
  out.high_ ^= kSign;
  return out;
}

Decimal Decimal::abs() const {
  Decimal out = *this;
  out.high_ &= ~kSign;
  return out;
}

std::optional<Decimal> add(Decimal a, Decimal b) {
  if (a.small() && b.small()) return Decimal(a.signed_low() + b.signed_low());
  unsigned flags = 0;
  return DecimalAccess::finite(bid128_add(raw(a), raw(b), kNearestEven, &flags));
}

std::optional<Decimal> subtract(Decimal a, Decimal b) {
  if (a.small() && b.small()) return Decimal(a.signed_low() - b.signed_low());
  unsigned flags = 0;
  return DecimalAccess::finite(bid128_sub(raw(a), raw(b), kNearestEven, &flags));
}

std::optional<Decimal> multiply(Decimal a, Decimal b) {
  std::int64_t product = 0;
  if (a.small() && b.small() && !__builtin_mul_overflow(a.signed_low(), b.signed_low(), &product)) return Decimal(product);
  unsigned flags = 0;
  return DecimalAccess::finite(bid128_mul(raw(a), raw(b), kNearestEven, &flags));
}

std::optional<Decimal> divide(Decimal a, Decimal b) {
  if (b.is_zero()) return std::nullopt;
  if (a.small() && b.small() && a.signed_low() % b.signed_low() == 0) return Decimal(a.signed_low() / b.signed_low());
  unsigned flags = 0;
  return DecimalAccess::finite(bid128_div(raw(a), raw(b), kNearestEven, &flags));
}

std::optional<Decimal> power(Decimal a, Decimal b) {
  // Whole exponents by squaring: exact where the digits allow, which the library's pow is not.
  if (const auto whole = b.to_int64(); whole && *whole >= -999'999 && *whole <= 999'999) {
    auto left = static_cast<std::uint64_t>(std::abs(*whole));
    std::optional<Decimal> out = Decimal(1);
    std::optional<Decimal> square = a;
    while (left != 0) {
      if ((left & 1) != 0) out = out && square ? multiply(*out, *square) : std::nullopt;
      left >>= 1;
      if (left != 0) square = square ? multiply(*square, *square) : std::nullopt;
      if (!out) break;
    }
    if (!out) {
      if (*whole > 0) return std::nullopt;
      return Decimal{};
    }
    return *whole < 0 ? divide(Decimal(1), *out) : out;
  }
  unsigned flags = 0;
  return DecimalAccess::finite(bid128_pow(raw(a), raw(b), kNearestEven, &flags));
}

std::optional<Decimal> modulo(Decimal a, Decimal b) {
  if (b.is_zero()) return std::nullopt;
  if (a.small() && b.small()) {
    const auto rest = a.signed_low() % b.signed_low();
    return Decimal(rest != 0 && (rest < 0) != (b.signed_low() < 0) ? rest + b.signed_low() : rest);
  }
  unsigned flags = 0;
  const auto rest = DecimalAccess::finite(bid128_fmod(raw(a), raw(b), &flags));
  if (!rest || rest->is_zero() || rest->is_negative() == b.is_negative()) return rest;
  return add(*rest, b);
}

std::optional<Decimal> Decimal::round(std::int64_t scale, Rounding how) const {
  if (scale < -6111 || scale > 6176) return std::nullopt;
  if (scale >= 0 && small()) return *this;
  const auto parts = take_apart(*this);
  const auto drop = -scale - parts.exponent;  // digits to cut off at the end
  if (drop <= 0) return *this;
  const auto size = static_cast<std::int64_t>(parts.digits.size());
  std::string kept = drop >= size ? "0" : parts.digits.substr(0, static_cast<std::size_t>(size - drop));
  // Of the digits cut off only "less than, exactly, more than half" matters.
  int against_half = -1;
  bool any = true;
  if (drop > size) {
    any = parts.digits != "0";
  } else {
    const auto cut = parts.digits.substr(static_cast<std::size_t>(size - drop));
    const bool rest = cut.find_first_not_of('0', 1) != std::string::npos;
    against_half = cut[0] > '5' || (cut[0] == '5' && rest) ? 1 : cut[0] == '5' ? 0 : -1;
    any = cut.find_first_not_of('0') != std::string::npos;
  }
  bool up = false;
  switch (how) {
    case Rounding::half_even: up = against_half > 0 || (against_half == 0 && ((kept.back() - '0') & 1) != 0); break;
    case Rounding::half_up: up = against_half >= 0; break;
    case Rounding::half_down: up = against_half > 0; break;
    case Rounding::up: up = any; break;
    case Rounding::down: break;
    case Rounding::floor: up = any && parts.negative; break;
    case Rounding::ceiling: up = any && !parts.negative; break;
  }
  auto out = parse(kept + "E" + std::to_string(-scale));
  if (out && up) out = add(*out, *parse("1E" + std::to_string(-scale)));
  if (out && parts.negative) out = -*out;
  // A whole number takes the quick form again.
  if (out && scale <= 0) {
    if (const auto whole = out->to_int64(); whole && *whole > -(std::int64_t{1} << 61) && *whole < (std::int64_t{1} << 61)) return Decimal(*whole);
  }
  return out;
}

std::optional<Decimal> Decimal::sqrt() const {
  unsigned flags = 0;
  return is_negative() ? std::nullopt : DecimalAccess::finite(bid128_sqrt(raw(*this), kNearestEven, &flags));
}

std::optional<Decimal> Decimal::log() const {
  unsigned flags = 0;
  return is_negative() || is_zero() ? std::nullopt : DecimalAccess::finite(bid128_log(raw(*this), kNearestEven, &flags));
}

std::optional<Decimal> Decimal::exp() const {
  unsigned flags = 0;
  return DecimalAccess::finite(bid128_exp(raw(*this), kNearestEven, &flags));
}

std::size_t Decimal::hash() const {
  if (const auto whole = to_int64()) return std::hash<std::int64_t>{}(*whole);
  return std::hash<std::string>{}(to_text());
}

}  // namespace yiwang::feel
