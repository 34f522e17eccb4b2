#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace yiwang {

/// One version of an entry of the library of places. Versions are never altered but for `to_ms`: the history of an entry is its rows.
struct PlaceEntryRow {
  std::string kind;                        // road, estate, building, address, poi
  std::string code;
  std::uint32_t version = 0;               // 1 for the first; given by who writes
  std::string state;                       // in_use; removed: not even the city folder's row counts; void: as if this entry had never been
  std::string name;
  std::string parts;                       // JSON of PlaceRecord (service/places/place_record.h)
  std::string source;                      // import, person, undo
  std::uint64_t import_id = 0;
  std::string by, reason;
  std::int64_t from_ms = 0, to_ms = 0;     // 0: the present version
  bool operator==(const PlaceEntryRow&) const = default;
};

/// Another name of a place of the folder or the library.
struct PlaceAliasRow {
  std::string alias;                       // normalised without blanks: what is compared
  std::string kind, code;
  std::string words;                       // as it was said
  std::string state;                       // suggested, in_use, rejected
  std::string source;                      // import, correction, person
  std::uint64_t import_id = 0;
  std::int64_t support = 0, against = 0;   // independent corrections that lead here, and elsewhere
  std::string evidence;                    // JSON list of case ids, the last few
  std::string decided_by, reason;
  std::int64_t first_ms = 0, last_ms = 0;
  bool operator==(const PlaceAliasRow&) const = default;
};

/// A file that was brought in.
struct PlaceImportRow {
  std::uint64_t id = 0;                    // given by the shelf
  std::string state;                       // reading, failed, previewed, applied, undone
  std::string file;
  std::string digest;                      // SHA-256 of its bytes, hex
  std::string format;
  std::string options;                     // JSON: layer, coordinates, mapping
  std::string counts;                      // JSON: verdict -> rows
  std::string report;                      // JSON: columns, hints, refusal
  std::string chosen;                      // JSON list of verdicts that were applied
  std::string by;
  std::uint64_t library_number = 0;        // of the library it was compared with
  std::int64_t made_ms = 0, applied_ms = 0, undone_ms = 0;
  bool operator==(const PlaceImportRow&) const = default;
};

struct PlaceImportLine {
  std::uint64_t place = 0;                 // order in the file, from 1
  std::uint64_t line = 0;                  // of the file
  std::string verdict;
  std::string record;                      // JSON of what was read
  std::string detail;                      // JSON: why
  bool operator==(const PlaceImportLine&) const = default;
};

/// All that one change of the library writes: everything or nothing.
struct PlaceChange {
  std::vector<PlaceEntryRow> entries;      // new versions; the one before is ended at `from_ms`
  std::vector<PlaceAliasRow> aliases;      // new or changed
  std::vector<PlaceAliasRow> dropped;      // by alias, kind and code
  std::optional<PlaceImportRow> import;    // its state changes with it
  std::optional<std::uint64_t> learnt_up_to;
};

/// Where the library is kept. Durable when a call returns; from any thread; throws std::runtime_error when the machinery is broken.
class PlaceShelf {
 public:
  virtual ~PlaceShelf() = default;

  virtual std::vector<PlaceEntryRow> present() = 0;                                   // by kind, then code; also removed and void ones
  virtual std::vector<PlaceEntryRow> history(const std::string& kind, const std::string& code) = 0;   // newest first
  virtual std::vector<PlaceEntryRow> of_import(std::uint64_t import_id) = 0;          // versions it made
  virtual std::vector<PlaceAliasRow> aliases() = 0;                                   // by alias, kind, code
  /// Grows with every `change`.
  virtual std::uint64_t change_number() = 0;
  virtual std::uint64_t learnt_up_to() = 0;
  /// False (and nothing written) when the change number is no longer `expected`.
  virtual bool change(std::uint64_t expected, const PlaceChange& change) = 0;

  virtual std::uint64_t add_import(const PlaceImportRow& row) = 0;
  /// Writes the row and, when given, all its lines anew, in one transaction. Does not count as a change of the library.
  virtual void save_import(const PlaceImportRow& row, const std::vector<PlaceImportLine>* lines = nullptr) = 0;
  virtual std::optional<PlaceImportRow> find_import(std::uint64_t id) = 0;
  virtual std::vector<PlaceImportRow> imports(std::uint64_t before, std::size_t most) = 0;      // newest first, with id < before
  /// In order; an empty verdict: all.
  virtual std::vector<PlaceImportLine> lines(std::uint64_t import_id, const std::string& verdict, std::uint64_t after, std::size_t most) = 0;
};

}  // namespace yiwang
