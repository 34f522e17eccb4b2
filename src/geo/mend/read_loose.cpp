#include "geo/mend/read_loose.h"

namespace yiwang {
namespace {

constexpr int kDeepest = 32;

class LooseReader {
 public:
  explicit LooseReader(std::size_t most_points) : left_(most_points), most_(most_points) {}

  Done read(const json::Value& value, const std::string& field, int depth) {
    if (depth > kDeepest) return refuse(Reason::too_large, {{"limit", std::to_string(kDeepest)}, {"what", "depth"}}, field);
    if (value.is_null()) return done();
    if (!value.is_object()) return refuse(Reason::wrong_type, {{"wanted", "geometry"}}, field);
    const auto& object = value.get_object();
    const auto* type = object.if_contains("type");
    if (type == nullptr || !type->is_string()) return refuse(Reason::wrong_type, {{"wanted", "string"}}, below(field, "type"));
    const std::string_view kind(type->get_string());
    if (kind == "FeatureCollection") return each(object, "features", field, depth);
    if (kind == "GeometryCollection") return each(object, "geometries", field, depth);
    if (kind == "Feature") {
      ++out.features;
      const auto* geometry = object.if_contains("geometry");
      return geometry == nullptr ? done() : read(*geometry, below(field, "geometry"), depth + 1);
    }
    const auto* coordinates = object.if_contains("coordinates");
    const auto spot = below(field, "coordinates");
    if (kind == "Polygon" || kind == "MultiPolygon") {
      if (coordinates == nullptr) return refuse(Reason::missing_field, {}, spot);
      return kind == "Polygon" ? polygon(*coordinates, spot) : list(*coordinates, spot, [&](const json::Value& one, const std::string& at) { return polygon(one, at); });
    }
    if (kind == "Point" || kind == "MultiPoint" || kind == "LineString" || kind == "MultiLineString") {
      ++out.others;
      return done();
    }
    return refuse(Reason::unknown_value, {{"value", std::string(kind.substr(0, 40))}, {"wanted", "Polygon"}}, below(field, "type"));
  }

  LooseShape out;

 private:
  static std::string below(const std::string& field, const char* name) { return field.empty() ? name : field + "." + name; }

  template <class Take>
  Done list(const json::Value& value, const std::string& field, Take take) {
    if (!value.is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, field);
    std::size_t i = 0;
    for (const auto& item : value.get_array()) {
      if (auto ok = take(item, field + "[" + std::to_string(i++) + "]"); !ok) return ok;
    }
    return done();
  }

  Done each(const json::Object& object, const char* name, const std::string& field, int depth) {
    const auto* items = object.if_contains(name);
    if (items == nullptr) return refuse(Reason::missing_field, {}, below(field, name));
    return list(*items, below(field, name), [&](const json::Value& one, const std::string& at) { return read(one, at, depth + 1); });
  }

  Done polygon(const json::Value& value, const std::string& field) {
    Polygon made;
    std::size_t number = 0;
    const auto taken = list(value, field, [&](const json::Value& one, const std::string& at) { return ring(one, at, number++ == 0 ? made.outer : made.holes.emplace_back()); });
    if (taken) out.shape.push_back(std::move(made));
    return taken;
  }

  Done ring(const json::Value& value, const std::string& field, Ring& to) {
    if (!value.is_array()) return refuse(Reason::wrong_type, {{"wanted", "list"}}, field);
    const auto& places = value.get_array();
    if (places.size() > left_) return refuse(Reason::too_large, {{"limit", std::to_string(most_)}, {"what", "points"}}, field);
    left_ -= places.size();
    to.reserve(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto* pair = places[i].if_array();
      if (pair == nullptr || pair->size() < 2 || !(*pair)[0].is_number() || !(*pair)[1].is_number()) {
        return refuse(Reason::wrong_type, {{"wanted", "[lon, lat]"}}, field + "[" + std::to_string(i) + "]");
      }
      to.push_back({(*pair)[0].to_number<double>(), (*pair)[1].to_number<double>()});
    }
    return done();
  }

  std::size_t left_, most_;
};

}  // namespace

Result<LooseShape> read_loose(const json::Value& value, std::size_t most_points) {
  LooseReader reader(most_points);
  if (auto ok = reader.read(value, {}, 0); !ok) return tl::unexpected(ok.error());
  return std::move(reader.out);
}

}  // namespace yiwang
