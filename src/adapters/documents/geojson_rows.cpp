#include <algorithm>
#include <fstream>
#include <map>
#include <unordered_map>

#include "adapters/documents/place_readers.h"
#include "base/json.h"
#include "base/text.h"

namespace yiwang::detail {
namespace {

constexpr std::size_t kMostColumns = 1024;

/// Columns as they are met; their order is the order of meeting.
class Columns {
 public:
  Columns() { add(std::string(kGeometryColumn)); }
  bool add(const std::string& name) {
    if (at_.contains(name)) return true;
    if (names_.size() >= kMostColumns) return false;
    at_.emplace(name, names_.size());
    names_.push_back(name);
    return true;
  }
  const std::vector<std::string>& names() const { return names_; }
  std::size_t at(const std::string& name) const {
    const auto it = at_.find(name);
    return it == at_.end() ? static_cast<std::size_t>(-1) : it->second;
  }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> at_;
};

std::string cell_text(const json::Value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_null()) return {};
  if (value.is_double()) {
    std::string out;
    json::write_number(out, value.get_double());
    return out;
  }
  return boost::json::serialize(value);
}

bool is_feature(const json::Value& value) {
  const auto* type = value.is_object() ? value.get_object().if_contains("type") : nullptr;
  return type != nullptr && type->is_string() && type->get_string() == "Feature";
}

void fill(const json::Object& feature, const Columns& columns, std::vector<std::string>& cells) {
  cells.assign(columns.names().size(), {});
  if (const auto* geometry = feature.if_contains("geometry"); geometry != nullptr && geometry->is_object()) cells[0] = boost::json::serialize(*geometry);
  const auto* properties = feature.if_contains("properties");
  if (properties == nullptr || !properties->is_object()) return;
  for (const auto& [key, value] : properties->get_object()) {
    if (const auto at = columns.at(std::string(key)); at != static_cast<std::size_t>(-1)) cells[at] = cell_text(value);
  }
}

bool add_columns(Columns& columns, const json::Value& feature) {
  const auto* properties = is_feature(feature) ? feature.get_object().if_contains("properties") : nullptr;
  if (properties == nullptr || !properties->is_object()) return true;
  for (const auto& [key, value] : properties->get_object()) {
    if (!columns.add(std::string(key))) return false;
  }
  return true;
}

class CollectionRows final : public RowSource {
 public:
  CollectionRows(json::Value features, Columns columns) : features_(std::move(features)), columns_(std::move(columns)) {}
  const std::vector<std::string>& header() const override { return columns_.names(); }
  bool next(std::vector<std::string>& cells) override {
    const auto& all = features_.get_array();
    if (at_ >= all.size()) return false;
    const auto& feature = all[at_++];
    if (is_feature(feature)) fill(feature.get_object(), columns_, cells);
    else cells.assign(columns_.names().size(), {});
    return true;
  }
  std::size_t line() const override { return at_; }
  std::optional<Refusal> fault() const override { return std::nullopt; }

 private:
  json::Value features_;
  Columns columns_;
  std::size_t at_ = 0;
};

/// A feature a line (RFC 8142 with or without its record separator), of several files one after another.
class LineRows final : public RowSource {
 public:
  LineRows(std::vector<std::string> paths, Columns columns, std::filesystem::path folder) : paths_(std::move(paths)), columns_(std::move(columns)), folder_(std::move(folder)) {}
  ~LineRows() override {
    if (folder_.empty()) return;
    in_.close();
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  const std::vector<std::string>& header() const override { return columns_.names(); }
  bool next(std::vector<std::string>& cells) override {
    for (std::string line; !fault_;) {
      if (!in_.is_open() || !std::getline(in_, line)) {
        in_.close();
        in_.clear();
        if (file_ >= paths_.size()) return false;
        in_.open(paths_[file_++], std::ios::binary);
        continue;
      }
      ++line_;
      std::string_view text = trim(line);
      if (text.starts_with('\x1e')) text.remove_prefix(1);
      if (text.empty()) continue;
      const auto value = json::parse_text(text);
      if (!value || !is_feature(*value)) {
        fault_ = Refusal{Reason::malformed, {{"fault", "no GeoJSON feature"}, {"line", std::to_string(line_)}}};
        return false;
      }
      fill(value->get_object(), columns_, cells);
      return true;
    }
    return false;
  }
  std::size_t line() const override { return line_; }
  std::optional<Refusal> fault() const override { return fault_; }

 private:
  std::vector<std::string> paths_;
  Columns columns_;
  std::filesystem::path folder_;
  std::size_t file_ = 0, line_ = 0;
  std::ifstream in_;
  std::optional<Refusal> fault_;
};

Refusal too_many_columns() { return {Reason::too_large, {{"limit", std::to_string(kMostColumns)}, {"what", "columns"}}}; }

/// Looks through the lines once for their columns.
Result<Columns> columns_of(const std::vector<std::string>& paths) {
  Columns columns;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      std::string_view text = trim(line);
      if (text.starts_with('\x1e')) text.remove_prefix(1);
      if (text.empty()) continue;
      const auto value = json::parse_text(text);
      if (value && !add_columns(columns, *value)) return tl::unexpected(too_many_columns());
    }
  }
  return columns;
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_feature_lines(std::vector<std::string> paths, std::filesystem::path folder) {
  auto columns = columns_of(paths);
  if (!columns) return tl::unexpected(columns.error());
  return std::unique_ptr<RowSource>(std::make_unique<LineRows>(std::move(paths), std::move(*columns), std::move(folder)));
}

Result<std::unique_ptr<RowSource>> open_geojson_rows(const std::string& path, const PlaceFileLimits& limits) {
  {
    std::ifstream in(path, std::ios::binary);
    std::string first;
    std::getline(in, first);
    std::string_view text = trim(first);
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    if (text.starts_with('\x1e')) text.remove_prefix(1);
    const auto value = json::parse_text(text);
    if (value && is_feature(*value)) return open_feature_lines({path}, {});
  }
  if (std::filesystem::file_size(path) > limits.text_bytes) return refuse(Reason::too_large, {{"limit", std::to_string(limits.text_bytes)}, {"what", "bytes"}});
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  auto value = json::parse_text(text);
  if (!value) return refuse(Reason::malformed, {{"fault", "the file is no JSON, or is cut off"}});
  if (!value->is_object()) return refuse(Reason::malformed, {{"fault", "no FeatureCollection"}});
  auto* features = value->get_object().if_contains("features");
  if (features == nullptr || !features->is_array()) return refuse(Reason::malformed, {{"fault", "no FeatureCollection"}});
  // RFC 7946 knows only WGS84; files of the older draft name another system, and would be taken for what they are not.
  if (const auto* crs = value->get_object().if_contains("crs"); crs != nullptr && crs->is_object()) {
    const auto said = boost::json::serialize(*crs);
    const bool fine = said.find("CRS84") != std::string::npos || said.find("4326") != std::string::npos || said.find("4490") != std::string::npos;
    if (!fine) return refuse(Reason::malformed, {{"fault", "the file is in another reference system than WGS84"}, {"crs", shorten(said, 120)}});
  }
  Columns columns;
  for (const auto& feature : features->get_array()) {
    if (!add_columns(columns, feature)) return tl::unexpected(too_many_columns());
  }
  return std::unique_ptr<RowSource>(std::make_unique<CollectionRows>(std::move(*features), std::move(columns)));
}

}  // namespace yiwang::detail
