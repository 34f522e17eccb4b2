#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/advice.h"
#include "locate/mentions.h"

namespace yiwang {

/// One reading of where a text says it is.
struct Hypothesis {
  double confidence = 0;
  std::optional<LonLat> point;
  std::string area;
  const Address* address = nullptr;
  const Road* road = nullptr;
  const Estate* estate = nullptr;
  std::string number;                      // door number when it has no address row
  std::string building;
  std::string kind;                        // of the evidence: address, estate, road, crossing, element, area
  std::string text;                        // as it stands in the text
};

/// What a text says of places: its mentions in order and the areas among them.
struct ReadPlaces {
  std::u32string text;
  std::vector<Mention> mentions;
};
ReadPlaces read_places(const Gazetteer& gazetteer, std::string_view text, bool whole);

/// Territorial areas mentioned, each with the confidence of the mention.
struct MentionedArea {
  const Area* area;
  double confidence;
  std::string text;
};
std::vector<MentionedArea> mentioned_areas(const Gazetteer& gazetteer, const ReadPlaces& read);

/// All readings of one text, in the order of the text. `areas` (of this text and of a stronger one) choose between namesakes. With `near` given, namesakes are
/// chosen by distance instead.
std::vector<Hypothesis> hypotheses(const Gazetteer& gazetteer, const ReadPlaces& read, const std::vector<MentionedArea>& areas, std::optional<LonLat> near);

/// "湖滨街道 云锦路 88号 望江花园 3栋".
std::string place_label(const City& city, std::string_view area, const Road* road, std::string_view number, const Estate* estate, std::string_view building);

}  // namespace yiwang
