#pragma once
#include "adapters/http/views.h"
#include "service/space/search.h"

namespace yiwang {

/// Contract schema SpaceItem, as an object of its own.
void put_space_item(JsonOut& out, const Space& space, const FoundItem& item);
void put_space_thing(JsonOut& out, const Space& space, const FoundThing& found);
/// Contract schema SpaceAt.
void put_known_place(JsonOut& out, const Space& space, const PlaceAnswer& known);
/// Contract schema CameraSight; null without one.
void put_sight(JsonOut& out, std::string_view key, const Camera* camera);

}  // namespace yiwang
