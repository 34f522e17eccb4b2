#include "base/json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.h"
#include "contract/reasons.h"

namespace yiwang {

struct Inner {
  std::string phone;
  std::optional<int> floor;
  bool operator==(const Inner&) const = default;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (phone, floor))

struct Outer {
  CaseId id;
  std::string text;
  double share = 0;
  bool open = false;
  Instant at{};
  milliseconds took{0};
  Reason reason = Reason::malformed;
  std::optional<std::string> note;
  std::vector<Inner> people;
  std::map<std::string, int> counts;
  bool operator==(const Outer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (id, text, share, open, at, took, reason, note, people, counts))

namespace {

Refusal refusal_of(std::string_view text) { return json::from_text<Outer>(text).error(); }

TEST(Json, has_one_canonical_form) {
  const Outer value{{7}, "说\"吵\"\n\x01", 0.1, true, Instant{milliseconds{1795248000000}}, milliseconds{250}, Reason::bad_point, {}, {{"1", 3}, {"", {}}}, {{"b", 2}, {"a", 1}}};
  EXPECT_EQ(json::to_text(value),
            R"({"id":7,"text":"说\"吵\"\n\u0001","share":0.1,"open":true,"at":"2026-11-21T08:00:00Z","took":250,"reason":"bad_point",)"
            R"("people":[{"phone":"1","floor":3},{}],"counts":{"a":1,"b":2}})");
  EXPECT_EQ(json::from_text<Outer>(json::to_text(value)).value(), value);
}

TEST(Json, names_the_member_that_is_wrong) {
  EXPECT_EQ(refusal_of(R"({"people":[{"phone":"1"},{"phone":2}]})").field, "people[1].phone");
  EXPECT_EQ(refusal_of(R"({"people":[{"phone":"1"},{"phone":2}]})").reason, Reason::wrong_type);
  EXPECT_EQ(refusal_of(R"({"people":[{"fone":"1"}]})").field, "people[0].fone");
  EXPECT_EQ(refusal_of(R"({"people":[{"fone":"1"}]})").reason, Reason::unknown_field);
  EXPECT_EQ(refusal_of(R"({"people":{}})"), (Refusal{Reason::wrong_type, {{"wanted", "list"}}, "people"}));
  EXPECT_EQ(refusal_of(R"({"reason":"nonsense"})").reason, Reason::unknown_value);
  EXPECT_EQ(refusal_of(R"({"at":"tomorrow"})"), (Refusal{Reason::wrong_type, {{"wanted", "time"}}, "at"}));
  EXPECT_EQ(refusal_of(R"({"counts":{"a":"x"}})").reason, Reason::wrong_type);
  EXPECT_EQ(refusal_of(R"({"id":-1})").reason, Reason::out_of_range);
  EXPECT_EQ(refusal_of(R"({"id":1.5})").reason, Reason::out_of_range);
  EXPECT_EQ(refusal_of(R"([])").reason, Reason::wrong_type);
}

TEST(Json, an_unknown_member_may_be_allowed) {
  EXPECT_EQ(json::from_text<Outer>(R"({"other":1,"text":"a"})", false).value().text, "a");
}

TEST(Json, refuses_what_is_not_json) {
  for (const auto* text : {"", "{", "{\"text\":}", "{} {}", "{\"text\":\"\xff\"}", "nul", "{'text':1}"}) EXPECT_EQ(refusal_of(text).reason, Reason::malformed) << text;
  EXPECT_EQ(refusal_of(std::string(1000, '[')).reason, Reason::malformed);
}

TEST(Json, keeps_defaults_for_what_is_absent_and_reads_null_as_none) {
  EXPECT_EQ(json::from_text<Outer>("{}").value(), Outer{});
  EXPECT_EQ(json::from_text<Outer>(R"({"note":null})").value(), Outer{});
}

RC_GTEST_PROP(Json, strings_and_numbers_come_back, (const std::u16string& letters, double share, std::int64_t took, std::uint64_t id)) {
  Outer value;
  for (const char16_t c : letters) {
    if (c < 0xd800 || c > 0xdfff) append_codepoint(value.text, c);
  }
  value.share = share;
  value.took = milliseconds{took};
  value.id = {id};
  RC_ASSERT(json::from_text<Outer>(json::to_text(value)).value() == value);
}

}  // namespace
}  // namespace yiwang
