#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "city/city.h"
#include "locate/library/entry.h"
#include "locate/library/name_book.h"
#include "locate/library/term_table.h"

namespace yiwang {

/// The standard addresses of a city with everything that names them: immutable, shared by all threads, made for a million and more. About 60 bytes an address
/// with its code; names of all sorts come on top, 120 bytes an address where one estate or street comes on twenty addresses (`yiwang bench address` prints it).
class AddressLibrary {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  /// Areas in such an order that all within one stand between it and `last`.
  struct Division {
    std::uint32_t source;                  // row in City::areas
    std::uint32_t parent;                  // kNone for the city
    std::uint32_t last;                    // the last area within
    AreaKind kind;
  };
  struct Street {
    std::string code, name;
    std::uint32_t source = kNone;          // row in City::roads; kNone when only imports know it
    std::vector<std::uint32_t> areas;
    std::uint32_t from = 0, to = 0;        // its rows
  };
  struct Compound {
    std::string code, name;
    std::uint32_t area = kNone;
    LonLat point;
    std::uint32_t from = 0, to = 0;        // into `of_estate`
  };
  struct Thing {
    std::uint32_t source;                  // row in City::elements
    std::uint32_t area;
  };
  /// One standard address. Rows stand by street and number.
  struct Row {
    std::uint32_t code;                    // where its code begins
    std::uint32_t area, road, estate;      // kNone when not said
    std::uint32_t number, building;        // terms; kNone when not said
    std::uint32_t inner;                   // unit, floor, room, name; kNone mostly
    std::int32_t lon, lat;                 // 1e-7 degrees
    std::uint16_t floors;
    LonLat point() const { return {lon * 1e-7, lat * 1e-7}; }
  };
  struct Inner {
    std::string unit, floor, room, name;
  };

  /// `more` and `names` come on top of the city's tables. Rows without a point, a street or an estate are passed over.
  explicit AddressLibrary(std::shared_ptr<const City> city, std::span<const LibraryAddress> more = {}, std::span<const LibraryName> names = {});

  const City& city() const { return *city_; }
  const std::string& version() const { return version_; }
  std::size_t size() const { return rows_.size(); }
  std::size_t bytes() const;               // of everything but the city itself

  const NameBook& names() const { return names_; }
  const TermTable& terms() const { return terms_; }
  const Division& division(std::uint32_t at) const { return divisions_[at]; }
  const Area& area(std::uint32_t at) const { return city_->areas[divisions_[at].source]; }
  const Street& street(std::uint32_t at) const { return streets_[at]; }
  const Compound& compound(std::uint32_t at) const { return compounds_[at]; }
  const Thing& thing(std::uint32_t at) const { return things_[at]; }
  const Row& row(std::uint32_t at) const { return rows_[at]; }
  std::string_view code(const Row& row) const;
  const Inner* inner(const Row& row) const { return row.inner == kNone ? nullptr : &inners_[row.inner]; }
  /// Row of that address code; kNone when there is none.
  std::uint32_t find(std::string_view code) const;
  std::uint32_t find_area(std::string_view code) const;

  /// Rows at a number of a street, in order of estate and building.
  std::span<const Row> at_number(std::uint32_t street, std::uint32_t key) const;
  /// Rows of an estate with that building, or that number where its houses have numbers: indexes for `row`.
  std::span<const std::uint32_t> in_estate(std::uint32_t estate, std::uint32_t key) const;
  std::span<const std::uint32_t> all_in_estate(std::uint32_t estate) const { return {by_estate_.data() + compounds_[estate].from, compounds_[estate].to - compounds_[estate].from}; }
  /// The neighbours of a number the street does not have, on its side where there are two such; nothing beyond the ends.
  std::pair<const Row*, const Row*> around(std::uint32_t street, std::uint32_t number) const;
  std::uint32_t index_of(const Row& row) const { return static_cast<std::uint32_t>(&row - rows_.data()); }
  /// Names of buildings that begin with no digit: 门诊楼.
  const NameTrie& building_words() const { return building_words_; }
  std::uint32_t building_word_key(std::uint32_t word) const { return building_word_keys_[word]; }

  bool within(std::uint32_t inner, std::uint32_t outer) const { return inner != kNone && outer != kNone && inner >= outer && inner <= divisions_[outer].last; }
  /// The lowest area that holds both.
  std::uint32_t common(std::uint32_t a, std::uint32_t b) const;
  /// The key under which a row stands in its estate.
  std::uint32_t estate_key(const Row& row) const;

 private:
  friend class LibraryMaker;
  std::shared_ptr<const City> city_;
  std::string version_;
  std::vector<Division> divisions_;
  std::vector<std::uint32_t> division_of_;      // by row in City::areas
  std::vector<Street> streets_;
  std::vector<Compound> compounds_;
  std::vector<Thing> things_;
  std::vector<Row> rows_;
  std::vector<std::uint32_t> by_estate_, by_code_;
  std::vector<Inner> inners_;
  std::string codes_;                           // one after the other, each ended by a zero
  TermTable terms_;
  NameBook names_;
  NameTrie building_words_;
  std::vector<std::uint32_t> building_word_keys_;
};

}  // namespace yiwang
