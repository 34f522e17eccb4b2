#include "city/areas/redraw.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>

#include "base/csv.h"
#include "base/text.h"
#include "city/areas/history.h"
#include "city/areas/repoint.h"
#include "city/faults.h"
#include "city/files.h"

namespace yiwang {
namespace fs = std::filesystem;
namespace {

void write_anew(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  fs::remove(path);
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path.string());
}

void append_number(std::string& out, double value) {
  char text[32];
  const int size = std::snprintf(text, sizeof text, "%.9f", value);
  std::string_view view(text, static_cast<std::size_t>(size));
  while (view.ends_with('0')) view.remove_suffix(1);
  if (view.ends_with('.')) view.remove_suffix(1);
  out += view == "-0" ? std::string_view("0") : view;
}

std::string joined_codes(const std::vector<std::string>& codes) {
  std::string out;
  for (const auto& code : codes) out += (out.empty() ? "" : "|") + code;
  return out;
}

std::vector<std::string> codes_in(std::string_view cell) {
  std::vector<std::string> out;
  for (const auto part : split(cell, '|')) {
    if (const auto code = trim(part); !code.empty()) out.emplace_back(code);
  }
  return out;
}

/// A table as cells; written back whole.
struct Table {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  int column(std::string_view name) const {
    const auto found = std::find(header.begin(), header.end(), name);
    return found == header.end() ? -1 : static_cast<int>(found - header.begin());
  }
  std::string text() const {
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
      out += '\n';
    };
    line(header);
    for (const auto& row : rows) line(row);
    return out;
  }
};

Table read_table(const std::string& bytes) {
  std::istringstream in(bytes);
  CsvReader csv(in, ',');
  Table out;
  out.header = csv.header();
  for (std::vector<std::string> cells; csv.next(cells);) out.rows.push_back(cells);
  return out;
}

class Redraw {
 public:
  Redraw(const fs::path& folder, const City& city, const AreaOutcome& outcome, const PlanMark& mark)
      : folder_(folder), city_(city), outcome_(outcome), mark_(mark), files_(folder, faults_), repoint_(city, outcome) {}

  std::map<std::string, std::size_t> run() {
    each("addresses.csv", "area", [&](const std::string& area, const std::string& key) {
      const auto* one = city_.address(key);
      return one == nullptr ? repoint_.heirs(area) : std::vector{repoint_.at_point(area, one->point)};
    });
    each("elements.csv", "area", [&](const std::string& area, const std::string& key) {
      const auto* one = city_.element(key);
      return one == nullptr ? repoint_.heirs(area) : std::vector{repoint_.at_point(area, one->point)};
    });
    each("estates.csv", "community", [&](const std::string& area, const std::string& key) {
      const auto* one = city_.estate(key);
      return one == nullptr ? repoint_.heirs(area) : std::vector{repoint_.at_point(area, one->point)};
    });
    each("units.csv", "area", [&](const std::string& area, const std::string&) { return std::vector{repoint_.heir(area)}; });
    each("people.csv", "areas", [&](const std::string& areas, const std::string&) { return std::vector{joined_codes(repoint_.all_heirs(codes_in(areas)))}; });
    each("roads.csv", "area", [&](const std::string& areas, const std::string& key) {
      const auto* road = city_.road(key);
      const auto before = codes_in(areas);
      if (road == nullptr || std::none_of(before.begin(), before.end(), [&](const auto& area) { return repoint_.touches(area); })) return std::vector{areas};
      return std::vector{joined_codes(repoint_.along(before, road->line))};
    });
    // A duty of an area that was split is a duty in each part of it.
    each("duties.csv", "area", [&](const std::string& area, const std::string&) { return repoint_.heirs(area); });
    areas();
    shapes();
    history();
    past();
    return counts_;
  }

 private:
  using NewCells = std::function<std::vector<std::string>(const std::string& cell, const std::string& key)>;

