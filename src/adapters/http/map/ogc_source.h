#pragma once
#include <functional>
#include <optional>
#include <span>

#include "adapters/http/json_out.h"
#include "adapters/http/map/map_service.h"

namespace yiwang {

/// A property by which items of a collection can be chosen.
struct OgcQueryable {
  std::string_view name, title, type;
};
struct OgcCollection {
  std::string_view id, title, description;
  bool has_time = false;
  std::span<const OgcQueryable> queryables;
};
std::span<const OgcCollection> ogc_collections();

/// What was asked of a collection's items.
struct OgcQuery {
  std::optional<Box> box;
  std::optional<Instant> from, to;         // both ends belong to it
  std::string kind, layer, area, matter;
  std::optional<Stage> stage;
};

/// The features of one collection that fit, in a fixed order. Lives for one request.
struct OgcSource {
  std::size_t matched = 0;
  /// Writes feature i as an object; members of the feature itself may be added by `more`.
  std::function<void(JsonOut&, std::size_t, const std::function<void(JsonOut&)>& more)> write;
  std::function<std::string(std::size_t)> id;
};
OgcSource ogc_source(MapService& service, const Request& request, std::string_view collection, const OgcQuery& query);

}  // namespace yiwang
