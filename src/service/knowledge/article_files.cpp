#include "service/knowledge/article_files.h"

#include "city/files.h"

namespace yiwang {

KnowledgeFiles read_knowledge_files(const std::filesystem::path& city_folder) {
  KnowledgeFiles out;
  Faults faults;
  const CityFiles files(city_folder, faults);
  if (faults.any_fatal()) return out;
  for (const auto& file : files.all("knowledge", ".md")) {
    auto read = read_articles_markdown(file.bytes);
    for (const auto& fault : read.faults) {
      out.faults.push_back(file.shown + ":" + std::to_string(fault.line) + " " + std::string(code_of(fault.refusal.reason)) + (fault.refusal.field.empty() ? "" : " " + fault.refusal.field));
    }
    for (auto& article : read.articles) out.articles.push_back(std::move(article));
  }
  auto synonyms = std::make_shared<Synonyms>();
  auto tables = files.find("knowledge/synonyms.csv", true);
  for (auto it = tables.rbegin(); it != tables.rend(); ++it) synonyms->add_csv(it->bytes);
  out.synonyms = std::move(synonyms);
  return out;
}

}  // namespace yiwang
