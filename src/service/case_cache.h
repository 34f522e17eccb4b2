#pragma once
#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>

#include "cases/case.h"

namespace yiwang {

/// Cases in use, newest used kept. A case with entries that are not committed yet is never dropped, because the store cannot give it back. One thread.
class CaseCache {
 public:
  explicit CaseCache(std::size_t most) : most_(most) {}
  std::shared_ptr<const Case> find(CaseId id);
  void put(std::shared_ptr<const Case> c, std::uint64_t seq);
  void committed(std::uint64_t seq);
  void clear();

 private:
  struct Slot {
    std::shared_ptr<const Case> value;
    std::uint64_t seq;
    std::list<CaseId>::iterator place;
  };
  void shrink();
  std::size_t most_;
  std::uint64_t committed_ = 0;
  std::list<CaseId> order_;                // most recently used first
  std::unordered_map<CaseId, Slot> slots_;
};

}  // namespace yiwang
