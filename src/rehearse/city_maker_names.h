#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace yiwang::maker {

struct Name {
  std::string han;
  std::string latin;   // `Yunjin`
};

/// Two-character names, each given once. Invented by joining characters that Chinese towns like; that one or the other also exists somewhere cannot be helped.
class NameBank {
 public:
  explicit NameBank(std::uint64_t seed);
  Name next();
  /// Keeps a name from being given.
  void reserve(std::string_view han) { used_.insert(std::string(han)); }

 private:
  std::vector<Name> names_;
  std::size_t given_ = 0;
  std::set<std::string> used_;
};

/// A plain personal name, the n-th of the seed; repeats after some thousands.
std::string person_name(std::uint64_t seed, std::size_t n);

}  // namespace yiwang::maker
