#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <array>
#include <cctype>
#include <memory>

#include "flow/diagram/guard.h"

namespace yiwang::bpmn::detail {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (auto& letter : out) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return out;
}

/// The name in `<?xml ... encoding="..."?>`; empty when there is none. Only for encodings that write the declaration as ASCII.
std::string declared(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const auto head = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200}));
  auto at = head.find("encoding");
  if (at == std::string_view::npos) return {};
  at = head.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const auto end = head.find(head[at], at + 1);
  if (end == std::string_view::npos) return {};
  return upper(head.substr(at + 1, end - at - 1));
}

Result<std::string> convert(std::string_view bytes, const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(name, &error), ucnv_close);
  if (U_FAILURE(error)) return refuse(Reason::malformed, {{"detail", "unknown encoding"}, {"encoding", name}});
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  icu::UnicodeString wide;
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  std::array<UChar, 4096> piece;
  while (true) {
    UChar* to = piece.data();
    error = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, piece.data() + piece.size(), &from, end, nullptr, true, &error);
    wide.append(piece.data(), static_cast<int32_t>(to - piece.data()));
    if (error == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(error)) {
      return refuse(Reason::malformed, {{"detail", "the bytes do not fit the encoding"}, {"encoding", name}});
    }
    break;
  }
  std::string out;
  wide.toUTF8String(out);
  return out;
}

}  // namespace

Result<std::string> to_utf8(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE"sv)) return convert(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF"sv)) return convert(bytes.substr(2), "UTF-16BE");
  if (bytes.starts_with("<\0"sv)) return convert(bytes, "UTF-16LE");
  if (bytes.starts_with("\0<"sv)) return convert(bytes, "UTF-16BE");
  const auto name = declared(bytes);
  if (name.empty() || name == "UTF-8" || name == "UTF8" || name == "US-ASCII" || name == "ASCII") return std::string(bytes);
  if (name == "ISO-8859-1" || name == "LATIN1") return convert(bytes, "ISO-8859-1");
  if (name == "WINDOWS-1252") return convert(bytes, "windows-1252");
  if (name == "GB18030" || name == "GBK" || name == "GB2312") return convert(bytes, "GB18030");
  return refuse(Reason::malformed, {{"detail", "this encoding is not read; save the file as UTF-8"}, {"encoding", name.substr(0, 40)}});
}

}  // namespace yiwang::bpmn::detail
