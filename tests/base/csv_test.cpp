#include "base/csv.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <sstream>

namespace yiwang {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
  std::vector<std::string> header;
  Rows rows;
  std::vector<std::size_t> lines;
  bool broken = false;
};
Read read(const std::string& text, char separator = 0) {
  std::istringstream in(text);
  CsvReader reader(in, separator);
  Read out{reader.header(), {}, {}, false};
  for (std::vector<std::string> cells; reader.next(cells);) {
    out.rows.push_back(cells);
    out.lines.push_back(reader.line());
  }
  out.broken = reader.broken();
  return out;
}

TEST(Csv, reads_quotes_newlines_and_doubled_quotes) {
  const auto got = read("\xef\xbb\xbfid, text ,at\r\n1,\"说 \"\"吵\"\"\n第二行\",x\r\n\r\n2,,\r\n");
  EXPECT_THAT(got.header, testing::ElementsAre("id", "text", "at"));
  EXPECT_EQ(got.rows, (Rows{{"1", "说 \"吵\"\n第二行", "x"}, {"2", "", ""}}));
  EXPECT_THAT(got.lines, testing::ElementsAre(2U, 5U));
  EXPECT_FALSE(got.broken);
}

TEST(Csv, finds_the_separator_in_the_header) {
  EXPECT_EQ(read("a;b;c\n1,5;2;3\n").rows, (Rows{{"1,5", "2", "3"}}));
  EXPECT_EQ(read("a\tb\n1\t2\n").rows, (Rows{{"1", "2"}}));
  EXPECT_THAT(read("\"a,b\";c\n").header, testing::ElementsAre("a,b", "c"));
  EXPECT_EQ(read("a;b,c\n1;2,3\n", ',').rows, (Rows{{"1;2", "3"}}));
}

TEST(Csv, pads_short_rows_and_keeps_long_ones) {
  EXPECT_EQ(read("a,b\n1\n1,2,3\n").rows, (Rows{{"1", ""}, {"1", "2", "3"}}));
}

TEST(Csv, a_text_that_starts_like_a_mark_is_kept_whole) {
  EXPECT_THAT(read("\xef\xbc\x8c"
                   "a,b\n").header, testing::ElementsAre("\xef\xbc\x8c"
                                                         "a", "b"));
}

TEST(Csv, tells_when_the_text_ends_inside_quotes) {
  const auto got = read("a,b\n1,\"open\n2,3\n");
  EXPECT_TRUE(got.broken);
  EXPECT_EQ(got.rows, (Rows{{"1", "open\n2,3\n"}}));
}

TEST(Csv, survives_nothing_at_all) {
  EXPECT_TRUE(read("").header.empty());
  EXPECT_TRUE(read("a,b").rows.empty());
  std::istringstream in("a,b\n");
  EXPECT_EQ(CsvReader(in).column("b"), 1);
  std::istringstream again("a,b\n");
  EXPECT_EQ(CsvReader(again).column("c"), -1);
}

TEST(Csv, no_cell_becomes_a_formula) {
  EXPECT_EQ(csv_cell("=HYPERLINK(\"x\")", true), "\"'=HYPERLINK(\"\"x\"\")\"");
  EXPECT_EQ(csv_cell("+1", true), "'+1");
  EXPECT_EQ(csv_cell("@a", true), "'@a");
  EXPECT_EQ(csv_cell("-1", false), "-1");
  EXPECT_EQ(csv_cell("plain", true), "plain");
}

RC_GTEST_PROP(Csv, what_is_written_is_read_again, ()) {
  const auto cell = rc::gen::container<std::string>(rc::gen::element('a', ' ', ',', ';', '\t', '"', '\n', '\r', '=', '\xe4'));
  const auto rows = *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(3, cell));
  std::string text = "a,b,c\n";
  for (const auto& row : rows) text += csv_cell(row[0]) + "," + csv_cell(row[1]) + "," + csv_cell(row[2]) + "\n";
  RC_ASSERT(read(text).rows == rows);
}

}  // namespace
}  // namespace yiwang
