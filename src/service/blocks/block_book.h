#pragma once
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "service/blocks/ground.h"
#include "service/map/case_filter.h"

namespace yiwang {

struct BlockCases {
  std::int64_t open = 0, recent = 0;       // recent: opened within the last 90 days
  BlockCases& operator+=(const BlockCases& other) {
    open += other.open;
    recent += other.recent;
    return *this;
  }
  bool any() const { return open != 0 || recent != 0; }
};

/// What lies in a piece of ground.
struct Block {
  std::vector<std::uint32_t> addresses;    // rows of the city's addresses, in their order
  std::int64_t houses = 0, people = 0, households = 0, firms = 0, firm_people = 0;
  struct Firms {
    std::int64_t count = 0, people = 0;
  };
  std::map<std::string, Firms> firms_by_kind;
  std::map<std::string, std::int64_t> elements;            // by kind
  BlockCases cases;
  std::map<std::string, BlockCases> by_class;              // first two digits of the matter; empty: not known
  std::unordered_map<std::uint32_t, BlockCases> by_address;
  /// Addresses with the most cases, most first, ties by row.
  std::vector<std::uint32_t> most_cases(std::size_t most) const;
};

/// Tables of one city joined by the unified address. Made once, read from any number of threads.
class BlockBook {
 public:
  explicit BlockBook(std::shared_ptr<const City> city);
  const City& city() const { return *city_; }
  /// Cases are those that `look` lets through, counted where they lie: at the address whose place they have.
  Block measure(Ground& ground, const CasePoints& points, CaseLook& look, Instant now) const;
  const Dwelling* dwelling(std::uint32_t address) const;   // null: nobody lives there
  std::vector<const Firm*> firms(std::uint32_t address) const;
  std::string name(std::uint32_t address) const { return address_name(*city_, city_->addresses[address]); }

  /// "云锦路88号 云锦花园3栋".
  static std::string address_name(const City& city, const Address& address);

 private:
  std::shared_ptr<const City> city_;
  std::unordered_map<std::uint32_t, std::uint32_t> dwelling_;
  std::unordered_multimap<std::uint32_t, std::uint32_t> firms_;
  std::unordered_map<std::uint64_t, std::uint32_t> address_at_;    // place along the Z curve -> address
};

/// One address a line with its counts, for spreadsheets; `small_ones`: numbers below five are shown.
std::string block_csv(const BlockBook& book, const Block& block, bool small_ones);

}  // namespace yiwang
