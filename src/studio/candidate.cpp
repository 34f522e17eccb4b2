#include "studio/candidate.h"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <stdexcept>

#include "studio/areas/carry_out.h"

namespace yiwang {
namespace fs = std::filesystem;
namespace {

void write_anew(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  fs::remove(path);
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

void link_city(const fs::path& from, const fs::path& to) {
  fs::create_directories(to);
  for (const auto& item : fs::directory_iterator(from)) {
    const auto target = to / item.path().filename();
    if (item.is_directory()) {
      link_city(item.path(), target);
    } else if (item.is_regular_file()) {
      std::error_code error;
      fs::create_hard_link(item.path(), target, error);
      if (error) fs::copy_file(item.path(), target);
    }
  }
}

Done put_document(const fs::path& root, DocumentKind kind, std::string_view code, std::string_view text, const json::Array* tests, Instant from) {
  if (kind == DocumentKind::areas) {
    if (auto ok = carry_out(root, code, text, from); !ok) return ok;
  }
  const CityFolder folder(root);
  const auto place = folder.place_of(kind, code);
  if (kind == DocumentKind::process) {
    if (const auto before = folder.find(kind, code); before && before->text != text) write_anew(root / past_file_of(code, before->version), before->text);
    // Gone back to: it is the present one again, not a past one.
    std::error_code error;
    fs::remove(root / past_file_of(code, edition_of(text)), error);
  }
  write_anew(root / place, text);
  if (tests != nullptr && kind != DocumentKind::areas) write_anew(root / tests_file_of(kind, code), boost::json::serialize(*tests));
  return done();
}

CandidateFolder::CandidateFolder(const fs::path& present, const fs::path& scratch, DocumentKind kind, std::string_view code, std::string_view text, Instant from) {
  static std::atomic<std::uint64_t> next{0};
  path_ = scratch / ("draft-" + std::to_string(::getpid()) + "-" + std::to_string(next.fetch_add(1)));
  std::error_code error;
  fs::remove_all(path_, error);
  link_city(present, path_);
  fits_ = put_document(path_, kind, code, text, nullptr, from);
}

CandidateFolder::~CandidateFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

}  // namespace yiwang
