#include "cases/world.h"

#include <stdexcept>

#include "city/load.h"

namespace yiwang::testing {
namespace {

City make_city() {
  City city;
  city.code = "510100000000";
  city.name = "小城";
  city.version = "v1";
  city.units = {{"U-100", "市政府", "City", "city", "", "", ""},         {"U-310", "住建局", "Housing", "housing", "U-100", "", ""},
                {"U-320", "城管局", "City management", "city_management", "U-100", "", ""}, {"D-1", "东区", "East", "district", "U-100", "", ""},
                {"S-11", "湖滨街道", "Lakeside", "street", "D-1", "", ""}, {"C-111", "湖滨社区", "Lakeside community", "community", "S-11", "", ""}};
  const auto matter = [&](std::string code, std::string procedure, bool secret = false) {
    Matter m;
    m.code = code;
    m.name = "事项" + code;
    m.parent = code.size() > 2 ? code.substr(0, code.size() - 2) : "";
    m.procedure = std::move(procedure);
    m.secret = secret;
    city.matters.push_back(m);
  };
  for (const auto* code : {"01", "02", "03", "04", "0101", "0201", "0301", "0401"}) matter(code, "");
  matter("010101", "standard");
  matter("010102", "standard", true);
  matter("020101", "quick");
  matter("030101", "reviewed");
  matter("040101", "plain");

  Procedure standard;
  standard.code = "standard";
  standard.calendar = "office";
  standard.accept_within = {hours{2}, 0};
  standard.contact_within = {minutes{30}, 0};
  standard.resolve_within = {milliseconds{0}, 5};
  standard.urgent_resolve_within = {hours{24}, 0};
  standard.suspend_reasons = {SuspendReason::weather, SuspendReason::third_party, SuspendReason::material_missing};
  auto quick = standard;
  quick.code = "quick";
  quick.resolve_within = {milliseconds{0}, 1};
  auto reviewed = standard;
  reviewed.code = "reviewed";
  reviewed.review = true;
  reviewed.returns_allowed = reviewed.extensions_allowed = 2;
  Procedure plain;
  plain.code = "plain";
  plain.calendar = "office";
  plain.accept_within = {hours{2}, 0};
  plain.resolve_within = {hours{8}, 0};
  plain.returns_allowed = plain.extensions_allowed = 0;
  plain.callback = false;
  city.procedures = {standard, quick, reviewed, plain};

  const std::chrono::local_days new_year{std::chrono::year{2027} / 1 / 1};
  city.calendars["office"] = std::make_shared<const Calendar>(
      WorkingHours{"office", minutes{480}, {{hours{9}, hours{12}}, {minutes{810}, minutes{1050}}}, {1, 2, 3, 4, 5}, false},
      std::set<std::chrono::local_days>{new_year}, std::set<std::chrono::local_days>{});
  Area area;
  area.code = "510101001000";
  area.name = "湖滨街道";
  area.kind = AreaKind::street;
  city.areas.push_back(area);
  area.code = "510101002000";
  area.name = "城南街道";
  city.areas.push_back(area);
  city.index();
  return city;
}

}  // namespace

const City& drawn_city() {
  static const City city = [] {
    City drawn = make_city();
    for (const auto& fault : read_drawn(std::string(YIWANG_SOURCE_DIR) + "/catalogue/base", drawn)) {
      if (fault.fatal) throw std::runtime_error(to_text(fault));
    }
    for (auto& procedure : drawn.procedures) procedure.process = "standard";
    const auto add = [&](std::string matter, std::string process) {
      Procedure p = drawn.procedures.front();
      p.code = p.process = std::move(process);
      drawn.procedures.push_back(p);
      Matter m;
      m.code = std::move(matter);
      m.name = "事项" + m.code;
      m.parent = "0501";
      m.procedure = p.code;
      drawn.matters.push_back(m);
    };
    add("050101", "quick-10-30-24");
    add("050102", "joint");
    add("050103", "dispute");
    add("050104", "flexible-enforcement");
    add("050105", "domestic-violence");
    add("050106", "supervision");
    for (const auto& [code, name, kind] : {std::array<std::string, 3>{"U-410", "公安局", "police"}, {"U-420", "妇联", "women"}, {"U-430", "司法局", "justice"}}) {
      drawn.units.push_back({code, name, "", kind, "U-100", "", ""});
    }
    drawn.index();
    return drawn;
  }();
  return city;
}

const City& small_city() {
  static const City city = make_city();
  return city;
}

Instant local(std::string_view text) { return parse_instant(text, minutes{480}).value(); }

Report phone_report(ReportId id, Instant at, std::string text) {
  Report r;
  r.id = id;
  r.channel = Channel::hotline;
  r.received_at = at;
  r.text = std::move(text);
  r.reporter = {"key" + std::to_string(id.value), "sealed", "张*", "138****0001", false};
  return r;
}

Advice sure_advice(std::string matter, std::string unit, Urgency urgency) {
  Advice advice;
  auto& u = advice.understanding.emplace();
  u.matters = {{std::move(matter), 0.95}};
  u.urgency = urgency;
  u.version = "u1";
  auto& d = advice.dispatching.emplace();
  d.unit = std::move(unit);
  d.confidence = 0.9;
  d.duty_row = 17;
  d.version = "d1";
  return advice;
}

Actor person(Role role, std::string unit) { return {role, std::string(code_of(role)), std::move(unit)}; }

Desk Desk::dispatched(Instant start) {
  Desk desk(start);
  desk.open({phone_report({1}, start), sure_advice(), {}, {}});
  return desk;
}

Desk Desk::handling(Instant start) {
  auto desk = dispatched(start);
  desk.ask(Accept{}, person(Role::handler, "U-310")).value();
  desk.ask(Contact{true, {}}, person(Role::handler, "U-310")).value();
  return desk;
}

void Desk::open(const ReceiveReport& received) {
  const auto who = person(Role::system);
  record("receive", open_case(CaseId{1}, received, {*city, now, who}), who);
}

Done Desk::ask(const Command& command, const Actor& who) {
  auto events = decide(c, command, {*city, now, who});
  if (!events) return tl::unexpected(events.error());
  record(std::string(code_of(operation_of(command))), *std::move(events), who);
  return done();
}

void Desk::record(std::string command, std::vector<Event> events, const Actor& who) {
  Entry entry{ledger.size() + 1, CaseId{1}, c.version + 1, now, who, std::move(command), std::move(events)};
  apply(c, entry);
  ledger.push_back(std::move(entry));
}

}  // namespace yiwang::testing
