#include "city/small_city.h"

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace yiwang::test {

namespace fs = std::filesystem;

namespace {

/// \xHH becomes that byte.
std::string unescape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 3 < text.size() && text[i + 1] == 'x') {
      out += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("no file " + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

SmallCity::SmallCity(const std::string& name) : folder_(fs::temp_directory_path() / ("yiwang-city-" + name + "-" + std::to_string(::getpid()))) {
  fs::remove_all(folder_);
  fs::copy(fs::path(YIWANG_SOURCE_DIR) / "tests/city/small", folder_);
}

SmallCity::~SmallCity() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void SmallCity::write(const std::string& file, const std::string& text) const { std::ofstream(folder_ / file, std::ios::binary) << text; }
void SmallCity::append(const std::string& file, const std::string& text) const {
  write(file, (fs::exists(folder_ / file) ? read_file(folder_ / file) : std::string{}) + text + "\n");
}
void SmallCity::remove(const std::string& file) const { fs::remove(folder_ / file); }

void SmallCity::set_line(const std::string& file, std::size_t line, const std::string& text) const {
  std::istringstream in(read_file(folder_ / file));
  std::string out, row;
  for (std::size_t at = 1; std::getline(in, row); ++at) out += (at == line ? text : row) + "\n";
  write(file, out);
}

void SmallCity::edit(const std::string& edits) const {
  std::size_t from = 0;
  while (from < edits.size()) {
    const auto end = std::min(edits.find(" ;; ", from), edits.size());
    const auto one = edits.substr(from, end - from);
    from = end + 4;
    const auto space = one.find(' ');
    const auto target = one.substr(0, space);
    const char what = one.at(space + 1);
    const auto text = unescape(one.size() > space + 3 ? one.substr(space + 3) : "");
    if (what == '-') remove(target);
    else if (what == '+') append(target, text);
    else set_line(target.substr(0, target.find(':')), std::stoul(target.substr(target.find(':') + 1)), text);
  }
}

std::string all_of(const std::vector<CityFault>& faults) {
  std::string text;
  for (const auto& fault : faults) text += to_text(fault) + "\n";
  return text.empty() ? "no fault" : text;
}

}  // namespace yiwang::test
