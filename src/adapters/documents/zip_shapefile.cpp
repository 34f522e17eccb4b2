#include <zip.h>

#include <filesystem>
#include <fstream>

#include "adapters/documents/open_places.h"

namespace yiwang {

Result<std::string> zip_shapefile(const std::string& path) {
  namespace fs = std::filesystem;
  auto target = (fs::temp_directory_path() / "yiwang-shp-XXXXXX").string();
  const int descriptor = ::mkstemp(target.data());
  if (descriptor < 0) throw std::runtime_error("no room for a temporary file");
  ::close(descriptor);
  struct Gone {
    const std::string& path;
    ~Gone() {
      std::error_code error;
      fs::remove(path, error);
    }
  } gone{target};
  int error = 0;
  auto* archive = zip_open(target.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("no room for a temporary archive");
  for (const std::string ending : {".shp", ".shx", ".dbf", ".prj", ".cpg"}) {
    auto sibling = fs::path(path).replace_extension(ending);
    if (!fs::exists(sibling)) {
      if (ending == ".prj" || ending == ".cpg") continue;
      zip_discard(archive);
      return refuse(Reason::not_found, {{"file", sibling.filename().string()}});
    }
    auto* source = zip_source_file(archive, sibling.string().c_str(), 0, -1);
    if (source == nullptr || zip_file_add(archive, ("file" + ending).c_str(), source, ZIP_FL_OVERWRITE) < 0) {
      zip_discard(archive);
      throw std::runtime_error(sibling.string() + " cannot be read");
    }
  }
  if (zip_close(archive) != 0) {
    zip_discard(archive);
    throw std::runtime_error("the archive cannot be written");
  }
  std::ifstream in(target, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace yiwang
