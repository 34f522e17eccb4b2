#include "city/table_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace yiwang {

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<int> parse_integer(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string fact_text(std::string_view text) { return shorten(text, 60); }

TableReader::TableReader(const SourceFile& file, Columns columns, Faults& faults)
    : shown_(file.shown), in_(file.bytes), csv_(in_, ','), faults_(faults) {
  if (!check_text(file, faults)) {
    usable_ = false;
    return;
  }
  const auto bare = [](std::string_view column) { return column.starts_with('?') ? column.substr(1) : column; };
  for (const auto& name : csv_.header()) {
    const auto known = std::any_of(columns.begin(), columns.end(), [&](std::string_view column) { return bare(column) == name; });
    if (!known) fatal("unknown_column", {{"column", fact_text(name)}});
    if (std::count(csv_.header().begin(), csv_.header().end(), name) > 1) {
      fatal("duplicate_column", {{"column", fact_text(name)}});
      usable_ = false;
    }
  }
  for (const auto column : columns) {
    if (column.starts_with('?') || csv_.column(column) >= 0) continue;
    fatal("missing_column", {{"column", std::string(column)}});
    usable_ = false;
  }
}

bool TableReader::next() {
  while (usable_ && csv_.next(cells_)) {
    line_ = csv_.line();
    if (std::all_of(cells_.begin(), cells_.end(), [](const std::string& cell) { return trim(cell).empty(); })) continue;
    if (cells_.size() > csv_.header().size()) {
      fatal("too_many_cells", {{"cells", std::to_string(cells_.size())}, {"columns", std::to_string(csv_.header().size())}});
      continue;
    }
    return true;
  }
  if (usable_ && csv_.broken()) fatal("unclosed_quote");
  usable_ = false;
  return false;
}

std::string_view TableReader::cell(std::string_view column) const {
  const auto at = csv_.column(column);
  return at < 0 || static_cast<std::size_t>(at) >= cells_.size() ? std::string_view{} : trim(cells_[static_cast<std::size_t>(at)]);
}

std::string TableReader::text(std::string_view column) const { return std::string(cell(column)); }

std::string TableReader::needed(std::string_view column) {
  if (cell(column).empty()) fatal("missing_value", {{"column", std::string(column)}});
  return text(column);
}

std::vector<std::string> TableReader::list(std::string_view column) const {
  std::vector<std::string> values;
  for (const auto part : split(cell(column), '|')) {
    if (const auto value = trim(part); !value.empty()) values.emplace_back(value);
  }
  return values;
}

double TableReader::number(std::string_view column, double fallback, double least, double most) {
  const auto text = cell(column);
  if (text.empty()) return fallback;
  const auto value = parse_number(text);
  if (value && *value >= least && *value <= most) return *value;
  fatal("bad_number", {{"column", std::string(column)}, {"value", fact_text(text)}});
  return fallback;
}

int TableReader::integer(std::string_view column, int fallback, int least, int most) {
  const auto text = cell(column);
  if (text.empty()) return fallback;
  const auto value = parse_integer(text);
  if (value && *value >= least && *value <= most) return *value;
  fatal("bad_number", {{"column", std::string(column)}, {"value", fact_text(text)}});
  return fallback;
}

bool TableReader::yes(std::string_view column, bool fallback) {
  const auto text = cell(column);
  if (text.empty()) return fallback;
  if (text == "yes") return true;
  if (text == "no") return false;
  fatal("bad_flag", {{"column", std::string(column)}, {"value", fact_text(text)}});
  return fallback;
}

Span TableReader::span(std::string_view column) {
  const auto text = cell(column);
  if (text.empty()) return {};
  if (const auto span = parse_span(text)) return *span;
  fatal("bad_span", {{"column", std::string(column)}, {"value", fact_text(text)}});
  return {};
}

LonLat TableReader::point() {
  LonLat point;
  for (const auto& [column, target] : {std::pair{"lon", &point.lon}, std::pair{"lat", &point.lat}}) {
    const auto text = cell(column);
    const auto value = parse_number(text);
    if (!value) {
      fatal("bad_number", {{"column", column}, {"value", fact_text(text)}});
      return {};
    }
    *target = *value;
  }
  if (const auto ok = check_point(point); !ok) {
    FaultFacts facts = {{"lon", text("lon")}, {"lat", text("lat")}};
    facts.insert(facts.end(), ok.error().facts.begin(), ok.error().facts.end());
    fatal("bad_point", facts);
    return {};
  }
  return point;
}

}  // namespace yiwang
