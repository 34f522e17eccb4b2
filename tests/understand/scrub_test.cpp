#include "understand/scrub.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>

#include "base/text.h"

namespace yiwang {
namespace {

TEST(Scrub, masks_what_finds_a_person) {
  EXPECT_EQ(scrub("电话13800001234，谢谢"), "电话138****1234，谢谢");
  EXPECT_EQ(scrub("电话１３８ 0000-1234"), "电话138****1234");
  EXPECT_EQ(scrub("打+8613800001234找我"), "打+86138****1234找我");
  EXPECT_EQ(scrub("座机025-81234567"), "座机025******67");
  EXPECT_EQ(scrub("身份证11010519491231002X。"), "身份证1*****************。");
  EXPECT_EQ(scrub("卡号6222 0212 3456 7894"), scrub("卡号6222021234567894"));
  EXPECT_EQ(scrub("车牌苏A12345违停"), "车牌苏A****5违停");
  EXPECT_EQ(scrub("新能源车苏AD12345"), "新能源车苏A*****5");
  EXPECT_EQ(scrub("发到 li.si-1@example.com.cn 即可"), "发到 ***@*** 即可");
}

TEST(Scrub, leaves_other_numbers_alone) {
  for (const auto* text : {"12345热线", "编号20260101000123456789012", "2026年11月21日16:00", "合同金额1380000元", "3栋2单元501室", "身份证110105194912310021", "粤港澳大湾区", "110和119"}) {
    EXPECT_EQ(scrub(text), text);
  }
}

TEST(Scrub, knows_check_digits) {
  EXPECT_TRUE(is_identity_number("11010519491231002X"));
  EXPECT_FALSE(is_identity_number("110105194912310021"));
  EXPECT_FALSE(is_identity_number("11010519491331002X"));
  EXPECT_TRUE(passes_luhn("4111111111111111"));
  EXPECT_FALSE(passes_luhn("4111111111111112"));
  EXPECT_FALSE(passes_luhn("0000000000000000"));
}

TEST(Scrub, keeps_the_order_and_finds_each_piece_once) {
  const auto found = find_personal("苏A12345 13800001234 a@b.cn");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].kind, PersonalPiece::Kind::plate);
  EXPECT_EQ(found[1].kind, PersonalPiece::Kind::mobile);
  EXPECT_EQ(found[2].kind, PersonalPiece::Kind::email);
}

/// `kind=exact text`, parted by ` | `.
std::vector<std::pair<std::string, std::string>> expected_pieces(const std::string& cell) {
  std::vector<std::pair<std::string, std::string>> out;
  if (cell == "-") return out;
  for (std::size_t at = 0; at <= cell.size();) {
    const auto end = std::min(cell.find(" | ", at), cell.size());
    const auto one = cell.substr(at, end - at);
    out.emplace_back(one.substr(0, one.find('=')), one.substr(one.find('=') + 1));
    at = end + 3;
  }
  return out;
}
std::string name_of(PersonalPiece::Kind kind) {
  static const std::vector<std::string> names = {"mobile", "landline", "identity_number", "bank_card", "plate", "email", "passport", "wechat", "qq"};
  return names.at(static_cast<std::size_t>(kind));
}

TEST(Scrub, finds_everything_in_the_adversarial_table_and_nothing_else) {
  std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/tests/understand/scrub_table.tsv");
  ASSERT_TRUE(in);
  std::size_t rows = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto cells = split(line, '\t');
    ASSERT_EQ(cells.size(), 3u) << line;
    const std::string text(cells[1]);
    const auto wanted = expected_pieces(std::string(cells[2]));
    const auto found = find_personal(text);
    ++rows;
    EXPECT_EQ(found.size(), wanted.size()) << line;
    for (std::size_t i = 0; i < std::min(found.size(), wanted.size()); ++i) {
      EXPECT_EQ(name_of(found[i].kind), wanted[i].first) << line;
      const auto piece = text.substr(found[i].from, found[i].to - found[i].from);
      EXPECT_NE(piece.find(wanted[i].second), std::string::npos) << line << " found " << piece;
    }
  }
  EXPECT_GT(rows, 250u);
}

RC_GTEST_PROP(Scrub, never_leaves_a_mobile_number_whole, (const std::string& noise)) {
  const auto number = "13" + std::to_string(*rc::gen::inRange(100000000, 999999999));
  const auto out = scrub("我的号码是" + number + "，" + noise);
  RC_ASSERT(out.find(number) == std::string::npos);
}

RC_GTEST_PROP(Scrub, twice_is_once, (const std::string& text)) { RC_ASSERT(scrub(scrub(text)) == scrub(text)); }

}  // namespace
}  // namespace yiwang
