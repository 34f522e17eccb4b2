#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "respond/article.h"

namespace yiwang {

/// An article as it stands in a file.
struct FiledArticle {
  std::string code;
  std::string kind = "article";            // article, template
  ArticleContent content;
  std::size_t line = 0;                    // where it begins
};
/// What is wrong with a file and where.
struct ArticleFileFault {
  std::size_t line = 0;
  std::string code;
  Refusal refusal;
};
struct ReadArticles {
  std::vector<FiledArticle> articles;
  std::vector<ArticleFileFault> faults;
};

/// Markdown: articles one after the other, each begun by lines `key: value` between two lines `---`; lists are parted by `|`. Then the answer, and after a line
/// `## 内部说明` (or `## Staff notes`) what only staff read. Keys are the columns of the CSV.
ReadArticles read_articles_markdown(std::string_view text);
std::string write_articles_markdown(const std::vector<FiledArticle>& articles);

/// CSV with the columns `code,kind,title,title_en,unit,matters,areas,keywords,questions,public,valid_from,valid_to,review_on,answer,notes` in any order; code,
/// title, unit and answer must be there, others may be left out. Cells that look like formulas are written so that a spreadsheet does not run them, and read back as they were.
ReadArticles read_articles_csv(std::string_view text);
std::string write_articles_csv(const std::vector<FiledArticle>& articles);

}  // namespace yiwang
