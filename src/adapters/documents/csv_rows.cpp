#include <fstream>

#include "adapters/documents/row_readers.h"
#include "base/csv.h"

namespace yiwang::detail {
namespace {

class CsvRows final : public RowSource {
 public:
  explicit CsvRows(const std::string& path) : in_(path, std::ios::binary), reader_(in_) {}
  const std::vector<std::string>& header() const override { return reader_.header(); }
  bool next(std::vector<std::string>& cells) override { return reader_.next(cells); }
  std::size_t line() const override { return reader_.line(); }
  std::optional<Refusal> fault() const override {
    if (in_.bad()) return Refusal{Reason::unavailable, {{"fault", "the file cannot be read"}}};
    if (reader_.broken()) return Refusal{Reason::malformed, {{"fault", "the file ends inside quotes"}, {"line", std::to_string(reader_.line())}}};
    return std::nullopt;
  }

 private:
  std::ifstream in_;
  CsvReader reader_;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_csv_rows(const std::string& path, const RowLimits& limits) {
  auto rows = std::make_unique<CsvRows>(path);
  if (rows->header().empty()) return refuse(Reason::malformed, {{"fault", "the file has no header"}});
  if (rows->header().size() > limits.columns) return refuse(Reason::too_large, {{"limit", std::to_string(limits.columns)}, {"what", "columns"}});
  return std::unique_ptr<RowSource>(std::move(rows));
}

}  // namespace yiwang::detail
