#pragma once
#include "adapters/http/views.h"
#include "service/calls/call_desk.h"

namespace yiwang {

/// Contract schema CallItem, as an object of its own.
void put_call_item(JsonOut& out, const CallRow& row, const View& view);
/// Contract schema Call.
void put_call(JsonOut& out, const SeenCall& call, const View& view);
/// Contract schema CallProgress.
void put_call_progress(JsonOut& out, const SeenCall& call, const View& view);

}  // namespace yiwang
