#pragma once
#include "adapters/documents/open_rows.h"

namespace yiwang::detail {

// One reader a format; `open_rows` chooses.
Result<std::unique_ptr<RowSource>> open_csv_rows(const std::string& path, const RowLimits& limits);
Result<std::unique_ptr<RowSource>> open_jsonl_rows(const std::string& path, const RowLimits& limits);
Result<std::unique_ptr<RowSource>> open_xlsx_rows(const std::string& path, const RowLimits& limits);

}  // namespace yiwang::detail
