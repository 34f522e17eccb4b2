#include <charconv>
#include <toml++/toml.h>

#include "city/draft.h"

namespace yiwang {

namespace {

/// `+08:00`, `-03:30`.
std::optional<minutes> parse_offset(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hour = parse_integer(text.substr(1, 2));
  const auto minute = parse_integer(text.substr(4));
  if (!hour || !minute || *hour < 0 || *hour > 14 || *minute < 0 || *minute > 59) return std::nullopt;
  const minutes offset{*hour * 60 + *minute};
  return text[0] == '-' ? -offset : offset;
}

std::string plain_text(const toml::node& node) {
  if (const auto text = node.value<std::string>(); node.is_string()) return *text;
  if (node.is_boolean()) return *node.value<bool>() ? "true" : "false";
  if (node.is_integer()) return std::to_string(*node.value<std::int64_t>());
  if (node.is_floating_point()) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, *node.value<double>()).ptr};
  }
  return "?";
}

class TomlReader {
 public:
  TomlReader(CityDraft& draft, std::string shown) : draft_(draft), shown_(std::move(shown)) {}

  void read(const toml::table& root) {
    for (const auto& [key, node] : root) {
      if (key == "code") draft_.city.code = text(key, node);
      else if (key == "name") draft_.city.name = text(key, node);
      else if (key == "name_en") draft_.city.name_en = text(key, node);
      else if (key == "timezone") read_timezone(node);
      else if (key == "map") read_map(node);
      else if (key == "settings") read_settings(node);
      else if (key != "extends") fatal(node, "unknown_key", {{"key", fact_text(key.str())}});
    }
    for (const auto& [key, value] : {std::pair{"code", &draft_.city.code}, std::pair{"name", &draft_.city.name}}) {
      if (value->empty()) draft_.faults.fatal({shown_, 1}, "missing_value", {{"key", key}});
    }
  }

 private:
  void fatal(const toml::node& node, std::string_view what, FaultFacts facts) {
    draft_.faults.fatal({shown_, node.source().begin.line}, what, std::move(facts));
  }
  std::string text(const toml::key& key, const toml::node& node) {
    if (!node.is_string()) fatal(node, "bad_value", {{"key", fact_text(key.str())}, {"wanted", "text"}});
    return node.value_or(std::string{});
  }
  void read_timezone(const toml::node& node) {
    const auto offset = parse_offset(node.value_or(std::string{}));
    if (offset) draft_.city.offset = *offset;
    else fatal(node, "bad_timezone", {{"value", fact_text(plain_text(node))}});
  }
  void read_map(const toml::node& node) {
    const auto* map = node.as_table();
    if (map == nullptr) return fatal(node, "bad_value", {{"key", "map"}, {"wanted", "table"}});
    for (const auto& [key, value] : *map) {
      const auto number = value.value<double>();
      if (key != "lon" && key != "lat" && key != "zoom") fatal(value, "unknown_key", {{"key", "map." + fact_text(key.str())}});
      else if (!number) fatal(value, "bad_number", {{"key", "map." + std::string(key.str())}});
      else if (key == "lon") draft_.city.centre.lon = *number;
      else if (key == "lat") draft_.city.centre.lat = *number;
      else draft_.city.zoom = *number;
    }
    if (!check_point(draft_.city.centre)) fatal(node, "bad_point", {{"key", "map"}});
  }
  void read_settings(const toml::node& node) {
    const auto* settings = node.as_table();
    if (settings == nullptr) return fatal(node, "bad_value", {{"key", "settings"}, {"wanted", "table"}});
    for (const auto& [key, value] : *settings) {
      const auto ok = draft_.city.settings.set(key.str(), plain_text(value));
      if (ok) continue;
      FaultFacts facts = {{"key", fact_text(key.str())}};
      facts.insert(facts.end(), ok.error().facts.begin(), ok.error().facts.end());
      const auto reason = ok.error().reason;
      fatal(value, reason == Reason::unknown_field ? "unknown_setting" : reason == Reason::out_of_range ? "setting_out_of_range" : "bad_setting", facts);
    }
  }

  CityDraft& draft_;
  std::string shown_;
};

}  // namespace

void load_city_toml(CityDraft& draft) {
  const auto files = draft.files.find("city.toml");
  if (files.empty()) return draft.faults.fatal({"city.toml", 0}, "missing_file");
  if (!check_text(files.front(), draft.faults)) return;
  try {
    TomlReader(draft, files.front().shown).read(toml::parse(files.front().bytes));
  } catch (const toml::parse_error& error) {
    draft.faults.fatal({files.front().shown, error.source().begin.line}, "bad_toml", {{"why", std::string(error.description())}});
  }
}

}  // namespace yiwang
