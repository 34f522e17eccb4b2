#include <gtest/gtest.h>

#include <sstream>

#include "understand/matter_borrow.h"
#include "understand/matter_model.h"
#include "understand/matter_rows.h"
#include "understand/scoring.h"

namespace yiwang {
namespace {

MatterRows rows_of(const std::string& csv, std::string_view columns = {}, bool labels = true) {
  std::istringstream in(csv);
  return read_matter_rows(in, columns, labels);
}

TEST(MatterRows, take_the_title_where_there_is_one) {
  const auto rows = rows_of("id,title,text,label\n1,路灯不亮,门口的灯坏了,城乡建设\n2,,没有标题,环境保护\n");
  ASSERT_EQ(rows.texts.size(), 2u) << rows.fault;
  EXPECT_EQ(rows.texts[0].text, "路灯不亮\n门口的灯坏了");
  EXPECT_EQ(rows.texts[0].label, "城乡建设");
  EXPECT_EQ(rows.texts[1].text, "没有标题");
}

TEST(MatterRows, know_columns_in_chinese_and_in_any_case) {
  const auto chinese = rows_of("留言编号,留言主题,留言详情,一级标签\n1,路灯,不亮,城乡建设\n");
  ASSERT_EQ(chinese.texts.size(), 1u) << chinese.fault;
  EXPECT_EQ(chinese.texts[0].text, "路灯\n不亮");
  EXPECT_EQ(rows_of("ID,Text,Label\n1,路灯,城乡建设\n").texts.size(), 1u);
}

TEST(MatterRows, take_named_columns_alone) {
  const auto rows = rows_of("a,b,c,d\n1,头,身,x\n", "a,b+c,d");
  ASSERT_EQ(rows.texts.size(), 1u) << rows.fault;
  EXPECT_EQ(rows.texts[0].text, "头\n身");
  EXPECT_EQ(rows.texts[0].label, "x");
}

TEST(MatterRows, say_what_is_missing_and_what_is_there) {
  EXPECT_NE(rows_of("id,words\n1,路灯\n").fault.find("id, words"), std::string::npos);
  EXPECT_NE(rows_of("id,text\n1,路灯\n").fault.find("label"), std::string::npos);
  EXPECT_NE(rows_of("id,text,label\n1,路灯,x\n", "id,text").fault.find("three names"), std::string::npos);
  EXPECT_NE(rows_of("id,text,label\n1,路灯,x\n", "id,body,label").fault.find("body"), std::string::npos);
  EXPECT_NE(rows_of("id,text,label\n").fault.find("no rows"), std::string::npos);
  EXPECT_NE(rows_of("id,text,label\n1,路灯,\n").fault.find("every label is empty"), std::string::npos);
  EXPECT_NE(rows_of("id,text,label\n1,\"路灯,x\n").fault.find("quotes"), std::string::npos);
  EXPECT_NE(rows_of("id,\xc1\xd4\xd1\xd4\n1,x\n").fault.find("not UTF-8"), std::string::npos);
  EXPECT_FALSE(rows_of("").fault.empty());
}

TEST(MatterRows, pass_over_rows_without_label_and_count_them) {
  const auto rows = rows_of("id,text,label\n1,路灯,\n2,噪声,环境保护\n");
  EXPECT_EQ(rows.texts.size(), 1u);
  EXPECT_EQ(rows.without_label, 1u);
}

TEST(MatterRows, need_no_label_to_learn_words_from) {
  const auto rows = rows_of("id,title,text\n1,路灯,不亮\n", {}, false);
  ASSERT_EQ(rows.texts.size(), 1u) << rows.fault;
  EXPECT_TRUE(rows.texts[0].label.empty());
}

TEST(MatterNames, become_codes_in_the_order_of_the_file) {
  std::istringstream in("level1,level2,level3\n城乡建设,市政,路灯\n城乡建设,市政,井盖\n城乡建设,住房,公积金\n环境保护,污染,噪声\n");
  std::map<std::string, std::string> names;
  const auto rows = read_matter_names(in, names);
  ASSERT_EQ(rows.texts.size(), 4u) << rows.fault;
  EXPECT_EQ(rows.texts[1].label, "010102");
  EXPECT_EQ(rows.texts[2].label, "010201");
  EXPECT_EQ(rows.texts[3].label, "020101");
  EXPECT_FALSE(rows.texts[0].spoken);
  EXPECT_EQ(names, (std::map<std::string, std::string>{{"01", "城乡建设"}, {"02", "环境保护"}}));
  std::istringstream wrong("a,b\n1,2\n");
  EXPECT_NE(read_matter_names(wrong, names).fault.find("level1"), std::string::npos);
}

class Borrowing : public ::testing::Test {
 protected:
  std::map<std::string, std::string> lender_classes_ = {{"01", "城乡建设"}, {"03", "交通运输"}, {"05", "卫生计生"}};
  std::vector<LabelledText> lender_ = {office_text("010101", "路灯不亮", "路灯故障、缺灯"),      office_text("010102", "电梯故障与维保", "困人、停用"),
                                       office_text("030101", "公交线路与站点", "新增、调整线路"), office_text("050101", "医院服务态度", "医生护士态度"),
                                       {"巷子里的灯坏了半个月", "010101"},                        {"电梯又停了，天天爬楼", "010102"},
                                       {"等了四十分钟一趟车也没来", "030101"},                    {"挂号窗口冷言冷语", "050101"}};
  std::map<std::string, std::string> classes_ = {{"01", "城乡建设"}, {"02", "商贸旅游"}, {"03", "交通运输"}};
  std::vector<LabelledText> names_ = {office_text("010101", "城乡建设，市政", "路灯照明"), office_text("010102", "城乡建设，市政", "公共汽车"),
                                      office_text("020101", "商贸旅游，质监", "特种设备管理"), office_text("030101", "交通运输，客运", "其他")};
};

TEST_F(Borrowing, gives_each_matter_to_the_class_that_names_it_else_to_its_own) {
  std::map<std::string, std::string> to;
  for (const auto& match : match_matters(names_, classes_, lender_, lender_classes_)) to[match.from] = match.to;
  EXPECT_EQ(to["010101"], "010101");
  EXPECT_EQ(to["010102"], "020101") << "a lift is special equipment";
  EXPECT_EQ(to["030101"], "010102") << "a bus is a bus in whatever class";
  EXPECT_EQ(to.count("050101"), 0u) << "nothing like it, no class of its name";
}

TEST_F(Borrowing, lets_names_alone_understand_what_citizens_say) {
  const auto taught = with_borrowed_sentences(names_, classes_, lender_, lender_classes_);
  EXPECT_EQ(taught.size(), names_.size() + 6) << "three matters lend name and sentence";
  EXPECT_EQ(MatterModel::train(taught).guess_classes("等一趟车等了四十分钟").at(0).matter, "01");
  EXPECT_TRUE(with_borrowed_sentences({}, {}, lender_, lender_classes_).empty());
}

TEST(Scoring, lists_the_worst_confusions_first) {
  const std::vector<ScoredAnswer> answers = {{"a", {{"b", 0.9}}}, {"a", {{"b", 0.6}}}, {"b", {}}, {"b", {{"b", 0.7}}}, {"c", {{"a", 0.5}}}};
  const auto worst = worst_confusions(score_matters(answers), 2);
  ASSERT_EQ(worst.size(), 2u);
  EXPECT_EQ(worst[0].truth + worst[0].said, "ab");
  EXPECT_EQ(worst[0].count, 2u);
  EXPECT_EQ(worst[1].truth + worst[1].said, "b");
}

}  // namespace
}  // namespace yiwang
