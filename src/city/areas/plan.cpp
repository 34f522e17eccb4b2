#include "city/areas/plan.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::array<std::string_view, 8> kKinds{"draw", "split", "merge", "move_border", "enclave", "rename", "reparent", "retire"};
constexpr std::size_t kMostChanges = 500, kMostNamed = 100, kMostName = 100, kMostCode = 60;

struct Reader {
  AreaChange& out;

  Done text(const json::Value& value, std::string& into, std::size_t most, const std::string& field) const {
    if (value.is_null()) return done();
    if (!value.is_string()) return refuse(Reason::wrong_type, {{"wanted", "string"}}, field);
    into = trim(std::string_view(value.get_string()));
    if (count_codepoints(into) > most) return refuse(Reason::out_of_range, {{"most", std::to_string(most)}}, field);
    for (const unsigned char c : into) {
      if (c < 0x20 || c == 0x7f) return refuse(Reason::bad_text, {}, field);
    }
    return done();
  }
  Done texts(const json::Value& value, std::vector<std::string>& into, std::size_t most, const std::string& field) const {
    if (!value.is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, field);
    if (value.get_array().size() > kMostNamed) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostNamed)}}, field);
    for (std::size_t i = 0; i < value.get_array().size(); ++i) {
      if (auto ok = text(value.get_array()[i], into.emplace_back(), most, field + "[" + std::to_string(i) + "]"); !ok) return ok;
    }
    return done();
  }
  Done member(std::string_view name, const json::Value& value, const std::string& field) const {
    if (name == "kind") return text(value, out.kind, 20, field);
    if (name == "layer") return text(value, out.layer, kMostCode, field);
    if (name == "parent") return text(value, out.parent, kMostCode, field);
    if (name == "name") return text(value, out.name, kMostName, field);
    if (name == "name_en") return text(value, out.name_en, kMostName, field);
    if (name == "area") return text(value, out.area, kMostCode, field);
    if (name == "from") return text(value, out.from, kMostCode, field);
    if (name == "to") return text(value, out.to, kMostCode, field);
    if (name == "into") return text(value, out.into, kMostCode, field);
    if (name == "names") return texts(value, out.names, kMostName, field);
    if (name == "areas") return texts(value, out.areas, kMostCode, field);
    if (name == "level") return json::read(value, out.level, field);
    if (name == "take") return json::read(value, out.take, field);
    if (name == "line") {
      auto line = read_line(value, field);
      if (!line) return tl::unexpected(line.error());
      out.line = std::move(*line);
      return done();
    }
    if (name == "shape") return shape(value, out.shape, field);
    if (name == "parts") {
      if (!value.is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, field);
      if (value.get_array().size() > kMostNamed) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostNamed)}}, field);
      for (std::size_t i = 0; i < value.get_array().size(); ++i) {
        if (auto ok = shape(value.get_array()[i], out.parts.emplace_back(), field + "[" + std::to_string(i) + "]"); !ok) return ok;
      }
      return done();
    }
    return refuse(Reason::unknown_field, {}, field);
  }
  Done shape(const json::Value& value, MultiPolygon& into, const std::string& field) const {
    auto read = read_shape(value, field);
    if (!read) return tl::unexpected(read.error());
    into = std::move(*read);
    return done();
  }
};

json::Value parsed(const std::string& text) {
  auto value = json::parse_text(text);
  return value ? std::move(*value) : json::Value(nullptr);
}

json::Object to_json(const AreaChange& c) {
  json::Object out{{"kind", c.kind}};
  const auto put = [&](std::string_view name, const std::string& text) {
    if (!text.empty()) out[name] = text;
  };
  if (c.kind == "draw") {
    out["layer"] = c.layer;
    out["level"] = code_of(c.level);
  }
  put("parent", c.parent);
  put("name", c.name);
  put("name_en", c.name_en);
  put("area", c.area);
  put("from", c.from);
  put("to", c.to);
  put("into", c.into);
  if (!c.names.empty()) out["names"] = json::Array(c.names.begin(), c.names.end());
  if (!c.areas.empty()) out["areas"] = json::Array(c.areas.begin(), c.areas.end());
  if (!c.line.empty()) out["line"] = parsed(to_geojson(c.line));
  if (!c.shape.empty()) out["shape"] = parsed(to_geojson(c.shape));
  if (!c.parts.empty()) {
    json::Array parts;
    for (const auto& part : c.parts) parts.push_back(parsed(to_geojson(part)));
    out["parts"] = std::move(parts);
  }
  if (c.take) out["take"] = true;
  return out;
}

}  // namespace

Result<std::vector<AreaChange>> read_changes(const json::Value& list, const std::string& field) {
  if (!list.is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, field);
  if (list.get_array().size() > kMostChanges) return refuse(Reason::out_of_range, {{"most", std::to_string(kMostChanges)}}, field);
  std::vector<AreaChange> out;
  for (std::size_t i = 0; i < list.get_array().size(); ++i) {
    const auto at = field + "[" + std::to_string(i) + "]";
    const auto* object = list.get_array()[i].if_object();
    if (object == nullptr) return refuse(Reason::wrong_type, {{"wanted", "object"}}, at);
    auto& change = out.emplace_back();
    for (const auto& [name, value] : *object) {
      if (auto ok = Reader{change}.member(name, value, at + "." + std::string(name)); !ok) return tl::unexpected(ok.error());
    }
    if (change.kind.empty()) return refuse(Reason::missing_field, {}, at + ".kind");
    if (std::find(kKinds.begin(), kKinds.end(), change.kind) == kKinds.end()) return refuse(Reason::unknown_value, {{"value", change.kind}}, at + ".kind");
  }
  return out;
}

json::Array to_json(const std::vector<AreaChange>& changes) {
  json::Array out;
  for (const auto& change : changes) out.push_back(to_json(change));
  return out;
}

Result<AreaPlan> read_plan(std::string_view text) {
  const auto value = json::parse_text(text);
  const auto* object = value ? value->if_object() : nullptr;
  if (object == nullptr) return refuse(Reason::malformed);
  AreaPlan plan;
  for (const auto& [name, member] : *object) {
    if (name == "name" && member.is_string()) {
      plan.name = std::string(member.get_string());
    } else if (name == "undo" && member.is_string()) {
      plan.undo = std::string(member.get_string());
    } else if (name == "open_cases") {
      if (auto ok = json::read(member, plan.open_cases, "open_cases"); !ok) return tl::unexpected(ok.error());
    } else if (name == "changes") {
      auto changes = read_changes(member);
      if (!changes) return tl::unexpected(changes.error());
      plan.changes = std::move(*changes);
    } else {
      return refuse(Reason::unknown_field, {}, std::string(name));
    }
  }
  return plan;
}

std::string to_text(const AreaPlan& plan) {
  json::Object out{{"name", plan.name}};
  if (plan.open_cases) out["open_cases"] = code_of(*plan.open_cases);
  if (!plan.undo.empty()) out["undo"] = plan.undo;
  else out["changes"] = to_json(plan.changes);
  return boost::json::serialize(out);
}

}  // namespace yiwang
