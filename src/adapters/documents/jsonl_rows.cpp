#include <algorithm>
#include <fstream>
#include <unordered_map>

#include "adapters/documents/row_readers.h"
#include "base/json.h"
#include "base/text.h"

namespace yiwang::detail {
namespace {

constexpr std::size_t kLinesForHeader = 1000;

void flatten(const json::Object& object, const std::string& prefix, const std::function<void(std::string, std::string)>& take) {
  for (const auto& [key, value] : object) {
    auto name = prefix + std::string(key);
    if (value.is_object()) flatten(value.get_object(), name + ".", take);
    else if (value.is_null()) take(std::move(name), {});
    else if (value.is_string()) take(std::move(name), std::string(value.get_string()));
    else take(std::move(name), boost::json::serialize(value));
  }
}

class JsonlRows final : public RowSource {
 public:
  JsonlRows(const std::string& path, const RowLimits& limits) : path_(path), limits_(limits) { in_.open(path, std::ios::binary); }

  Done read_header() {
    for (std::size_t lines = 0; lines < kLinesForHeader && read_line(); ++lines) {
      auto value = parse();
      if (!value) break;                   // told when the rows come to it
      flatten(value->get_object(), "", [&](std::string name, std::string) {
        if (place_.emplace(name, header_.size()).second) header_.push_back(std::move(name));
      });
      if (header_.size() > limits_.columns) return refuse(Reason::too_large, {{"limit", std::to_string(limits_.columns)}, {"what", "columns"}});
    }
    if (header_.empty()) return refuse(fault_ ? *fault_ : Refusal{Reason::malformed, {{"fault", "no line holds an object with fields"}}});
    in_.close();
    in_.clear();
    in_.open(path_, std::ios::binary);
    line_ = 0;
    fault_.reset();
    return done();
  }

  const std::vector<std::string>& header() const override { return header_; }
  bool next(std::vector<std::string>& cells) override {
    if (fault_ || !read_line()) return false;
    auto value = parse();
    if (!value) return false;
    cells.assign(header_.size(), {});
    flatten(value->get_object(), "", [&](std::string name, std::string text) {
      const auto found = place_.find(name);
      if (found == place_.end()) fault_ = Refusal{Reason::unknown_field, {{"line", std::to_string(line_)}}, std::move(name)};
      else cells[found->second] = std::move(text);
    });
    return !fault_;
  }
  std::size_t line() const override { return line_; }
  std::optional<Refusal> fault() const override { return fault_; }

 private:
  static tl::unexpected<Refusal> refuse(Refusal refusal) { return tl::unexpected(std::move(refusal)); }
  static tl::unexpected<Refusal> refuse(Reason reason, std::vector<std::pair<std::string, std::string>> facts) { return tl::unexpected(Refusal{reason, std::move(facts)}); }

  bool read_line() {
    while (true) {
      text_.clear();
      int c = in_.get();
      if (c == std::char_traits<char>::eof()) return false;
      ++line_;
      for (; c != std::char_traits<char>::eof() && c != '\n'; c = in_.get()) {
        text_ += static_cast<char>(c);
        if (text_.size() > limits_.row_bytes) {
          fault_ = Refusal{Reason::too_large, {{"limit", std::to_string(limits_.row_bytes)}, {"line", std::to_string(line_)}}};
          return false;
        }
      }
      if (line_ == 1 && text_.starts_with("\xef\xbb\xbf")) text_.erase(0, 3);
      if (!trim(text_).empty()) return true;
    }
  }
  std::optional<json::Value> parse() {
    auto value = json::parse_text(trim(text_));
    if (value && value->is_object()) return std::move(*value);
    fault_ = Refusal{Reason::malformed, {{"fault", value ? "not an object" : "not JSON"}, {"line", std::to_string(line_)}}};
    return std::nullopt;
  }

  std::string path_;
  RowLimits limits_;
  std::ifstream in_;
  std::vector<std::string> header_;
  std::unordered_map<std::string, std::size_t> place_;
  std::string text_;
  std::size_t line_ = 0;
  std::optional<Refusal> fault_;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_jsonl_rows(const std::string& path, const RowLimits& limits) {
  auto rows = std::make_unique<JsonlRows>(path, limits);
  if (auto ok = rows->read_header(); !ok) return tl::unexpected(ok.error());
  return std::unique_ptr<RowSource>(std::move(rows));
}

}  // namespace yiwang::detail
