#include "service/knowledge/article_files.h"

#include <set>

#include "city/files.h"

namespace yiwang {
namespace {

CityFault warning(const std::string& file, const ArticleFileFault& fault) {
  CityFault out{file, fault.line, std::string(code_of(fault.refusal.reason)), fault.refusal.facts, false};
  if (!fault.code.empty()) out.facts.emplace_back("code", fault.code);
  if (!fault.refusal.field.empty()) out.facts.emplace_back("field", fault.refusal.field);
  return out;
}

}  // namespace

KnowledgeFiles read_knowledge_files(const std::filesystem::path& city_folder) {
  KnowledgeFiles out;
  Faults faults;
  const CityFiles files(city_folder, faults);
  if (faults.any_fatal()) return out;
  for (const auto& file : files.all("knowledge", ".md")) {
    for (auto& article : read_articles_markdown(file.bytes).articles) out.articles.push_back(std::move(article));
  }
  auto synonyms = std::make_shared<Synonyms>();
  auto tables = files.find("knowledge/synonyms.csv", true);
  for (auto it = tables.rbegin(); it != tables.rend(); ++it) synonyms->add_csv(it->bytes);
  out.synonyms = std::move(synonyms);
  return out;
}

std::vector<CityFault> check_knowledge_files(const std::filesystem::path& city_folder, const City& city) {
  std::vector<CityFault> out;
  Faults faults;
  const CityFiles files(city_folder, faults);
  if (faults.any_fatal()) return out;
  std::set<std::string> codes;
  for (const auto& file : files.all("knowledge", ".md")) {
    const auto read = read_articles_markdown(file.bytes);
    for (const auto& fault : read.faults) out.push_back(warning(file.shown, fault));
    for (const auto& article : read.articles) {
      if (auto ok = check_article(article.content, city); !ok) out.push_back(warning(file.shown, {article.line, article.code, ok.error()}));
      // Twice in one file was named by its reader.
      if (codes.contains(article.code)) out.push_back(warning(file.shown, {article.line, article.code, {Reason::taken, {}, "code"}}));
    }
    for (const auto& article : read.articles) codes.insert(article.code);
  }
  return out;
}

}  // namespace yiwang
