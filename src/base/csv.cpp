#include "base/csv.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr int kEnd = std::char_traits<char>::eof();

// The separator that stands most often outside quotes in the first row.
char found_separator(std::string_view row) {
  constexpr std::array<char, 3> kCandidates{',', ';', '\t'};
  std::array<int, 3> counts{};
  bool quoted = false;
  for (const char c : row) {
    if (c == '"') quoted = !quoted;
    for (std::size_t i = 0; i < kCandidates.size(); ++i) counts[i] += !quoted && c == kCandidates[i];
  }
  return kCandidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

}  // namespace

CsvReader::CsvReader(std::istream& in, char separator) : in_(in), separator_(separator) {
  bool quoted = false;
  for (int c = in_.rdbuf()->sbumpc(); c != kEnd; c = in_.rdbuf()->sbumpc()) {
    ahead_ += static_cast<char>(c);
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) break;
  }
  if (ahead_.starts_with("\xef\xbb\xbf")) ahead_at_ = 3;
  if (separator_ == 0) separator_ = found_separator(ahead_);
  if (read_row(header_)) {
    for (auto& name : header_) name = trim(name);
  }
}

int CsvReader::peek() { return ahead_at_ < ahead_.size() ? static_cast<unsigned char>(ahead_[ahead_at_]) : in_.rdbuf()->sgetc(); }
int CsvReader::take() { return ahead_at_ < ahead_.size() ? static_cast<unsigned char>(ahead_[ahead_at_++]) : in_.rdbuf()->sbumpc(); }

int CsvReader::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  return found == header_.end() ? -1 : static_cast<int>(found - header_.begin());
}

bool CsvReader::next(std::vector<std::string>& cells) {
  do {
    if (!read_row(cells)) return false;
  } while (cells.size() == 1 && cells[0].empty());
  if (cells.size() < header_.size()) cells.resize(header_.size());
  return true;
}

bool CsvReader::read_row(std::vector<std::string>& cells) {
  if (peek() == kEnd) return false;
  line_ = next_line_;
  std::size_t used = 0;
  const auto fresh = [&]() -> std::string& {
    if (used == cells.size()) cells.emplace_back();
    cells[used].clear();
    return cells[used++];
  };
  auto* cell = &fresh();
  bool quoted = false;
  bool was_quoted = false;
  for (;;) {
    const int c = take();
    if (c == kEnd) {
      broken_ = broken_ || quoted;
      break;
    }
    if (c == '\n' || (c == '\r' && peek() != '\n')) ++next_line_;
    if (quoted) {
      if (c != '"') {
        *cell += static_cast<char>(c);
      } else if (peek() == '"') {
        *cell += static_cast<char>(take());
      } else {
        quoted = false;
      }
    } else if (c == '"' && cell->empty() && !was_quoted) {
      quoted = was_quoted = true;
    } else if (c == separator_) {
      cell = &fresh();
      was_quoted = false;
    } else if (c == '\n') {
      break;
    } else if (c == '\r') {
      if (peek() != '\n') break;
    } else {
      *cell += static_cast<char>(c);
    }
  }
  cells.resize(used);
  return true;
}

std::string csv_cell(std::string_view text, bool for_spreadsheet) {
  std::string out;
  const bool formula = for_spreadsheet && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const bool quoted = text.find_first_of(",;\t\"\r\n") != std::string_view::npos || (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (quoted) out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
  return out;
}

}  // namespace yiwang
