#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang {

/// How a candidate stands to the address asked for: the same place; the right estate, road or house but not the very place; another place.
enum class MatchLabel : std::uint8_t { exact = 0, partial = 1, none = 2 };
constexpr std::size_t kMatchLabels = 3;
/// `exact`, `partial`, `none`.
const char* code_of(MatchLabel label);

/// An address and the candidates a search gave for it.
struct MatchExample {
  std::string query;
  std::vector<std::string> candidates;
  std::vector<MatchLabel> labels;          // one a candidate
};

/// A JSON object a line: {"query": ..., "candidate": [{"text": ..., "label": "完全匹配" | "部分匹配" | "不匹配"}, ...]}. Empty lines are passed over, a query without candidates too.
/// Throws std::runtime_error with the line's number for any other form.
std::vector<MatchExample> read_match_examples(std::string_view lines);

}  // namespace yiwang
