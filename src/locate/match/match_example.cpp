#include "locate/match/match_example.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "base/text.h"

namespace yiwang {
namespace {

MatchLabel label_of(std::string_view text) {
  if (text == "完全匹配" || text == "exact") return MatchLabel::exact;
  if (text == "部分匹配" || text == "partial") return MatchLabel::partial;
  if (text == "不匹配" || text == "none") return MatchLabel::none;
  throw std::runtime_error("unknown label " + std::string(text));
}

}  // namespace

const char* code_of(MatchLabel label) { return label == MatchLabel::exact ? "exact" : label == MatchLabel::partial ? "partial" : "none"; }

std::vector<MatchExample> read_match_examples(std::string_view lines) {
  std::vector<MatchExample> all;
  std::size_t number = 0;
  for (const auto line : split(lines, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    try {
      const auto value = boost::json::parse(trim(line));
      MatchExample one;
      one.query = value.at("query").as_string();
      for (const auto& candidate : value.at("candidate").as_array()) {
        one.candidates.emplace_back(candidate.at("text").as_string());
        one.labels.push_back(label_of(candidate.at("label").as_string()));
      }
      if (!one.candidates.empty()) all.push_back(std::move(one));
    } catch (const std::exception& wrong) {
      throw std::runtime_error("line " + std::to_string(number) + ": " + wrong.what());
    }
  }
  return all;
}

}  // namespace yiwang
