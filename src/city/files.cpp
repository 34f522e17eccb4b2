#include "city/files.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <toml++/toml.h>

#include "base/text.h"

namespace yiwang {

namespace fs = std::filesystem;

namespace {

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

std::string extends_of(std::string_view toml_text) {
  try {
    return toml::parse(toml_text)["extends"].value_or(std::string{});
  } catch (const toml::parse_error&) {
    return {};
  }
}

CityFiles::CityFiles(const fs::path& folder, Faults& faults) {
  std::set<std::string> seen;
  Folder next{folder, ""};
  std::string asked_in = "city.toml";
  while (true) {
    std::error_code error;
    if (!fs::is_directory(next.path, error)) {
      faults.fatal({asked_in, 0}, "missing_folder", {{"folder", next.shown.empty() ? next.path.string() : next.shown}});
      return;
    }
    if (!seen.insert(fs::canonical(next.path).string()).second) {
      faults.fatal({asked_in, 0}, "cycle", {{"extends", next.shown}});
      return;
    }
    folders_.push_back(next);
    asked_in = next.shown + "city.toml";
    const auto extends = extends_of(read_whole(next.path / "city.toml"));
    if (extends.empty()) return;
    next = {next.path / extends, next.shown + extends + (extends.ends_with('/') ? "" : "/")};
  }
}

std::vector<SourceFile> CityFiles::find(std::string_view name, bool merged) const {
  std::vector<SourceFile> found;
  for (const auto& folder : folders_) {
    std::error_code error;
    if (!fs::is_regular_file(folder.path / name, error)) continue;
    found.push_back({folder.shown + std::string(name), read_whole(folder.path / name)});
    if (!merged) break;
  }
  std::reverse(found.begin(), found.end());
  return found;
}

std::vector<SourceFile> CityFiles::all(std::string_view subfolder, std::string_view ending) const {
  std::map<std::string, SourceFile> found;
  for (const auto& folder : folders_) {
    std::error_code error;
    for (const auto& item : fs::directory_iterator(folder.path / subfolder, error)) {
      const auto name = item.path().filename().string();
      if (!name.ends_with(ending) || name.starts_with('.') || !item.is_regular_file(error) || found.contains(name)) continue;
      found.emplace(name, SourceFile{folder.shown + std::string(subfolder) + "/" + name, read_whole(item.path())});
    }
  }
  std::vector<SourceFile> files;
  for (auto& [name, file] : found) files.push_back(std::move(file));
  return files;
}

bool CityFiles::has(std::string_view name) const {
  return std::any_of(folders_.begin(), folders_.end(), [&](const Folder& folder) {
    std::error_code error;
    return fs::is_regular_file(folder.path / name, error);
  });
}

bool check_text(const SourceFile& file, Faults& faults) {
  const auto line_of = [&](std::size_t at) {
    return 1 + static_cast<std::size_t>(std::count(file.bytes.begin(), file.bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  };
  if (const auto at = broken_utf8_at(file.bytes); at != std::string_view::npos) {
    faults.fatal({file.shown, line_of(at)}, "bad_utf8", {{"byte", std::to_string(at)}});
    return false;
  }
  for (std::size_t at = 0; at < file.bytes.size(); ++at) {
    const auto c = static_cast<unsigned char>(file.bytes[at]);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f) {
      faults.fatal({file.shown, line_of(at)}, "control_character", {{"byte", std::to_string(at)}});
      return false;
    }
  }
  return true;
}

}  // namespace yiwang
