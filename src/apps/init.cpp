#include <iostream>

#include "apps/commands.h"
#include "apps/house.h"

namespace yiwang {
namespace {

struct Options {
  std::string city, data, store, password, admin, admin_password;
  bool dry_run = false;
};

void print_difference(const City& before, const City& after) {
  const auto changes = difference(before, after);
  if (changes.empty()) std::cout << "no difference\n";
  for (const auto& change : changes) {
    std::cout << change.what << ' ' << change.table << ' ' << change.code;
    if (!change.detail.empty()) std::cout << ": " << change.detail;
    std::cout << '\n';
  }
}

int run(const Options& o) {
  const SystemClock clock;
  const auto store = open_house_store(o.data, o.store);
  const auto folder = o.city.empty() ? shipped("catalogue/demo") : std::filesystem::path(o.city);
  bool loaded_already = false;
  if (const auto before = present_city(o.data, *store)) {
    const auto loaded = load_city(folder);
    for (const auto& fault : loaded.faults) std::cerr << to_text(fault) << '\n';
    if (!loaded.city) return 1;
    print_difference(*before, *loaded.city);
    if (o.dry_run) {
      std::cout << "dry run: nothing was changed\n";
      return 0;
    }
    if (loaded.city->version == before->version) {
      std::cout << "already loaded: " << before->name << " version " << before->version << '\n';
      loaded_already = true;
    }
  } else if (o.dry_run) {
    const auto loaded = load_city(folder);
    for (const auto& fault : loaded.faults) std::cerr << to_text(fault) << '\n';
    return loaded.city ? 0 : 1;
  }
  if (!loaded_already && !install_city(folder, o.data, *store, clock.now(), false)) return 1;
  const auto city = present_city(o.data, *store);
  const auto made = make_accounts(*city, *store, o.password);
  if (!o.admin.empty()) {
    Accounts accounts(*store, secret_bytes, city->settings.session_hours);
    Person person;
    person.login = o.admin;
    person.name = o.admin;
    person.roles = {Role::admin};
    const auto known = store->find_account(o.admin).has_value();
    const auto ok = known ? accounts.set_password(o.admin, o.admin_password) : accounts.create(person, o.admin_password);
    if (!ok) {
      std::cerr << "the administrator's password was refused: " << code_of(ok.error().reason) << '\n';
      return 1;
    }
  }
  if (!o.admin.empty()) std::cout << "administrator " << o.admin << " can sign in\n";
  if (loaded_already) return 0;
  std::cout << "loaded " << city->name << " version " << city->version << ": " << city->areas.size() << " areas, " << city->addresses.size() << " addresses, " << city->units.size()
            << " units, " << city->people.size() << " people (" << made << " new accounts), " << city->matters.size() << " matters, " << city->duties.size()
            << " duties\ncases already running keep the deadlines they were promised\n";
  return 0;
}

}  // namespace

void add_init(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = app.add_subcommand("init", "Load a city's files into a data folder, or load a changed version of them");
  sub->add_option("--city", o->city, "the city's folder (docs/city-format.md); the demo city when left out");
  sub->add_option("--data", o->data, "the data folder")->required();
  sub->add_option("--store", o->store, "a PostgreSQL connection string instead of SQLite in the data folder");
  sub->add_option("--demo-password", o->password, "give every person of the city this password (for demonstrations only)");
  sub->add_option("--admin", o->admin, "make or reset this administrator")->needs(sub->add_option("--admin-password", o->admin_password, "the administrator's password"));
  sub->add_flag("--dry-run", o->dry_run, "only show what would change");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