  /// Rewrites one column; a row for which several cells are given is there several times after, one for which none are keeps an empty cell.
  void each(const std::string& name, std::string_view column, const NewCells& cells) {
    for (const auto& file : files_.find(name)) {
      auto table = read_table(file.bytes);
      const int at = table.column(column);
      if (at < 0) continue;
      const auto place = static_cast<std::size_t>(at);
      std::vector<std::vector<std::string>> rows;
      std::size_t changed = 0;
      for (auto& row : table.rows) {
        if (row.size() <= place || trim(row[place]).empty()) {
          rows.push_back(std::move(row));
          continue;
        }
        const auto before = std::string(trim(row[place]));
        const auto after = cells(before, std::string(trim(row.front())));
        changed += after.size() == 1 && after.front() == before ? 0 : 1;
        if (after.empty()) {
          row[place].clear();
          rows.push_back(std::move(row));
          continue;
        }
        for (const auto& one : after) {
          rows.push_back(row);
          rows.back()[place] = one;
        }
      }
      if (changed == 0) continue;
      table.rows = std::move(rows);
      counts_[name] += changed;
      write_anew(folder_ / file.shown, table.text());
    }
  }

  void areas() {
    for (const auto& file : files_.find("areas.csv")) {
      auto table = read_table(file.bytes);
      for (const auto* wanted : {"name_en", "layer"}) {
        if (table.column(wanted) >= 0) continue;
        table.header.emplace_back(wanted);
        for (auto& row : table.rows) row.resize(table.header.size());
      }
      const auto fill = [&](std::vector<std::string>& row, const Area& area) {
        row.resize(table.header.size());
        const auto set = [&](std::string_view column, std::string value) { row[static_cast<std::size_t>(table.column(column))] = std::move(value); };
        set("code", area.code);
        set("name", area.name);
        set("name_en", area.name_en);
        set("kind", std::string(code_of(area.kind)));
        set("parent", area.parent);
        set("layer", area.layer);
      };
      const auto code_at = static_cast<std::size_t>(table.column("code"));
      std::erase_if(table.rows, [&](const auto& row) { return row.size() > code_at && outcome_.has_ended(std::string(trim(row[code_at]))); });
      std::set<std::string> there;
      for (auto& row : table.rows) {
        if (row.size() <= code_at) continue;
        const auto code = std::string(trim(row[code_at]));
        there.insert(code);
        if (const auto* changed = outcome_.find(code)) fill(row, *changed);
      }
      for (const auto& area : outcome_.after) {
        if (!there.contains(area.code)) fill(table.rows.emplace_back(), area);
      }
      counts_["areas.csv"] = outcome_.after.size() + outcome_.ended.size();
      write_anew(folder_ / file.shown, table.text());
    }
  }

  static std::string collection(const std::vector<std::string>& features) {
    std::string out = "{\"type\":\"FeatureCollection\",\"features\":[\n";
    for (std::size_t i = 0; i < features.size(); ++i) out += features[i] + (i + 1 < features.size() ? ",\n" : "\n");
    return out + "]}\n";
  }
  static std::vector<std::string> features_of(const std::vector<SourceFile>& files, const std::function<bool(const json::Object&)>& keep) {
    std::vector<std::string> out;
    for (const auto& file : files) {
      const auto whole = json::parse_text(file.bytes);
      const auto* list = whole && whole->is_object() ? whole->get_object().if_contains("features") : nullptr;
      if (list == nullptr || !list->is_array()) continue;
      for (const auto& feature : list->get_array()) {
        const auto* properties = feature.is_object() ? feature.get_object().if_contains("properties") : nullptr;
        if (properties == nullptr || !properties->is_object() || keep(properties->get_object())) out.push_back(boost::json::serialize(feature));
      }
    }
    return out;
  }

  void shapes() {
    const auto files = files_.find("areas.geojson");
    auto features = features_of(files, [&](const json::Object& p) {
      const auto* code = p.if_contains("code");
      if (code == nullptr || !code->is_string()) return true;
      const std::string text(code->get_string());
      return !outcome_.has_ended(text) && outcome_.find(text) == nullptr;
    });
    for (const auto& area : outcome_.after) {
      if (area.shape.empty()) continue;
      features.push_back("{\"type\":\"Feature\",\"properties\":{\"code\":" + boost::json::serialize(json::Value(area.code)) + "},\"geometry\":" + fine_geojson(area.shape) + "}");
    }
    write_anew(folder_ / (files.empty() ? std::string("areas.geojson") : files.front().shown), collection(features));
  }

