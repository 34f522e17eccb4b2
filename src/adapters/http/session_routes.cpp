#include "adapters/http/problem.h"
#include "adapters/http/reading.h"
#include "adapters/http/site.h"
#include "adapters/http/views.h"

namespace yiwang {
namespace {

struct SignInBody {
  std::string login, password;
  bool token = false;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (login, password, token))
struct PasswordBody {
  std::string old_password, new_password;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (old_password, new_password))

std::string cookie(const Site& site, std::string_view token, std::int64_t max_age) {
  return "yw_session=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(max_age) + (site.options.secure_cookies ? "; Secure" : "");
}

std::string session_json(Site& site, const Identity& who, const std::string& csrf, Instant expires, Instant now, const std::string& token) {
  const auto city = site.office.city();
  const View view{*city, now};
  JsonOut out;
  out.begin().begin("person")("login", who.login)("name", who.name).end()("roles", who.roles);
  put_unit(out, "unit", who.unit, view);
  out.list("areas");
  for (const auto& code : who.areas) {
    const auto* area = city->area_ever(code);
    if (area != nullptr) out.begin()("code", area->code)("name", area->name).text("name_en", area->name_en)("kind", area->kind).end();
  }
  out.end_list()("csrf", csrf)("expires_at", expires)("rehearsal", site.rehearses());
  if (!token.empty()) out("token", token);
  out.end();
  return out.take();
}

Answer sign_in(Site& site, Request& request) {
  if (const int wait = site.sign_in_tries.take(request.address, std::chrono::steady_clock::now())) return refuse(Reason::too_many_requests, {{"retry_after_s", std::to_string(wait)}});
  auto body = read_body<SignInBody>(request, {"login", "password"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->login, 64, "login"); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_text(body->password, 200, "password"); !ok) return tl::unexpected(ok.error());
  auto in = site.office.accounts().sign_in(body->login, body->password, request.now);
  if (!in) {
    const auto known = site.office.store().find_account(body->login);
    site.office.audit(known ? body->login : std::string{}, "sign_in_failed", "session", std::string(code_of(in.error().reason)), request.asking());
    return tl::unexpected(in.error());
  }
  site.office.audit(in->who.login, "sign_in", "session", {}, request.asking());
  auto out = json_response(session_json(site, in->who, in->csrf, in->expires, request.now, body->token ? in->token : ""));
  if (!body->token) out.headers.emplace_back("Set-Cookie", cookie(site, in->token, std::chrono::duration_cast<seconds>(in->expires - request.now).count()));
  return out;
}

Answer sign_out(Site& site, Request& request) {
  site.office.accounts().sign_out(request.signed_in->token);
  site.sign_ins.forget();
  site.office.audit(request.who().login, "sign_out", "session", {}, request.asking());
  Response out;
  out.status = 204;
  out.headers.emplace_back("Set-Cookie", cookie(site, "", 0));
  return out;
}

Answer change_password(Site& site, Request& request) {
  auto body = read_body<PasswordBody>(request, {"old_password", "new_password"});
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_text(body->old_password, 200, "old_password"); !ok) return tl::unexpected(ok.error());
  if (body->new_password.size() > 200 || count_codepoints(body->new_password) < 10) return refuse(Reason::weak_password, {{"least", "10"}}, "new_password");
  auto ok = site.office.accounts().change_password(request.who().login, body->old_password, body->new_password, request.now);
  if (!ok) {
    auto said = ok.error();
    said.field = said.reason == Reason::weak_password ? "new_password" : said.reason == Reason::bad_credentials ? "old_password" : said.field;
    return tl::unexpected(said);
  }
  site.sign_ins.forget();
  site.office.audit(request.who().login, "change_password", "person/" + request.who().login, {}, request.asking());
  Response out;
  out.status = 204;
  return out;
}

}  // namespace

void add_session_routes(Site& site) {
  site.routes.add({Method::post, "/api/v1/session", Caller::anybody, plain([&site](Request& r) { return sign_in(site, r); }), Runs::on_slow, Body::json});
  site.routes.add({Method::get, "/api/v1/session", Caller::signed_in,
                   plain([&site](Request& r) -> Answer { return json_response(session_json(site, r.who(), r.signed_in->csrf, r.signed_in->expires, r.now, {})); })});
  site.routes.add({Method::delete_, "/api/v1/session", Caller::signed_in, plain([&site](Request& r) { return sign_out(site, r); })});
  site.routes.add({Method::post, "/api/v1/session/password", Caller::signed_in, plain([&site](Request& r) { return change_password(site, r); }), Runs::on_slow, Body::json});
}

}  // namespace yiwang
