#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "city/load.h"
#include "understand/call/call_reader.h"
#include "understand/call/transcript.h"
#include "understand/call_judge.h"

namespace yiwang::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kCalls = fs::path(YIWANG_SOURCE_DIR) / "tests/understand/calls";

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<const Reader> demo_reader() {
  static const auto reader = [] {
    const auto loaded = load_city(fs::path(YIWANG_SOURCE_DIR) / "catalogue/demo");
    return loaded.city ? std::make_shared<const Reader>(loaded.city) : nullptr;
  }();
  return reader;
}

struct Totals {
  Verdict all;
  int calls = 0;
  double filled_right() const { return all.filled == 0 ? 1 : static_cast<double>(all.right) / all.filled; }
  double found() const { return all.stated == 0 ? 1 : static_cast<double>(all.right) / all.stated; }
};

Totals score(const std::string& split) {
  Totals out;
  const auto reader = demo_reader();
  for (const auto& entry : fs::directory_iterator(kCalls / split)) {
    if (entry.path().extension() != ".json") continue;
    const auto gold = json::parse_text(bytes_of(entry.path())).value();
    auto transcript = entry.path();
    const auto call = read_transcript(bytes_of(transcript.replace_extension(".txt"))).value();
    const auto form = form_as_json(read_call(reader, *parse_instant(std::string_view(gold.at("now").as_string())), call.lines), reader->city(), call.file_lines);
    for (const auto& [field, wanted] : gold.at("fields").as_object()) out.all += judge(std::string(field), wanted, form.at("form").at(field));
    ++out.calls;
  }
  return out;
}

// Floors a little below what was measured (docs/understanding.md, "From a call"). Of the held part only totals are ever shown.
class GoldCalls : public ::testing::TestWithParam<std::tuple<std::string, int, double, double>> {};

TEST_P(GoldCalls, most_fields_are_filled_and_nearly_all_of_them_right) {
  const auto& [split, calls, right, found] = GetParam();
  ASSERT_TRUE(demo_reader());
  const auto totals = score(split);
  EXPECT_GE(totals.calls, calls);
  EXPECT_GE(totals.filled_right(), right) << split << ": " << totals.all.right << " of " << totals.all.filled << " filled";
  EXPECT_GE(totals.found(), found) << split << ": " << totals.all.right << " of " << totals.all.stated << " stated";
}
INSTANTIATE_TEST_SUITE_P(Splits, GoldCalls,
                         ::testing::Values(std::tuple{"dev", 60, 0.97, 0.95}, std::tuple{"open", 53, 0.98, 0.97}, std::tuple{"held", 27, 0.88, 0.82}),
                         [](const auto& at) { return std::get<0>(at.param); });

}  // namespace
}  // namespace yiwang::testing
