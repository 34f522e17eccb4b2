#include <unicode/ucnv.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/documents/place_readers.h"
#include "base/csv.h"
#include "base/text.h"

namespace yiwang::detail {
namespace {

/// Empty when the bytes are not of that encoding.
std::string from_encoding(const std::string& bytes, const char* encoding) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(encoding, &error), ucnv_close);
  if (U_FAILURE(error)) return {};
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::u16string wide(bytes.size() + 1, u'\0');
  const auto length = ucnv_toUChars(converter.get(), wide.data(), static_cast<int32_t>(wide.size()), bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  if (U_FAILURE(error)) return {};
  std::string out(static_cast<std::size_t>(length) * 3 + 1, '\0');
  const std::unique_ptr<UConverter, void (*)(UConverter*)> utf8(ucnv_open("UTF-8", &error), ucnv_close);
  const auto written = ucnv_fromUChars(utf8.get(), out.data(), static_cast<int32_t>(out.size()), wide.data(), length, &error);
  if (U_FAILURE(error)) return {};
  out.resize(static_cast<std::size_t>(written));
  return out;
}

class RecodedRows final : public RowSource {
 public:
  explicit RecodedRows(std::string text) : in_(std::move(text)), reader_(in_) {}
  const std::vector<std::string>& header() const override { return reader_.header(); }
  bool next(std::vector<std::string>& cells) override { return reader_.next(cells); }
  std::size_t line() const override { return reader_.line(); }
  std::optional<Refusal> fault() const override {
    if (reader_.broken()) return Refusal{Reason::malformed, {{"fault", "the file ends inside quotes"}, {"line", std::to_string(reader_.line())}}};
    return std::nullopt;
  }

 private:
  std::istringstream in_;
  CsvReader reader_;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_recoded_csv(const std::string& path, const PlaceFileLimits& limits) {
  if (std::filesystem::file_size(path) > limits.text_bytes) return refuse(Reason::too_large, {{"limit", std::to_string(limits.text_bytes)}, {"what", "bytes"}});
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::string text;
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) text = from_encoding(bytes, "UTF-16");
  else text = from_encoding(bytes, "gb18030");
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  if (text.empty()) return refuse(Reason::malformed, {{"fault", "the text is neither UTF-8 nor GB18030 nor UTF-16"}});
  auto rows = std::make_unique<RecodedRows>(std::move(text));
  if (rows->header().empty()) return refuse(Reason::malformed, {{"fault", "the file has no header"}});
  if (rows->header().size() > limits.rows.columns) return refuse(Reason::too_large, {{"limit", std::to_string(limits.rows.columns)}, {"what", "columns"}});
  return std::unique_ptr<RowSource>(std::move(rows));
}

}  // namespace yiwang::detail
