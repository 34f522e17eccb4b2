#include "city/import_areas.h"

#include <algorithm>
#include <map>

#include "geo/geojson.h"
#include "geo/mend/mend.h"
#include "geo/mend/read_loose.h"
#include "geo/overlay.h"

namespace yiwang {
namespace {

constexpr double kSliver = 0.0005;         // share of the smaller area: coordinates rounded to metres leave as much

std::string text_of(const json::Object& from, std::string_view key) {
  const auto* value = from.if_contains(key);
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(std::string_view(value->get_string()));
  if (value->is_int64()) return std::to_string(value->get_int64());
  return {};
}

bool all_digits(const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos; }

AreaKind kind_of(const std::string& code) {
  if (code.size() == 15) return AreaKind::grid;
  if (code.compare(9, 3, "000") != 0) return AreaKind::community;
  if (code.compare(6, 3, "000") != 0) return AreaKind::street;
  return code.compare(4, 2, "00") != 0 ? AreaKind::district : AreaKind::city;
}

std::string parent_of(const std::string& code) {
  switch (kind_of(code)) {
    case AreaKind::grid: return code.substr(0, 12);
    case AreaKind::community: return code.substr(0, 9) + "000";
    case AreaKind::street: return code.substr(0, 6) + "000000";
    case AreaKind::district: return code.substr(0, 4) + "00000000";
    default: return {};
  }
}

std::string share_text(double share) {
  const auto hundredths = static_cast<long>(share * 10'000 + 0.5);
  return std::to_string(hundredths / 100) + "." + (hundredths % 100 < 10 ? "0" : "") + std::to_string(hundredths % 100);
}

Done convert(MultiPolygon& shape, const MapSystem& system, const std::string& field) {
  const auto ring = [&](Ring& places) -> Done {
    for (auto& place : places) {
      const auto moved = to_wgs84(system, {place.lon, place.lat});
      if (!moved) return refuse(moved.error().reason, moved.error().facts, field + ".geometry");
      place = *moved;
    }
    return done();
  };
  for (auto& polygon : shape) {
    if (auto ok = ring(polygon.outer); !ok) return ok;
    for (auto& hole : polygon.holes) {
      if (auto ok = ring(hole); !ok) return ok;
    }
  }
  return done();
}

class Importer {
 public:
  Importer(const MapSystem& system) : system_(system) {}

  Done read(const AreaFile& file) {
    const auto* features = &file.content;
    if (features->is_object()) features = features->get_object().if_contains("features");
    if (features == nullptr || !features->is_array()) return refuse(Reason::wrong_type, {{"wanted", "FeatureCollection or list of features"}}, file.name);
    std::size_t i = 0;
    for (const auto& feature : features->get_array()) {
      if (auto ok = read_one(feature, file.name + ":features[" + std::to_string(i++) + "]", features->get_array().size()); !ok) return ok;
    }
    return done();
  }

  ImportedAreas finish(const std::string& city_name) {
    ImportedAreas out;
    std::map<std::string, std::vector<const Area*>> families;
    for (auto& [code, known] : areas_) {
      auto& area = known.area;
      area.parent = parent_of(code);
      // What has no parent among the files hangs below the next that has.
      while (!area.parent.empty() && !areas_.contains(area.parent) && kind_of(area.parent) != AreaKind::city) area.parent = parent_of(area.parent);
      if (!area.parent.empty()) families[area.parent].push_back(&area);
    }
    for (const auto& [parent, children] : families) {
      if (areas_.contains(parent)) continue;
      Area city;
      city.code = parent;
      city.name = city_name;
      city.kind = AreaKind::city;
      for (const auto* child : children) city.shape = joined(city.shape, child->shape);
      notes_.push_back(parent + ": outline made of its " + std::to_string(children.size()) + " parts");
      out.areas.push_back(std::move(city));
    }
    for (const auto& [parent, children] : families) check(parent, children, out);
    for (auto& [code, known] : areas_) out.areas.push_back(std::move(known.area));
    std::stable_sort(out.areas.begin(), out.areas.end(), [](const Area& a, const Area& b) { return a.kind != b.kind ? a.kind < b.kind : a.code < b.code; });
    out.notes = std::move(notes_);
    return out;
  }

 private:
  struct Known {
    Area area;
    std::size_t company = 0;               // features of its file
  };

  Done read_one(const json::Value& feature, const std::string& field, std::size_t company) {
    const auto* object = feature.if_object();
    const auto* properties = object == nullptr ? nullptr : object->if_contains("properties");
    if (properties == nullptr || !properties->is_object()) return refuse(Reason::missing_field, {}, field + ".properties");
    Area area;
    area.code = text_of(properties->get_object(), "code");
    if (area.code.empty()) area.code = text_of(properties->get_object(), "adcode");
    if (area.code.size() == 6 || area.code.size() == 9) area.code.append(12 - area.code.size(), '0');
    if (!all_digits(area.code) || (area.code.size() != 12 && area.code.size() != 15)) return refuse(Reason::wrong_type, {{"wanted", "code of 6, 9, 12 or 15 digits"}, {"value", area.code.substr(0, 40)}}, field + ".properties.code");
    area.name = text_of(properties->get_object(), "name");
    if (area.name.empty()) return refuse(Reason::missing_field, {}, field + ".properties.name");
    area.kind = kind_of(area.code);
    auto loose = read_loose(feature);
    if (!loose) return refuse(loose.error().reason, loose.error().facts, field + "." + loose.error().field);
    if (auto ok = convert(loose->shape, system_, field); !ok) return ok;
    auto mended = mend(loose->shape);
    if (!mended) return refuse(mended.error().reason, mended.error().facts, field + ".geometry");
    if (mended->shape.empty()) return refuse(Reason::bad_polygon, {{"fault", "too_few_points"}}, field + ".geometry");
    for (const auto& finding : mended->findings) {
      if (finding.fault != ShapeFault::wrong_turn) notes_.push_back(area.code + " " + area.name + ": mended " + code_of(finding.fault) + " x" + std::to_string(finding.count) + " at " + to_text(finding.at));
    }
    area.shape = std::move(mended->shape);
    const auto code = area.code;
    auto& known = areas_[code];
    if (company > known.company) known = {std::move(area), company};
    return done();
  }

  void check(const std::string& parent, const std::vector<const Area*>& children, ImportedAreas& out) {
    MultiPolygon whole;
    for (std::size_t i = 0; i < children.size(); ++i) {
      whole = joined(whole, children[i]->shape);
      const auto box = bounds(children[i]->shape);
      for (std::size_t j = i + 1; j < children.size(); ++j) {
        const auto other = bounds(children[j]->shape);
        if (box.low.lon >= other.high.lon || other.low.lon >= box.high.lon || box.low.lat >= other.high.lat || other.low.lat >= box.high.lat) continue;
        const auto common = common_part(children[i]->shape, children[j]->shape);
        const double share = common.empty() ? 0 : area_m2(common) / std::min(area_m2(children[i]->shape), area_m2(children[j]->shape));
        if (share < kSliver) continue;
        out.faults.push_back("overlap area=" + children[j]->code + " with=" + children[i]->code + " at=" + to_text(point_inside(common)) + " percent=" + share_text(share));
      }
    }
    for (const auto& part : whole) {
      for (const auto& hole : part.holes) {
        const MultiPolygon gap{{hole, {}}};
        const double m2 = area_m2(gap);
        if (m2 < 10'000) continue;
        out.faults.push_back("gap area=" + parent + " at=" + to_text(point_inside(gap)) + " m2=" + std::to_string(static_cast<long>(m2)));
      }
    }
  }

  const MapSystem& system_;
  std::map<std::string, Known> areas_;
  std::vector<std::string> notes_;
};

}  // namespace

Result<ImportedAreas> import_areas(const std::vector<AreaFile>& files, const MapSystem& system, const std::string& city_name) {
  Importer importer(system);
  for (const auto& file : files) {
    if (auto ok = importer.read(file); !ok) return tl::unexpected(ok.error());
  }
  return importer.finish(city_name);
}

std::string areas_csv(const std::vector<Area>& areas) {
  const auto cell = [](const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
  };
  std::string out = "code,name,name_en,kind,parent,layer\n";
  for (const auto& area : areas) out += area.code + "," + cell(area.name) + "," + cell(area.name_en) + "," + std::string(code_of(area.kind)) + "," + area.parent + "," + cell(area.layer) + "\n";
  return out;
}

std::string areas_geojson(const std::vector<Area>& areas) {
  std::string out = "{\"type\":\"FeatureCollection\",\"features\":[";
  bool first = true;
  for (const auto& area : areas) {
    if (area.shape.empty()) continue;
    out += (first ? "\n" : ",\n") + std::string("{\"type\":\"Feature\",\"properties\":{\"code\":\"") + area.code + "\"},\"geometry\":" + to_geojson(area.shape) + "}";
    first = false;
  }
  return out + "\n]}\n";
}

}  // namespace yiwang
