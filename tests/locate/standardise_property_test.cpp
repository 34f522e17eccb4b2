#include <gtest/gtest.h>

#include "locate/library/address_numbers.h"
#include "locate/library/standardiser.h"
#include "standardise_city.h"

namespace yiwang {
namespace {

const Standardiser& standardiser() {
  static const Standardiser made(std::make_shared<const AddressLibrary>(standardise_city()));
  return made;
}

TEST(StandardiseProperty, a_standard_text_standardises_to_itself) {
  const auto& library = standardiser().library();
  for (std::uint32_t i = 0; i < library.size(); ++i) {
    const std::string code(library.code(library.row(i)));
    const auto& row = library.row(i);
    std::string text = library.area(row.area).name;
    if (row.road != AddressLibrary::kNone) {
      const auto& number = library.terms().text(row.number);
      text += library.street(row.road).name + number + (number.ends_with("号") ? "" : "号");
    }
    if (row.estate != AddressLibrary::kNone) text += library.compound(row.estate).name;
    if (row.road == AddressLibrary::kNone) text += library.terms().text(row.number) + "号";
    if (row.building != AddressLibrary::kNone) text += library.terms().text(row.building);
    // The grid's own name is nobody's address; the division above it comes with the standard text.
    text = text.substr(library.area(row.area).name.size());
    auto parent = library.division(row.area).parent;
    text = library.area(parent).name + text;
    const auto once = standardiser().standardise(text);
    ASSERT_FALSE(once.empty()) << text;
    EXPECT_EQ(once.front().code, code) << text;
    EXPECT_GE(once.front().confidence, Standardiser::kAccept) << text;
    const auto twice = standardiser().standardise(once.front().text);
    ASSERT_FALSE(twice.empty()) << once.front().text;
    EXPECT_EQ(twice.front().code, code) << once.front().text;
    EXPECT_EQ(twice.front().text, once.front().text);
  }
}

TEST(StandardiseProperty, adding_the_district_never_changes_the_answer) {
  for (const auto& [text, district] : {std::pair("云锦路10号", "江北区"), std::pair("望江花园2栋", "江北区"), std::pair("李家湾7号", "江南区"), std::pair("榉树街299弄12号", "江南区"),
                                       std::pair("三中食堂", "江北区"), std::pair("青溪桥", "江南区")}) {
    const auto plain = standardiser().standardise(text), with = standardiser().standardise(std::string(district) + text);
    ASSERT_FALSE(plain.empty() || with.empty()) << text;
    EXPECT_EQ(plain.front().code, with.front().code) << text;
    EXPECT_GE(with.front().confidence + 1e-9, plain.front().confidence - 0.05) << text;
  }
}

TEST(StandardiseProperty, odd_texts_are_answered_with_nothing_or_with_little) {
  std::string long_text;
  for (int i = 0; i < 10'000; ++i) long_text += "哈";
  for (const std::string& text : {std::string(), std::string("   "), std::string("12345678901234567890"), std::string("🙂🙂🙂"), std::string("\xff\xfe\x80"), std::string("云\xe4"), std::string("----"), std::string("号号号号"),
                                  std::string("（）()，,。"), std::string("栋栋栋单元"), long_text}) {
    for (const auto& place : standardiser().standardise(text)) EXPECT_LT(place.confidence, Standardiser::kAccept) << text.substr(0, 40) << place.text;
  }
  std::string behind = "望江花园2栋" + long_text;
  const auto places = standardiser().standardise(behind);
  ASSERT_FALSE(places.empty());
  EXPECT_EQ(places.front().estate, "E1");
}

TEST(AddressNumbers, keys_are_one_however_a_number_is_written) {
  for (const auto* text : {"88-2", "88-2号", "88号-2", "88号之2", "八十八之二号", "88附2号", "88号附2号", "０８８－２号"}) EXPECT_EQ(number_key(text), "88-2") << text;
  for (const auto* text : {"3栋", "三幢", "3号楼", "3#", "3座", "03栋", "3#楼"}) EXPECT_EQ(house_key(text), "3") << text;
  EXPECT_EQ(number_key("299弄12号"), "299弄12");
  EXPECT_EQ(number_key("299弄3支弄12号"), "299弄3支12");
  EXPECT_EQ(coarser_number("299弄3支12"), "299弄3支");
  EXPECT_EQ(coarser_number("299弄12"), "299弄");
  EXPECT_EQ(coarser_number("88-2"), "88");
  EXPECT_EQ(coarser_number("88"), "");
}

}  // namespace
}  // namespace yiwang
