#pragma once
#include "adapters/http/views.h"
#include "service/groups/group_desk.h"

namespace yiwang {

/// Contract schema GroupItem, as an object of its own.
void put_group_item(JsonOut& out, const SeenGroup& group, const View& view);
/// Contract schema Group. `visible` are rows of the group's cases that the person may see, merged ones as what they went into.
void put_group(JsonOut& out, const SeenGroup& group, const std::vector<CaseRow>& visible, std::size_t hidden, bool may_decide, const View& view);

}  // namespace yiwang
