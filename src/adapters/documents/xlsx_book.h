#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "adapters/documents/zip_file.h"

namespace yiwang::detail {

/// What a sheet's cells refer to: shared texts and which styles are dates (ECMA-376 part 1, 18.3 and 18.8).
struct XlsxBook {
  std::string sheet;                       // part that holds the first sheet
  std::vector<std::string> shared;
  std::vector<bool> style_is_date;
  bool since_1904 = false;

  static Result<XlsxBook> read(const ZipFile& file, const RowLimits& limits);
  bool is_date(std::size_t style) const { return style < style_is_date.size() && style_is_date[style]; }
};

/// Whether a number format shows a moment: has d, m, y, h or s outside quotes, brackets and escapes.
bool shows_time(std::string_view number_format);
/// `46042.375` -> `2026-01-20 09:00:00`, a date alone when there is no time of day; empty when it is no date that spreadsheets know.
std::string date_text(double serial, bool since_1904);
/// A cell's number as people wrote it: `13800000001`, not `1.3800000001E10`.
std::string number_text(std::string_view written);
/// Column of a reference such as `AB12`, counted from 0; -1 when there is none.
int column_of(std::string_view reference);

}  // namespace yiwang::detail
