#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "respond/article_file.h"
#include "respond/question.h"

namespace yiwang {

/// What a city's folder (and those it extends) brings: `knowledge/*.md` and `knowledge/synonyms.csv`, the city's own synonyms before those that ship.
struct KnowledgeFiles {
  std::vector<FiledArticle> articles;
  std::shared_ptr<const Synonyms> synonyms = std::make_shared<const Synonyms>();
  std::vector<std::string> faults;         // `file:line reason`
};
KnowledgeFiles read_knowledge_files(const std::filesystem::path& city_folder);

}  // namespace yiwang
