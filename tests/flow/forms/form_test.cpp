#include "flow/forms/form.h"

#include <gtest/gtest.h>

namespace yiwang::forms {
namespace {

const std::string kVisit = R"({"$schema":"https://json-schema.org/draft/2020-12/schema","title":"现场核实","x-yiwang":{"title_en":"Site visit"},"type":"object",
  "required":["found","when"],"properties":{
    "note":{"type":"string","title":"说明","maxLength":500},
    "when":{"type":"string","format":"date-time","title":"时间","x-yiwang":{"order":1,"title_en":"When"}},
    "found":{"enum":["yes","no"],"title":"属实","x-yiwang":{"order":2,"widget":"radio","help":"到现场后填写"}},
    "place":{"type":"object","title":"地点","properties":{"lon":{"type":"number","title":"经度"},"lat":{"type":"number","title":"纬度"}},"x-yiwang":{"widget":"place","order":3}}}})";

std::string faults(const std::string& text) {
  std::string out;
  for (const auto& fault : Form::check_text(text)) {
    out += (out.empty() ? "" : "; ") + std::string(fault.severity == FormFault::Severity::error ? "error " : "warning ") + fault.rule + " " + fault.at;
  }
  return out;
}

TEST(Forms, GiveTheirFieldsInOrderWithWidgets) {
  const auto form = Form::parse(kVisit);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->title(), "现场核实");
  EXPECT_EQ(form->title_en(), "Site visit");
  ASSERT_EQ(form->fields().size(), 4u);
  EXPECT_EQ(form->fields()[0].name, "when");
  EXPECT_EQ(form->fields()[0].widget, "datetime");
  EXPECT_TRUE(form->fields()[0].required);
  EXPECT_EQ(form->fields()[1].widget, "radio");
  EXPECT_EQ(form->fields()[1].help, "到现场后填写");
  EXPECT_EQ(form->fields()[2].fields[1].pointer, "/place/lat");
  EXPECT_EQ(form->fields()[3].widget, "textarea");
  EXPECT_FALSE(form->fields()[3].required);
}

TEST(Forms, ValidateWhatWasFilledIn) {
  const auto form = Form::parse(kVisit);
  ASSERT_TRUE(form);
  EXPECT_TRUE(form->validate(*json::parse_text(R"({"when":"2026-01-01T08:00:00+08:00","found":"yes"})")).empty());
  EXPECT_EQ(form->validate(*json::parse_text(R"({"when":"昨天","found":"yes"})")).front().at, "/when");
}

TEST(FormFaults, AreToldWithTheirPlace) {
  EXPECT_EQ(faults(kVisit), "");
  EXPECT_EQ(faults("{"), "error top ");
  EXPECT_EQ(faults("[]"), "error top ");
  EXPECT_EQ(faults(R"({"title":"a","type":"object","properties":{"x":{"title":"甲","type":"string","x-yiwang":{"widget":"dial"}}}})"),
            "error widget /properties/x/x-yiwang/widget");
  EXPECT_EQ(faults(R"({"title":"a","type":"object","properties":{"x":{"title":"甲","type":"string","x-yiwang":{"widget":"number","colour":1}}}})"),
            "error unknown /properties/x/x-yiwang/colour; error widget /properties/x/x-yiwang/widget");
  EXPECT_EQ(faults(R"({"title":"a","type":"object","required":["y"],"properties":{"x":{"title":"甲","type":"string","x-yiwang":{"widget":"select"}}}})"),
            "error options /properties/x; error required /required");
  EXPECT_EQ(faults(R"({"title":"a","type":"object","properties":{"x":{"type":"strng"}}})"), "error schema /properties/x/type; warning title /properties/x");
}

}  // namespace
}  // namespace yiwang::forms
