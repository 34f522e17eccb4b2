#include "apps/city_copy.h"

#include <fstream>
#include <regex>
#include <string>

namespace yiwang {
namespace fs = std::filesystem;

void copy_city(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::create_directories(to);
  for (const auto& item : fs::directory_iterator(from)) {
    if (item.is_regular_file()) fs::copy_file(item.path(), to / item.path().filename());
  }
  for (const auto* drawn : {"processes", "rules", "forms", "tests", "knowledge"}) {
    if (fs::is_directory(from / drawn)) fs::copy(from / drawn, to / drawn, fs::copy_options::recursive);
  }
  std::ifstream in(from / "city.toml");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  static const std::regex kExtends(R"((^|\n)(\s*extends\s*=\s*)\"([^\"]*)\")");
  std::smatch found;
  if (!std::regex_search(text, found, kExtends)) return;
  copy_city(from / found[3].str(), to / "base");
  const auto begin = text.substr(0, static_cast<std::size_t>(found.position(3)));
  const auto rest = text.substr(static_cast<std::size_t>(found.position(3) + found.length(3)));
  std::ofstream(to / "city.toml") << begin << "base" << rest;
}

}  // namespace yiwang
