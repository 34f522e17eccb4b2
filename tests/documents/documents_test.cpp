#include <gtest/gtest.h>
#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>

#include "adapters/documents/open_rows.h"
#include "adapters/documents/write_table.h"
#include "adapters/documents/xlsx_book.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

class Documents : public testing::Test {
 protected:
  Documents() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / ("yiwang_documents_" + std::to_string(getpid()) + "_" + info->name());
    fs::create_directories(folder_);
  }
  ~Documents() override { fs::remove_all(folder_); }
  std::string file(const std::string& name, const std::string& text) {
    const auto path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::string archive(const std::string& name, const std::vector<std::pair<std::string, std::string>>& parts) {
    const auto path = (folder_ / name).string();
    int error = 0;
    auto* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto& [part, text] : parts) zip_file_add(zip, part.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), ZIP_FL_OVERWRITE);
    EXPECT_EQ(zip_close(zip), 0);
    return path;
  }
  static std::vector<std::vector<std::string>> all(RowSource& rows) {
    std::vector<std::vector<std::string>> out;
    std::vector<std::string> cells;
    while (rows.next(cells)) out.push_back(cells);
    return out;
  }
  fs::path folder_;
};

const std::vector<TableColumn> kColumns{{"编号", TableColumn::Kind::text, 20}, {"件数", TableColumn::Kind::number, 8}, {"时间", TableColumn::Kind::time, 20}, {"完成", TableColumn::Kind::yes_no, 6}};
const Instant kMoment = *parse_instant("2026-01-20T01:00:00Z");

TEST_F(Documents, CsvForSpreadsheetsStartsWithABomAndRunsNoFormula) {
  std::string out;
  auto table = write_csv([&](std::string_view piece) { out += piece; }, kColumns, {.yes = "是", .no = "否"});
  table->row({std::string("=1+1"), std::int64_t{3}, kMoment, true});
  table->row({std::string("a,\"b\""), std::monostate{}, std::monostate{}, false});
  table->finish();
  EXPECT_EQ(out, "\xef\xbb\xbf编号,件数,时间,完成\r\n'=1+1,3,2026-01-20 09:00:00,是\r\n\"a,\"\"b\"\"\",,,否\r\n");
}

TEST_F(Documents, AnXlsxFileWrittenIsReadBackTheSame) {
  const auto path = (folder_ / "out.xlsx").string();
  auto table = write_xlsx(path, kColumns, {.sheet = "案件", .yes = "是", .no = "否"});
  table->row({std::string("YW20260120-000001"), std::int64_t{13800000001}, kMoment, true});
  table->row({std::string("=SUM(A1) 𠀀😀"), 0.5, std::monostate{}, false});
  table->row({std::string(), std::monostate{}, kMoment, std::monostate{}});
  table->finish();
  auto rows = open_rows(path);
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)->header(), (std::vector<std::string>{"编号", "件数", "时间", "完成"}));
  EXPECT_EQ(all(**rows), (std::vector<std::vector<std::string>>{{"YW20260120-000001", "13800000001", "2026-01-20 09:00:00", "是"},
                                                                {"=SUM(A1) 𠀀😀", "0.5", "", "否"},
                                                                {"", "", "2026-01-20 09:00:00", ""}}));
  EXPECT_FALSE((*rows)->fault());
}

TEST_F(Documents, TenThousandRowsGoThroughXlsxInOrder) {
  const auto path = (folder_ / "many.xlsx").string();
  auto table = write_xlsx(path, {{"n", TableColumn::Kind::number}, {"text"}});
  for (std::int64_t i = 0; i < 10'000; ++i) table->row({i, "第" + std::to_string(i) + "件 路灯不亮"});
  table->finish();
  auto rows = open_rows(path);
  ASSERT_TRUE(rows);
  std::vector<std::string> cells;
  std::size_t count = 0;
  while ((*rows)->next(cells)) {
    ASSERT_EQ(cells[0], std::to_string(count));
    ASSERT_EQ((*rows)->line(), count + 2);
    ++count;
  }
  EXPECT_EQ(count, 10'000u);
}

const std::string kRels =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://x/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet7.xml"/></Relationships>)";
const std::string kBook = R"(<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="a" sheetId="1" r:id="rId9"/></x:sheets></x:workbook>)";

TEST_F(Documents, SheetsOfOtherProgramsWithPrefixesInlineTextsAndGapsAreRead) {
  const auto path = archive("other.xlsx", {{"xl/workbook.xml", kBook},
                                           {"xl/_rels/workbook.xml.rels", kRels},
                                           {"xl/worksheets/sheet7.xml",
                                            R"(<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t> 标题 </x:t></x:is></x:c><x:c r="C2" t="str"><x:v>电话</x:v></x:c></x:row>)"
                                            R"(<x:row r="3"/><x:row r="4"><x:c r="C4"><x:v>1.3800000001E10</x:v></x:c></x:row></x:sheetData><x:rowBreaks/></x:worksheet>)"}});
  auto rows = open_rows(path);
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)->header(), (std::vector<std::string>{"标题", "", "电话"}));
  EXPECT_EQ(all(**rows), (std::vector<std::vector<std::string>>{{"", "", "13800000001"}}));
  EXPECT_EQ((*rows)->line(), 4u);
}

