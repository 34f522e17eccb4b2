#include <charconv>
#include <cstring>
#include <pugixml.hpp>

#include "adapters/documents/row_readers.h"
#include "adapters/documents/xlsx_book.h"
#include "base/text.h"

namespace yiwang::detail {
namespace {

constexpr std::size_t kPiece = 256 * 1024;

/// Cuts one `<row>` after another out of the sheet's text, so that only a row at a time is in memory as a document.
class SheetRows {
 public:
  SheetRows(ZipPart part, std::size_t row_bytes) : part_(std::move(part)), row_bytes_(row_bytes) {}

  /// The text of the next row element; empty at the end.
  Result<std::string_view> next() {
    if (!prefix_known_) {
      if (auto ok = find_prefix(); !ok) return tl::unexpected(ok.error());
    }
    const auto start = find_start();
    if (!start) return tl::unexpected(start.error());
    if (*start == std::string::npos) return std::string_view{};
    const auto after_tag = find(">", *start);
    if (!after_tag) return tl::unexpected(after_tag.error());
    if (*after_tag == std::string::npos) return broken();
    const auto from = begin_;
    if (text_[*after_tag - 1] == '/') {
      begin_ = *after_tag + 1;
      return std::string_view(text_).substr(from, begin_ - from);
    }
    const auto end = find(close_, *after_tag);
    if (!end) return tl::unexpected(end.error());
    if (*end == std::string::npos) return broken();
    const auto row_start = begin_;
    begin_ = *end + close_.size();
    return std::string_view(text_).substr(row_start, begin_ - row_start);
  }

 private:
  static tl::unexpected<Refusal> broken() { return refuse(Reason::malformed, {{"fault", "the sheet ends inside a row"}}); }

  Result<bool> more() {
    if (text_.size() - begin_ > row_bytes_) return refuse(Reason::too_large, {{"limit", std::to_string(row_bytes_)}, {"what", "row"}});
    return part_.read(text_, kPiece);
  }
  /// Where `what` stands at or after `from`; reads on as needed. Positions stay valid until the next call of `next`.
  Result<std::size_t> find(std::string_view what, std::size_t from) {
    while (true) {
      const auto at = text_.find(what, from);
      if (at != std::string::npos) return at;
      from = std::max(from, text_.size() >= what.size() ? text_.size() - what.size() : 0);
      auto got = more();
      if (!got) return tl::unexpected(got.error());
      if (!*got) return std::string::npos;
    }
  }
  Done find_prefix() {
    auto at = find("sheetData", 0);
    if (!at) return tl::unexpected(at.error());
    if (*at == std::string::npos) return refuse(Reason::malformed, {{"fault", "the sheet has no data"}});
    const auto open = text_.rfind('<', *at);
    if (open == std::string::npos) return refuse(Reason::malformed, {{"fault", "the sheet is not XML"}});
    const auto prefix = text_.substr(open + 1, *at - open - 1);
    open_ = "<" + prefix + "row";
    close_ = "</" + prefix + "row>";
    begin_ = *at;
    prefix_known_ = true;
    return done();
  }
  Result<std::size_t> find_start() {
    text_.erase(0, begin_);
    begin_ = 0;
    std::size_t from = 0;
    while (true) {
      auto at = find(open_, from);
      if (!at || *at == std::string::npos) return at;
      const auto after = *at + open_.size();
      if (after >= text_.size()) {
        auto got = more();
        if (!got) return tl::unexpected(got.error());
        if (!*got) return std::string::npos;
      }
      if (std::strchr(" \t\r\n/>", text_[after]) != nullptr) {
        begin_ = *at;
        return at;
      }
      from = after;                        // <rowBreaks> and the like
    }
  }

  ZipPart part_;
  std::size_t row_bytes_;
  std::string text_;
  std::size_t begin_ = 0;
  std::string open_, close_;
  bool prefix_known_ = false;
};

std::string_view plain(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon != nullptr ? colon + 1 : name;
}

class XlsxRows final : public RowSource {
 public:
  XlsxRows(ZipFile file, XlsxBook book, ZipPart sheet, const RowLimits& limits)
      : file_(std::move(file)), book_(std::move(book)), rows_(std::move(sheet), limits.row_bytes), limits_(limits) {}

