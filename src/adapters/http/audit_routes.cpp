#include <charconv>

#include "adapters/http/json_out.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"

namespace yiwang {
namespace {

constexpr std::size_t kPage = 500;
constexpr int kRounds = 100;               // pages read over for rare lines; then the page is short and `next_cursor` leads on

Answer list(Site& site, Request& request) {
  Parameters in(request);
  const auto action = in.text("action", 60), who = in.text("who", 64), cursor = in.text("cursor", 20);
  const auto limit = static_cast<std::size_t>(in.whole("limit", 50, 1, 200));
  std::uint64_t before = std::numeric_limits<std::int64_t>::max();
  if (!cursor.empty()) {
    const auto read = std::from_chars(cursor.data(), cursor.data() + cursor.size(), before);
    if (read.ec != std::errc{} || read.ptr != cursor.data() + cursor.size() || before > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) in.fail({Reason::bad_cursor, {}, "cursor"});
  }
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  JsonOut out;
  out.begin().list("items");
  std::size_t shown = 0;
  bool more = true;
  for (int round = 0; round < kRounds && more && shown < limit; ++round) {
    const auto rows = site.office.store().audit_before(before, kPage);
    more = rows.size() == kPage;
    for (const auto& row : rows) {
      before = row.seq;
      if ((!action.empty() && row.what != action) || (!who.empty() && row.login != who)) continue;
      out.begin()("seq", row.seq)("at", Instant{milliseconds{row.at_ms}}).text("who", row.login)("action", row.what).text("object", row.target).text("reason", row.reason);
      out.text("address", row.address).text("request_id", row.request_id).end();
      if (++shown == limit) {
        more = true;
        break;
      }
    }
  }
  out.end_list().text("next_cursor", more && before > 1 && before != static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) ? std::to_string(before) : "").null("total").end();
  return json_response(out.take());
}

}  // namespace

void add_audit_routes(Site& site) {
  site.routes.add({Method::get, "/api/v1/audit", Caller::signed_in, plain([&site](Request& r) { return list(site, r); }), Runs::on_readers, Body::none, {Role::admin}});
}

}  // namespace yiwang
