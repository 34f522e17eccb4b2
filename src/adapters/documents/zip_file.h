#pragma once
#include <zip.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/documents/open_rows.h"
#include "base/result.h"

namespace yiwang::detail {

/// One file inside an archive, unpacked piece by piece. Counts what it gives; past the limits it stops with `too_large`.
class ZipPart {
 public:
  ZipPart(zip_file_t* file, std::uint64_t packed, std::uint64_t most, double ratio) : file_(file), packed_(packed), most_(most), ratio_(ratio) {}
  /// Appends up to `most` bytes. False at the end.
  Result<bool> read(std::string& into, std::size_t most);
  Result<std::string> read_all();

 private:
  struct Close {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
  };
  std::unique_ptr<zip_file_t, Close> file_;
  std::uint64_t packed_, given_ = 0, most_;
  double ratio_;
};

/// An archive opened for reading.
class ZipFile {
 public:
  static Result<ZipFile> open(const std::string& path, const RowLimits& limits);
  bool has(const std::string& name) const;
  std::vector<std::string> names() const;
  /// `malformed` when there is no such part or it is encrypted.
  Result<ZipPart> part(const std::string& name, std::uint64_t most) const;

 private:
  struct Close {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  explicit ZipFile(zip_t* archive, double ratio) : archive_(archive), ratio_(ratio) {}
  std::unique_ptr<zip_t, Close> archive_;
  double ratio_;
};

}  // namespace yiwang::detail