  Done read_header() {
    while (header_.empty()) {
      if (!read(header_)) return fault_ ? Done(tl::unexpected(*fault_)) : Done(refuse(Reason::malformed, {{"fault", "the sheet has no header"}}));
    }
    for (auto& name : header_) name = std::string(trim(name));
    return done();
  }
  const std::vector<std::string>& header() const override { return header_; }
  bool next(std::vector<std::string>& cells) override {
    do {
      if (fault_ || !read(cells)) return false;
    } while (cells.empty());               // rows that only carry formatting
    if (cells.size() < header_.size()) cells.resize(header_.size());
    return true;
  }
  std::size_t line() const override { return line_; }
  std::optional<Refusal> fault() const override { return fault_; }

 private:
  /// A row with its trailing empty cells cut off.
  bool read(std::vector<std::string>& cells) {
    auto text = rows_.next();
    if (!text) {
      fault_ = text.error();
      return false;
    }
    if (text->empty()) return false;
    if (!document_.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single)) {
      fault_ = Refusal{Reason::malformed, {{"fault", "a row is not XML"}, {"line", std::to_string(line_ + 1)}}};
      return false;
    }
    const auto row = document_.first_child();
    const auto number = row.attribute("r").as_ullong();
    line_ = number != 0 ? number : line_ + 1;
    cells.clear();
    std::size_t column = 0;
    for (const auto& cell : row.children()) {
      if (plain(cell.name()) != "c") continue;
      if (const int named = column_of(cell.attribute("r").value()); named >= 0) column = static_cast<std::size_t>(named);
      if (column >= limits_.columns) {
        fault_ = Refusal{Reason::too_large, {{"limit", std::to_string(limits_.columns)}, {"what", "columns"}}};
        return false;
      }
      auto value = cell_text(cell);
      if (!value.empty()) {
        if (cells.size() <= column) cells.resize(column + 1);
        cells[column] = std::move(value);
      }
      ++column;
    }
    return true;
  }

  std::string cell_text(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    const char* written = "";
    std::string inline_text;
    for (const auto& child : cell.children()) {
      if (plain(child.name()) == "v") written = child.text().get();
      if (plain(child.name()) != "is") continue;
      for (const auto& piece : child.children()) {
        if (plain(piece.name()) == "t") inline_text += piece.text().get();
        if (plain(piece.name()) != "r") continue;
        for (const auto& t : piece.children()) {
          if (plain(t.name()) == "t") inline_text += t.text().get();
        }
      }
    }
    const std::string_view value = written;
    if (type == "s") {
      std::size_t place = 0;
      std::from_chars(value.data(), value.data() + value.size(), place);
      return place < book_.shared.size() ? book_.shared[place] : std::string{};
    }
    if (type == "inlineStr") return inline_text;
    if (type == "str" || type == "d") return std::string(value);
    if (type == "b") return value == "1" ? "true" : "false";
    if (type == "e" || value.empty()) return {};
    if (book_.is_date(cell.attribute("s").as_uint())) {
      double serial = 0;
      std::from_chars(value.data(), value.data() + value.size(), serial);
      if (auto text = date_text(serial, book_.since_1904); !text.empty()) return text;
    }
    return number_text(value);
  }

  ZipFile file_;                           // before rows_: the part reads from it
  XlsxBook book_;
  SheetRows rows_;
  RowLimits limits_;
  pugi::xml_document document_;
  std::vector<std::string> header_;
  std::size_t line_ = 0;
  std::optional<Refusal> fault_;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_xlsx_rows(const std::string& path, const RowLimits& limits) {
  auto file = ZipFile::open(path, limits);
  if (!file) return tl::unexpected(file.error());
  if (!file->has("xl/workbook.xml")) return refuse(Reason::unsupported_type, {{"accepted", "csv, xlsx, jsonl"}});
  auto book = XlsxBook::read(*file, limits);
  if (!book) return tl::unexpected(book.error());
  auto sheet = file->part(book->sheet, limits.unpacked_bytes);
  if (!sheet) return tl::unexpected(sheet.error());
  auto rows = std::make_unique<XlsxRows>(std::move(*file), std::move(*book), std::move(*sheet), limits);
  if (auto ok = rows->read_header(); !ok) return tl::unexpected(ok.error());
  return std::unique_ptr<RowSource>(std::move(rows));
}

}  // namespace yiwang::detail
