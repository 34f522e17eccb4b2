#include "apps/read_shape_file.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include "apps/refusal_words.h"

namespace yiwang {

json::Value read_json_file(const std::string& file) {
  std::string text;
  if (file == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file);
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  boost::json::error_code error;
  boost::json::stream_parser parser;
  const auto used = parser.write_some(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  if (!error && text.find_first_not_of(" \t\r\n", used) != std::string::npos) error = boost::json::error::extra_data;
  if (error) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(used), '\n');
    throw std::runtime_error(file + ":" + std::to_string(line) + ": not JSON: " + error.message());
  }
  return parser.release();
}

std::optional<LooseShape> read_shape_file(const std::string& file) {
  auto loose = read_loose(read_json_file(file));
  if (!loose) {
    std::cerr << file << ": " << sentence_of(loose.error()) << '\n';
    return std::nullopt;
  }
  if (loose->shape.empty()) {
    std::cerr << file << ": no polygon in it\n";
    return std::nullopt;
  }
  return std::move(*loose);
}

}  // namespace yiwang
