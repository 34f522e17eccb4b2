#pragma once
#include <limits>
#include <set>

#include "adapters/http/map/map_service.h"
#include "service/blocks/block_book.h"
#include "service/space/space_shelf.h"

namespace yiwang {

/// What the handlers of blocks and elements share; lives as long as the routes. Thread-safe.
class BlockService {
 public:
  explicit BlockService(MapServicePtr the_map) : map(std::move(the_map)) {}
  std::shared_ptr<const BlockBook> book();
  MapServicePtr map;
  SpaceShelf space;

 private:
  std::mutex making_;
  std::shared_ptr<const BlockBook> made_;
};
using BlockServicePtr = std::shared_ptr<BlockService>;

void add_block_routes(const BlockServicePtr& service);
void add_element_routes(const BlockServicePtr& service);

}  // namespace yiwang
