#pragma once
#include "adapters/http/views.h"
#include "service/knowledge/settled_cases.h"

namespace yiwang {

struct Site;

/// Contract schema KnowledgeItem, as an object of its own.
void put_knowledge_item(JsonOut& out, const Knowledge& knowledge, const FoundArticle& found, const Question& question, const View& view);
/// Contract schema KnowledgeVersion, as an object of its own.
void put_knowledge_version(JsonOut& out, const ArticleVersion& version, const View& view);
/// Contract schema KnowledgeArticle. `other`: shown instead of the version in force.
std::string knowledge_article_json(const Knowledge& knowledge, const Identity& who, const ArticleEntry& entry, const ArticleVersion* other, const View& view);
/// Contract schemas PublicArticleItem and PublicArticle.
void put_public_article_item(JsonOut& out, const FoundArticle& found, const Question& question, const View& view);
std::string public_article_json(const ArticleEntry& entry, const View& view);
/// The member `articles` of advice (contract schema AdviceArticle).
void put_advice_articles(JsonOut& out, const std::vector<FoundArticle>& articles, const View& view);
/// Contract schemas SimilarCase and AnswerTemplate, as objects of their own.
void put_similar_case(JsonOut& out, const SimilarCase& similar, const View& view);
void put_answer_draft(JsonOut& out, const AnswerDraft& draft, const View& view);

/// What the knowledge base answers to a draft report; nothing when the server has none.
std::vector<FoundArticle> articles_for(Site& site, const Advice& advice, const RawReport& draft, bool for_citizens);
/// Whether an answer may name this article; `unavailable` when the server has no knowledge base.
Done may_cite(Site& site, const std::string& citation);
/// Counts a case answered with an article; nothing for an empty citation.
void count_citation(Site& site, const std::string& citation);

}  // namespace yiwang
