#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "cases/advice.h"
#include "geo/place.h"
#include "relate/likeness.h"
#include "relate/scorecard.h"

namespace yiwang {

/// What a text is recognised by: hashed character grams, sorted, distinct. A pure function of normalised text, so any thread may make it.
struct Fingerprint {
  std::vector<std::uint32_t> grams;
};
Fingerprint fingerprint(std::string_view normalised_title_and_text);

/// A report as relate/ sees it.
struct RelateQuestion {
  Instant at;
  std::string_view reporter_key;           // empty: anonymous
  std::string_view matter;                 // may be empty
  std::string_view area;
  std::string_view road;
  std::string_view estate;
  std::string_view subject;                // canonical name of the first subject tag
  std::optional<LonLat> point;
  const Fingerprint* words = nullptr;
};

struct RelateOptions {
  int window_days = 90;
  int again_after_closing_days = 30;
  double suggest = 0.60;
  std::size_t most = 5;
};

/// A known case beside the question: what they have in common, and what that makes it.
struct Compared {
  CaseId case_id;
  Likeness likeness;
  Judgement judgement;                     // hand-set, or learned when a card is in use
  double odds = 0;                         // to rank by: not cut
};

/// The four kinds of duplicates (domain.md) over the cases of a time window, in memory. One thread writes (`add`, `change`, `forget_before`) and finds; not
/// shared. Answers depend only on what was added before, in order, so a replay gives the same. About 1 KB a case of 300 characters (README).
class Relater {
 public:
  explicit Relater(RelateOptions options);
  ~Relater();
  Relater(Relater&&) noexcept;
  Relater& operator=(Relater&&) noexcept;
  /// Probability and evidence for each related case, best first, only those at or above `suggest`.
  Relations find(const RelateQuestion& question) const;
  /// Every case that was worth comparing with, best first: what `find` chooses from and what a `Scorecard` learns from.
  std::vector<Compared> compare(const RelateQuestion& question) const;
  /// From now on probabilities are those a city's own merges taught; null goes back to the hand-set ones. The kinds stay as they are, and so does the
  /// bound below which many about one must stay when only few words agree.
  void use(std::shared_ptr<const Scorecard> card);
  /// A case opened (the first report), or a further report joined (`again` true: adds words and place to look by, keeps one case).
  void add(CaseId id, const RelateQuestion& report, bool again = false);
  /// Open or closed matters for the kind of duplicate; a merged case answers with the one it went into.
  void closed(CaseId id, Instant at);
  void reopened(CaseId id);
  void merged(CaseId id, CaseId into);
  /// An empty matter, or no area and no point, leave that as it was.
  void corrected(CaseId id, std::string_view matter, std::string_view area, std::optional<LonLat> point);
  /// Drops cases that left the window (no report and not open since `window_days`), at most a thousand a call. `add` does the same now and then by the time of
  /// the report, so only a quiet city needs this to be called, with the ledger's own time.
  void forget_before(Instant now);
  /// Cases whose words contain what was typed, newest first: the search field of the desks.
  std::vector<CaseId> search(std::string_view words, std::size_t most) const;

  std::size_t size() const;
  std::size_t bytes() const;               // of memory held
  std::string save() const;                // bytes for a snapshot
  bool load(std::string_view bytes);       // false when not readable by this version; then rebuild from the ledger
  const std::string& version() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace yiwang