TEST_F(Documents, AZipBombIsRefusedBeforeItFillsTheMemory) {
  std::string bomb = R"(<worksheet><sheetData><row r="1"><c t="str"><v>)" + std::string(64 << 20, 'a');
  const auto path = archive("bomb.xlsx", {{"xl/workbook.xml", kBook}, {"xl/_rels/workbook.xml.rels", kRels}, {"xl/worksheets/sheet7.xml", bomb}});
  auto rows = open_rows(path);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().reason, Reason::too_large);
}

TEST_F(Documents, WhatIsNoTableIsRefusedWithTheReason) {
  EXPECT_EQ(open_rows((folder_ / "absent.csv").string()).error().reason, Reason::not_found);
  EXPECT_EQ(open_rows(file("old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")).error().reason, Reason::unsupported_type);
  EXPECT_EQ(open_rows(file("a.pdf", "%PDF-1.4")).error().reason, Reason::unsupported_type);
  EXPECT_EQ(open_rows(file("empty.csv", "")).error().reason, Reason::malformed);
  EXPECT_EQ(open_rows(file("cut.xlsx", "PK\x03\x04 cut off")).error().reason, Reason::malformed);
  EXPECT_EQ(open_rows(archive("plain.zip", {{"word/document.xml", "<a/>"}})).error().reason, Reason::unsupported_type);
}

TEST_F(Documents, JsonLinesGiveTheUnionOfTheirKeysAsHeader) {
  auto rows = open_rows(file("a.jsonl", "{\"id\":1,\"text\":\"路灯不亮\"}\n\n{\"id\":2,\"reporter\":{\"name\":\"王\"},\"tags\":[1,2],\"none\":null}\n"));
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)->header(), (std::vector<std::string>{"id", "text", "reporter.name", "tags", "none"}));
  EXPECT_EQ(all(**rows), (std::vector<std::vector<std::string>>{{"1", "路灯不亮", "", "", ""}, {"2", "", "王", "[1,2]", ""}}));
  EXPECT_EQ((*rows)->line(), 3u);
}

TEST_F(Documents, ABrokenJsonLineEndsTheRowsAndSaysWhere) {
  auto rows = open_rows(file("a.jsonl", "{\"id\":1}\n{\"id\":\n{\"id\":3}\n"));
  ASSERT_TRUE(rows);
  EXPECT_EQ(all(**rows).size(), 1u);
  ASSERT_TRUE((*rows)->fault());
  EXPECT_EQ((*rows)->fault()->reason, Reason::malformed);
}

TEST_F(Documents, CsvIsReadWithLineNumbers) {
  auto rows = open_rows(file("a.csv", "\xef\xbb\xbfid,text\r\n1,\"两\n行\"\r\n2,三\r\n"));
  ASSERT_TRUE(rows);
  EXPECT_EQ((*rows)->header(), (std::vector<std::string>{"id", "text"}));
  std::vector<std::string> cells;
  ASSERT_TRUE((*rows)->next(cells));
  EXPECT_EQ(cells, (std::vector<std::string>{"1", "两\n行"}));
  ASSERT_TRUE((*rows)->next(cells));
  EXPECT_EQ((*rows)->line(), 4u);
}

TEST(XlsxNumbers, DatesAreToldByTheirFormatNotByTheirLook) {
  EXPECT_TRUE(detail::shows_time("yyyy\\-mm\\-dd"));
  EXPECT_TRUE(detail::shows_time("[$-804]yyyy\"年\"m\"月\""));
  EXPECT_FALSE(detail::shows_time("0.00\"days\""));
  EXPECT_FALSE(detail::shows_time("[Red]#,##0"));
  EXPECT_EQ(detail::date_text(46042.375, false), "2026-01-20 09:00:00");
  EXPECT_EQ(detail::date_text(1, false), "1900-01-01");
  EXPECT_EQ(detail::date_text(61, false), "1900-03-01");
  EXPECT_EQ(detail::date_text(44580, true), "2026-01-20");
  EXPECT_EQ(detail::date_text(-1, false), "");
  EXPECT_EQ(detail::column_of("AB12"), 27);
  EXPECT_EQ(detail::number_text("0.1"), "0.1");
}

}  // namespace
}  // namespace yiwang
