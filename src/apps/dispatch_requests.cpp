#include "apps/dispatch_requests.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <stdexcept>

#include "base/csv.h"
#include "base/text.h"

namespace yiwang {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "152-156 Dent St" -> "Dent St"; a crossing stays as it is.
std::string street_of(std::string_view address) {
  const auto first = address.find(' ');
  if (address.empty() || !is_digit(address.front()) || first == std::string_view::npos) return std::string(address);
  return street_of(trim(address.substr(first)));
}

std::string spot_of(std::string_view address) {
  if (address.size() < 2) return "none";
  if (address.starts_with("INTERSECTION")) return "crossing";
  return is_digit(address.front()) ? "door" : "street";
}

std::string cell_of(const std::string& lat, const std::string& lon, double metres) {
  double y = 0, x = 0;
  const auto read = [](const std::string& text, double& into) { return std::from_chars(text.data(), text.data() + text.size(), into).ec == std::errc{}; };
  if (!read(lat, y) || !read(lon, x) || (x == 0 && y == 0)) return {};
  const double metres_a_degree = 111'320;
  const auto row = std::llround(std::floor(y * metres_a_degree / metres)), column = std::llround(std::floor(x * metres_a_degree * std::cos(std::round(y) * M_PI / 180) / metres));
  return std::to_string(row) + "," + std::to_string(column);
}

/// How long ago, roughly: crews that log what they mended come in bursts.
std::string since(Instant now, std::optional<Instant> before) {
  if (!before) return "first";
  const auto gap = now - *before;
  if (gap < seconds{90}) return "a minute";
  if (gap < minutes{5}) return "five minutes";
  if (gap < minutes{15}) return "a quarter";
  if (gap < hours{1}) return "an hour";
  if (gap < hours{4}) return "four hours";
  return gap < hours{24} ? "a day" : "longer";
}

}  // namespace

RequestReader::RequestReader(RequestColumns columns, const std::string& train) : columns_(std::move(columns)) {
  std::ifstream in(train);
  if (!in) throw std::runtime_error("cannot read " + train);
  const CsvReader csv(in);
  if (csv.header().empty()) throw std::runtime_error(train + " is empty: the first line must name the columns");
  const auto has = [&](const std::string& name) { return !name.empty() && !columns_.without.contains(name) && csv.column(name) >= 0; };
  const auto need = [&](const std::string& name, const std::string& what, const std::string& option) {
    if (csv.column(name) < 0) throw std::runtime_error(train + " has no column " + name + " (" + what + "); name it with " + option + ". It has: " + joined(csv.header()));
  };
  need(columns_.target, "the queue or unit that had the request in the end", "--target");
  need(columns_.time, "when the request was opened", "--time");
  need(columns_.what.front(), "what the request is about", "--what");
  for (const auto& name : columns_.also) need(name, "asked for", "--also");
  for (auto* list : {&columns_.what, &columns_.where, &columns_.how}) std::erase_if(*list, [&](const auto& name) { return !has(name); });
  if (columns_.what.empty()) throw std::runtime_error("--without leaves nothing that says what a request is about");
  for (auto* one : {&columns_.words, &columns_.street, &columns_.lat, &columns_.lon, &columns_.closed, &columns_.id}) {
    if (!has(*one)) one->clear();
  }
  for (const auto* list : {&columns_.what, &columns_.where, &columns_.how, &columns_.also}) {
    for (const auto& name : *list) {
      if (name == columns_.target) throw std::runtime_error("the column " + name + " is the answer and cannot be looked at");
    }
  }
  make_shape();
}

std::uint16_t RequestReader::field(const std::string& name) {
  const auto known = std::find(shape_.fields.begin(), shape_.fields.end(), name);
  if (known != shape_.fields.end()) return static_cast<std::uint16_t>(known - shape_.fields.begin());
  shape_.fields.push_back(name);
  return static_cast<std::uint16_t>(shape_.fields.size() - 1);
}

void RequestReader::make_shape() {
  for (const auto* list : {&columns_.what, &columns_.where, &columns_.how, &columns_.also}) plain_.insert(plain_.end(), list->begin(), list->end());
  for (const auto& name : plain_) field(name);
  const auto cross = [this](std::vector<std::uint16_t> fields, bool recent = false) { shape_.crosses.push_back({std::move(fields), recent}); };
  const auto what = field(columns_.what.front());
  const auto hour = field("hour"), part_of_day = field("part of day"), weekday = field("weekday"), weekend = field("weekend");
  const auto wider = field(columns_.what.size() > 1 ? columns_.what[1] : columns_.what.front()), widest = field(columns_.what.back());
  shape_.ground = {{wider}, false};
  cross({what}, true);
  for (std::size_t k = 0; k < columns_.where.size(); ++k) cross({what, field(columns_.where[k])}, k < 2);
  cross({what, weekday});
  cross({what, hour, weekend});
  const bool placed = !columns_.where.empty();
  const auto place = placed ? field(columns_.where.front()) : what;
  const auto quarter = columns_.where.size() > 1 ? field(columns_.where[1]) : place;
  if (placed) {
    cross({what, place, part_of_day});
    cross({wider, place});
  }
  const bool streets = !columns_.street.empty();
  if (streets) {
    cross({what, field("street")});
    cross({what, field("address")});
    cross({what, field("spot")});
    cross({wider, field("street")});
  }
  if (!columns_.lat.empty() && !columns_.lon.empty()) {
    cross({what, field("cell of 500 m")});
    cross({what, field("cell of 200 m")});
  }
  for (const auto& name : columns_.how) {
    const auto way = field(name);
    cross({what, way}, true);
    cross({what, way, hour}, true);
    cross({what, way, field("since the last alike")});
    cross({wider, way});
    if (streets) cross({what, way, field("spot"), part_of_day});
    if (!placed) continue;
    cross({what, way, place}, true);
    cross({what, way, place, part_of_day});
    cross({widest, way, place});
    cross({what, way, quarter});
  }
  if (!columns_.words.empty()) {
    cross({what, field("title")}, true);
    if (placed) {
      cross({what, field("title"), place});
      cross({what, field("own title"), place});
    }
  }
  for (const auto& name : columns_.also) {
    cross({what, field(name)}, true);
    if (placed) cross({what, field(name), place});
  }
}

