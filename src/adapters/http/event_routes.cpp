#include <charconv>

#include "adapters/http/live_feed.h"
#include "adapters/http/site.h"

namespace yiwang {

void add_event_routes(Site& site) {
  site.routes.add({Method::get, "/api/v1/events", Caller::signed_in, [&site](const CallPtr& call) {
                     const auto last = call->request.header("last-event-id");
                     std::uint64_t after = 0;
                     std::from_chars(last.data(), last.data() + last.size(), after);
                     site.live->follow(call, after);
                   }});
}

}  // namespace yiwang
