#include <fstream>
#include <stdexcept>

#include "adapters/documents/write_table.h"
#include "base/csv.h"
#include "base/json.h"

namespace yiwang {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

std::string local_text(Instant at, minutes offset) {
  auto text = to_text(std::chrono::floor<seconds>(at), offset);            // 2026-11-21T16:00:00+08:00
  text[10] = ' ';
  text.resize(19);
  return text;
}

class CsvTable final : public TableWriter {
 public:
  CsvTable(std::function<void(std::string_view)> sink, const std::vector<TableColumn>& columns, TableWords words) : sink_(std::move(sink)), words_(std::move(words)) {
    out_ = "\xef\xbb\xbf";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i != 0) out_ += ',';
      out_ += csv_cell(columns[i].title, true);
    }
    out_ += "\r\n";
  }

  void row(const std::vector<TableCell>& cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i != 0) out_ += ',';
      put(cells[i]);
    }
    out_ += "\r\n";
    if (out_.size() >= kPiece) flush();
  }

  void finish() override { flush(); }

 private:
  void put(const TableCell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) out_ += csv_cell(*text, true);
    else if (const auto* whole = std::get_if<std::int64_t>(&cell)) json::write(out_, *whole);
    else if (const auto* number = std::get_if<double>(&cell)) json::write(out_, *number);
    else if (const auto* at = std::get_if<Instant>(&cell)) out_ += local_text(*at, words_.offset);
    else if (const auto* yes = std::get_if<bool>(&cell)) out_ += csv_cell(*yes ? words_.yes : words_.no, true);
  }
  void flush() {
    if (!out_.empty()) sink_(out_);
    out_.clear();
  }

  std::function<void(std::string_view)> sink_;
  TableWords words_;
  std::string out_;
};

}  // namespace

std::unique_ptr<TableWriter> write_csv(std::function<void(std::string_view)> sink, std::vector<TableColumn> columns, TableWords words) {
  return std::make_unique<CsvTable>(std::move(sink), columns, std::move(words));
}

std::unique_ptr<TableWriter> write_table(TableFormat format, const std::string& path, std::vector<TableColumn> columns, TableWords words) {
  if (format == TableFormat::xlsx) return write_xlsx(path, std::move(columns), std::move(words));
  auto file = std::make_shared<std::ofstream>(path, std::ios::binary);
  if (!*file) throw std::runtime_error("cannot write " + path);
  return write_csv(
      [file](std::string_view piece) {
        file->write(piece.data(), static_cast<std::streamsize>(piece.size()));
        file->flush();
        if (!*file) throw std::runtime_error("cannot write the exported file: disk full?");
      },
      std::move(columns), std::move(words));
}

}  // namespace yiwang
