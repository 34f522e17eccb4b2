#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "contract/vocabulary.h"
#include "geo/area_index.h"
#include "geo/place.h"

namespace yiwang {

// The reference data of one city, as in docs/city-format.md. Codes are what events keep; indexes are only for speed within one loaded version.

struct Area {
  std::string code;
  std::string name;
  std::string name_en;
  AreaKind kind = AreaKind::grid;
  std::string parent;                      // empty for the city
  std::string layer = "territorial";
  MultiPolygon shape;                      // may be empty above communities
};
struct Road {
  std::string code;
  std::string name;
  std::vector<std::string> aliases;
  std::vector<std::string> areas;
  std::vector<LonLat> line;
};
struct Estate {
  std::string code;
  std::string name;
  std::vector<std::string> aliases;
  std::string community;
  LonLat point;
};
struct Address {
  std::string code;
  std::string area;                        // grid
  std::string road;                        // road code or empty
  std::string number;                      // door number
  std::string estate;                      // estate code or empty
  std::string building;
  LonLat point;
  double width_m = 0, depth_m = 0, turn_deg = 0;
  int floors = 1;
};
struct Element {
  std::string code;
  std::string kind;
  std::string name;
  std::string area;
  LonLat point;
};
struct Unit {
  std::string code;
  std::string name;
  std::string name_en;
  std::string kind;
  std::string parent;
  std::string area;                        // the area it serves
  std::string phone;
};
struct Person {
  std::string login;
  std::string name;
  std::string unit;
  std::vector<Role> roles;
  std::vector<std::string> areas;
  std::string phone;
};
struct Matter {
  std::string code;                        // 2, 4 or 6 digits
  std::string name;
  std::string name_en;
  std::string parent;
  std::string description;
  std::string unit_kind;
  std::string procedure;
  std::vector<std::string> urgency_words;
  bool secret = false;
};
struct MatterExample {
  std::string matter;
  std::string text;
};
struct Procedure {
  std::string code;
  std::string name;
  std::string name_en;
  std::string calendar;                    // for days
  Span accept_within, contact_within, resolve_within, urgent_resolve_within;   // time spans count in 24x7, day spans in `calendar`
  int returns_allowed = 1;
  int extensions_allowed = 1;
  std::vector<SuspendReason> suspend_reasons;
  bool review = false;
  bool callback = true;
  std::string process;
};
struct Duty {
  std::uint32_t row = 0;                   // line in duties.csv: what an explanation cites
  std::string matter;
  std::string area;
  std::string condition;
  std::string lead;                        // unit code or @kind
  std::vector<std::string> assist;
  std::string basis;
};
struct LexiconWord {
  std::string kind;
  std::string word;
  double weight = 1;
  std::string canonical;
};

/// Values of contract/settings.yaml for one city, defaults where the city says nothing.
struct Settings {
  double matter_threshold, dispatch_threshold, place_threshold, suggest_duplicate, merge_duplicate, near_share;
  int relate_window_days, again_after_closing_days, session_hours, requests_per_minute, attachment_bytes, report_characters, queue_length;
  Span receipt_within;
  bool intake_normalise, intake_understand, intake_locate, intake_relate, intake_dispatch;
  Settings();
  /// `unknown_field` for a key that does not exist, `wrong_type` or `out_of_range` for its value.
  Done set(std::string_view key, std::string_view value);
};

/// One loaded version of a city. Immutable after load; shared by all threads. Pointers returned live as long as the City.
class City {
 public:
  std::string code, name, name_en;
  minutes offset{480};
  LonLat centre;
  double zoom = 11;
  Settings settings;
  std::string version;                     // hash of all files: what events cite

  std::vector<Area> areas;
  std::vector<Road> roads;
  std::vector<Estate> estates;
  std::vector<Address> addresses;
  std::vector<Element> elements;
  std::vector<Unit> units;
  std::vector<Person> people;
  std::vector<Matter> matters;
  std::vector<MatterExample> examples;
  std::vector<Procedure> procedures;
  std::vector<Duty> duties;
  std::vector<LexiconWord> lexicon;
  std::map<std::string, std::shared_ptr<const Calendar>> calendars;

  const Area* area(std::string_view code) const;
  const Unit* unit(std::string_view code) const;
  const Matter* matter(std::string_view code) const;
  const Procedure* procedure(std::string_view code) const;
  const Person* person(std::string_view login) const;
  const Road* road(std::string_view code) const;
  const Estate* estate(std::string_view code) const;
  const Address* address(std::string_view code) const;
  const Calendar& calendar(std::string_view code) const;   // `always` when unknown

  /// The territorial grid holding the point, or null. Below a microsecond.
  const Area* grid_at(LonLat point) const;
  /// The area itself first, then its parents up to the city.
  std::vector<const Area*> chain(std::string_view area_code) const;
  bool area_within(std::string_view inner, std::string_view outer) const;
  /// A unit and all below it.
  bool unit_within(std::string_view inner, std::string_view outer) const;
  /// The procedure of a matter, else the one called `standard`, else the first.
  const Procedure& procedure_of(std::string_view matter) const;
  /// "城乡建设 / 物业管理 / 物业服务".
  std::string matter_path(std::string_view matter) const;

  /// Builds look-ups and spatial indexes; called once by the loader after the lists are filled.
  void index();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Table = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;
  Table area_by_, unit_by_, matter_by_, procedure_by_, person_by_, road_by_, estate_by_, address_by_;
  std::shared_ptr<const AreaIndex> grid_index_;
};

}  // namespace yiwang
