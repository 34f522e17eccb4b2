#include <algorithm>

#include "base/text.h"
#include "respond/article.h"

namespace yiwang {
namespace {

using Pieces = std::vector<TextPiece>;
using Change = TextPiece::Change;

void put(Pieces& out, Change change, std::string_view text) {
  if (text.empty()) return;
  if (!out.empty() && out.back().change == change) out.back().text += text;
  else out.push_back({change, std::string(text)});
}

/// The longest common run of parts by the quadratic table; callers keep the product of sizes below four million.
template <class Part, class Emit>
void align(const std::vector<Part>& a, const std::vector<Part>& b, Emit&& emit) {
  const std::size_t rows = a.size() + 1, columns = b.size() + 1;
  std::vector<std::uint32_t> best(rows * columns, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      best[i * columns + j] = a[i] == b[j] ? best[(i + 1) * columns + j + 1] + 1 : std::max(best[(i + 1) * columns + j], best[i * columns + j + 1]);
    }
  }
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      emit(Change::same, a[i]);
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && best[(i + 1) * columns + j] >= best[i * columns + j + 1])) {
      emit(Change::gone, a[i++]);
    } else {
      emit(Change::fresh, b[j++]);
    }
  }
}

constexpr std::size_t kMostCells = 4'000'000;

std::vector<std::u32string> sentences(const std::u32string& text) {
  std::vector<std::u32string> out;
  std::u32string now;
  for (const char32_t c : text) {
    now += c;
    if (c == U'\n' || c == U'。' || c == U'；' || c == U'！' || c == U'？') {
      out.push_back(std::move(now));
      now.clear();
    }
  }
  if (!now.empty()) out.push_back(std::move(now));
  return out;
}

/// A stretch of changed sentences, compared by character when that says something.
void settle(Pieces& out, std::u32string& gone, std::u32string& fresh) {
  if (!gone.empty() && !fresh.empty() && gone.size() * fresh.size() <= kMostCells) {
    const std::vector<char32_t> a(gone.begin(), gone.end()), b(fresh.begin(), fresh.end());
    Pieces inner;
    std::size_t same = 0;
    align(a, b, [&](Change change, char32_t c) {
      if (change == Change::same) ++same;
      put(inner, change, to_utf8(std::u32string_view(&c, 1)));
    });
    // Two sentences with little in common read better one after the other than woven together.
    if (same * 5 >= std::max(a.size(), b.size()) * 2) {
      for (const auto& piece : inner) put(out, piece.change, piece.text);
      gone.clear();
      fresh.clear();
      return;
    }
  }
  put(out, Change::gone, to_utf8(gone));
  put(out, Change::fresh, to_utf8(fresh));
  gone.clear();
  fresh.clear();
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& each : list) out += (out.empty() ? "" : "\n") + each;
  return out;
}

}  // namespace

std::vector<TextPiece> text_difference(const std::string& from, const std::string& to) {
  Pieces out;
  const auto a = sentences(to_codepoints(from)), b = sentences(to_codepoints(to));
  if (a.size() * b.size() > kMostCells) {
    put(out, Change::gone, from);
    put(out, Change::fresh, to);
    return out;
  }
  std::u32string gone, fresh;
  align(a, b, [&](Change change, const std::u32string& sentence) {
    if (change == Change::gone) {
      gone += sentence;
    } else if (change == Change::fresh) {
      fresh += sentence;
    } else {
      settle(out, gone, fresh);
      put(out, Change::same, to_utf8(sentence));
    }
  });
  settle(out, gone, fresh);
  return out;
}

std::vector<FieldDifference> difference(const ArticleContent& from, const ArticleContent& to) {
  std::vector<FieldDifference> out;
  const auto compare = [&](const char* field, const std::string& a, const std::string& b) {
    if (a != b) out.push_back({field, text_difference(a, b)});
  };
  compare("title", from.title, to.title);
  compare("title_en", from.title_en, to.title_en);
  compare("questions", joined(from.questions), joined(to.questions));
  compare("keywords", joined(from.keywords), joined(to.keywords));
  compare("answer", from.answer, to.answer);
  compare("notes", from.notes, to.notes);
  const auto whole = [&](const char* field, const std::string& a, const std::string& b) {
    if (a == b) return;
    Pieces pieces;
    put(pieces, Change::gone, a);
    put(pieces, Change::fresh, b);
    out.push_back({field, std::move(pieces)});
  };
  whole("unit", from.unit, to.unit);
  whole("matters", joined(from.matters), joined(to.matters));
  whole("areas", joined(from.areas), joined(to.areas));
  whole("public", from.open ? "true" : "false", to.open ? "true" : "false");
  whole("valid_from", from.valid_from, to.valid_from);
  whole("valid_to", from.valid_to, to.valid_to);
  whole("review_on", from.review_on, to.review_on);
  return out;
}

}  // namespace yiwang
