#include <array>
#include <string>

#include "base/text.h"
#include "service/office.h"

namespace yiwang {
namespace {

struct Mark {
  std::size_t at;
  std::string_view bytes;
  std::string_view type;
};
using namespace std::string_view_literals;
constexpr std::array<Mark, 12> kMarks{{
    {0, "\xff\xd8\xff"sv, "image/jpeg"},
    {0, "\x89PNG\r\n\x1a\n"sv, "image/png"},
    {8, "WEBP"sv, "image/webp"},
    {0, "GIF8"sv, "image/gif"},
    {0, "%PDF-"sv, "application/pdf"},
    {4, "ftypM4A"sv, "audio/mp4"},
    {4, "ftyp"sv, "video/mp4"},
    {0, "ID3"sv, "audio/mpeg"},
    {0, "\xff\xfb"sv, "audio/mpeg"},
    {0, "#!AMR"sv, "audio/amr"},
    {8, "WAVE"sv, "audio/wav"},
    {0, "PK\x03\x04"sv, "zip"},
}};

bool looks_like_text(std::string_view bytes) {
  return !bytes.empty() && !has_control(bytes) && broken_utf8_at(bytes) == std::string_view::npos && bytes.find('<') == std::string_view::npos;
}

}  // namespace

std::string sniff_type(std::string_view bytes) {
  for (const auto& mark : kMarks) {
    if (bytes.size() < mark.at + mark.bytes.size() || bytes.substr(mark.at, mark.bytes.size()) != mark.bytes) continue;
    if (mark.type != "zip") return std::string(mark.type);
    // Office files name their first part in the clear; any other archive is not taken.
    if (bytes.find("word/") != std::string_view::npos) return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    if (bytes.find("xl/") != std::string_view::npos) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return {};
  }
  return looks_like_text(bytes) ? "text/plain" : std::string{};
}

}  // namespace yiwang
