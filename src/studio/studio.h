#pragma once
#include <memory>
#include <string>
#include <vector>

#include "service/office.h"
#include "studio/jobs.h"
#include "studio/publisher.h"

namespace yiwang {

/// A version that was published or came with the city's folder; without text.
struct StudioVersion {
  StudioEditionRow row;
  bool current = false;
};
struct StudioItem {
  Document document;
  std::optional<StudioEditionRow> edition;   // of the present text; none when it came with the city's folder
  std::optional<StudioEditionRow> scheduled;
  std::uint64_t draft = 0;                 // newest that is not published; 0 none
};

/// Everything a door may ask of the studio. Who may come in at all is the door's to ask (roles admin, dispatcher, supervisor; `decide`, `publish` and `roll_back` only
/// admin); the second person and every state are checked here. Each act leaves a line in the audit. Thread-safe; calls block for the store, checks and publishing for
/// up to some seconds.
class Studio {
 public:
  Studio(Office& office, Publisher::Parts parts);
  ~Studio();

  // --- what there is
  std::vector<StudioItem> documents() const;
  /// Of the present version when `version` is empty. `unknown_document`, `unknown_edition`.
  Result<Document> document(DocumentKind kind, const std::string& code, const std::string& version = {}) const;
  /// Newest first; what came with the city's folder is the last one.
  std::vector<StudioVersion> versions(DocumentKind kind, const std::string& code) const;
  /// Of the text in use; empty when there is no such document.
  std::string present_version(DocumentKind kind, const std::string& code) const;

  // --- drafts
  struct NewDraft {
    DocumentKind kind;
    std::string code, base_version, text, name;
  };
  Result<StudioDraftRow> make_draft(const Identity& who, const NewDraft& wanted, const Asking& asking);
  Result<StudioDraftRow> draft(std::uint64_t id) const;
  std::vector<StudioDraftRow> drafts() const;
  struct Change {
    std::optional<std::string> text, name, note, base_version;
    std::optional<json::Array> tests;
  };
  /// `version_required`, `stale_version` with the present revision, `wrong_state` once published.
  Result<StudioDraftRow> change_draft(const Identity& who, std::uint64_t id, std::uint32_t revision, const Change& change, const Asking& asking);
  Done drop_draft(const Identity& who, std::uint64_t id, const Asking& asking);

  // --- from draft to use
  /// Keeps the findings with the draft.
  Result<StudioChecks> check_draft(const Identity& who, std::uint64_t id, const Asking& asking);
  Result<StudioChecks> check_text(DocumentKind kind, const std::string& code, const std::string& text, const json::Array& tests, Instant now) const;
  Result<StudioDraftRow> submit(const Identity& who, std::uint64_t id, const std::string& note, const Asking& asking);
  Result<StudioDraftRow> decide(const Identity& who, std::uint64_t id, bool approve, const std::string& reason, const Asking& asking);
  Result<StudioVersion> publish(const Identity& who, std::uint64_t id, std::optional<Instant> effective, const std::string& override_reason, const Asking& asking);
  Result<StudioVersion> roll_back(const Identity& who, DocumentKind kind, const std::string& code, const std::string& version, const std::string& reason, std::optional<Instant> effective, const Asking& asking);

  /// Publishes a text nobody drew: what takes back a plan of areas. Checked like any other; the reason is kept with the name.
  Result<StudioVersion> publish_undo(const Identity& who, DocumentKind kind, const std::string& code, const std::string& name, const std::string& text, const std::string& reason, std::optional<Instant> effective, const Asking& asking);
  /// A version whose time has not come will not be put to use. `unknown_edition` when none waits.
  Done call_off(const Identity& who, DocumentKind kind, const std::string& code, const std::string& reason, const Asking& asking);
  /// What a text is checked against: the city in use and its folder.
  Surroundings surroundings(Instant now) const { return publisher_.surroundings(now); }

  // --- looking closer; contract-shaped JSON
  /// From a version (empty: the present one) to a version (empty: the present one).
  Result<json::Value> difference(DocumentKind kind, const std::string& code, const std::string& from, const std::string& to) const;
  Result<json::Value> difference(std::uint64_t draft_id, const std::string& from) const;
  Result<json::Value> walk(const json::Object& asked, Instant now) const;
  Result<json::Value> attempt(const json::Object& asked, Instant now) const;

  // --- what would change
  Result<std::uint64_t> begin_impact(const Identity& who, std::uint64_t draft_id, std::optional<Instant> from, std::optional<Instant> to, const Asking& asking);
  Result<json::Value> job(std::uint64_t id) const;
  Done cancel_job(std::uint64_t id);

  /// One round of what happens by itself: editions whose time has come, a city loaded by another process. Called about once a second.
  void round(Instant now);

 private:
  Result<StudioDraftRow> need(std::uint64_t id, std::initializer_list<std::string_view> states) const;
  Result<StudioDraftRow> keep(StudioDraftRow draft, Instant now);
  Done check_again(StudioDraftRow& draft, Instant now, std::size_t* gaps) const;
  Result<StudioVersion> put_out(StudioEditionRow edition, StudioDraftRow* draft, const Identity& who, const Asking& asking);
  void audit(const Identity& who, const std::string& what, const StudioDraftRow& draft, const std::string& reason, const Asking& asking);

  Office& office_;
  Publisher publisher_;
  StudioJobs jobs_;
  std::mutex publishing_;
};

}  // namespace yiwang
