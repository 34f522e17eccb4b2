#include "adapters/http/map/map_service.h"

#include <zlib.h>

#include <stdexcept>

#include "adapters/http/static_files.h"
#include "base/cipher.h"

namespace yiwang {
namespace {

std::string unpacked(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::runtime_error("zlib does not start");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));   // zlib's interface knows no const
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  char room[16384];
  int code = Z_OK;
  while (code == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(room);
    stream.avail_out = sizeof room;
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(room, sizeof room - stream.avail_out);
  }
  inflateEnd(&stream);
  if (code != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
  return out;
}

bool sound_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
  });
}

}  // namespace

std::shared_ptr<const CityTiles> MapService::tiles() {
  const auto city = site.office.city();
  const std::lock_guard lock(making_);
  if (!made_ || made_->city().version != city->version) {
    const auto background = [&](std::string_view kind) { return site.options.background ? site.options.background(kind) : std::string(); };
    made_ = std::make_shared<const CityTiles>(city, background("water"), background("green"));
  }
  return made_;
}

PackedTile packed(std::string content) {
  if (content.empty()) return {nullptr, "\"empty\""};
  const auto hash = to_hex(sha256(content)).substr(0, 20);
  return {std::make_shared<const std::string>(gzipped(content)), "\"" + hash + "\""};
}

Response packed_response(const Request& request, const PackedTile& tile, std::string type, std::string cache_control, bool may_be_empty) {
  Response out;
  out.cacheable = true;
  out.type = std::move(type);
  out.headers.emplace_back("Cache-Control", std::move(cache_control));
  out.headers.emplace_back("ETag", tile.tag);
  out.headers.emplace_back("Vary", "Accept-Encoding");
  if (request.header("if-none-match") == tile.tag) {
    out.status = 304;
  } else if (!tile.bytes) {
    if (may_be_empty) out.status = 204;
  } else if (accepts_gzip(request)) {
    out.headers.emplace_back("Content-Encoding", "gzip");
    out.shared = tile.bytes;
  } else {
    out.body = unpacked(*tile.bytes);
  }
  return out;
}

std::string api_address(const Site& site, const Request& request) {
  const auto host = request.header("host");
  if (!sound_host(host)) return "/api/v1";
  const bool told = site.options.trust_proxy && request.header("x-forwarded-proto") == "https";
  return (told || site.options.secure_cookies ? "https://" : "http://") + std::string(host) + "/api/v1";
}

CaseFilter read_case_filter(Parameters& in, const City& city) {
  CaseFilter out;
  const auto minute = [](const std::optional<Instant>& at) {
    return at ? std::optional(static_cast<std::int32_t>(at->time_since_epoch().count() / 60'000)) : std::nullopt;
  };
  out.from_min = minute(in.time("from"));
  out.to_min = minute(in.time("to"));
  if (out.from_min && out.to_min && *out.from_min > *out.to_min) in.fail({Reason::out_of_range, {{"fault", "ends before it starts"}}, "to"});
  out.alive = in.one_of("by", {"opened", "alive"}) == "alive";
  out.open = in.yes_no("open");
  out.matter = in.text("matter", 16);
  if (!out.matter.empty() && city.matter(out.matter) == nullptr) in.fail({Reason::unknown_matter, {{"matter", shorten(out.matter, 40)}}, "matter"});
  out.area = in.text("area", 60);
  if (!out.area.empty() && city.area(out.area) == nullptr) in.fail({Reason::unknown_area, {{"area", shorten(out.area, 40)}}, "area"});
  return out;
}

}  // namespace yiwang
