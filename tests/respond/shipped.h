#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "base/csv.h"
#include "respond/article_file.h"
#include "respond/knowledge_index.h"

namespace yiwang::testing {

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The demo city's articles that citizens may find, numbered in the order of their codes, and their index.
struct Shipped {
  std::map<std::string, std::uint64_t> ids;
  std::map<std::uint64_t, FiledArticle> articles;
  std::shared_ptr<const Synonyms> synonyms;
  std::unique_ptr<const KnowledgeIndex> index;

  Shipped() {
    const std::filesystem::path source(YIWANG_SOURCE_DIR);
    std::map<std::string, FiledArticle> found;
    for (const auto& file : std::filesystem::directory_iterator(source / "catalogue/demo/knowledge")) {
      for (auto& a : read_articles_markdown(file_text(file.path())).articles) {
        if (a.content.open) found[a.code] = std::move(a);
      }
    }
    auto words = std::make_shared<Synonyms>();
    words->add_csv(file_text(source / "catalogue/base/knowledge/synonyms.csv"));
    synonyms = words;
    std::vector<IndexedArticle> list;
    for (auto& [code, a] : found) {
      const auto id = ids.size() + 1;
      ids[code] = id;
      list.push_back({id, a.content.title, a.content.title_en, a.content.questions, a.content.keywords, a.content.answer, {}});
      articles[id] = std::move(a);
    }
    index = std::make_unique<const KnowledgeIndex>(std::move(list), synonyms);
  }
};

inline const Shipped& shipped() {
  static const Shipped made;
  return made;
}

struct TableRow {
  std::string part, article, text;
};
inline std::vector<TableRow> table(const std::string& name) {
  std::ifstream in(std::filesystem::path(YIWANG_SOURCE_DIR) / "tests/respond" / name);
  CsvReader csv(in);
  std::vector<TableRow> out;
  std::vector<std::string> cells;
  const bool answered = csv.column("article") >= 0;
  while (csv.next(cells)) out.push_back(answered ? TableRow{cells[0], cells[1], cells[2]} : TableRow{cells[0], {}, cells[1]});
  return out;
}

}  // namespace yiwang::testing
