#include "adapters/documents/xlsx_book.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <map>
#include <pugixml.hpp>

#include "base/instant.h"

namespace yiwang::detail {
namespace {

/// Programs differ in the prefix they give the spreadsheet namespace, so names are compared without it.
std::string_view plain(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon != nullptr ? colon + 1 : name;
}
template <class F>
void each(const pugi::xml_node& under, std::string_view name, F f) {
  for (const auto& child : under.children()) {
    if (plain(child.name()) == name) f(child);
  }
}
pugi::xml_node first(const pugi::xml_node& under, std::string_view name) {
  for (const auto& child : under.children()) {
    if (plain(child.name()) == name) return child;
  }
  return {};
}
std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const auto& a : node.attributes()) {
    if (plain(a.name()) == name) return a.value();
  }
  return {};
}

Result<pugi::xml_document> load(const ZipFile& file, const std::string& name, std::uint64_t most) {
  auto part = file.part(name, most);
  if (!part) return tl::unexpected(part.error());
  auto bytes = part->read_all();
  if (!bytes) return tl::unexpected(bytes.error());
  pugi::xml_document out;
  if (!out.load_buffer(bytes->data(), bytes->size(), pugi::parse_default | pugi::parse_ws_pcdata_single)) {
    return refuse(Reason::malformed, {{"fault", "a part is not XML"}, {"part", name}});
  }
  return out;
}

/// `worksheets/sheet1.xml` as named in xl/_rels -> `xl/worksheets/sheet1.xml`.
std::string part_name(std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  return "xl/" + std::string(target);
}

bool built_in_date(int format) { return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) || (format >= 50 && format <= 58); }

int number(std::string_view text, int fallback = 0) {
  int out = fallback;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::string shared_text(const pugi::xml_node& item) {
  std::string out;
  for (const auto& child : item.children()) {
    if (plain(child.name()) == "t") out += child.text().get();
    else if (plain(child.name()) == "r") each(child, "t", [&](const auto& t) { out += t.text().get(); });
  }
  return out;
}

}  // namespace

Result<XlsxBook> XlsxBook::read(const ZipFile& file, const RowLimits& limits) {
  constexpr std::uint64_t kSmall = 16 << 20;
  XlsxBook out;
  auto book = load(file, "xl/workbook.xml", kSmall);
  if (!book) return tl::unexpected(book.error());
  auto links = load(file, "xl/_rels/workbook.xml.rels", kSmall);
  if (!links) return tl::unexpected(links.error());

  const auto root = first(*book, "workbook");
  const auto date1904 = attribute(first(root, "workbookPr"), "date1904");
  out.since_1904 = date1904 == "1" || date1904 == "true";
  const auto sheet = first(first(root, "sheets"), "sheet");
  std::string_view link;
  for (const auto& a : sheet.attributes()) {
    if (std::string_view(a.name()).ends_with(":id")) link = a.value();
  }
  std::string shared = "xl/sharedStrings.xml", styles = "xl/styles.xml";
  each(first(*links, "Relationships"), "Relationship", [&](const auto& relation) {
    const auto type = attribute(relation, "Type");
    const auto target = part_name(attribute(relation, "Target"));
    if (!link.empty() && attribute(relation, "Id") == link) out.sheet = target;
    if (type.ends_with("/sharedStrings")) shared = target;
    if (type.ends_with("/styles")) styles = target;
  });
  if (out.sheet.empty()) return refuse(Reason::malformed, {{"fault", "the file has no sheet"}});

  if (file.has(shared)) {
    auto texts = load(file, shared, limits.shared_bytes);
    if (!texts) return tl::unexpected(texts.error());
    each(first(*texts, "sst"), "si", [&](const auto& item) { out.shared.push_back(shared_text(item)); });
  }
  if (file.has(styles)) {
    auto sheet_styles = load(file, styles, kSmall);
    if (!sheet_styles) return tl::unexpected(sheet_styles.error());
    const auto style_root = first(*sheet_styles, "styleSheet");
    std::map<int, bool> own;
    each(first(style_root, "numFmts"), "numFmt", [&](const auto& f) { own[number(attribute(f, "numFmtId"))] = shows_time(attribute(f, "formatCode")); });
    each(first(style_root, "cellXfs"), "xf", [&](const auto& xf) {
      const int format = number(attribute(xf, "numFmtId"));
      const auto found = own.find(format);
      out.style_is_date.push_back(found != own.end() ? found->second : built_in_date(format));
    });
  }
  return out;
}

bool shows_time(std::string_view format) {
  bool quoted = false, bracketed = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '"') quoted = !quoted;
    else if (quoted) continue;
    else if (c == '\\' || c == '_' || c == '*') ++i;
    else if (c == '[') bracketed = true;
    else if (c == ']') bracketed = false;
    else if (bracketed) continue;
    else if (std::strchr("dDmMyYhHsS", c) != nullptr) return true;
    else if (c == ';') return false;
  }
  return false;
}

std::string date_text(double serial, bool since_1904) {
  if (!std::isfinite(serial) || serial < 0 || serial > 2'958'466) return {};
  if (since_1904) serial += 1462;
  // Spreadsheets believe that 1900 was a leap year: before March 1900 their count is one lower.
  if (serial < 60) serial += 1;
  const auto since_1970 = std::llround((serial - 25'569) * 86'400.0);
  auto text = to_text(Instant{milliseconds{since_1970 * 1000}});           // 2026-01-20T09:00:00Z
  text[10] = ' ';
  text.resize(since_1970 % 86'400 == 0 ? 10 : 19);
  return text;
}

std::string number_text(std::string_view written) {
  double value = 0;
  const auto* end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(value)) return std::string(written);
  char digits[64];
  if (std::abs(value) < 1e15 && value == std::floor(value)) return {digits, std::to_chars(digits, digits + sizeof digits, static_cast<std::int64_t>(value)).ptr};
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

int column_of(std::string_view reference) {
  int out = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    out = out * 26 + (c - 'A' + 1);
    if (out > 16'384) return -1;
  }
  return out - 1;
}

}  // namespace yiwang::detail
