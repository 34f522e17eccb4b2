#include "service/case_cache.h"

namespace yiwang {

std::shared_ptr<const Case> CaseCache::find(CaseId id) {
  const auto it = slots_.find(id);
  if (it == slots_.end()) return nullptr;
  order_.splice(order_.begin(), order_, it->second.place);
  return it->second.value;
}

void CaseCache::put(std::shared_ptr<const Case> c, std::uint64_t seq) {
  const auto id = c->id;
  if (const auto it = slots_.find(id); it != slots_.end()) {
    it->second.value = std::move(c);
    it->second.seq = seq;
    order_.splice(order_.begin(), order_, it->second.place);
    return;
  }
  order_.push_front(id);
  slots_.emplace(id, Slot{std::move(c), seq, order_.begin()});
  shrink();
}

void CaseCache::committed(std::uint64_t seq) {
  committed_ = seq;
  shrink();
}

void CaseCache::clear() {
  slots_.clear();
  order_.clear();
}

void CaseCache::shrink() {
  while (slots_.size() > most_) {
    const auto it = slots_.find(order_.back());
    if (it->second.seq > committed_) return;
    slots_.erase(it);
    order_.pop_back();
  }
}

}  // namespace yiwang
