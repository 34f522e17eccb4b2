#pragma once
#include <string>

#include "service/table.h"

namespace yiwang {

/// What a file may ask of the machine before it is taken for an attack or a mistake.
struct RowLimits {
  std::uint64_t unpacked_bytes = 2ULL << 30;         // of one part of an XLSX file
  std::uint64_t shared_bytes = 256ULL << 20;         // of its table of shared texts, which is kept in memory
  double ratio = 300;                                // unpacked to packed, looked at from 8 MiB on
  std::size_t row_bytes = 16 << 20;                  // of one row or line
  std::size_t columns = 1024;
};

/// Rows of a CSV, XLSX or JSONL file, told by its first bytes (a name ending decides only between CSV and JSONL when both could be). `not_found`,
/// `unsupported_type` (old .xls, encrypted or other files), `malformed`, `too_large` (zip bombs). XLSX: the first sheet; dates as `2026-01-05 09:03:00`,
/// whole numbers without a fraction, texts as they are. JSONL: the header is the union of the keys of the first 1,000 lines, inner objects as `reporter.name`,
/// lists as JSON text; a key that comes later is a fault of its line.
Result<std::unique_ptr<RowSource>> open_rows(const std::string& path, const RowLimits& limits = {});

}  // namespace yiwang
