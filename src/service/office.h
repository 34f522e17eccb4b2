#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/cipher.h"
#include "service/accounts.h"
#include "service/live.h"
#include "service/permit.h"
#include "service/ports.h"
#include "service/writer.h"

namespace yiwang {

/// Why somebody asks and from where; goes into the audit.
struct Asking {
  std::string request_id;
  std::string address;                     // network address
  Instant now;
};

/// A case as one person may see it. Reporters of confidential reports carry no masks for those who only work on the case.
struct SeenCase {
  std::shared_ptr<const Case> c;
  std::vector<Operation> may;
};

/// What stands between every door and the machine: checks who may see and do what, keeps the audit, hands work to the writer. Doors (HTTP, command
/// line, rehearsal) translate and do nothing else. All members may be called from any thread; those that read the store block for its answer.
class Office {
 public:
  struct Parts {
    Store& store;
    Blobs& blobs;
    Writer& writer;
    Accounts& accounts;
    Live& live;
    std::shared_ptr<const Cipher> cipher;
    const Clock& clock;
  };
  explicit Office(Parts parts);

  std::shared_ptr<const City> city() const { return parts_.writer.advisers().city; }
  Advisers advisers() const { return parts_.writer.advisers(); }
  Instant now() const { return parts_.clock.now(); }
  Accounts& accounts() { return parts_.accounts; }
  Live& live() { return parts_.live; }
  Writer& writer() { return parts_.writer; }
  Store& store() { return parts_.store; }
  const Cipher& cipher() const { return *parts_.cipher; }

  // --- lists and cases
  /// The person's scope is put into the query. `bad_cursor` for a cursor that is not ours. `text` is looked up in the words of all cases as well.
  Result<CasePage> list(const Identity& who, CaseQuery query);
  /// Queue code -> number of cases, at most 10,000 each, for the queues this person works from.
  std::vector<std::pair<std::string, std::int64_t>> queue_counts(const Identity& who);
  Result<SeenCase> see(const Identity& who, CaseId id);
  Result<std::vector<Entry>> trail(const Identity& who, CaseId id);
  /// By number or by id in text form; `unknown_case` else.
  Result<CaseId> find(const std::string& number_or_id);

  // --- work
  using Commanded = std::function<void(Result<SeenCase>)>;
  /// `expected_version` 0 is refused with `version_required`.
  void command(const Identity& who, CaseId id, Command command, std::uint32_t expected_version, const Asking& asking, Commanded answer);
  /// A report by staff or another system. Needs role agent, dispatcher, handler, grid_worker or admin.
  void receive(const Identity& who, RawReport raw, const Asking& asking, Writer::Received answer);
  void advise(const Identity& who, RawReport draft, const Asking& asking, std::function<void(Result<Advice>)> answer);
  /// Personal fields in clear, audited with the reason (at least four characters); for those who may see the case, but for a confidential report only agents, dispatchers and supervisors.
  Result<RawReporter> reveal(const Identity& who, CaseId id, ReportId report, const std::string& reason, const Asking& asking);
  /// Cases of the same telephone number, newest first.
  Result<CasePage> cases_of_phone(const Identity& who, const std::string& phone, const Asking& asking);

  // --- the citizen's side; no sign-in, the tracking code is the key
  void receive_public(RawReport raw, const Asking& asking, Writer::Received answer);
  std::string tracking_code(ReportId id) const;
  struct Tracked {
    std::shared_ptr<const Case> c;         // the case the report is in now
    ReportId report;
    std::vector<Entry> trail;
  };
  /// `unknown_report` for a wrong number as for a wrong code.
  Result<Tracked> track(const std::string& number, const std::string& code);
  void command_public(const std::string& number, const std::string& code, Command command, const Asking& asking, std::function<void(Result<Tracked>)> answer);

  // --- files
  /// Type is found from the bytes and must be one of JPEG, PNG, WebP, GIF, PDF, MP4, M4A/MP3/AMR/WAV, DOCX, XLSX, plain text; archives are only looked into, never unpacked.
  Result<Attachment> attach(std::string name, std::string claimed_type, std::string bytes);
  Result<std::pair<Attachment, std::string>> attachment(const Identity& who, CaseId id, const std::string& attachment_id);

  void audit(const std::string& login, const std::string& what, const std::string& target, const std::string& reason, const Asking& asking);

 private:
  Result<std::shared_ptr<const Case>> load(CaseId id);
  SeenCase seen_by(const Identity& who, std::shared_ptr<const Case> c) const;
  Parts parts_;
};

/// The type of a file by its first bytes; empty when it is none that is accepted.
std::string sniff_type(std::string_view bytes);

}  // namespace yiwang
