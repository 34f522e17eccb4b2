#include "cases/command.h"

#include <gtest/gtest.h>

namespace yiwang {
namespace {

Result<Command> read(std::string_view body) { return read_command(json::parse_text(body).value()); }

struct Wrong {
  std::string body;
  Reason reason;
  std::string field;
};
void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.body.substr(0, 80); }

class WrongCommand : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongCommand, is_refused_with_its_field) {
  const auto result = read(GetParam().body);
  ASSERT_FALSE(result) << GetParam().body;
  EXPECT_EQ(code_of(result.error().reason), code_of(GetParam().reason)) << GetParam().body;
  EXPECT_EQ(result.error().field, GetParam().field) << GetParam().body;
}

std::string long_text(std::size_t n) {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) text += "长";
  return text;
}

INSTANTIATE_TEST_SUITE_P(table, WrongCommand, ::testing::Values(
    Wrong{"[]", Reason::wrong_type, ""},
    Wrong{"\"accept\"", Reason::wrong_type, ""},
    Wrong{"{}", Reason::missing_field, "operation"},
    Wrong{R"({"operation":7})", Reason::wrong_type, "operation"},
    Wrong{R"({"operation":null})", Reason::wrong_type, "operation"},
    Wrong{R"({"operation":"explode"})", Reason::unknown_value, "operation"},
    Wrong{R"({"operation":"pass_time"})", Reason::unknown_value, "operation"},
    Wrong{R"({"operation":"follow_area","area":"1","plan":"p"})", Reason::unknown_value, "operation"},
    Wrong{R"({"operation":"accept","by":"me"})", Reason::unknown_field, "by"},
    Wrong{R"({"operation":"merge","into":2,"found":1})", Reason::unknown_field, "found"},
    Wrong{R"({"operation":"split","report":2,"to":9})", Reason::unknown_field, "to"},
    Wrong{R"({"operation":"correct_place","area":"1","found":{}})", Reason::unknown_field, "found"},
    Wrong{R"({"operation":"correct_place"})", Reason::missing_field, "point"},
    Wrong{R"({"operation":"correct_place","point":{"lon":"x"}})", Reason::wrong_type, "point.lon"},
    Wrong{R"({"operation":"correct_place","point":{"lon":1,"height":2}})", Reason::unknown_field, "point.height"},
    Wrong{R"({"operation":"assign_unit"})", Reason::missing_field, "unit"},
    Wrong{R"({"operation":"assign_unit","unit":""})", Reason::missing_field, "unit"},
    Wrong{R"({"operation":"assign_unit","unit":7})", Reason::wrong_type, "unit"},
    Wrong{R"({"operation":"assign_unit","unit":"U","assist":"V"})", Reason::wrong_type, "assist"},
    Wrong{R"({"operation":"assign_unit","unit":"U","assist":["V",3]})", Reason::wrong_type, "assist[1]"},
    Wrong{R"({"operation":"add_unit","units":[]})", Reason::missing_field, "units"},
    Wrong{R"({"operation":"comment","text":" \n\t "})", Reason::missing_field, "text"},
    Wrong{R"({"operation":"comment","text":"a\u0000b"})", Reason::bad_text, "text"},
    Wrong{R"({"operation":"comment","text":"a\u001bb"})", Reason::bad_text, "text"},
    Wrong{R"({"operation":"comment","text":")" + long_text(5001) + "\"}", Reason::out_of_range, "text"},
    Wrong{R"({"operation":"assign_unit","unit":"U","assist":["a","b\u0007"]})", Reason::bad_text, "assist[1]"},
    Wrong{R"({"operation":"resolve","result":"已经处理完毕，现场恢复正常","attachments":[{"id":"x","name":"a\u0001"}]})", Reason::bad_text, "attachments[0].name"},
    Wrong{R"({"operation":"resolve"})", Reason::missing_field, "result"},
    Wrong{R"({"operation":"request_extension","days":0,"reason":"x"})", Reason::out_of_range, "days"},
    Wrong{R"({"operation":"request_extension","days":31,"reason":"x"})", Reason::out_of_range, "days"},
    Wrong{R"({"operation":"request_extension","days":-1,"reason":"x"})", Reason::out_of_range, "days"},
    Wrong{R"({"operation":"request_extension","days":99999999999,"reason":"x"})", Reason::out_of_range, "days"},
    Wrong{R"({"operation":"request_extension","days":"3","reason":"x"})", Reason::wrong_type, "days"},
    Wrong{R"({"operation":"decide_extension"})", Reason::missing_field, "approve"},
    Wrong{R"({"operation":"decide_extension","approve":"yes"})", Reason::wrong_type, "approve"},
    Wrong{R"({"operation":"suspend","cause":"rain","reason":"x"})", Reason::unknown_value, "cause"},
    Wrong{R"({"operation":"call_back","satisfaction":"satisfied"})", Reason::missing_field, "solved"},
    Wrong{R"({"operation":"call_back","satisfaction":3})", Reason::missing_field, "solved"},
    Wrong{R"({"operation":"rate","satisfaction":"satisfied"})", Reason::missing_field, "solved"},
    Wrong{R"({"operation":"merge","into":0})", Reason::missing_field, "into"},
    Wrong{R"({"operation":"merge","into":-4})", Reason::out_of_range, "into"},
    Wrong{R"({"operation":"merge","into":"2"})", Reason::wrong_type, "into"},
    Wrong{R"({"operation":"attach","attachment":{"name":"a.jpg"}})", Reason::missing_field, "attachment"},
    Wrong{R"({"operation":"complete_activity"})", Reason::missing_field, "activity"},
    Wrong{R"({"operation":"complete_activity","activity":1,"data":[1]})", Reason::wrong_type, "data"},
    Wrong{R"({"operation":"complete_activity","activity":1,"data":{"a":{"b":"\u0001"}}})", Reason::bad_text, "data.a.b"}));

