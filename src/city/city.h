#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"
#include "contract/vocabulary.h"
#include "geo/index/area_index.h"
#include "geo/index/layered_area_index.h"
#include "geo/place.h"

namespace yiwang {

namespace process {
class Plan;
}
namespace dmn {
class Model;
}
namespace forms {
class Form;
}

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
/// Who lives at an address: counts only, no persons.
struct Dwelling {
  std::string address;
  int households = 0, people = 0;
};
/// A firm, shop or body at an address; `people` work there.
struct Firm {
  std::string code;
  std::string name;
  std::string kind;
  std::string address;
  int people = 0;
};
/// What a camera of the elements sees.
struct Camera {
  std::string element;
  double direction_deg = 0;                // clockwise from north: the middle of its view
  double angle_deg = 360;                  // opening
  double range_m = 0;
  double height_m = 0;                     // above the ground
  std::vector<std::string> tags;
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

/// A process as drawn: one version of `processes/<code>.bpmn`. Cases name the version they began on and end on it.
struct DrawnProcess {
  std::string code;                        // the id of the process in the file
  std::string version;                     // first 12 hex digits of the SHA-256 of the text
  std::string name, name_en;
  std::string text;                        // BPMN 2.0 XML
  std::shared_ptr<const process::Plan> plan;
  std::set<std::string, std::less<>> reads;     // variables its expressions look at; nothing else need be told to an instance
  bool reads_all = false;                  // a decision or a called process may look at any
  std::set<std::string, std::less<>> hears;     // signals it can wait for
  bool past = false;                       // kept only for what still runs on it
};
/// `rules/<code>.dmn`.
struct RuleBook {
  std::string code;
  std::string version;
  std::string name;
  std::string text;
  std::shared_ptr<const dmn::Model> model;
};
/// `forms/<code>.json`, JSON Schema 2020-12.
struct FormSheet {
  std::string code;
  std::string version;
  std::string name, name_en;
  std::string text;
  std::shared_ptr<const forms::Form> form;
};
/// `tests/<kind>/<code>.json`: examples kept beside a document, run before it is published. `kind` is process, rule or duties.
struct StoredTests {
  std::string kind;
  std::string code;
  std::string text;
};

class AreaHistory;

/// Values of contract/settings.yaml for one city, defaults where the city says nothing.
struct Settings {
  double matter_threshold, dispatch_threshold, place_threshold, suggest_duplicate, merge_duplicate, near_share;
  int relate_window_days, again_after_closing_days, session_hours, requests_per_minute, attachment_bytes, report_characters, queue_length;
  Span receipt_within;
  bool intake_normalise, intake_understand, intake_consult, intake_locate, intake_relate, intake_dispatch;
  std::string learn_promote;
  std::string areas_open_cases;
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
  std::vector<Camera> cameras;
  std::vector<Dwelling> dwellings;
  std::vector<Firm> firms;
  std::vector<Unit> units;
  std::vector<Person> people;
  std::vector<Matter> matters;
  std::vector<MatterExample> examples;
  std::vector<Procedure> procedures;
  std::vector<Duty> duties;
  std::vector<LexiconWord> lexicon;
  std::vector<DrawnProcess> processes;
  std::vector<RuleBook> rules;
  std::vector<FormSheet> forms;
  std::vector<StoredTests> tests;
  std::map<std::string, std::shared_ptr<const Calendar>> calendars;
  std::shared_ptr<const AreaHistory> area_history;   // city/areas/history.h; null when no area ever changed

  const Area* area(std::string_view code) const;
  /// Also an area that ended, as it was last: for the names of codes that old cases keep.
  const Area* area_ever(std::string_view code) const;
  const Unit* unit(std::string_view code) const;
  const Matter* matter(std::string_view code) const;
  const Procedure* procedure(std::string_view code) const;
  const Person* person(std::string_view login) const;
  const Road* road(std::string_view code) const;
  const Estate* estate(std::string_view code) const;
  const Address* address(std::string_view code) const;
  const Element* element(std::string_view code) const;
  /// The newest, or exactly that version; null when there is none.
  const DrawnProcess* process(std::string_view code) const;
  const DrawnProcess* process(std::string_view code, std::string_view version) const;
  const RuleBook* rule(std::string_view code) const;
  const FormSheet* form(std::string_view code) const;
  const Calendar& calendar(std::string_view code) const;   // `always` when unknown

  /// The territorial grid holding the point, or null. Below a microsecond.
  const Area* grid_at(LonLat point) const;
  /// One area for each layer that has one there, territorial first, the others by name; of a layer, its smallest kind that is drawn.
  std::vector<const Area*> areas_at(LonLat point) const;
  /// The area itself first, then its parents up to the city; also of one that ended.
  std::vector<const Area*> chain(std::string_view area_code) const;
  /// A code that ended counts as what it became: whoever was bound to it goes on seeing its ground, and whoever has its ground now sees what stayed in it.
  bool area_within(std::string_view inner, std::string_view outer) const;
  /// A unit and all below it.
  bool unit_within(std::string_view inner, std::string_view outer) const;
  /// The unit of a kind that serves an area: the one of the area itself, else of the nearest area above, else one whose area is not said; null when there is none.
  const Unit* unit_serving(std::string_view kind, std::string_view area_code) const;
  /// The procedure of a matter, else the one called `standard`, else the first.
  const Procedure& procedure_of(std::string_view matter) const;
  /// "城乡建设 / 物业管理 / 物业服务".
  std::string matter_path(std::string_view matter) const;

  /// Builds look-ups and spatial indexes; called once by the loader after the lists are filled.
  void index();

 private:
  bool within_by_history(std::string_view inner, std::string_view outer) const;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Table = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;
  Table area_by_, unit_by_, matter_by_, procedure_by_, person_by_, road_by_, estate_by_, address_by_, element_by_;
  Table process_by_, rule_by_, form_by_;   // processes by code and by code@version
  std::shared_ptr<const AreaIndex> grid_index_;
  std::shared_ptr<const LayeredAreaIndex> layer_index_;
};

}  // namespace yiwang
