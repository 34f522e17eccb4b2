#include <algorithm>
#include <charconv>

#include "adapters/http/json_out.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "adapters/http/views.h"

namespace yiwang {
namespace {

struct AddBody {
  std::string login, name, unit;
  std::vector<Role> roles;
  std::vector<std::string> areas;
  std::string phone, password;
};
BOOST_DESCRIBE_STRUCT(AddBody, (), (login, name, unit, roles, areas, phone, password))
struct ChangeBody {
  std::optional<std::string> name, unit;
  std::optional<std::vector<Role>> roles;
  std::optional<std::vector<std::string>> areas;
  std::optional<std::string> phone;
  std::optional<bool> active;
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (), (name, unit, roles, areas, phone, active))
struct PasswordBody {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (password))

void put_person_row(JsonOut& out, const Account& account, const View& view, bool with_phone) {
  const auto* known = view.city.person(account.login);
  out.begin()("login", account.login)("name", account.name);
  put_unit(out, "unit", account.unit, view);
  out("roles", account.roles).list("areas");
  for (const auto& code : account.areas) {
    if (const auto* area = view.city.area_ever(code)) out.begin()("code", area->code)("name", area->name).text("name_en", area->name_en)("kind", area->kind).end();
  }
  out.end_list().text("phone", with_phone && known != nullptr ? mask_phone(known->phone) : "")("active", !account.disabled).null("last_seen_at").end();
}

Answer one(Site& site, const Request& request, const std::string& login, int status) {
  const auto account = site.office.store().find_account(login);
  if (!account) return refuse(Reason::not_found);
  const auto city = site.office.city();
  JsonOut out;
  put_person_row(out, *account, {*city, request.now}, true);
  return json_response(out.take(), status);
}

Answer list(Site& site, Request& request) {
  const auto city = site.office.city();
  Parameters in(request);
  const auto unit = in.text("unit", 60);
  const auto role = in.word<Role>("role");
  const auto words = normalise(in.text("q", 100));
  const auto cursor = in.text("cursor", 80);
  const auto limit = static_cast<std::size_t>(in.whole("limit", 50, 1, 200));
  if (!unit.empty() && city->unit(unit) == nullptr) in.fail({Reason::unknown_unit, {{"unit", shorten(unit, 40)}}, "unit"});
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  auto accounts = site.office.store().accounts();
  std::sort(accounts.begin(), accounts.end(), [](const auto& a, const auto& b) { return a.login < b.login; });
  std::erase_if(accounts, [&](const Account& a) {
    if (!unit.empty() && !city->unit_within(a.unit, unit)) return true;
    if (role && std::find(a.roles.begin(), a.roles.end(), code_of(*role)) == a.roles.end()) return true;
    return !words.empty() && normalise(a.login + " " + a.name).find(words) == std::string::npos;
  });
  const auto start = cursor.empty() ? accounts.begin() : std::upper_bound(accounts.begin(), accounts.end(), cursor, [](const std::string& c, const Account& a) { return c < a.login; });
  const bool admin = request.who().has(Role::admin);
  const View view{*city, request.now};
  JsonOut out;
  out.begin().list("items");
  auto at = start;
  for (; at != accounts.end() && static_cast<std::size_t>(at - start) < limit; ++at) put_person_row(out, *at, view, admin);
  out.end_list().text("next_cursor", at != accounts.end() && at != start ? std::prev(at)->login : "")("total", accounts.size()).end();
  return json_response(out.take());
}

Done check_person(const City& city, const std::optional<std::string>& name, const std::optional<std::string>& unit, const std::optional<std::vector<Role>>& roles,
                  const std::optional<std::vector<std::string>>& areas) {
  if (name) {
    if (auto ok = check_text(*name, 50, "name", 1); !ok) return ok;
  }
  if (unit && city.unit(*unit) == nullptr) return refuse(Reason::unknown_unit, {{"unit", shorten(*unit, 40)}}, "unit");
  if (roles && roles->empty()) return refuse(Reason::missing_field, {}, "roles");
  for (std::size_t i = 0; roles && i < roles->size(); ++i) {
    if ((*roles)[i] == Role::system || (*roles)[i] == Role::citizen) return refuse(Reason::unknown_value, {{"value", std::string(code_of((*roles)[i]))}}, "roles[" + std::to_string(i) + "]");
  }
  for (std::size_t i = 0; areas && i < areas->size(); ++i) {
    if (city.area((*areas)[i]) == nullptr) return refuse(Reason::unknown_area, {{"area", shorten((*areas)[i], 40)}}, "areas[" + std::to_string(i) + "]");
  }
  return done();
}

Done long_enough(const std::string& password) {
  if (password.size() > 200 || count_codepoints(password) < 10) return refuse(Reason::weak_password, {{"least", "10"}}, "password");
  return done();
}

Answer add(Site& site, Request& request) {
  auto body = read_body<AddBody>(request, {"login", "name", "unit", "roles", "password"});
  if (!body) return tl::unexpected(body.error());
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; };
  if (body->login.size() < 2 || body->login.size() > 32 || !std::all_of(body->login.begin(), body->login.end(), fits)) return refuse(Reason::bad_text, {{"wanted", "^[a-z0-9_.-]{2,32}$"}}, "login");
  const auto city = site.office.city();
  if (auto ok = check_person(*city, body->name, body->unit, body->roles, body->areas); !ok) return tl::unexpected(ok.error());
  if (auto ok = long_enough(body->password); !ok) return tl::unexpected(ok.error());
  Person person{body->login, body->name, body->unit, body->roles, body->areas, body->phone};
  if (auto ok = site.office.accounts().create(person, body->password); !ok) return tl::unexpected(ok.error());
  site.names.forget();
  site.office.audit(request.who().login, "add_person", "person/" + body->login, {}, request.asking());
  return one(site, request, body->login, 201);
}

Answer change(Site& site, Request& request) {
  const auto& login = request.captures[0];
  auto body = read_body<ChangeBody>(request, {});
  if (!body) return tl::unexpected(body.error());
  auto account = site.office.store().find_account(login);
  if (!account) return refuse(Reason::not_found);
  const auto city = site.office.city();
  if (auto ok = check_person(*city, body->name, body->unit, body->roles, body->areas); !ok) return tl::unexpected(ok.error());
  if (body->active && !*body->active && login == request.who().login) return refuse(Reason::not_permitted, {{"why", "nobody shuts himself out"}}, "active");
  if (body->name || body->unit) {
    if (body->name) account->name = *body->name;
    if (body->unit) account->unit = *body->unit;
    site.office.store().save_account(*account);
  }
  std::optional<bool> disabled;
  if (body->active) disabled = !*body->active;
  if (auto ok = site.office.accounts().change(login, body->roles, body->areas, disabled); !ok) return tl::unexpected(ok.error());
  site.sign_ins.forget();
  site.names.forget();
  site.office.audit(request.who().login, "change_person", "person/" + login, {}, request.asking());
  return one(site, request, login, 200);
}

Answer set_password(Site& site, Request& request) {
  const auto& login = request.captures[0];
  auto body = read_body<PasswordBody>(request, {"password"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = long_enough(body->password); !ok) return tl::unexpected(ok.error());
  auto ok = site.office.accounts().set_password(login, body->password);
  if (!ok) return ok.error().reason == Reason::unknown_person ? refuse(Reason::not_found) : tl::unexpected(ok.error());
  site.sign_ins.forget();
  site.office.audit(request.who().login, "set_password", "person/" + login, {}, request.asking());
  Response out;
  out.status = 204;
  return out;
}

}  // namespace

void add_people_routes(Site& site) {
  auto& routes = site.routes;
  routes.add({Method::get, "/api/v1/people", Caller::signed_in, plain([&site](Request& r) { return list(site, r); }), Runs::on_readers, Body::none, {Role::admin, Role::supervisor}});
  routes.add({Method::post, "/api/v1/people", Caller::signed_in, plain([&site](Request& r) { return add(site, r); }), Runs::on_slow, Body::json, {Role::admin}});
  routes.add({Method::patch, "/api/v1/people/{login}", Caller::signed_in, plain([&site](Request& r) { return change(site, r); }), Runs::on_readers, Body::json, {Role::admin}});
  routes.add({Method::post, "/api/v1/people/{login}/password", Caller::signed_in, plain([&site](Request& r) { return set_password(site, r); }), Runs::on_slow, Body::json, {Role::admin}});
}

}  // namespace yiwang