TEST(ReadCommand, takes_every_operation_but_the_passing_of_time) {
  const std::map<std::string, std::string> bodies{
      {"assign_unit", R"("unit":"U-1","assist":["U-2"],"note":"请")"}, {"correct_matter", R"("matter":"010101")"},
      {"correct_place", R"("point":{"lon":104,"lat":30})"},            {"change_grade", R"("grade":"a","reason":"x")"},
      {"accept", ""},                                                   {"return", R"("reason":"x")"},
      {"dispute", R"("reason":"x")"},                                   {"arbitrate", R"("unit":"U-1","reason":"x")"},
      {"add_unit", R"("units":["U-1"])"},                               {"finish_assist", ""},
      {"contact", R"("reached":false)"},                                {"ask_citizen", R"("question":"x")"},
      {"reply", R"("text":"x")"},                                       {"comment", R"("text":"x")"},
      {"request_extension", R"("days":30,"reason":"x")"},               {"decide_extension", R"("approve":true)"},
      {"suspend", R"("cause":"weather","reason":"x")"},                 {"resume", ""},
      {"resolve", R"("result":"x")"},                                   {"review", R"("pass":true)"},
      {"call_back", R"("satisfaction":"unreachable")"},                 {"rate", R"("satisfaction":"satisfied","solved":true)"},
      {"reopen", R"("reason":"x")"},                                    {"answer_at_once", R"("answer":"x")"},
      {"refuse", R"("kind":"legal_way","reason":"x")"},                 {"merge", R"("into":2)"},
      {"split", R"("report":2)"},                                       {"remind", ""},
      {"supervise", R"("card":"red","reason":"x")"},                    {"escalate", R"("unit":"U-1","reason":"x")"},
      {"hand_down", R"("unit":"U-1","reason":"x")"},                    {"transfer_partner", R"("partner":"police","reason":"x")"},
      {"attach", R"("attachment":{"id":"ab"})"},                        {"complete_activity", R"("activity":5,"outcome":"agree","data":{"level":2,"list":[1,{"a":"b"}]})"},
      {"send_back", R"("to":"inspect","reason":"x")"},                  {"jump", R"("to":"recheck","reason":"x")"},
      {"add_signer", R"("activity":5,"who":"U-1")"},                    {"remove_signer", R"("activity":5,"who":"U-1","reason":"x")"},
      {"delegate", R"("activity":5,"to":"U-1")"},                       {"transfer", R"("activity":5,"to":"U-1","reason":"x")"},
      {"withdraw", R"("element":"inspect","reason":"x")"},              {"retry", R"("incident":6,"data":{"a":1})"},
      {"skip", R"("incident":6,"reason":"x")"}};
  for (const auto& rule : kOperations) {
    if (rule.code == "pass_time" || rule.code == "follow_area") continue;
    const auto found = bodies.find(std::string(rule.code));
    ASSERT_NE(found, bodies.end()) << rule.code;
    const auto command = read("{\"operation\":\"" + found->first + "\"" + (found->second.empty() ? "" : ",") + found->second + "}");
    ASSERT_TRUE(command) << rule.code << ": " << code_of(command.error().reason) << " " << command.error().field;
    EXPECT_EQ(code_of(operation_of(*command)), rule.code);
  }
}

TEST(ReadCommand, leaves_a_missing_reason_to_be_refused_after_the_permission) {
  const auto command = read(R"({"operation":"return"})");
  ASSERT_TRUE(command);
  EXPECT_TRUE(std::get<Return>(*command).reason.empty());
}

TEST(ReadCommand, keeps_rare_characters_and_line_breaks) {
  const auto command = read("{\"operation\":\"comment\",\"text\":\"𠮷野家\\n“你好” 🚧\"}");
  ASSERT_TRUE(command);
  EXPECT_EQ(std::get<Comment>(*command).text, "𠮷野家\n“你好” 🚧");
}

TEST(ReadCommand, takes_a_text_of_exactly_the_longest_length) {
  EXPECT_TRUE(read("{\"operation\":\"comment\",\"text\":\"" + long_text(5000) + "\"}"));
}

}  // namespace
}  // namespace yiwang
