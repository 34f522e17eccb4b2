#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>
#include <unordered_map>

#include "apps/duplicate_replay.h"
#include "base/csv.h"
#include "base/text.h"

namespace yiwang {
namespace {

class Table {
 public:
  explicit Table(const std::string& path) : path_(path), in_(path, std::ios::binary), reader_(open(in_, path)) {}
  std::size_t column(std::string_view name) const {
    const int at = reader_.column(name);
    if (at < 0) throw std::runtime_error(path_ + " has no column " + std::string(name));
    return static_cast<std::size_t>(at);
  }
  bool next(std::vector<std::string>& cells) { return reader_.next(cells); }

 private:
  static std::ifstream& open(std::ifstream& in, const std::string& path) {
    if (!in) throw std::runtime_error("cannot read " + path);
    return in;
  }
  std::string path_;
  std::ifstream in_;
  CsvReader reader_;
};

/// Names get numbers in the order of the alphabet, so that nothing depends on the order of rows.
std::string two_digits(std::size_t n) {
  n = std::min<std::size_t>(n, 98) + 1;
  return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
}

/// "INTERSECTION Groveland St & River St" -> "Groveland St"; "39 Lorraine St" -> "Lorraine St".
std::string road_of(std::string_view street) {
  constexpr std::string_view kCrossing = "INTERSECTION ";
  if (street.substr(0, kCrossing.size()) == kCrossing) {
    street.remove_prefix(kCrossing.size());
    street = street.substr(0, street.find(" & "));
  } else if (!street.empty() && street[0] >= '0' && street[0] <= '9') {
    const auto space = street.find(' ');
    street = space == std::string_view::npos ? std::string_view{} : street.substr(space + 1);
  }
  return std::string(trim(street));
}

std::optional<LonLat> point_of(const std::string& lon, const std::string& lat) {
  LonLat p;
  const auto read = [](const std::string& text, double& value) {
    return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{};
  };
  if (!read(lon, p.lon) || !read(lat, p.lat) || !check_point(p)) return std::nullopt;
  return p;
}

}  // namespace

RequestTable read_requests(const std::string& requests, const std::string& pairs) {
  RequestTable out;
  Table table(requests);
  enum { id, opened, closed, closure, title, subject, reason, type, location, street, lat, lon, columns };
  static constexpr std::array<std::string_view, columns> kNames{"case_enquiry_id", "open_dt", "closed_dt", "closure_reason", "case_title", "subject",
                                                                "reason", "type", "location", "location_street_name", "latitude", "longitude"};
  std::array<std::size_t, columns> at{};
  for (std::size_t i = 0; i < columns; ++i) at[i] = table.column(kNames[i]);
  std::map<std::string, std::map<std::string, std::set<std::string>>> matters;
  std::vector<std::tuple<std::string, std::string, std::string>> matter_of;
  std::vector<std::string> cells;
  while (table.next(cells)) {
    ToldRequest r;
    const auto when = parse_instant(cells[at[opened]]);
    if (!when) throw std::runtime_error(requests + ": no time of opening: " + cells[at[id]]);
    r.id = cells[at[id]];
    r.opened = *when;
    r.closed = parse_instant(cells[at[closed]]);
    r.closed_as_duplicate = cells[at[closure]].find("uplicate") != std::string::npos;
    r.address = std::string(trim(cells[at[location]]));
    r.road = road_of(cells[at[street]]);
    // A request without a place carries the city's own point, which is none.
    if (!r.address.empty()) r.point = point_of(cells[at[lon]], cells[at[lat]]);
    r.words = (cells[at[title]] == cells[at[type]] ? std::string{} : cells[at[title]] + ". ") + std::string(trim(cells[at[street]]));
    r.matter = std::to_string(matter_of.size());
    matters[cells[at[subject]]][cells[at[reason]]].insert(cells[at[type]]);
    matter_of.emplace_back(cells[at[subject]], cells[at[reason]], cells[at[type]]);
    out.requests.push_back(std::move(r));
  }
  for (auto& r : out.requests) {
    const auto& [subject_name, reason_name, type_name] = matter_of[std::stoul(r.matter)];
    const auto& reasons = matters[subject_name];
    const auto& types = reasons.at(reason_name);
    r.matter = two_digits(static_cast<std::size_t>(std::distance(matters.begin(), matters.find(subject_name)))) +
               two_digits(static_cast<std::size_t>(std::distance(reasons.begin(), reasons.find(reason_name)))) +
               two_digits(static_cast<std::size_t>(std::distance(types.begin(), types.find(type_name))));
  }
  std::sort(out.requests.begin(), out.requests.end(), [](const ToldRequest& a, const ToldRequest& b) { return std::tie(a.opened, a.id) < std::tie(b.opened, b.id); });

  std::unordered_map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < out.requests.size(); ++i) place.emplace(out.requests[i].id, i);
  Table known(pairs);
  const auto dropped = known.column("case_enquiry_id"), kept = known.column("duplicate_of");
  while (known.next(cells)) {
    const auto a = place.find(cells[dropped]), b = place.find(cells[kept]);
    if (a == place.end() || b == place.end() || a->second == b->second) ++out.pairs_without_request;
    else out.pairs.push_back({std::max(a->second, b->second), std::min(a->second, b->second), a->second, b->second});
  }
  return out;
}

}  // namespace yiwang
