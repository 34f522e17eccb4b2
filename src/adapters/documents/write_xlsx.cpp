#include <xlsxwriter.h>

#include <cmath>
#include <stdexcept>

#include "adapters/documents/write_table.h"
#include "base/text.h"

namespace yiwang {
namespace {

constexpr lxw_row_t kMostRows = 1'048'576;
constexpr std::size_t kMostCharacters = 32'767;

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("XLSX: ") + lxw_strerror(error));
}

/// Days since 1899-12-30 at the offset, as spreadsheets count.
double serial_date(Instant at, minutes offset) {
  constexpr double kEpochDay = 25'569;     // 1970-01-01
  const auto local = at.time_since_epoch() + offset;
  return kEpochDay + static_cast<double>(local.count()) / 86'400'000.0;
}

class XlsxTable final : public TableWriter {
 public:
  XlsxTable(const std::string& path, std::vector<TableColumn> columns, TableWords words) : columns_(std::move(columns)), words_(std::move(words)) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) throw std::runtime_error("XLSX: cannot write " + path);
    sheet_ = workbook_add_worksheet(book_, words_.sheet.c_str());
    if (sheet_ == nullptr) {
      lxw_workbook_free(book_);
      throw std::runtime_error("XLSX: bad sheet name " + words_.sheet);
    }
    auto* head = workbook_add_format(book_);
    format_set_bold(head);
    format_set_bg_color(head, 0xE8EDF5);
    format_set_bottom(head, LXW_BORDER_THIN);
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd hh:mm");
    for (lxw_col_t i = 0; i < columns_.size(); ++i) {
      worksheet_set_column(sheet_, i, i, columns_[i].width, nullptr);
      check(worksheet_write_string(sheet_, 0, i, columns_[i].title.c_str(), head));
    }
    worksheet_freeze_panes(sheet_, 1, 0);
  }
  ~XlsxTable() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  void row(const std::vector<TableCell>& cells) override {
    if (++row_ >= kMostRows) throw std::runtime_error("XLSX: more rows than a sheet can hold");
    for (lxw_col_t i = 0; i < cells.size(); ++i) put(i, cells[i]);
  }

  void finish() override {
    if (!columns_.empty()) worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(columns_.size() - 1));
    const auto error = workbook_close(book_);
    book_ = nullptr;
    check(error);
  }

 private:
  void put(lxw_col_t column, const TableCell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      if (text->empty()) return;
      check(worksheet_write_string(sheet_, row_, column, text->size() > kMostCharacters ? shorten(*text, kMostCharacters - 1).c_str() : text->c_str(), nullptr));
    } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
      check(worksheet_write_number(sheet_, row_, column, static_cast<double>(*whole), nullptr));
    } else if (const auto* number = std::get_if<double>(&cell)) {
      if (std::isfinite(*number)) check(worksheet_write_number(sheet_, row_, column, *number, nullptr));
    } else if (const auto* at = std::get_if<Instant>(&cell)) {
      check(worksheet_write_number(sheet_, row_, column, serial_date(*at, words_.offset), date_));
    } else if (const auto* yes = std::get_if<bool>(&cell)) {
      check(worksheet_write_string(sheet_, row_, column, (*yes ? words_.yes : words_.no).c_str(), nullptr));
    }
  }

  std::vector<TableColumn> columns_;
  TableWords words_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* date_ = nullptr;
  lxw_row_t row_ = 0;
};

}  // namespace

std::unique_ptr<TableWriter> write_xlsx(const std::string& path, std::vector<TableColumn> columns, TableWords words) {
  return std::make_unique<XlsxTable>(path, std::move(columns), std::move(words));
}

}  // namespace yiwang
