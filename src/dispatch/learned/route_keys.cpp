#include "dispatch/learned/route_keys.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostWords = 40;

std::uint64_t key_of(const RouteCross& cross, const RouteFacts& facts, std::uint64_t seed) {
  std::string text;
  for (const auto field : cross.fields) {
    text += '\x1f';
    text += facts.values[field];
  }
  return stable_hash(text, seed);
}

bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

std::vector<std::string> route_words(const std::string& text) {
  std::vector<std::string> out;
  if (broken_utf8_at(text) != std::string::npos) return out;
  std::u32string latin;
  char32_t before = 0;
  const auto close = [&] {
    if (latin.size() > 1) out.push_back(to_utf8(latin));
    latin.clear();
  };
  for (const auto c : to_codepoints(text)) {
    if (is_latin(c)) {
      latin += c >= 'A' && c <= 'Z' ? c + 32 : c;
    } else {
      close();
      if (is_han(c) && is_han(before)) out.push_back(to_utf8(std::u32string{before, c}));
    }
    before = c;
    if (out.size() >= kMostWords) break;
  }
  close();
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

RouteKeys route_keys(const RouteShape& shape, const RouteFacts& facts) {
  if (facts.values.size() != shape.fields.size()) throw std::invalid_argument("route facts do not fit their shape");
  RouteKeys keys;
  keys.ground = key_of(shape.ground, facts, 1);
  keys.crosses.reserve(shape.crosses.size());
  for (std::size_t k = 0; k < shape.crosses.size(); ++k) keys.crosses.push_back(key_of(shape.crosses[k], facts, 10 + k));
  for (const auto& word : route_words(facts.words)) {
    keys.words.push_back(stable_hash(word, keys.crosses.front()));
    keys.words.push_back(stable_hash(word, 2));
  }
  std::sort(keys.words.begin(), keys.words.end());
  keys.words.erase(std::unique(keys.words.begin(), keys.words.end()), keys.words.end());
  return keys;
}

std::string describe(const RouteShape& shape, const RouteCross& cross, const RouteFacts& facts) {
  std::string out;
  for (const auto field : cross.fields) {
    if (!out.empty()) out += ", ";
    const auto value = trim(facts.values[field]);
    out += shape.fields[field] + "=" + (value.empty() ? "?" : std::string(value));
  }
  return out;
}

}  // namespace yiwang
