#pragma once
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

#include "service/office.h"
#include "service/places/alias_learner.h"
#include "service/places/place_import.h"
#include "service/places/place_overlay.h"

namespace yiwang {

/// An entry as a list shows it; `source` is city for the folder's own rows.
struct PlaceItem {
  PlaceRecord record;
  std::string label;
  std::string source;                      // city, import, person, undo
  std::string state = "in_use";
  std::uint32_t version = 0;               // 0: the folder's row, never touched
  std::uint64_t import_id = 0;
  std::vector<PlaceAliasRow> aliases;
};

/// The library of addresses, estates, buildings, roads and names: everything a door may ask of it (requirement F3). Thread-safe; calls that change something
/// block for the store and leave a line in the audit. Roles admin and dispatcher change; supervisors read.
class PlaceLibrary {
 public:
  struct Parts {
    Office& office;
    Blobs& blobs;                          // where files that are brought in are kept
    PlaceOverlay& overlay;
    OpenPlaceRows open;
    std::function<void()> renew;           // makes what locates anew from the overlay's city
    std::filesystem::path temp = std::filesystem::temp_directory_path();
  };
  explicit PlaceLibrary(Parts parts);
  ~PlaceLibrary();                         // waits for the file being read

  // --- looking up
  struct Query {
    std::string text, kind, area, source, state;
    std::uint64_t import_id = 0;
    std::size_t from = 0, most = 20;
  };
  struct Page {
    std::vector<PlaceItem> items;
    std::size_t total = 0;
  };
  Page list(const Query& query) const;
  Result<PlaceItem> find(const std::string& kind, const std::string& code) const;
  /// Newest first; empty for a row of the folder nobody has touched.
  std::vector<PlaceEntryRow> history(const std::string& kind, const std::string& code) const;
  std::shared_ptr<const City> city() const { return parts_.office.city(); }

  // --- entries
  /// `expected` 0 with a code nobody knows: a new one (an empty code gets one). `stale_version` when it has moved on.
  Result<PlaceItem> put(const Identity& who, PlaceRecord record, std::uint32_t expected, const std::string& reason, const Asking& asking);
  Result<PlaceItem> remove(const Identity& who, const std::string& kind, const std::string& code, std::uint32_t expected, const std::string& reason, const Asking& asking);

  // --- names
  std::vector<PlaceAliasRow> aliases(const std::string& state, const std::string& kind = {}, const std::string& code = {}) const;
  Result<PlaceAliasRow> add_alias(const Identity& who, const std::string& words, const std::string& kind, const std::string& code, const std::string& reason, const Asking& asking);
  Result<PlaceAliasRow> decide_alias(const Identity& who, const std::string& alias, const std::string& kind, const std::string& code, bool accept, const std::string& reason, const Asking& asking);
  /// Reads corrections since the last time; returns how many ledger entries it read. Also takes in what another process changed.
  std::size_t follow(std::size_t most = 2000);
  /// So many agreeing corrections make a name of use by themselves (setting `place_alias_after` of the store, 3).
  std::int64_t enough() const;

  // --- files
  /// Keeps the file and begins to read it; the same file with the same options that is previewed or applied already is given back.
  Result<PlaceImportRow> take_in(const Identity& who, const std::string& file, const std::string& bytes, const PlaceImportOptions& options, const Asking& asking);
  /// Reads a kept file again with other options.
  Result<PlaceImportRow> preview(const Identity& who, std::uint64_t id, const PlaceImportOptions& options, const Asking& asking);
  Result<PlaceImportRow> import(std::uint64_t id) const;
  std::vector<PlaceImportRow> imports(std::uint64_t before, std::size_t most) const;
  std::vector<PlaceImportLine> lines(std::uint64_t id, const std::string& verdict, std::uint64_t after, std::size_t most) const;
  /// The chosen verdicts' rows, all in one transaction. When the library has changed since the preview, the preview is made anew and `base_moved` says so.
  Result<PlaceImportRow> apply(const Identity& who, std::uint64_t id, const std::vector<std::string>& verdicts, const Asking& asking);
  /// Every entry as it was before; `base_moved` (fact `changed_since`) when some were changed again later.
  Result<PlaceImportRow> undo(const Identity& who, std::uint64_t id, const std::string& reason, const Asking& asking);
  std::size_t rows_read(std::uint64_t id) const;
  /// Until nothing is being read.
  void wait() const;

 private:
  struct Listed;
  Done may_change(const Identity& who) const;
  std::shared_ptr<const Listed> listed() const;
  PlaceItem item(const Listed& all, std::size_t place) const;
  Done write(std::uint64_t expected, const PlaceChange& change);
  std::uint64_t now_ms() const;
  void read_file(std::uint64_t id);
  Result<PlaceReport> read_rows(PlaceImportRow& row, PlaceImportReport& report);
  void work();
  void hand_over(std::uint64_t id);

  Parts parts_;
  std::mutex changing_;                    // one change at a time
  mutable std::mutex list_guard_;
  mutable std::shared_ptr<const Listed> listed_;

  mutable std::mutex queue_guard_;
  mutable std::condition_variable queued_, idle_;
  std::deque<std::uint64_t> queue_;
  std::uint64_t reading_ = 0;
  std::size_t rows_read_ = 0;
  bool stopping_ = false;
  std::thread worker_;
};

}  // namespace yiwang
