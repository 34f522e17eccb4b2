#include "service/map/tile_cache.h"

namespace yiwang {

PackedTile TileCache::get(const std::string& key, const std::function<PackedTile()>& make) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = place_.find(key); found != place_.end()) {
      kept_.splice(kept_.begin(), kept_, found->second);
      return found->second->tile;
    }
  }
  auto tile = make();
  constexpr std::size_t kBeside = 200;             // list, table and key
  const auto size = kBeside + 2 * key.size() + (tile.bytes ? tile.bytes->size() : 0);
  if (size > most_) return tile;
  const std::lock_guard lock(mutex_);
  if (place_.contains(key)) return tile;
  kept_.push_front({key, tile, size});
  place_.emplace(key, kept_.begin());
  held_ += size;
  while (held_ > most_) {
    held_ -= kept_.back().bytes;
    place_.erase(kept_.back().key);
    kept_.pop_back();
  }
  return tile;
}

std::size_t TileCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return held_;
}

}  // namespace yiwang
