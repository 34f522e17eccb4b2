#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "city/load.h"
#include "respond/article_file.h"
#include "respond/question.h"

namespace yiwang {

/// What a city's folder (and those it extends) brings: `knowledge/*.md` and `knowledge/synonyms.csv`, the city's own synonyms before those that ship.
struct KnowledgeFiles {
  std::vector<FiledArticle> articles;
  std::shared_ptr<const Synonyms> synonyms = std::make_shared<const Synonyms>();
};
/// What cannot be read is left out; `check_knowledge_files` names it.
KnowledgeFiles read_knowledge_files(const std::filesystem::path& city_folder);
/// Every fault of the articles with file and line, as warnings: none keeps a city from loading.
std::vector<CityFault> check_knowledge_files(const std::filesystem::path& city_folder, const City& city);

}  // namespace yiwang
