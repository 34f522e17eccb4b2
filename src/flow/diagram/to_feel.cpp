#include <cctype>
#include <string>
#include <unordered_map>

#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

bool starts_word(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

const std::unordered_map<std::string_view, std::string_view>& word_operators() {
  static const std::unordered_map<std::string_view, std::string_view> made = {
      {"eq", "="}, {"ne", "!="}, {"lt", "<"}, {"gt", ">"}, {"le", "<="}, {"ge", ">="}, {"and", "and"}, {"or", "or"}, {"div", "/"}};
  return made;
}

std::string_view sign(std::string_view rest, std::string_view& out) {
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"==", "="}, {"!=", "!="}, {"<=", "<="}, {">=", ">="}, {"&&", "and"},
                                 {"||", "or"}, {"<", "<"}, {">", ">"}, {"+", "+"}, {"-", "-"}, {"*", "*"}, {"/", "/"}, {"(", "("}, {")", ")"}}) {
    if (rest.starts_with(from)) {
      out = to;
      return from;
    }
  }
  return {};
}

/// The inside of ${...}: paths, numbers, strings, comparisons, and, or, brackets. Calls, indexes and the like are not plain.
std::string translate(std::string_view inside) {
  std::string out;
  const auto add = [&](std::string_view piece) {
    if (!out.empty() && out.back() != '(' && piece != ")") out += ' ';
    out += piece;
  };
  for (std::size_t at = 0; at < inside.size();) {
    const char c = inside[at];
    if (std::isspace(static_cast<unsigned char>(c))) {
      ++at;
      continue;
    }
    if (starts_word(c)) {
      auto end = at;
      while (end < inside.size() && (in_word(inside[end]) || (inside[end] == '.' && end + 1 < inside.size() && starts_word(inside[end + 1])))) ++end;
      const auto word = inside.substr(at, end - at);
      auto next = end;
      while (next < inside.size() && inside[next] == ' ') ++next;
      const auto known = word_operators().find(word);
      if (known == word_operators().end() && next < inside.size() && inside[next] == '(') return {};
      if (word == "not" || word == "empty" || word == "mod") return {};
      add(known != word_operators().end() ? known->second : word);
      at = end;
    } else if (std::isdigit(static_cast<unsigned char>(c))) {
      auto end = at;
      while (end < inside.size() && (std::isdigit(static_cast<unsigned char>(inside[end])) || inside[end] == '.')) ++end;
      add(inside.substr(at, end - at));
      at = end;
    } else if (c == '\'' || c == '"') {
      const auto end = inside.find(c, at + 1);
      if (end == std::string_view::npos) return {};
      const auto text = inside.substr(at + 1, end - at - 1);
      if (text.find_first_of("\\\"") != std::string_view::npos) return {};
      add("\"" + std::string(text) + "\"");
      at = end + 1;
    } else {
      std::string_view as;
      const auto found = sign(inside.substr(at), as);
      if (found.empty()) return {};
      add(as);
      at += found.size();
    }
  }
  return out;
}

}  // namespace

std::string to_feel(std::string_view foreign) {
  foreign = trim(foreign);
  if (foreign.starts_with("=") && !foreign.starts_with("==")) return std::string(trim(foreign.substr(1)));
  if (!foreign.starts_with("${") && !foreign.starts_with("#{")) return {};
  if (!foreign.ends_with("}") || foreign.find('}') != foreign.size() - 1) return {};
  return translate(foreign.substr(2, foreign.size() - 3));
}

}  // namespace yiwang::bpmn::detail
