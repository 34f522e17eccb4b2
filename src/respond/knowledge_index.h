#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "respond/question.h"

namespace yiwang {

/// An article as the index sees it.
struct IndexedArticle {
  std::uint64_t id = 0;
  std::string title, title_en;
  std::vector<std::string> questions, keywords;
  std::string answer;
  std::string matters;                     // names of its matters
};

struct KnowledgeHit {
  std::uint64_t id = 0;
  double score = 0;
  // What fit.h judges by, each 0..1.
  double covered = 0;                      // share of what was asked for that stands in title, questions and keywords
  double covered_anywhere = 0;             // or in the answer
  double nearest = 0;                      // likeness to the nearest of title and questions
  double lead = 0;                         // how far ahead of the next article
  bool by_words = false, by_synonyms = false, by_sound = false, by_pinyin = false;
};

/// Full-text search over articles: an inverted index of pairs of characters, single characters, Latin words and sounds, ranked by BM25 over weighted fields (Robertson and
/// Zaragoza 2009). Immutable once made, shared by threads; the answer depends on the articles and the question alone, ties by id. Filters are
/// the caller's: `keep` is asked for every article that holds something of the question.
class KnowledgeIndex {
 public:
  KnowledgeIndex(std::vector<IndexedArticle> articles, std::shared_ptr<const Synonyms> synonyms);

  /// Best first, at most `most`.
  template <class Keep>
  std::vector<KnowledgeHit> find(const Question& question, std::size_t most, Keep&& keep) const {
    std::vector<KnowledgeHit> out;
    Ranked kept;
    for (const auto& [row, score] : rank(question)) {
      // Asked for all, so that the caller can count them; one more is kept, to know how far ahead the last is.
      if (keep(articles_[row].id) && kept.size() <= most) kept.emplace_back(row, score);
    }
    judge(question, kept, out);
    if (out.size() > most) out.resize(most);
    return out;
  }
  std::vector<KnowledgeHit> find(const Question& question, std::size_t most) const {
    return find(question, most, [](std::uint64_t) { return true; });
  }

  const Synonyms& synonyms() const { return *synonyms_; }
  std::size_t size() const { return articles_.size(); }
  const IndexedArticle* article(std::uint64_t id) const;

 private:
  struct Posting {
    std::uint32_t row;
    float impact;
  };
  struct List {
    std::uint32_t from = 0, to = 0;
    float idf = 0;
  };
  /// Rows by score, best first.
  using Ranked = std::vector<std::pair<std::uint32_t, float>>;
  Ranked rank(const Question& question) const;
  void judge(const Question& question, const Ranked& kept, std::vector<KnowledgeHit>& out) const;
  const List* list(Term term) const;
  float idf(Term term) const;
  /// Articles whose title or keywords are written so in pinyin or its initials; and Latin words one slip away.
  void by_letters(const std::u32string& word, std::vector<float>& scores, std::vector<std::uint32_t>& touched) const;

  std::vector<IndexedArticle> articles_;
  std::shared_ptr<const Synonyms> synonyms_;
  std::unordered_map<Term, List> lists_;
  std::vector<Posting> postings_;
  std::vector<std::vector<Term>> heads_;                  // sorted terms of title, questions and keywords
  std::vector<std::vector<std::vector<Term>>> phrases_;   // sorted pairs of title and each question
  std::vector<std::string> spelt_;                        // pinyin and initials of title and keywords
  std::vector<std::u32string> latin_;                     // sorted words
  std::unordered_map<std::uint64_t, std::uint32_t> rows_;
  float most_idf_ = 1;
};

/// Stretches of a text that say what was asked for, as code points of the text, in order, not overlapping.
struct Mark {
  std::size_t from = 0, to = 0;
  bool operator==(const Mark&) const = default;
};
std::vector<Mark> marks_in(std::string_view text, const Question& question);

/// The stretch of at most `most` code points that holds most marks, begun at a sentence where there is one; marks within it.
struct Excerpt {
  std::string text;
  std::vector<Mark> marks;
};
Excerpt excerpt_of(std::string_view text, const Question& question, std::size_t most = 120);

}  // namespace yiwang
