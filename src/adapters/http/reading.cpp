#include "adapters/http/reading.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "geo/place.h"

namespace yiwang {

Result<json::Value> read_json(const Request& request, std::initializer_list<std::string_view> required) {
  auto value = json::parse_text(request.body);
  if (!value) return value;
  if (!value->is_object()) return refuse(Reason::wrong_type, {{"wanted", "object"}});
  for (const auto name : required) {
    const auto* member = value->get_object().if_contains(name);
    const bool empty = member == nullptr || (member->is_string() && trim(std::string_view(member->get_string())).empty());
    if (empty) return refuse(Reason::missing_field, {}, std::string(name));
  }
  if (const auto* point = value->get_object().if_contains("point"); point != nullptr && point->is_object()) {
    for (const std::string_view part : {"lon", "lat"}) {
      if (!point->get_object().contains(part)) return refuse(Reason::missing_field, {}, "point." + std::string(part));
    }
  }
  return value;
}

Done check_text(const std::string& text, std::size_t most, std::string_view field, std::size_t least) {
  if (has_control(text)) return refuse(Reason::bad_text, {{"fault", "control_character"}}, std::string(field));
  const auto length = text.size() > 4 * most ? text.size() : count_codepoints(text);
  if (length > most) return refuse(Reason::out_of_range, {{"most", std::to_string(most)}}, std::string(field));
  if (length < least) return refuse(Reason::out_of_range, {{"least", std::to_string(least)}}, std::string(field));
  return done();
}

const std::string* Parameters::take(std::string_view name) {
  known_.emplace_back(name);
  const auto* given = request_.parameter(name);
  return given == nullptr || given->empty() ? nullptr : given;
}

std::string Parameters::text(std::string_view name, std::size_t most) {
  const auto* given = take(name);
  if (given == nullptr) return {};
  if (auto ok = check_text(*given, most, name); !ok) fail(ok.error());
  return *given;
}

std::int64_t Parameters::whole(std::string_view name, std::int64_t fallback, std::int64_t least, std::int64_t most) {
  const auto* given = take(name);
  if (given == nullptr) return fallback;
  std::int64_t value = 0;
  const auto* end = given->data() + given->size();
  const auto read = std::from_chars(given->data(), end, value);
  if (read.ec == std::errc::result_out_of_range) fail({Reason::out_of_range, {{"least", std::to_string(least)}, {"most", std::to_string(most)}}, std::string(name)});
  else if (read.ec != std::errc{} || read.ptr != end) fail({Reason::wrong_type, {{"wanted", "integer"}}, std::string(name)});
  else if (value < least || value > most) fail({Reason::out_of_range, {{"least", std::to_string(least)}, {"most", std::to_string(most)}}, std::string(name)});
  else return value;
  return fallback;
}

std::optional<double> Parameters::number(std::string_view name) {
  const auto* given = take(name);
  if (given == nullptr) return std::nullopt;
  double value = 0;
  const auto* end = given->data() + given->size();
  const auto read = std::from_chars(given->data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(value)) {
    fail({Reason::wrong_type, {{"wanted", "number"}}, std::string(name)});
    return std::nullopt;
  }
  return value;
}

std::optional<bool> Parameters::yes_no(std::string_view name) {
  const auto* given = take(name);
  if (given == nullptr) return std::nullopt;
  if (*given == "true") return true;
  if (*given == "false") return false;
  fail({Reason::wrong_type, {{"wanted", "boolean"}}, std::string(name)});
  return std::nullopt;
}

std::optional<Instant> Parameters::time(std::string_view name) {
  const auto* given = take(name);
  if (given == nullptr) return std::nullopt;
  const auto at = parse_instant(*given);
  if (!at) fail({Reason::wrong_type, {{"wanted", "time"}}, std::string(name)});
  return at;
}

std::optional<Box> Parameters::box(std::string_view name) {
  const auto* given = take(name);
  if (given == nullptr) return std::nullopt;
  double edges[4];
  std::size_t count = 0;
  for (const auto part : split(*given, ',')) {
    const auto* end = part.data() + part.size();
    if (count == 4) break;
    const auto read = std::from_chars(part.data(), end, edges[count]);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(edges[count])) {
      fail({Reason::wrong_type, {{"wanted", "west,south,east,north"}}, std::string(name)});
      return std::nullopt;
    }
    ++count;
  }
  const Box out{{edges[0], edges[1]}, {edges[2], edges[3]}};
  if (count != 4 || split(*given, ',').size() != 4) fail({Reason::wrong_type, {{"wanted", "west,south,east,north"}}, std::string(name)});
  else if (std::abs(out.low.lon) > 180 || std::abs(out.high.lon) > 180 || std::abs(out.low.lat) > 90 || std::abs(out.high.lat) > 90) fail({Reason::bad_point, {}, std::string(name)});
  else if (out.low.lon > out.high.lon || out.low.lat > out.high.lat) fail({Reason::bad_polygon, {{"fault", "corners in the wrong order"}}, std::string(name)});
  else return out;
  return std::nullopt;
}

std::string Parameters::one_of(std::string_view name, std::initializer_list<std::string_view> words) {
  const auto* given = take(name);
  if (given == nullptr) return std::string(*words.begin());
  if (std::find(words.begin(), words.end(), *given) == words.end()) fail({Reason::unknown_value, {{"value", shorten(*given, 100)}}, std::string(name)});
  return *given;
}

Done Parameters::done() {
  if (refusal_) return tl::unexpected(*refusal_);
  for (const auto& [name, value] : request_.query) {
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) return refuse(Reason::unknown_field, {}, shorten(name, 100));
  }
  return yiwang::done();
}

std::optional<std::uint32_t> read_version(std::string_view text) {
  text = trim(text);
  if (text.empty()) return 0;
  if (text.starts_with("W/")) text.remove_prefix(2);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  std::uint32_t version = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || version == 0) return std::nullopt;
  return version;
}

Result<CaseId> read_case_id(const std::string& text) {
  std::uint64_t id = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, id);
  if (read.ec != std::errc{} || read.ptr != end || id == 0 || id > 9007199254740991ULL) return refuse(Reason::unknown_case, {{"case", shorten(text, 40)}});
  return CaseId{id};
}

}  // namespace yiwang
