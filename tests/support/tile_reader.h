#pragma once
#include <map>
#include <optional>
#include <protozero/pbf_reader.hpp>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace yiwang::testing {

/// Vector tiles read back, strictly: what the specification forbids throws. Written apart from geo/tiles/mvt.cpp.
struct ReadFeature {
  std::optional<std::uint64_t> id;
  std::map<std::string, std::variant<std::string, std::int64_t, double, bool>> tags;
  int type = 0;                            // 1 points, 2 lines, 3 polygons
  std::vector<std::vector<std::pair<int, int>>> parts;     // points: one part; rings without the repeated first point
  std::string text(const std::string& key) const {
    const auto it = tags.find(key);
    return it != tags.end() && std::holds_alternative<std::string>(it->second) ? std::get<std::string>(it->second) : std::string();
  }
  std::int64_t whole(const std::string& key, std::int64_t otherwise = -1) const {
    const auto it = tags.find(key);
    return it != tags.end() && std::holds_alternative<std::int64_t>(it->second) ? std::get<std::int64_t>(it->second) : otherwise;
  }
};
struct ReadLayer {
  std::string name;
  int version = 1, extent = 4096;
  std::vector<ReadFeature> features;
};

inline void demand(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

inline void read_geometry(ReadFeature& into, const std::vector<std::uint32_t>& commands) {
  int x = 0, y = 0;
  for (std::size_t i = 0; i < commands.size();) {
    const auto command = commands[i] & 7, count = commands[i] >> 3;
    ++i;
    if (command == 7) {
      demand(into.type == 3 && count == 1 && !into.parts.empty() && into.parts.back().size() >= 3, "a ring of fewer than three points, or closed twice");
      continue;
    }
    demand((command == 1 || command == 2) && count > 0 && i + 2 * count <= commands.size(), "unknown command or missing numbers");
    if (command == 1) {
      demand(into.type == 1 || count == 1, "a line begins at one point");
      into.parts.emplace_back();
    }
    demand(command == 1 || into.type != 1, "points have no lines");
    for (std::uint32_t k = 0; k < count; ++k, i += 2) {
      const int dx = protozero::decode_zigzag32(commands[i]), dy = protozero::decode_zigzag32(commands[i + 1]);
      demand(command == 1 || dx != 0 || dy != 0, "a side without length");
      x += dx;
      y += dy;
      into.parts.back().emplace_back(x, y);
    }
  }
}

inline std::vector<ReadLayer> read_tile(const std::string& bytes) {
  std::vector<ReadLayer> out;
  protozero::pbf_reader tile(bytes);
  while (tile.next()) {
    demand(tile.tag() == 3, "only layers lie in a tile");
    auto message = tile.get_message();
    ReadLayer layer;
    std::vector<std::string> keys;
    std::vector<std::variant<std::string, std::int64_t, double, bool>> values;
    std::vector<protozero::pbf_reader> features;
    while (message.next()) {
      switch (message.tag()) {
        case 15: layer.version = static_cast<int>(message.get_uint32()); break;
        case 1: layer.name = message.get_string(); break;
        case 2: features.push_back(message.get_message()); break;
        case 3: keys.push_back(message.get_string()); break;
        case 4: {
          auto value = message.get_message();
          demand(value.next(), "an empty value");
          switch (value.tag()) {
            case 1: values.emplace_back(value.get_string()); break;
            case 3: values.emplace_back(value.get_double()); break;
            case 4: values.emplace_back(static_cast<std::int64_t>(value.get_int64())); break;
            case 5: values.emplace_back(static_cast<std::int64_t>(value.get_uint64())); break;
            case 7: values.emplace_back(value.get_bool()); break;
            default: demand(false, "unknown value");
          }
          break;
        }
        case 5: layer.extent = static_cast<int>(message.get_uint32()); break;
        default: demand(false, "unknown field of a layer");
      }
    }
    for (const auto& other : out) demand(other.name != layer.name, "two layers of one name");
    for (std::size_t i = 0; i < keys.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) demand(keys[i] != keys[k], "a key stands twice");
    }
    for (auto& reader : features) {
      ReadFeature feature;
      std::vector<std::uint32_t> commands;
      while (reader.next()) {
        switch (reader.tag()) {
          case 1: feature.id = reader.get_uint64(); break;
          case 2: {
            const auto numbers = reader.get_packed_uint32();
            std::vector<std::uint32_t> tags(numbers.begin(), numbers.end());
            demand(tags.size() % 2 == 0, "tags come in pairs");
            for (std::size_t i = 0; i < tags.size(); i += 2) demand(feature.tags.emplace(keys.at(tags[i]), values.at(tags[i + 1])).second, "a key twice in one feature");
            break;
          }
          case 3: feature.type = reader.get_enum(); break;
          case 4: {
            const auto numbers = reader.get_packed_uint32();
            commands.assign(numbers.begin(), numbers.end());
            break;
          }
          default: demand(false, "unknown field of a feature");
        }
      }
      demand(feature.type >= 1 && feature.type <= 3 && !commands.empty(), "a feature without type or geometry");
      read_geometry(feature, commands);
      layer.features.push_back(std::move(feature));
    }
    demand(!layer.features.empty() && layer.version == 2, "an empty layer, or not version 2");
    out.push_back(std::move(layer));
  }
  return out;
}

inline const ReadLayer* layer_named(const std::vector<ReadLayer>& tile, const std::string& name) {
  for (const auto& layer : tile) {
    if (layer.name == name) return &layer;
  }
  return nullptr;
}

inline double twice_area_of(const std::vector<std::pair<int, int>>& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto [ax, ay] = ring[i];
    const auto [bx, by] = ring[(i + 1) % ring.size()];
    sum += double(ax) * by - double(bx) * ay;
  }
  return sum;
}

}  // namespace yiwang::testing
