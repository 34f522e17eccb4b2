#pragma once
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "service/places/place_columns.h"
#include "service/places/place_record.h"

namespace yiwang {

/// In which system a file's coordinates are.
enum class Datum : std::uint8_t { wgs84, gcj02, bd09 };
std::optional<Datum> parse_datum(std::string_view code);
std::string_view code_of(Datum datum);
LonLat to_wgs84(LonLat point, Datum datum);
/// As it would stand in that system; the inverse of `to_wgs84`.
LonLat from_wgs84(LonLat point, Datum datum);

/// A row of a file on its way into the library.
struct PlaceCandidate {
  std::size_t line = 0;
  PlaceRecord record;                      // road and estate not yet by code
  std::string road_name, estate_name;      // as written or read from the address
  std::string area_said;                   // code of the finest area the row names; empty when it names none we know
  std::optional<LonLat> raw_point;         // as written in the file
  std::optional<Refusal> fault;            // why it cannot be read
};

/// Names of the city to read addresses with.
class PlaceNames {
 public:
  explicit PlaceNames(const City& city);
  const std::vector<std::string>* roads(const std::string& key) const { return find(roads_, key); }
  const std::vector<std::string>* estates(const std::string& key) const { return find(estates_, key); }
  const std::vector<std::string>* areas(const std::string& key) const { return find(areas_, key); }

 private:
  using Table = std::unordered_map<std::string, std::vector<std::string>>;
  static const std::vector<std::string>* find(const Table& table, const std::string& key);
  Table roads_, estates_, areas_;          // name key -> codes
};

/// An address text taken apart by the city's names, and by the usual endings where it names what nobody knows yet.
struct AddressWords {
  std::vector<std::string> areas;          // codes, as named
  std::string road, number, estate, building, rest;
};
AddressWords read_address_words(const PlaceNames& names, std::string_view text);

struct PlaceReadingOptions {
  PlaceColumns columns;
  Datum datum = Datum::wgs84;
  std::string kind;                        // of rows that do not say; empty: by what they hold
  bool osm = false;                        // columns are OpenStreetMap tags
};

/// Makes records of rows. One file, one thread.
class PlaceReading {
 public:
  PlaceReading(const City& city, const PlaceNames& names, const std::vector<std::string>& header, PlaceReadingOptions options);
  /// Nothing for rows that are no places at all (an unnamed way of OpenStreetMap).
  std::optional<PlaceCandidate> read(const std::vector<std::string>& cells, std::size_t line) const;

 private:
  std::string cell(const std::vector<std::string>& cells, std::string_view field) const;
  Done read_geometry(const std::vector<std::string>& cells, PlaceCandidate& into) const;
  void say_area(const std::string& text, PlaceCandidate& into) const;
  bool read_osm(const std::vector<std::string>& cells, PlaceCandidate& into) const;

  const City& city_;
  const PlaceNames& names_;
  PlaceReadingOptions options_;
  std::unordered_map<std::string, std::vector<std::size_t>> at_;   // field -> columns
  std::unordered_map<std::string, std::size_t> by_name_;          // column by its name, for tags
  std::size_t geometry_ = static_cast<std::size_t>(-1);
};

}  // namespace yiwang
