#pragma once
#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "city/city.h"

namespace yiwang {

/// What one version of an article says. Kept as canonical JSON; days are `YYYY-MM-DD`, empty when there is none.
struct ArticleContent {
  std::string title, title_en;
  std::vector<std::string> questions;      // other ways to ask
  std::vector<std::string> keywords;
  std::string answer;                      // for citizens
  std::string notes;                       // for staff only; never indexed, never public
  std::string unit;                        // the owner
  std::vector<std::string> matters;        // codes of any level
  std::vector<std::string> areas;          // where it is valid; empty: everywhere
  bool open = false;                       // citizens may find it
  std::string valid_from, valid_to, review_on;
  bool operator==(const ArticleContent&) const = default;
};
BOOST_DESCRIBE_STRUCT(ArticleContent, (), (title, title_en, questions, keywords, answer, notes, unit, matters, areas, open, valid_from, valid_to, review_on))

/// Whether it can be kept: lengths, codes the city has, days that exist and follow one another. The refusal names the field as the API does.
Done check_article(const ArticleContent& content, const City& city);
/// `a` to `z`, digits and hyphens, 2 to 64 characters, beginning with a letter or digit.
bool is_article_code(std::string_view code);
/// A real day of the years 1900 to 2200 as `YYYY-MM-DD`.
bool is_day(std::string_view text);
/// The local day of a moment.
std::string day_text(Instant at, minutes offset);
/// The first moment of a local day.
Instant start_of(std::string_view day, minutes offset);

/// In force on that day as far as its dates go.
bool valid_on(const ArticleContent& content, std::string_view day);
/// Whether it answers for a matter: one of its codes is the matter's own or above it.
bool covers_matter(const ArticleContent& content, std::string_view matter);
/// Valid in an area: no areas named, or one of them holds it.
bool covers_area(const ArticleContent& content, std::string_view area, const City& city);

/// What changed from one version to the next, field by field in the order of the description; texts as pieces.
struct TextPiece {
  enum class Change { same, gone, fresh };
  Change change;
  std::string text;
  bool operator==(const TextPiece&) const = default;
};
struct FieldDifference {
  std::string field;                       // as the API calls it
  std::vector<TextPiece> pieces;
};
std::vector<FieldDifference> difference(const ArticleContent& from, const ArticleContent& to);
/// Sentence by sentence, then by character within a changed sentence. Joined, `same` and `gone` give `from`, `same` and `fresh` give `to`.
std::vector<TextPiece> text_difference(const std::string& from, const std::string& to);

}  // namespace yiwang
