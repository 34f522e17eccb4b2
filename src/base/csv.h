#pragma once
#include <istream>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace yiwang {

/// Reads CSV (RFC 4180: quotes, doubled quotes, newlines inside quotes, CRLF or LF, optional BOM) row by row from a stream; constant memory.
/// The stream need not be seekable. The first row is the header, its names trimmed; empty lines are passed over. Rows are numbered by the line they start on, the header is line 1.
class CsvReader {
 public:
  /// `in` must outlive the reader. `separator` 0: found out from the header (comma, semicolon or tab).
  explicit CsvReader(std::istream& in, char separator = 0);
  const std::vector<std::string>& header() const { return header_; }
  /// Position of a column, or -1.
  int column(std::string_view name) const;
  /// False at the end. A row with too few cells is padded, with too many keeps them; `line()` tells where it began.
  bool next(std::vector<std::string>& cells);
  std::size_t line() const { return line_; }
  /// Set when the text ends inside quotes.
  bool broken() const { return broken_; }

 private:
  bool read_row(std::vector<std::string>& cells);
  int peek();
  int take();
  std::istream& in_;
  char separator_;
  std::string ahead_;                      // the first row, read to find the separator
  std::size_t ahead_at_ = 0;
  std::vector<std::string> header_;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
  bool broken_ = false;
};

/// One cell, quoted when needed. With `for_spreadsheet`, a leading = + - @ gets an apostrophe so that no program runs it as a formula.
std::string csv_cell(std::string_view text, bool for_spreadsheet = false);

}  // namespace yiwang
