#include "adapters/documents/zip_file.h"

namespace yiwang::detail {
namespace {

constexpr std::uint64_t kRatioCountsFrom = 8ULL << 20;
constexpr zip_int64_t kMostParts = 10'000;

}  // namespace

Result<bool> ZipPart::read(std::string& into, std::size_t most) {
  const auto before = into.size();
  into.resize(before + most);
  const auto got = zip_fread(file_.get(), into.data() + before, most);
  into.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
  if (got < 0) return refuse(Reason::malformed, {{"fault", "the archive is damaged"}});
  given_ += static_cast<std::uint64_t>(got);
  const bool bomb = given_ > kRatioCountsFrom && static_cast<double>(given_) > ratio_ * static_cast<double>(packed_ + 1);
  if (given_ > most_ || bomb) return refuse(Reason::too_large, {{"limit", std::to_string(most_)}, {"what", "unpacked"}});
  return got > 0;
}

Result<std::string> ZipPart::read_all() {
  std::string out;
  while (true) {
    auto more = read(out, 256 * 1024);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return out;
  }
}

Result<ZipFile> ZipFile::open(const std::string& path, const RowLimits& limits) {
  int error = 0;
  ZipFile out(zip_open(path.c_str(), ZIP_RDONLY, &error), limits.ratio);
  if (!out.archive_) return refuse(Reason::malformed, {{"fault", "not a readable archive"}});
  if (zip_get_num_entries(out.archive_.get(), 0) > kMostParts) return refuse(Reason::too_large, {{"limit", std::to_string(kMostParts)}, {"what", "parts"}});
  return out;
}

bool ZipFile::has(const std::string& name) const { return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0; }

std::vector<std::string> ZipFile::names() const {
  std::vector<std::string> out;
  for (zip_uint64_t i = 0, count = static_cast<zip_uint64_t>(zip_get_num_entries(archive_.get(), 0)); i < count; ++i) {
    if (const char* name = zip_get_name(archive_.get(), i, ZIP_FL_ENC_RAW)) out.emplace_back(name);
  }
  return out;
}

Result<ZipPart> ZipFile::part(const std::string& name, std::uint64_t most) const {
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_stat(archive_.get(), name.c_str(), ZIP_FL_NOCASE, &about) != 0) return refuse(Reason::malformed, {{"fault", "a part is missing"}, {"part", name}});
  if ((about.valid & ZIP_STAT_SIZE) != 0 && about.size > most) return refuse(Reason::too_large, {{"limit", std::to_string(most)}, {"what", "unpacked"}});
  auto* file = zip_fopen_index(archive_.get(), about.index, 0);
  if (file == nullptr) return refuse(Reason::malformed, {{"fault", "a part cannot be unpacked"}, {"part", name}});
  return ZipPart(file, (about.valid & ZIP_STAT_COMP_SIZE) != 0 ? about.comp_size : 0, most, ratio_);
}

}  // namespace yiwang::detail