RequestFile RequestReader::read(const std::string& path, bool need_target) const {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  CsvReader csv(in);
  if (csv.header().empty()) throw std::runtime_error(path + " is empty: the first line must name the columns");
  std::vector<std::string> missing;
  const auto column = [&](const std::string& name) {
    const int at = name.empty() ? -1 : csv.column(name);
    if (at < 0 && !name.empty()) missing.push_back(name);
    return at;
  };
  std::vector<int> plain;
  for (const auto& name : plain_) plain.push_back(column(name));
  const int time = column(columns_.time), words = column(columns_.words), street = column(columns_.street), lat = column(columns_.lat), lon = column(columns_.lon);
  const int target = csv.column(columns_.target), closed = columns_.closed.empty() ? -1 : csv.column(columns_.closed), id = columns_.id.empty() ? -1 : csv.column(columns_.id);
  if (target < 0 && need_target) missing.push_back(columns_.target);
  if (!missing.empty()) throw std::runtime_error(path + " lacks " + joined(missing) + ". It has: " + joined(csv.header()));

  // A field that no cross looks at is not there: its value goes nowhere.
  std::map<std::string_view, std::size_t> place_of;
  for (std::size_t k = 0; k < shape_.fields.size(); ++k) place_of.emplace(shape_.fields[k], k);
  RequestFile file;
  file.has_target = target >= 0;
  file.has_closed = closed >= 0;
  file.plain_fields = plain_.size();
  std::vector<std::string> cells;
  const auto cell = [&cells](int at) -> const std::string& { return cells[static_cast<std::size_t>(at)]; };
  while (csv.next(cells)) {
    const auto at = parse_instant(trim(cell(time)), minutes{0});
    PastRequest request;
    if (target >= 0) request.routed.unit = std::string(trim(cell(target)));
    if (!at || (target >= 0 && request.routed.unit.empty())) {
      ++file.passed_over;
      continue;
    }
    auto& facts = request.routed.facts;
    facts.at = *at;
    facts.values.resize(shape_.fields.size());
    for (std::size_t k = 0; k < plain.size(); ++k) facts.values[k] = std::string(trim(cell(plain[k])));
    const auto local = to_local(*at, minutes{0});
    const auto of_day = std::chrono::floor<hours>(local.since_midnight).count();
    const auto day = std::chrono::weekday{local.date}.c_encoding();
    const auto set = [&](std::string_view field, std::string value) {
      if (const auto place = place_of.find(field); place != place_of.end()) facts.values[place->second] = std::move(value);
    };
    set("hour", std::to_string(of_day));
    set("part of day", std::to_string(of_day / 3));
    set("weekday", std::to_string(day));
    set("weekend", day == 0 || day == 6 ? "yes" : "no");
    if (street >= 0) {
      set("street", street_of(cell(street)));
      set("address", cell(street));
      set("spot", spot_of(cell(street)));
    }
    if (lat >= 0 && lon >= 0) {
      set("cell of 500 m", cell_of(cell(lat), cell(lon), 500));
      set("cell of 200 m", cell_of(cell(lat), cell(lon), 200));
    }
    if (words >= 0) {
      const bool own = trim(cell(words)) != facts.values.front();
      set("title", own ? std::string(trim(cell(words))) : "the same");
      set("own title", own ? "yes" : "no");
      if (own) facts.words = cell(words);
    }
    for (std::size_t k = 0; k < plain_.size(); ++k) {
      const bool other_place = k > columns_.what.size() && k < columns_.what.size() + columns_.where.size();
      if (!other_place) request.coarse.push_back(facts.values[k]);
    }
    if (street >= 0) request.address = cell(street);
    if (id >= 0) request.id = cell(id);
    if (closed >= 0) request.closed = parse_instant(trim(cell(closed)), minutes{0});
    file.requests.push_back(std::move(request));
  }
  if (csv.broken()) throw std::runtime_error(path + " ends inside quotes: a quotation mark is missing somewhere");
  if (file.requests.empty()) throw std::runtime_error(path + " has no row with a readable " + columns_.time + (target >= 0 ? " and a " + columns_.target : std::string{}));
  std::stable_sort(file.requests.begin(), file.requests.end(), [](const PastRequest& a, const PastRequest& b) { return a.routed.facts.at < b.routed.facts.at; });
  const auto alike = place_of.find("since the last alike");
  if (alike == place_of.end()) return file;
  std::map<std::pair<std::string, std::string>, Instant> last;
  for (auto& request : file.requests) {
    auto& facts = request.routed.facts;
    const auto [at, fresh] = last.try_emplace({facts.values.front(), facts.values[place_of.at(columns_.how.front())]}, facts.at);
    facts.values[alike->second] = since(facts.at, fresh ? std::nullopt : std::optional(at->second));
    at->second = facts.at;
  }
  return file;
}

}  // namespace yiwang
