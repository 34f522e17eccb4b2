#include "base/folded.h"

#include <memory>
#include <unordered_map>

#include "base/text.h"
#include "base/utf8.h"

namespace yiwang {
namespace {

// What one code point becomes. Those that become several (㎡, ㏄, ½) are kept aside.
struct FoldTable {
  std::vector<char32_t> one = std::vector<char32_t>(0x10000);
  std::unordered_map<char32_t, std::u32string> several;
};

constexpr char32_t kSeveral = 0x110000;

bool worth_folding(char32_t c) {
  return c < 0x250 || (c >= 0x370 && c < 0x500) || (c >= 0x2000 && c < 0x2800) || (c >= 0x2e80 && c < 0xa000) || (c >= 0xf900 && c < 0xfb00) || c >= 0xfe00;
}

std::unique_ptr<const FoldTable> make_table() {
  auto table = std::make_unique<FoldTable>();
  for (char32_t c = 0; c < 0x10000; ++c) {
    table->one[c] = c;
    if (!worth_folding(c) || c == U'\n') continue;
    std::string source;
    append_codepoint(source, c);
    const auto target = to_codepoints(normalise(source));
    if (target.size() == 1) {
      table->one[c] = target[0];
    } else if (target.empty()) {
      table->one[c] = U' ';
    } else {
      table->one[c] = kSeveral;
      table->several.emplace(c, target);
    }
  }
  return table;
}

const FoldTable& fold_table() {
  static const std::unique_ptr<const FoldTable> table = make_table();
  return *table;
}

}  // namespace

void fold(std::string_view text, Folded& out) {
  const auto& table = fold_table();
  out.text.clear();
  out.origin.clear();
  out.text.reserve(text.size() / 2);
  out.origin.reserve(text.size() / 2);
  std::uint32_t n = 0;
  for (std::size_t at = 0; at < text.size(); ++n) {
    const char32_t c = next_codepoint(text, at);
    const char32_t to = c < 0x10000 ? table.one[c] : c;
    if (to != kSeveral) {
      out.text.push_back(to);
      out.origin.push_back(n);
      continue;
    }
    for (const char32_t part : table.several.at(c)) {
      out.text.push_back(part);
      out.origin.push_back(n);
    }
  }
}

Folded fold(std::string_view text) {
  Folded out;
  fold(text, out);
  return out;
}

std::u32string folded(std::string_view text) { return fold(text).text; }

bool ends_sentence(char32_t c) { return c == U'。' || c == U'!' || c == U'?' || c == U'\n' || c == U'…'; }

bool ends_clause(char32_t c) { return ends_sentence(c) || c == U',' || c == U';' || c == U':' || c == U'、' || c == U' '; }

}  // namespace yiwang
