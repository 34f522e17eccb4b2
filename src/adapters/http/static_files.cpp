#include "adapters/http/static_files.h"

#include <zlib.h>

#include <array>
#include <fstream>
#include <stdexcept>

#include "adapters/http/problem.h"
#include "base/text.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

struct Kind {
  std::string_view ending, type;
  bool packs;
};
constexpr std::array<Kind, 18> kKinds{{{".html", "text/html; charset=utf-8", true},   {".js", "text/javascript; charset=utf-8", true}, {".mjs", "text/javascript; charset=utf-8", true},
                                       {".css", "text/css; charset=utf-8", true},     {".json", "application/json", true},             {".map", "application/json", true},
                                       {".svg", "image/svg+xml", true},               {".txt", "text/plain; charset=utf-8", true},     {".webmanifest", "application/manifest+json", true},
                                       {".ico", "image/x-icon", false},               {".png", "image/png", false},                    {".jpg", "image/jpeg", false},
                                       {".webp", "image/webp", false},                {".woff", "font/woff", false},                   {".woff2", "font/woff2", false},
                                       {".ttf", "font/ttf", true},                    {".pbf", "application/x-protobuf", false},       {".wasm", "application/wasm", true}}};

const Kind* kind_of(const fs::path& path) {
  const auto ending = path.extension().string();
  for (const auto& kind : kKinds) {
    if (kind.ending == ending) return &kind;
  }
  return nullptr;
}

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool inside(const fs::path& path, const fs::path& root) {
  const auto [end, unused] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return end == root.end();
}

}  // namespace

std::string gzipped(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("zlib does not start");
  std::string out(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));   // zlib's interface knows no const
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (code != Z_STREAM_END) throw std::runtime_error("zlib did not finish");
  return out;
}

bool accepts_gzip(const Request& request) {
  for (auto part : split(request.header("accept-encoding"), ',')) {
    part = trim(part);
    if (part == "gzip" || part == "*" || (part.starts_with("gzip;") && part.find("q=0") == std::string_view::npos)) return true;
  }
  return false;
}

StaticFiles::StaticFiles(std::string root) {
  std::error_code error;
  if (!root.empty() && fs::is_directory(root, error)) root_ = fs::canonical(root, error);
}

std::shared_ptr<const StaticFiles::Kept> StaticFiles::read(const fs::path& wanted) {
  std::error_code error;
  const auto path = fs::canonical(wanted, error);
  if (error || !inside(path, root_) || !fs::is_regular_file(path, error)) return nullptr;
  const auto changed = fs::last_write_time(path, error);
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(path.string());
    if (found != kept_.end() && found->second->changed == changed) return found->second;
  }
  const auto* kind = kind_of(path);
  auto kept = std::make_shared<Kept>();
  kept->changed = changed;
  kept->bytes = std::make_shared<const std::string>(slurp(path));
  kept->type = kind != nullptr ? kind->type : "application/octet-stream";
  if (kind != nullptr && kind->packs && kept->bytes->size() > 512) kept->packed = std::make_shared<const std::string>(gzipped(*kept->bytes));
  const auto hash = stable_hash(*kept->bytes);
  kept->tag = "\"" + to_hex(std::string_view(reinterpret_cast<const char*>(&hash), sizeof hash)) + "\"";
  const std::lock_guard lock(mutex_);
  kept_.insert_or_assign(path.string(), kept);
  return kept;
}

Response StaticFiles::serve(const Request& request) {
  fs::path path = root_;
  bool plain = true;
  for (const auto& segment : request.segments) {
    plain = plain && segment != ".." && segment != "." && segment.find('/') == std::string::npos && segment.find('\\') == std::string::npos && !segment.starts_with('.');
    if (plain && !segment.empty()) path /= segment;
  }
  if (!plain) return problem({Reason::not_found}, request);
  bool fell_back = false;
  auto kept = request.segments.empty() ? nullptr : read(path);
  if (!kept) {
    // A missing script or picture is missing; anything else is an address of the front end.
    if (path != root_ && path.has_extension()) return problem({Reason::not_found}, request);
    kept = read(root_ / "index.html");
    fell_back = true;
    if (!kept) return problem({Reason::not_found}, request);
  }
  Response out;
  out.cacheable = true;
  out.page = kept->type.starts_with("text/html");
  const bool hashed = !fell_back && !request.segments.empty() && request.segments.front() == "assets";
  out.headers.emplace_back("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  out.headers.emplace_back("ETag", kept->tag);
  if (request.header("if-none-match").find(kept->tag) != std::string_view::npos) {
    out.status = 304;
    out.type.clear();
    return out;
  }
  out.type = kept->type;
  if (kept->packed) out.headers.emplace_back("Vary", "Accept-Encoding");
  if (kept->packed && accepts_gzip(request)) {
    out.headers.emplace_back("Content-Encoding", "gzip");
    out.shared = kept->packed;
  } else {
    out.shared = kept->bytes;
  }
  return out;
}

}  // namespace yiwang
