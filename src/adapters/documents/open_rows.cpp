#include "adapters/documents/open_rows.h"

#include <filesystem>
#include <fstream>

#include "adapters/documents/row_readers.h"
#include "base/text.h"

namespace yiwang {
namespace {

enum class Looks { csv, jsonl, xlsx, other };

Looks looks_like(const std::string& path, std::string_view head) {
  if (head.starts_with("PK\x03\x04")) return Looks::xlsx;
  if (head.starts_with("\xd0\xcf\x11\xe0") || head.starts_with("%PDF") || head.find('\0') != std::string_view::npos) return Looks::other;
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  head = trim(head);
  const auto ending = std::filesystem::path(path).extension();
  if (head.starts_with("{") && ending != ".csv") return Looks::jsonl;
  return Looks::csv;
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_rows(const std::string& path, const RowLimits& limits) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return refuse(Reason::not_found, {{"file", path}});
  std::ifstream in(path, std::ios::binary);
  if (!in) return refuse(Reason::not_found, {{"file", path}});
  std::string head(4096, '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  in.close();
  switch (looks_like(path, head)) {
    case Looks::csv: return detail::open_csv_rows(path, limits);
    case Looks::jsonl: return detail::open_jsonl_rows(path, limits);
    case Looks::xlsx: return detail::open_xlsx_rows(path, limits);
    case Looks::other: break;
  }
  return refuse(Reason::unsupported_type, {{"accepted", "csv, xlsx, jsonl"}});
}

}  // namespace yiwang
