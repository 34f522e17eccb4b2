#include "adapters/sql/rows.h"

#include <boost/mp11.hpp>

#include "base/json.h"

namespace yiwang {
namespace {

template <class... V>
void put(Values& to, const V&... values) {
  (hand_over(to, values), ...);
}

std::vector<std::string> read_list(const std::string& text) {
  std::vector<std::string> list;
  const auto parsed = boost::json::parse(text);
  for (const auto& item : parsed.as_array()) list.emplace_back(item.as_string());
  return list;
}

}  // namespace

bool is_open_stage(std::string_view stage) {
  const auto known = parse<Stage>(stage);
  return known && info(*known).open;
}

void put_entry(Values& to, const LedgerRow& r) { put(to, r.seq, r.case_id, r.version, r.at_ms, r.actor, r.command, r.events, Bytes{r.hash}); }

LedgerRow read_entry(Query& q) {
  return {q.number<std::uint64_t>(0), q.number<std::uint64_t>(1), q.number<std::uint32_t>(2), q.number(3), q.text(4), q.text(5), q.text(6), q.bytes(7)};
}

void put_case(Values& to, const CaseRow& r) {
  put(to, r.id, r.number, r.version, r.stage, r.queue, r.grade, r.urgency, r.kind, r.channel, r.title, r.matter, r.unit, r.area, r.place, r.lon, r.lat, r.reporter_key, r.masked_name,
      r.opened_ms, r.updated_ms, r.closed_ms, r.due_ms, r.timer_ms, r.clock, r.rehearsal, r.suspended, r.extension, r.dispute, r.supervised, r.reports, r.merged_into, r.confidence,
      r.place_code, is_open_stage(r.stage));
}

CaseRow read_case(Query& q) {
  CaseRow r;
  r.id = q.number<std::uint64_t>(0);
  r.number = q.text(1);
  r.version = q.number<std::uint32_t>(2);
  r.stage = q.text(3);
  r.queue = q.text(4);
  r.grade = q.text(5);
  r.urgency = q.text(6);
  r.kind = q.text(7);
  r.channel = q.text(8);
  r.title = q.text(9);
  r.matter = q.text(10);
  r.unit = q.text(11);
  r.area = q.text(12);
  r.place = q.text(13);
  r.lon = q.real(14);
  r.lat = q.real(15);
  r.reporter_key = q.text(16);
  r.masked_name = q.text(17);
  r.opened_ms = q.number(18);
  r.updated_ms = q.number(19);
  r.closed_ms = q.number(20);
  r.due_ms = q.number(21);
  r.timer_ms = q.number(22);
  r.clock = q.text(23);
  r.rehearsal = q.flag(24);
  r.suspended = q.flag(25);
  r.extension = q.flag(26);
  r.dispute = q.flag(27);
  r.supervised = q.flag(28);
  r.reports = q.number<std::uint32_t>(29);
  r.merged_into = q.number<std::uint64_t>(30);
  r.confidence = q.real(31);
  r.place_code = q.text(32);
  return r;
}

void put_task(Values& to, const TaskRow& r) { put(to, r.case_id, r.place, r.unit, r.role, r.given_ms, r.accepted_ms, r.finished_ms); }

TaskRow read_task(Query& q) {
  return {q.number<std::uint64_t>(0), q.number<std::uint32_t>(1), q.text(2), q.text(3), q.number(4), q.number(5), q.number(6)};
}

void put_intake(Values& to, const IntakeRow& r) { put(to, r.key, r.report_id, r.case_id, r.digest); }

void put_notice(Values& to, const Notice& r) { put(to, r.case_id, r.key, r.to, r.what, r.due_ms, r.body); }

Notice read_notice(Query& q) {
  return {q.number<std::uint64_t>(0), q.number<std::uint64_t>(1), q.text(2), q.text(3), q.text(4), q.number(5), q.text(6)};
}

using CountMembers = boost::describe::describe_members<CubeCounts, boost::describe::mod_public>;

void put_cube(Values& to, const CubeKey& key, const CubeCounts& counts) {
  put(to, key.day, key.unit, key.matter, key.area, code_of(key.channel));
  boost::mp11::mp_for_each<CountMembers>([&](auto member) { to.number(counts.*member.pointer); });
}

std::pair<CubeKey, CubeCounts> read_cube(Query& q) {
  CubeKey key{q.number<std::int32_t>(0), q.text(1), q.text(2), q.text(3), parse<Channel>(q.text(4)).value_or(Channel::web)};
  CubeCounts counts;
  int column = 5;
  boost::mp11::mp_for_each<CountMembers>([&](auto member) { counts.*member.pointer = q.number(column++); });
  return {std::move(key), counts};
}

Account read_account(Query& q) {
  Account a;
  a.login = q.text(0);
  a.password_hash = q.text(1);
  a.name = q.text(2);
  a.unit = q.text(3);
  a.roles = read_list(q.text(4));
  a.areas = read_list(q.text(5));
  a.disabled = q.flag(6);
  a.failures = q.number<int>(7);
  a.locked_until_ms = q.number(8);
  return a;
}

AuditRow read_audit(Query& q) {
  return {q.number<std::uint64_t>(0), q.number(1), q.text(2), q.text(3), q.text(4), q.text(5), q.text(6), q.text(7), q.bytes(8)};
}

}  // namespace yiwang
