#pragma once
#include <shared_mutex>

#include "respond/answer_template.h"
#include "respond/settled.h"
#include "service/knowledge/knowledge.h"

namespace yiwang {

/// A settled case as somebody may see it, its words scrubbed of personal data.
struct SimilarCase {
  std::shared_ptr<const Case> c;
  SettledMatch match;
  std::string what, answer, measures;
};

/// An answer to start from.
struct AnswerDraft {
  std::string source;                      // template, article, past
  std::string title, text;
  std::vector<std::string> missing;
  std::uint64_t article = 0;
  std::uint32_t version = 0;
  std::shared_ptr<const Case> c;           // of a past answer
  double score = 0;
};

/// Follows the ledger, keeps what settled cases are found by (hashes and codes, in the store, so that a start reads them and not the ledger), and finds those worth
/// looking at for a new one. Thread-safe. What is shown is read from the ledger for each question and only what the person may see.
class SettledCases {
 public:
  /// Reads the newest `most` kept digests.
  SettledCases(Office& office, const Knowledge& knowledge, std::size_t most = 300'000);

  /// Takes in what was settled or reopened since; at most `most` ledger entries a call. Returns how many entries were read.
  std::size_t follow(std::size_t most = 2000);
  Result<std::vector<SimilarCase>> similar(const Identity& who, CaseId id, std::size_t most);
  /// Templates for its matter filled in, articles that fit its words, the best past answers.
  Result<std::vector<AnswerDraft>> answers(const Identity& who, CaseId id);
  std::size_t size() const;

 private:
  std::vector<SimilarCase> similar_to(const Identity& who, const Case& c, std::size_t most);
  Office& office_;
  const Knowledge& knowledge_;
  mutable std::shared_mutex guard_;
  SettledIndex index_;
  std::mutex following_;
  std::uint64_t seq_ = 0;
};

}  // namespace yiwang
