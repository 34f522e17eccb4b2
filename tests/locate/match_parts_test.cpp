#include <gtest/gtest.h>

#include "base/random.h"
#include "base/text.h"
#include "locate/match/plain_address.h"
#include "locate/match/read_address.h"

namespace yiwang {
namespace {

std::string plain(std::string_view text) { return to_utf8(plain_address(text)); }
std::vector<std::string> values(std::string_view text, PartKind kind) {
  std::vector<std::string> out;
  const auto read = read_address(text);
  for (const auto& one : read.of(kind)) out.push_back(to_utf8(one));
  return out;
}
using Words = std::vector<std::string>;

TEST(PlainAddress, WritesNumbersOneWay) {
  EXPECT_EQ(plain("云泉路八十八号十二幢二单元三楼"), "云泉路88号12栋2单元3层");
  EXPECT_EQ(plain("云泉路８８号１２号楼"), "云泉路88号12栋");
  EXPECT_EQ(plain("三八一八弄5号之2"), "3818弄5-2号");
  EXPECT_EQ(plain("锦川花园Ⅱ期"), "锦川花园2期");
  EXPECT_EQ(plain("第二十一小学"), "21小学");
  EXPECT_EQ(plain("柳林路与湖滨路交汇处"), "柳林路与湖滨路交叉口");
}

TEST(PlainAddress, TakesAnyBytes) {
  Random random(7);
  const std::vector<std::string> pieces{"十", "二", "第", "号", "之", "-", "#", "楼", "座", "(", "）", "\xff", "\xe4\xb8", "1", "f", "😀", "弄", "米", "与"};
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (std::uint64_t n = random.below(12); n > 0; --n) text += pieces[random.below(pieces.size())];
    const auto read = read_address(text);
    std::size_t last = 0;
    for (const auto& part : read.parts) {
      EXPECT_LE(last, part.from) << text;
      EXPECT_LT(part.from, part.to) << text;
      last = part.to;
    }
    EXPECT_LE(last, read.text.size());
  }
}

TEST(AddressParts, CutsAWholeAddress) {
  const std::string text = "江川省云泉市锦湖区青石街道柳林社区桐川路88号湖滨花园3号楼2单元501室";
  EXPECT_EQ(values(text, PartKind::province), Words{"江川省"});
  EXPECT_EQ(values(text, PartKind::city), Words{"云泉市"});
  EXPECT_EQ(values(text, PartKind::district), Words{"锦湖区"});
  EXPECT_EQ(values(text, PartKind::town), Words{"青石街道"});
  EXPECT_EQ(values(text, PartKind::village), Words{"柳林社区"});
  EXPECT_EQ(values(text, PartKind::road), Words{"桐川路"});
  EXPECT_EQ(values(text, PartKind::road_number), Words{"88"});
  EXPECT_EQ(values(text, PartKind::name), Words{"湖滨花园"});
  EXPECT_EQ(values(text, PartKind::building), Words{"3"});
  EXPECT_EQ(values(text, PartKind::unit), Words{"2"});
  EXPECT_EQ(values(text, PartKind::room), Words{"501"});
}

TEST(AddressParts, CutsACrossingWithADistance) {
  const std::string text = "桐川路与柳林街交叉口西北行200米云山大厦(东门)";
  EXPECT_EQ(values(text, PartKind::road), (Words{"桐川路", "柳林街"}));
  EXPECT_EQ(values(text, PartKind::distance), Words{"西北行200"});
  EXPECT_EQ(values(text, PartKind::name), Words{"云山大厦"});
  EXPECT_EQ(values(text, PartKind::bracket), Words{"东门"});
}

TEST(CompareNumbers, KnowsEqualPartlyAndOther) {
  const std::vector<std::u32string> none, three{U"3"}, sub{U"3-2"}, range{U"1-10"}, nine{U"19"};
  EXPECT_EQ(compare_numbers(three, three), PartState::equal);
  EXPECT_EQ(compare_numbers(three, sub), PartState::partly);
  EXPECT_EQ(compare_numbers(three, range), PartState::partly);
  EXPECT_EQ(compare_numbers(nine, range), PartState::differs);
  EXPECT_EQ(compare_numbers(three, none), PartState::only_query);
  EXPECT_EQ(compare_numbers(none, three), PartState::only_candidate);
  EXPECT_EQ(compare_numbers(none, none), PartState::neither);
}

TEST(CompareRoads, BearsADistrictBeforeTheRoad) {
  EXPECT_EQ(compare_roads({U"锦湖桐川路"}, {U"桐川路"}), PartState::partly);
  EXPECT_EQ(compare_roads({U"桐川北路"}, {U"桐川路"}), PartState::partly);
  EXPECT_EQ(compare_roads({U"桐川路"}, {U"柳林路"}), PartState::differs);
}

TEST(TextLikeness, IsTheSameBothWays) {
  Random random(3);
  const std::u32string letters = U"云山湖泉路号12";
  for (int i = 0; i < 300; ++i) {
    std::u32string a, b;
    for (std::uint64_t n = random.below(9); n > 0; --n) a += letters[random.below(letters.size())];
    for (std::uint64_t n = random.below(9); n > 0; --n) b += letters[random.below(letters.size())];
    EXPECT_EQ(dice(a, b), dice(b, a));
    EXPECT_EQ(edit_distance(a, b), edit_distance(b, a));
    EXPECT_EQ(longest_common_run(a, b), longest_common_run(b, a));
    EXPECT_EQ(common_in_order(a, b), common_in_order(b, a));
    EXPECT_LE(longest_common_run(a, b), common_in_order(a, b));
    EXPECT_EQ(edit_distance(a, a), 0u);
    EXPECT_EQ(compare_numbers({a}, {b}) == PartState::equal, compare_numbers({b}, {a}) == PartState::equal);
  }
}

}  // namespace
}  // namespace yiwang
