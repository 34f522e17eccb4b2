#include "adapters/http/json_out.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"

namespace yiwang {
namespace {

std::string quoted_name(const std::string& name) {
  // RFC 6266: an ASCII stand-in for old readers, the true name percent-encoded.
  std::string plain, encoded;
  static constexpr char kHex[] = "0123456789ABCDEF";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool safe = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    plain += safe ? c : '_';
    if (safe) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4];
      encoded += kHex[byte & 15];
    }
  }
  return "\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

Answer add(Site& site, Request& request, bool open_to_all) {
  if (open_to_all) {
    if (const int wait = site.public_writes.take(request.address, std::chrono::steady_clock::now())) return refuse(Reason::too_many_requests, {{"retry_after_s", std::to_string(wait)}});
  }
  bool ok = true;
  const auto given = request.header("x-file-name");
  if (given.empty()) return refuse(Reason::missing_field, {}, "X-File-Name");
  auto name = percent_decoded(given, false, ok);
  if (!ok || broken_utf8_at(name) != std::string_view::npos || has_control(name)) return refuse(Reason::bad_text, {}, "X-File-Name");
  auto kept = site.office.attach(std::move(name), std::string(request.header("content-type")), std::move(request.body));
  if (!kept) return tl::unexpected(kept.error());
  site.uploads.remember(*kept, request.now);
  JsonOut out;
  out.begin()("id", kept->id)("name", kept->name)("type", kept->type)("bytes", kept->bytes).end();
  return json_response(out.take(), 201);
}

Answer get(Site& site, Request& request) {
  Parameters in(request);
  in.require("case");
  const auto id = in.whole("case", 0, 1, 9007199254740991);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto found = site.office.attachment(request.who(), CaseId{static_cast<std::uint64_t>(id)}, request.captures[0]);
  if (!found) return found.error().reason == Reason::unknown_attachment ? refuse(Reason::not_found) : tl::unexpected(found.error());
  auto& [about, bytes] = *found;
  Response out;
  out.type = about.type;
  out.body = std::move(bytes);
  // Pictures may be shown in the page; all else is only ever saved.
  const bool shown = about.type.starts_with("image/") || about.type.starts_with("video/") || about.type.starts_with("audio/");
  out.headers.emplace_back("Content-Disposition", (shown ? "inline; filename=" : "attachment; filename=") + quoted_name(about.name));
  out.headers.emplace_back("Cache-Control", "private, max-age=86400, immutable");
  out.headers.emplace_back("Content-Security-Policy", "default-src 'none'; img-src 'self'; media-src 'self'; sandbox");
  out.cacheable = true;
  return out;
}

}  // namespace

void add_attachment_routes(Site& site) {
  site.routes.add({Method::post, "/api/v1/attachments", Caller::signed_in, plain([&site](Request& r) { return add(site, r, false); }), Runs::on_slow, Body::file});
  site.routes.add({Method::post, "/api/v1/public/attachments", Caller::anybody, plain([&site](Request& r) { return add(site, r, true); }), Runs::on_slow, Body::file});
  site.routes.add({Method::get, "/api/v1/attachments/{id}", Caller::signed_in, plain([&site](Request& r) { return get(site, r); })});
}

}  // namespace yiwang
