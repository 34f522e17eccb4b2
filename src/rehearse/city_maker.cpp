#include "rehearse/city_maker.h"

#include "rehearse/city_maker_blocks.h"
#include "rehearse/city_maker_town.h"

namespace yiwang {

namespace {

std::string city_toml() {
  using namespace maker;
  return "# A made-up city, written by `yiwang city make`; change the generator, not this folder.\n"
         "code = \"" + std::string(kCityCode) + "\"\n"
         "name = \"" + std::string(kCityName) + "\"\n"
         "name_en = \"Yunlan\"\n"
         "timezone = \"+08:00\"\n"
         "extends = \"../base\"\n\n"
         "[map]\n"
         "lon = " + degrees(kCentreLon) + "\n"
         "lat = " + degrees(kCentreLat) + "\n"
         "zoom = 11.2\n\n"
         "[settings]\n"
         "relate_window_days = 90\n";
}

}  // namespace

MadeFiles make_city(std::uint64_t seed, const std::vector<Matter>& matters) {
  maker::Town town(seed);
  maker::lay_lattice(town);
  maker::make_divisions(town);
  maker::make_functional_grids(town);
  maker::make_water(town);
  maker::make_greens(town);
  maker::make_roads(town);
  maker::make_places_and_buildings(town);
  maker::make_elements(town);
  maker::make_dwellings_and_firms(town);
  maker::write_greens(town);
  const auto units = maker::make_units_and_people(town);
  maker::make_duties(town, units, matters);
  town.files["city.toml"] = city_toml();
  return std::move(town.files);
}

}  // namespace yiwang