  void history() {
    const auto files = files_.find("area_history.csv");
    auto table = files.empty() ? Table{{"old", "new", "share", "from", "change", "plan", "plan_name"}, {}} : read_table(files.front().bytes);
    for (const auto& shift : outcome_.shifts) {
      auto& row = table.rows.emplace_back(table.header.size());
      const auto set = [&](std::string_view column, std::string value) {
        if (const int at = table.column(column); at >= 0) row[static_cast<std::size_t>(at)] = std::move(value);
      };
      std::string share;
      append_number(share, shift.share);
      set("old", shift.before);
      set("new", shift.after);
      set("share", share);
      set("from", to_text(mark_.from));
      set("change", shift.change);
      set("plan", mark_.code);
      set("plan_name", mark_.name);
    }
    write_anew(folder_ / (files.empty() ? std::string("area_history.csv") : files.front().shown), table.text());
  }

  std::optional<Instant> since(const std::string& code) const {
    if (city_.area_history == nullptr) return std::nullopt;
    std::optional<Instant> out;
    for (const auto& step : city_.area_history->steps()) {
      if (step.after == code) out = step.from;
    }
    return out;
  }

  void past() {
    const auto files = files_.find("area_past.geojson");
    auto features = features_of(files, [](const json::Object&) { return true; });
    const auto add = [&](const Area& area) {
      json::Object p{{"code", area.code}, {"name", area.name}, {"name_en", area.name_en}, {"kind", code_of(area.kind)}, {"parent", area.parent}, {"layer", area.layer}};
      if (const auto from = since(area.code)) p["from"] = to_text(*from);
      p["until"] = to_text(mark_.from);
      p["plan"] = mark_.code;
      const auto change = outcome_.change_of.find(area.code);
      p["change"] = change == outcome_.change_of.end() ? "" : change->second;
      features.push_back("{\"type\":\"Feature\",\"properties\":" + boost::json::serialize(p) + ",\"geometry\":" + (area.shape.empty() ? std::string("null") : fine_geojson(area.shape)) + "}");
    };
    for (const auto& area : outcome_.ended) add(area);
    for (const auto& area : outcome_.after) {
      if (const auto* before = city_.area(area.code)) add(*before);
    }
    write_anew(folder_ / (files.empty() ? std::string("area_past.geojson") : files.front().shown), collection(features));
  }

  fs::path folder_;
  const City& city_;
  const AreaOutcome& outcome_;
  const PlanMark& mark_;
  Faults faults_;
  CityFiles files_;
  Repoint repoint_;
  std::map<std::string, std::size_t> counts_;
};

}  // namespace

std::string fine_geojson(const MultiPolygon& shape) {
  const auto polygon = [](const Polygon& one) {
    std::string out = "[";
    const auto ring = [&](const Ring& points) {
      out += out.size() > 1 ? ",[" : "[";
      for (std::size_t i = 0; i < points.size() + (points.front() == points.back() ? 0 : 1); ++i) {
        const auto& point = points[i % points.size()];
        out += i == 0 ? "[" : ",[";
        append_number(out, point.lon);
        out += ',';
        append_number(out, point.lat);
        out += ']';
      }
      out += ']';
    };
    ring(one.outer);
    for (const auto& hole : one.holes) ring(hole);
    return out + "]";
  };
  if (shape.size() == 1) return "{\"type\":\"Polygon\",\"coordinates\":" + polygon(shape.front()) + "}";
  std::string out = "{\"type\":\"MultiPolygon\",\"coordinates\":[";
  for (std::size_t i = 0; i < shape.size(); ++i) out += (i == 0 ? "" : ",") + polygon(shape[i]);
  return out + "]}";
}

std::map<std::string, std::size_t> redraw(const fs::path& folder, const City& city, const AreaOutcome& outcome, const PlanMark& mark) { return Redraw(folder, city, outcome, mark).run(); }

}  // namespace yiwang
