#include "city/codes/element_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "city/small_city.h"

namespace yiwang::test {
namespace {

constexpr const char* kLamp = "990101001001002000000000000300100001";

std::string part_and_place(std::string_view code) {
  const auto read = read_element_code(code);
  if (read) return "read";
  const auto& facts = read.error().facts;
  return facts.at(1).second + " " + facts.at(2).second;
}

TEST(ElementCode, is_read_part_by_part) {
  const auto code = read_element_code("990101001001002000012300050200700042").value();
  EXPECT_EQ(code.division, "990101001001");
  EXPECT_EQ(code.grid, "002");
  EXPECT_EQ(code.area(), "990101001001002");
  EXPECT_EQ(code.building, "0000123");
  EXPECT_EQ(code.house, "0005");
  EXPECT_EQ(code.major, ElementClass::building);
  EXPECT_EQ(code.kind, "007");
  EXPECT_EQ(code.serial, 42);
  EXPECT_EQ(code_of(code.major), "building");
  EXPECT_EQ(parse_element_class("water"), ElementClass::water);
  EXPECT_FALSE(parse_element_class("air"));
}

TEST(ElementCode, is_refused_with_the_part_and_its_place) {
  EXPECT_EQ(part_and_place(kLamp), "read");
  EXPECT_EQ(part_and_place(""), "length 1");
  EXPECT_EQ(part_and_place(std::string(kLamp) + "0"), "length 1");
  EXPECT_EQ(part_and_place("99010100100100200000000000030010000x"), "digits 36");
  EXPECT_EQ(part_and_place("090101001001002000000000000300100001"), "province 1");
  EXPECT_EQ(part_and_place("990001001001002000000000000300100001"), "city 3");
  EXPECT_EQ(part_and_place("990100001001002000000000000300100001"), "county 5");
  EXPECT_EQ(part_and_place("990101000001002000000000000300100001"), "town 7");
  EXPECT_EQ(part_and_place("990101001000002000000000000300100001"), "village 10");
  EXPECT_EQ(part_and_place("990101001001002000000000010300100001"), "building 16");
  EXPECT_EQ(part_and_place("990101001001002000000000000000100001"), "class 27");
  EXPECT_EQ(part_and_place("990101001001002000000000000800100001"), "class 27");
  EXPECT_EQ(part_and_place("990101001001002000000000000300100000"), "serial 32");
}

TEST(ElementCode, must_name_an_area_the_city_has) {
  const SmallCity small("element_code");
  const auto city = load_city(small.folder()).city;
  ASSERT_TRUE(city);
  EXPECT_TRUE(read_element_code(kLamp, *city));
  EXPECT_EQ(read_element_code("990101001001777000000000000300100001", *city).error().reason, Reason::unknown_area);
}

ElementCode any_code() {
  ElementCode code;
  code.division = "99010100100" + std::to_string(*rc::gen::inRange(1, 3));
  code.grid = *rc::gen::element(std::string("000"), std::string("002"));
  code.building = *rc::gen::element(std::string("0000000"), std::string("0000017"));
  code.house = code.building == "0000000" ? "0000" : *rc::gen::element(std::string("0000"), std::string("0101"));
  code.major = static_cast<ElementClass>(*rc::gen::inRange(1, 8));
  code.kind = "00" + std::to_string(*rc::gen::inRange(0, 3));
  code.serial = *rc::gen::inRange(1, 100'000);
  return code;
}

RC_GTEST_PROP(ElementCode, text_and_parts_belong_together, ()) {
  const auto code = any_code();
  RC_ASSERT(to_text(code).size() == 36u);
  RC_ASSERT(read_element_code(to_text(code)).value() == code);
}

RC_GTEST_PROP(ElementCode, is_never_handed_out_twice_and_always_the_same_way, ()) {
  std::vector<std::string> known;
  for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
    auto code = any_code();
    code.serial = code.serial % 12 + 1;
    known.push_back(to_text(code));
  }
  ElementCodes one(known), two(known);
  std::set<std::string> all(known.begin(), known.end());
  for (int i = 0; i < 40; ++i) {
    const auto wanted = any_code();
    const auto code = one.allocate(wanted).value();
    RC_ASSERT(all.insert(to_text(code)).second);
    RC_ASSERT(two.allocate(wanted).value() == code);
    // The lowest that was free.
    for (int serial = 1; serial < code.serial; ++serial) {
      auto below = code;
      below.serial = serial;
      RC_ASSERT(all.contains(to_text(below)));
    }
    RC_ASSERT(!one.take(to_text(code)));
  }
}

TEST(ElementCode, runs_out_with_a_reason) {
  ElementCodes codes;
  const auto wanted = read_element_code(kLamp).value();
  for (int i = 1; i <= 99'999; ++i) ASSERT_EQ(codes.allocate(wanted).value().serial, i);
  EXPECT_EQ(codes.allocate(wanted).error().field, "serial");
  auto wrong = wanted;
  wrong.kind = "12";
  EXPECT_FALSE(codes.allocate(wrong));
}

TEST(ElementCode, all_of_the_demo_city_obey) {
  const auto loaded = load_city(std::string(YIWANG_SOURCE_DIR) + "/catalogue/demo");
  ASSERT_TRUE(loaded.city);
  ASSERT_FALSE(loaded.city->elements.empty());
  ElementCodes codes;
  for (const auto& element : loaded.city->elements) {
    const auto code = read_element_code(element.code, *loaded.city);
    ASSERT_TRUE(code) << element.code;
    EXPECT_EQ(code->area(), element.area);
    EXPECT_TRUE(codes.take(element.code));
  }
}

}  // namespace
}  // namespace yiwang::test
