#pragma once
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <unordered_set>

#include "respond/fit.h"
#include "service/knowledge/article_base.h"
#include "service/knowledge/article_files.h"
#include "service/office.h"

namespace yiwang {

/// What may be changed of an article; absent members stay.
struct ArticlePatch {
  std::optional<std::string> title, title_en, answer, notes, unit, valid_from, valid_to, review_on;
  std::optional<std::vector<std::string>> questions, keywords, matters, areas;
  std::optional<bool> open;
  std::string note;
};

/// An article that was found.
struct FoundArticle {
  ArticleEntry entry;
  std::optional<KnowledgeHit> hit;         // none when nothing was looked for
  double probability = 0;
};

inline void operator+=(ArticleUse& a, const ArticleUse& b) {
  a.shown += b.shown;
  a.used += b.used;
  a.helped += b.helped;
  a.not_helped += b.not_helped;
  a.deflected += b.deflected;
}

/// The knowledge base: everything a door may ask of it. Thread-safe; calls that change something block for the store. Who wrote an article may not approve it;
/// each act leaves a line in the audit.
class Knowledge {
 public:
  struct Parts {
    Office& office;
    NoticeSink& notices;                   // where owners are reminded
  };
  /// Puts the city's own articles in force when the shelf has never held any.
  Knowledge(Parts parts, KnowledgeFiles files);
  ~Knowledge();                            // writes what was counted

  // --- looking up
  struct Query {
    std::string text, state, kind, matter, unit, area;
    std::size_t from = 0, most = 20;
  };
  struct Page {
    std::vector<FoundArticle> items;
    std::size_t total = 0;
    Question question;
  };
  Page list(const Query& query) const;
  /// What is in force, open to everybody and no template.
  Page list_public(const std::string& text, std::size_t most) const;
  Result<ArticleEntry> article(std::uint64_t id) const;
  /// In force and open; counts as shown.
  Result<ArticleEntry> public_article(std::uint64_t id);
  Result<ArticleVersion> version(std::uint64_t id, std::uint32_t version) const;
  Result<std::vector<ArticleVersion>> versions(std::uint64_t id) const;
  /// `to` 0: the newest.
  struct Compared {
    std::uint32_t from, to;
    std::vector<FieldDifference> fields;
  };
  Result<Compared> compare(std::uint64_t id, std::uint32_t from, std::uint32_t to) const;
  /// Articles likely enough to answer these words, most probable first, at most three; for citizens only open ones. Matter and area narrow nothing but lend weight.
  std::vector<FoundArticle> answers_for(std::string_view words, const std::string& matter, const std::string& area, bool for_citizens) const;
  std::shared_ptr<const ArticleBase> base() const;
  std::string today() const;

  // --- changing
  struct NewArticle {
    std::string code, kind;
    ArticlePatch content;
  };
  Result<ArticleEntry> make(const Identity& who, const NewArticle& wanted, const Asking& asking);
  Result<ArticleEntry> change(const Identity& who, std::uint64_t id, std::uint32_t revision, const ArticlePatch& patch, const Asking& asking);
  Result<ArticleEntry> submit(const Identity& who, std::uint64_t id, const std::string& note, std::optional<std::string> review_on, const Asking& asking);
  Result<ArticleEntry> decide(const Identity& who, std::uint64_t id, bool approve, const std::string& reason, const Asking& asking);
  Result<ArticleEntry> retire(const Identity& who, std::uint64_t id, const std::string& reason, const Asking& asking);
  /// change, submit, approve, retire: what a person may do now.
  std::vector<std::string> may(const Identity& who, const ArticleEntry& entry) const;

  struct TakenIn {
    std::size_t made = 0, changed = 0, same = 0;
    std::vector<ArticleFileFault> faults;
  };
  Result<TakenIn> take_in(const Identity& who, const std::string& format, const std::string& text, bool check_only, const Asking& asking);
  /// All in force, by code.
  std::string export_as(const std::string& format) const;

  // --- counting
  void shown(std::uint64_t id) { count({id, 1, 0, 0, 0, 0}); }
  Done vote(std::uint64_t id, bool helped);
  /// By a citizen: once an address, article and day; a vote more is taken without effect.
  Done vote_public(std::uint64_t id, bool helped, bool no_report, const std::string& address);
  /// `<id>@<version>` of a version that is in force; `unknown_article` else.
  Done may_cite(const std::string& citation) const;
  void cited(const std::string& citation);
  /// With what was counted since it was last written.
  ArticleUse counts(std::uint64_t id) const;

  /// What happens by itself, about once a second: counts are written, owners reminded of review dates, changes by other processes taken in.
  void round(Instant now);

 private:
  void seed(const std::vector<FiledArticle>& articles);
  // These three with `changing_` held.
  void refresh();
  void remind(Instant now);
  void catch_up();                         // refresh when somebody changed something since
  void count(const ArticleUse& use);
  void write_counts();
  bool owns(const Identity& who, const std::string& unit) const;
  Done may_write(const Identity& who, const std::string& unit) const;
  Result<ArticleEntry> kept(ArticleRow row, std::vector<ArticleVersionRow> versions);
  void audit(const Identity& who, const char* what, const ArticleRow& row, const std::string& reason, const Asking& asking);
  FoundArticle found(const ArticleBase& base, const Question& question, const KnowledgeHit& hit) const;

  Office& office_;
  NoticeSink& notices_;
  std::shared_ptr<const Synonyms> synonyms_;
  mutable std::shared_mutex base_guard_;
  std::shared_ptr<const ArticleBase> base_;
  std::mutex changing_;                    // one change at a time: read, check, write, make the base anew
  mutable std::mutex counting_;
  std::unordered_map<std::uint64_t, ArticleUse> kept_, counted_;      // in the store, and since
  std::unordered_set<std::uint64_t> voted_;                 // hashes of address, article and day
  std::string voted_on_;
};

}  // namespace yiwang
