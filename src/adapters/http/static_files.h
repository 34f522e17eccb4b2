#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "adapters/http/exchange.h"

namespace yiwang {

/// The built front end: files below one folder, read once and kept until they change, compressed once (or taken from a `.gz` beside them). Paths that are no
/// file answer with index.html, because the front end has its own routes. Nothing outside the folder is ever read, whatever a link or a path says.
class StaticFiles {
 public:
  explicit StaticFiles(std::string root);
  bool any() const { return !root_.empty(); }
  /// May wait for the disk.
  Response serve(const Request& request);

 private:
  struct Kept {
    std::filesystem::file_time_type changed;
    std::shared_ptr<const std::string> bytes, packed;      // packed empty when not worth it
    std::string tag, type;
  };
  std::shared_ptr<const Kept> read(const std::filesystem::path& path);
  std::filesystem::path root_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Kept>> kept_;
};

/// gzip of text, for `Content-Encoding`.
std::string gzipped(std::string_view text);
bool accepts_gzip(const Request& request);

}  // namespace yiwang
