#pragma once
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace yiwang {

/// A body ready to be sent.
struct PackedTile {
  std::shared_ptr<const std::string> bytes;        // gzip; empty when there is nothing
  std::string tag;                                 // of the content before packing, with quotes
};

/// The tiles asked for last, up to a number of bytes. Keys name all that decides the content, so nothing is ever thrown out for being old. Thread-safe; a tile asked for
/// by two at once is made twice.
class TileCache {
 public:
  explicit TileCache(std::size_t most_bytes) : most_(most_bytes) {}
  PackedTile get(const std::string& key, const std::function<PackedTile()>& make);
  std::size_t bytes() const;

 private:
  struct Kept {
    std::string key;
    PackedTile tile;
    std::size_t bytes;
  };
  std::size_t most_, held_ = 0;
  mutable std::mutex mutex_;
  std::list<Kept> kept_;                           // used last first
  std::unordered_map<std::string, std::list<Kept>::iterator> place_;
};

}  // namespace yiwang
