#include <fstream>
#include <iostream>
#include <memory>

#include "apps/commands.h"
#include "apps/refusal_words.h"
#include "base/json.h"
#include "city/codes/element_code.h"
#include "city/load.h"

namespace yiwang {
namespace {

struct Options {
  std::string code, city, area, building, house, major, kind = "001";
  std::vector<std::string> codes;
  int count = 1;
  bool as_json = false;
};

std::shared_ptr<const City> city_of(const std::string& folder) {
  const auto loaded = load_city(folder);
  if (loaded.city) return loaded.city;
  for (const auto& fault : loaded.faults) {
    if (fault.fatal) std::cerr << to_text(fault) << '\n';
  }
  throw std::runtime_error("the city in " + folder + " does not load");
}

int explain(const Options& o) {
  const auto code = read_element_code(o.code);
  if (!code) {
    std::cerr << "refused: " << sentence_of(code.error()) << '\n';
    return 1;
  }
  std::string names, element;
  if (!o.city.empty()) {
    const auto city = city_of(o.city);
    for (const auto* above : city->chain(code->area())) names = names.empty() ? above->name : above->name + " / " + names;
    if (const auto* found = city->element(o.code)) element = found->kind + " " + found->name;
  }
  if (o.as_json) {
    std::cout << boost::json::serialize(json::Object{{"code", o.code}, {"area", code->area()}, {"area_name", names}, {"building", code->building}, {"house", code->house}, {"class", code_of(code->major)},
                                                     {"kind", code->kind}, {"serial", code->serial}, {"element", element}})
              << '\n';
    return 0;
  }
  std::cout << "area      " << code->area() << (names.empty() ? "" : "  " + names) << "\nbuilding  " << code->building << "\nhouse     " << code->house << "\nclass     "
            << code_of(code->major) << "\nkind      " << code->kind << "\nserial    " << code->serial << '\n';
  if (!o.city.empty()) std::cout << "element   " << (element.empty() ? "none of this city" : element) << '\n';
  return 0;
}

int check(const Options& o) {
  std::shared_ptr<const City> city;
  auto codes = o.codes;
  if (!o.city.empty()) {
    city = city_of(o.city);
    if (codes.empty()) {
      for (const auto& element : city->elements) codes.push_back(element.code);
    }
  }
  ElementCodes seen;
  std::size_t wrong = 0;
  for (const auto& code : codes) {
    const auto read = city ? read_element_code(code, *city) : read_element_code(code);
    if (read && seen.take(code)) continue;
    ++wrong;
    std::cout << code << ": " << (read ? "twice" : sentence_of(read.error())) << '\n';
  }
  std::cout << codes.size() << " codes, " << wrong << " wrong\n";
  return wrong == 0 ? 0 : 1;
}

int allocate(const Options& o) {
  const auto city = city_of(o.city);
  const auto* area = city->area(o.area);
  const auto major = parse_element_class(o.major);
  if (area == nullptr || (o.area.size() != 12 && o.area.size() != 15) || !major) {
    std::cerr << "refused: " << (major ? o.area + " is no community or grid of this city" : o.major + " is no class: boundary building municipal road sensor pipe water") << '\n';
    return 1;
  }
  ElementCodes codes;
  for (const auto& element : city->elements) codes.take(element.code);
  const auto padded = [](std::string text, std::size_t places) { return std::string(places - std::min(places, text.size()), '0') + text; };
  ElementCode wanted{o.area.substr(0, 12), o.area.size() == 15 ? o.area.substr(12) : "000", padded(o.building, 7), padded(o.house, 4), *major, padded(o.kind, 3), 1};
  for (int i = 0; i < o.count; ++i) {
    const auto code = codes.allocate(wanted);
    if (!code) {
      std::cerr << "refused: " << sentence_of(code.error()) << '\n';
      return 1;
    }
    std::cout << to_text(*code) << '\n';
  }
  return 0;
}

}  // namespace

void add_element_code(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("element-code", "City element codes of 36 digits")->require_subcommand(1);
  auto* e = command->add_subcommand("explain", "What a code says");
  e->add_option("CODE", options->code)->required();
  e->add_option("--city", options->city, "A city's folder, for names");
  e->add_flag("--json", options->as_json);
  e->callback([options, &exit_code] { exit_code = explain(*options); });
  auto* c = command->add_subcommand("check", "Whether codes keep the rules; those given, or all of a city");
  c->add_option("CODE", options->codes);
  c->add_option("--city", options->city, "A city's folder: its areas must have them");
  c->callback([options, &exit_code] { exit_code = check(*options); });
  auto* a = command->add_subcommand("allocate", "The next free codes of a place and class");
  a->add_option("--city", options->city, "A city's folder")->required();
  a->add_option("--area", options->area, "Grid (15 digits) or community (12)")->required();
  a->add_option("--class", options->major, "boundary building municipal road sensor pipe water")->required();
  a->add_option("--kind", options->kind, "Three digits within the class")->capture_default_str();
  a->add_option("--building", options->building, "Up to seven digits");
  a->add_option("--house", options->house, "Up to four digits");
  a->add_option("--count", options->count)->capture_default_str()->check(CLI::Range(1, 99999));
  a->callback([options, &exit_code] { exit_code = allocate(*options); });
}

}  // namespace yiwang
