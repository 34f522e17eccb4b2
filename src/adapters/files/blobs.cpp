#include "adapters/files/blobs.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <stdexcept>

#include "adapters/files/disk.h"
#include "base/cipher.h"

namespace yiwang {
namespace {

namespace fs = std::filesystem;

bool is_id(const std::string& id) {
  return id.size() == 64 && std::all_of(id.begin(), id.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

class DiskBlobs final : public Blobs {
 public:
  explicit DiskBlobs(fs::path folder) : folder_(std::move(folder)), parts_(folder_ / "part") {
    std::error_code error;
    fs::remove_all(parts_, error);
    fs::create_directories(parts_, error);
    if (error) throw std::runtime_error("the attachment folder " + folder_.string() + " cannot be written: " + error.message());
  }

  void put(const std::string& id, std::string_view bytes) override {
    if (!is_id(id) || to_hex(sha256(bytes)) != id) throw std::invalid_argument("an attachment's id is the SHA-256 of its content");
    const auto path = place_of(id);
    if (fs::exists(path)) return;
    make_shards(path);
    const auto part = parts_ / (id + "." + std::to_string(::getpid()) + "." + std::to_string(++count_));
    write_synced(part, bytes);
    fs::rename(part, path);
    sync_folder(path.parent_path());
  }

  std::optional<std::string> get(const std::string& id) override {
    if (!is_id(id)) return std::nullopt;
    auto bytes = read_whole(place_of(id));
    if (bytes && to_hex(sha256(*bytes)) != id) throw std::runtime_error("the attachment " + id + " is damaged on disk");
    return bytes;
  }

 private:
  fs::path place_of(const std::string& id) const { return folder_ / id.substr(0, 2) / id.substr(2, 2) / id; }

  /// New folders must be on disk before the file in them counts as stored.
  void make_shards(const fs::path& path) const {
    const auto inner = path.parent_path(), outer = inner.parent_path();
    if (fs::create_directory(outer)) sync_folder(folder_);
    if (fs::create_directory(inner)) sync_folder(outer);
  }

  fs::path folder_, parts_;
  std::atomic<std::uint64_t> count_ = 0;
};

}  // namespace

std::unique_ptr<Blobs> open_blobs(const std::string& folder) { return std::make_unique<DiskBlobs>(folder); }

}  // namespace yiwang
