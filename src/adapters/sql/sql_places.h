#pragma once
#include <functional>

#include "adapters/sql/pool.h"
#include "service/places/place_shelf.h"

namespace yiwang {

/// The shelf of the library of places in SQL both dialects share; part of a store, whose connections it uses.
class SqlPlaces final : public PlaceShelf {
 public:
  using Work = std::function<void(Connection&)>;
  /// `write` runs its work in one transaction of the store's writer.
  SqlPlaces(std::function<void(const Work&)> write, ConnectionPool& readers) : write_(std::move(write)), readers_(readers) {}

  std::vector<PlaceEntryRow> present() override;
  std::vector<PlaceEntryRow> history(const std::string& kind, const std::string& code) override;
  std::vector<PlaceEntryRow> of_import(std::uint64_t import_id) override;
  std::vector<PlaceAliasRow> aliases() override;
  std::uint64_t change_number() override;
  std::uint64_t learnt_up_to() override;
  bool change(std::uint64_t expected, const PlaceChange& change) override;

  std::uint64_t add_import(const PlaceImportRow& row) override;
  void save_import(const PlaceImportRow& row, const std::vector<PlaceImportLine>* lines) override;
  std::optional<PlaceImportRow> find_import(std::uint64_t id) override;
  std::vector<PlaceImportRow> imports(std::uint64_t before, std::size_t most) override;
  std::vector<PlaceImportLine> lines(std::uint64_t import_id, const std::string& verdict, std::uint64_t after, std::size_t most) override;

 private:
  std::function<void(const Work&)> write_;
  ConnectionPool& readers_;
};

}  // namespace yiwang
