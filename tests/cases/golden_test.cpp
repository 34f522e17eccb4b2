#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cases/examples.h"

// Shipped events must be readable for ever. Each kind has a file with its bytes; this test writes none unless it is told to.

namespace yiwang::testing {
namespace {

std::string path_of(EventKind kind) {
  return std::string(YIWANG_SOURCE_DIR) + "/tests/cases/golden/" + std::string(code_of(kind)) + ".v" + std::to_string(info(kind).version) + ".json";
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class GoldenEvent : public ::testing::TestWithParam<std::size_t> {};

TEST_P(GoldenEvent, keeps_its_bytes_and_is_read_back_the_same) {
  const auto kind = static_cast<EventKind>(GetParam());
  const auto event = example_of(kind);
  ASSERT_EQ(kind_of(event), kind) << "tests/cases/examples.cpp lacks an example of " << code_of(kind);
  const auto bytes = encode_events({event}) + "\n";
  const auto path = path_of(kind);
  if (std::getenv("YIWANG_NEW_GOLDEN") != nullptr && !std::ifstream(path)) std::ofstream(path, std::ios::binary) << bytes;
  const auto golden = read_file(path);
  ASSERT_FALSE(golden.empty()) << "No frozen bytes for " << code_of(kind) << " version " << info(kind).version
                               << ". For a new kind or version: YIWANG_NEW_GOLDEN=1 ./test_cases --gtest_filter='*GoldenEvent*', then commit " << path;
  EXPECT_EQ(bytes, golden) << "The shape of " << code_of(kind) << " has changed. Ledgers out there hold the old one. Either take the change back, or: 1. raise its "
                           << "`version` in contract/events.yaml and run contract/generate.py; 2. keep the old file and add a reader of the old version in "
                           << "src/cases/event.cpp; 3. run once with YIWANG_NEW_GOLDEN=1 to freeze the new version.";
  const auto back = decode_events(golden);
  ASSERT_TRUE(back) << code_of(back.error().reason) << " " << back.error().field;
  ASSERT_EQ(back->size(), 1u);
  EXPECT_TRUE(back->front() == event);
}

INSTANTIATE_TEST_SUITE_P(every_kind, GoldenEvent, ::testing::Range<std::size_t>(0, kEventKinds.size()),
                         [](const auto& i) { return std::string(code_of(static_cast<EventKind>(i.param))); });

TEST(EventText, refuses_what_is_not_ours) {
  for (const auto* text : {"", "{}", "[1]", "[[\"case_accepted\",1]]", "[[\"case_accepted\",2,{}]]", "[[\"case_exploded\",1,{}]]", "[[\"case_accepted\",1,{\"a\":1}]]",
                           "[[\"grade_changed\",1,{\"grade\":\"z\"}]]", "[[\"case_accepted\",1,{}]"}) {
    const auto events = decode_events(text);
    ASSERT_FALSE(events) << text;
    EXPECT_EQ(events.error().reason, Reason::malformed) << text;
  }
}

TEST(EventText, of_an_entry_without_events_is_an_empty_list) {
  EXPECT_EQ(encode_events({}), "[]");
  EXPECT_TRUE(decode_events("[]")->empty());
}

}  // namespace
}  // namespace yiwang::testing
