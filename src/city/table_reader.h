#pragma once
#include <initializer_list>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/csv.h"
#include "city/files.h"
#include "geo/place.h"

namespace yiwang {

/// A column a table may have. One whose name starts with `?` in the list given to TableReader may be left out of the header.
using Columns = std::initializer_list<std::string_view>;

/// One CSV table of a city. Checks the header at once and reads typed cells; every unreadable cell is a fault with its column and value,
/// and reads as the fallback.
class TableReader {
 public:
  TableReader(const SourceFile& file, Columns columns, Faults& faults);
  /// The next row that is not wholly empty; false at the end, or at once when a needed column is missing.
  bool next();
  RowOrigin here() const { return {shown_, line_}; }

  /// Trimmed; empty when the column is absent.
  std::string text(std::string_view column) const;
  /// As `text`, but an empty cell is the fault `missing_value`.
  std::string needed(std::string_view column);
  /// Cells with several values, `|` between them; empty ones left out.
  std::vector<std::string> list(std::string_view column) const;
  double number(std::string_view column, double fallback, double least, double most);
  int integer(std::string_view column, int fallback, int least, int most);
  bool yes(std::string_view column, bool fallback);
  Span span(std::string_view column);
  /// From the columns `lon` and `lat`.
  LonLat point();

  void fatal(std::string_view what, FaultFacts facts = {}) { faults_.fatal(here(), what, std::move(facts)); }
  void warn(std::string_view what, FaultFacts facts = {}) { faults_.warn(here(), what, std::move(facts)); }
  Faults& faults() { return faults_; }

 private:
  std::string_view cell(std::string_view column) const;

  std::string shown_;
  std::istringstream in_;
  CsvReader csv_;
  Faults& faults_;
  std::vector<std::string> cells_;
  std::size_t line_ = 1;
  bool usable_ = true;
};

std::optional<double> parse_number(std::string_view text);
std::optional<int> parse_integer(std::string_view text);
/// Digits and spaces as given, joined for a fact: at most 60 characters.
std::string fact_text(std::string_view text);

}  // namespace yiwang
