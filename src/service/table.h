#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace yiwang {

// Lists as files, seen from inside: doors that export and commands that import speak of columns and rows; adapters/documents knows the formats.

enum class TableFormat { csv, xlsx };

struct TableColumn {
  enum class Kind { text, number, time, yes_no };
  std::string title;
  Kind kind = Kind::text;
  double width = 12;                       // in characters of the usual size; a Chinese character counts two
};

/// Nothing, words, a number, a moment, yes or no.
using TableCell = std::variant<std::monostate, std::string, std::int64_t, double, Instant, bool>;

/// Takes rows one after another in constant memory. One thread. Throws std::runtime_error when the disk is full or broken.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  virtual void row(const std::vector<TableCell>& cells) = 0;
  /// Completes the file; nothing may be written after it. Without it the file is not valid.
  virtual void finish() = 0;
};

/// How words and times are put into a file for people.
struct TableWords {
  minutes offset{480};                     // times are shown at this offset from UTC
  std::string sheet = "Sheet1";
  std::string yes = "yes";
  std::string no = "no";
};

/// Rows of a file that somebody made, whatever its format: a header of names, then rows of text cells.
class RowSource {
 public:
  virtual ~RowSource() = default;
  virtual const std::vector<std::string>& header() const = 0;
  /// False at the end or when the file is broken from here on (`fault`). Cells stand in the order of the header; missing ones are empty, further ones are kept.
  virtual bool next(std::vector<std::string>& cells) = 0;
  /// Line or row of the file the last row began at, counted from 1.
  virtual std::size_t line() const = 0;
  /// Why the rows ended before the file did; empty when all were read.
  virtual std::optional<Refusal> fault() const = 0;
};

}  // namespace yiwang
