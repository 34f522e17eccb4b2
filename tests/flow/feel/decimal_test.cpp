#include "flow/feel/decimal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "flow/feel/temporal.h"

namespace yiwang::feel {
namespace {

Decimal of(const char* text) { return *Decimal::parse(text); }

/// A whole number of up to 18 digits with the point moved somewhere: quick and slow forms alike.
rc::Gen<Decimal> any_decimal() {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange<std::int64_t>(-999'999'999'999'999'999, 999'999'999'999'999'999), rc::gen::inRange(-12, 12)), [](auto pair) {
    return *Decimal::parse(std::to_string(pair.first) + "E" + std::to_string(pair.second));
  });
}

Int128 wide(std::int64_t n) { return n; }

std::string text_of(Int128 n) {
  std::string out;
  const bool negative = n < 0;
  if (n == 0) return "0";
  for (; n != 0; n /= 10) out.insert(out.begin(), static_cast<char>('0' + static_cast<int>(negative ? -(n % 10) : n % 10)));
  return (negative ? "-" : "") + out;
}

RC_GTEST_PROP(Decimal, SumsAndProductsOfWholeNumbersAreThoseOf128Bits, (std::int64_t a, std::int64_t b)) {
  const auto x = *Decimal::parse(std::to_string(a));
  const auto y = *Decimal::parse(std::to_string(b));
  RC_ASSERT(add(x, y)->to_text() == text_of(wide(a) + b));
  RC_ASSERT(subtract(x, y)->to_text() == text_of(wide(a) - b));
  const auto product = wide(a) * b;
  if (text_of(product).size() < 34) RC_ASSERT(multiply(x, y)->to_text() == text_of(product));
  RC_ASSERT((x < y) == (a < b));
  RC_ASSERT((x == y) == (a == b));
  if (b != 0) {
    auto rest = wide(a) % b;
    if (rest != 0 && (rest < 0) != (b < 0)) rest += b;
    RC_ASSERT(modulo(x, y)->to_text() == text_of(rest));
  }
}

RC_GTEST_PROP(Decimal, TextReadsBackAsTheSameNumber, ()) {
  const auto a = *any_decimal();
  RC_ASSERT(*Decimal::parse(a.to_text()) == a);
  RC_ASSERT(Decimal::parse(a.to_text())->hash() == a.hash());
}

RC_GTEST_PROP(Decimal, WhatIsAddedCanBeTakenAway, ()) {
  const auto a = *any_decimal();
  const auto b = *any_decimal();
  // Exponents lie at most 24 digits apart over 18 digits, so only what fits 34 digits is exact.
  const auto sum = *add(a, b);
  const auto ordered = a < b;
  RC_ASSERT(!subtract(b, a)->is_negative() == (ordered || a == b));
  RC_ASSERT(*add(b, a) == sum);
  RC_ASSERT(*subtract(a, b) == -*subtract(b, a));
}

RC_GTEST_PROP(Decimal, DivisionTurnsMultiplicationRoundToTheLastDigits, ()) {
  const auto a = *any_decimal();
  const auto b = *any_decimal();
  RC_PRE(!b.is_zero() && !a.is_zero());
  const auto back = *multiply(*divide(a, b), b);
  const auto error = divide(subtract(back, a)->abs(), a.abs());
  RC_ASSERT(*error < of("1E-32"));
}

RC_GTEST_PROP(Decimal, RoundingStaysWithinOneUnitOnTheRightSide, ()) {
  const auto a = *any_decimal();
  const auto scale = *rc::gen::inRange(-6, 10);
  const auto unit = of(("1E" + std::to_string(-scale)).c_str());
  using Rounding = Decimal::Rounding;
  const auto floor = *a.round(scale, Rounding::floor);
  const auto ceiling = *a.round(scale, Rounding::ceiling);
  RC_ASSERT(floor <= a && a <= ceiling);
  RC_ASSERT(*subtract(ceiling, floor) <= unit);
  for (const auto how : {Rounding::half_even, Rounding::half_up, Rounding::half_down, Rounding::up, Rounding::down}) {
    const auto rounded = *a.round(scale, how);
    RC_ASSERT(rounded == floor || rounded == ceiling);
    RC_ASSERT(*rounded.round(scale, how) == rounded);
  }
  RC_ASSERT(a.round(scale, Rounding::up)->abs() >= a.abs());
  RC_ASSERT(a.round(scale, Rounding::down)->abs() <= a.abs());
}

TEST(Decimal, HasThirtyFourDigitsRoundedHalfEven) {
  EXPECT_EQ(divide(Decimal(1), Decimal(3))->to_text(), "0.3333333333333333333333333333333333");
  EXPECT_EQ(divide(Decimal(2), Decimal(3))->to_text(), "0.6666666666666666666666666666666667");
  EXPECT_EQ(of("12345678901234567890123456789012345").to_text(), "12345678901234567890123456789012340");
  EXPECT_EQ(of("12345678901234567890123456789012355").to_text(), "12345678901234567890123456789012360");
}

TEST(Decimal, EqualNumbersAreEqualWhateverTheirForm) {
  EXPECT_EQ(of("1.0"), Decimal(1));
  EXPECT_EQ(of("1e3").hash(), Decimal(1000).hash());
  EXPECT_EQ(of("-0"), Decimal(0));
  EXPECT_FALSE(of("-0.0").is_negative());
}

TEST(Decimal, HasNoInfinityAndNoNaN) {
  EXPECT_FALSE(divide(Decimal(1), Decimal(0)));
  EXPECT_FALSE(multiply(of("1E6144"), Decimal(10)));
  EXPECT_FALSE(Decimal(-1).sqrt());
  EXPECT_FALSE(Decimal(0).log());
  EXPECT_FALSE(Decimal::parse("NaN"));
  EXPECT_FALSE(Decimal::parse("1E7000"));
  EXPECT_FALSE(Decimal::from_double(1.0 / 0.0));
}

TEST(Decimal, ReadsAndWritesDoubles) {
  EXPECT_EQ(Decimal::from_double(0.1)->to_text(), "0.1");
  EXPECT_EQ(Decimal::from_double(1e300)->to_double(), 1e300);
  EXPECT_EQ(of("0.1").to_double(), 0.1);
  EXPECT_EQ(of("1E+50").to_text(), "1E+50");
  EXPECT_EQ(of("1.5E-50").to_text(), "1.5E-50");
}

TEST(Decimal, PowersOfWholeNumbersAreExact) {
  EXPECT_EQ(power(Decimal(10), Decimal(-5))->to_text(), "0.00001");
  EXPECT_EQ(power(Decimal(2), Decimal(100))->to_text(), "1267650600228229401496703205376");
  EXPECT_EQ(power(Decimal(0), Decimal(0)), Decimal(1));
  EXPECT_FALSE(power(Decimal(0), Decimal(-1)));
  EXPECT_FALSE(power(Decimal(-8), of("0.5")));
}

}  // namespace
}  // namespace yiwang::feel
