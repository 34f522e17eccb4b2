#include "service/office.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <future>

#include "base/text.h"
#include "city/areas/history.h"
#include "service/ledger.h"

namespace yiwang {
namespace {

constexpr std::array kQueues{"dispatch", "to_accept", "working", "assist", "review", "call_back", "extensions", "disputes", "near", "overdue", "supervised", "all"};



bool may_know_reporter(const Identity& who) {
  return who.has(Role::agent) || who.has(Role::dispatcher) || who.has(Role::supervisor);
}

}  // namespace

Office::Office(Parts parts) : parts_(std::move(parts)) {}

Result<std::shared_ptr<const Case>> Office::load(CaseId id) {
  const auto rows = parts_.store.entries_of(id.value);
  if (rows.empty()) return refuse(Reason::unknown_case, {{"case", std::to_string(id.value)}});
  return std::make_shared<const Case>(replay(rows));
}

SeenCase Office::seen_by(const Identity& who, std::shared_ptr<const Case> c) const {
  const auto here = city();
  SeenCase seen{c, offered(who, *c, *here)};
  const auto hidden = [&](const Report& r) { return r.reporter.confidential && !may_know_reporter(who); };
  if (std::any_of(c->reports.begin(), c->reports.end(), hidden)) {
    auto copy = std::make_shared<Case>(*c);
    for (auto& report : copy->reports) {
      if (hidden(report)) report.reporter = Reporter{{}, {}, {}, {}, true};
    }
    seen.c = std::move(copy);
  }
  return seen;
}

Result<CasePage> Office::list(const Identity& who, CaseQuery query) {
  if (who.roles.empty()) return refuse(Reason::not_permitted);
  const auto here = city();
  const auto mine = units_of(who, *here);
  if (!mine.empty()) {
    if (query.units.empty()) {
      query.units = mine;
    } else if (std::any_of(query.units.begin(), query.units.end(), [&](const auto& unit) { return std::find(mine.begin(), mine.end(), unit) == mine.end(); })) {
      return refuse(Reason::outside_scope, {}, "unit");
    }
  } else {
    query.within = with_lineage(*city(), who.areas);
  }
  if (!query.text.empty() && query.ids.empty()) {
    // Words are looked for in whole texts by the relations' own index; the store looks in titles and places.
    std::promise<std::vector<CaseId>> answer;
    parts_.writer.search(query.text, 2000, [&](std::vector<CaseId> found) { answer.set_value(std::move(found)); });
    auto found = answer.get_future().get();
    if (!found.empty()) {
      query.text.clear();
      for (const auto id : found) query.ids.push_back(id.value);
    }
  }
  try {
    return parts_.store.list_cases(query);
  } catch (const std::invalid_argument&) {
    return refuse(Reason::bad_cursor, {}, "cursor");
  }
}

std::vector<std::pair<std::string, std::int64_t>> Office::queue_counts(const Identity& who) {
  const auto here = city();
  const auto mine = units_of(who, *here);
  std::vector<std::pair<std::string, std::int64_t>> out;
  for (const auto* queue : kQueues) {
    CaseQuery query;
    query.queue = queue;
    query.units = mine;
    if (mine.empty()) query.within = with_lineage(*city(), who.areas);
    if (query.queue == "assist" && mine.empty()) continue;
    out.emplace_back(queue, parts_.store.count_cases(query));
  }
  return out;
}

Result<SeenCase> Office::see(const Identity& who, CaseId id) {
  auto c = load(id);
  if (!c) return tl::unexpected(c.error());
  if (auto ok = may_see(who, **c, *city()); !ok) return tl::unexpected(ok.error());
  return seen_by(who, *c);
}

Result<std::vector<Entry>> Office::trail(const Identity& who, CaseId id) {
  const auto rows = parts_.store.entries_of(id.value);
  if (rows.empty()) return refuse(Reason::unknown_case, {{"case", std::to_string(id.value)}});
  if (auto ok = may_see(who, replay(rows), *city()); !ok) return tl::unexpected(ok.error());
  std::vector<Entry> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(to_entry(row));
  return out;
}

Result<CaseId> Office::find(const std::string& number_or_id) {
  std::uint64_t id = 0;
  const auto* end = number_or_id.data() + number_or_id.size();
  if (const auto read = std::from_chars(number_or_id.data(), end, id); read.ec == std::errc{} && read.ptr == end && id != 0) return CaseId{id};
  if (const auto found = parts_.store.find_number(number_or_id)) return CaseId{*found};
  return refuse(Reason::unknown_case, {{"case", shorten(number_or_id, 40)}});
}

void Office::command(const Identity& who, CaseId id, Command command, std::uint32_t expected_version, const Asking& asking, Commanded answer) {
  if (expected_version == 0) return answer(refuse(Reason::version_required));
  const auto operation = operation_of(command);
  auto first = load(id);
  if (!first) return answer(tl::unexpected(first.error()));
  auto actor = may_do(who, operation, **first, *city());
  if (!actor) return answer(tl::unexpected(actor.error()));
  parts_.writer.command(
      id, std::move(command), *actor, expected_version, asking.now,
      [this, who, answer = std::move(answer)](Result<std::shared_ptr<const Case>> outcome) {
        if (!outcome) answer(tl::unexpected(outcome.error()));
        else answer(seen_by(who, std::move(*outcome)));
      },
      // Again on the present case: it may have left the person's scope in between.
      [this, who, operation](const Case& present) -> Done {
        auto still = may_do(who, operation, present, *city());
        if (!still) return tl::unexpected(still.error());
        return done();
      });
}

void Office::receive(const Identity& who, RawReport raw, const Asking& asking, Writer::Received answer) {
  for (const auto role : {Role::agent, Role::dispatcher, Role::handler, Role::grid_worker, Role::admin}) {
    if (!who.has(role)) continue;
    parts_.writer.receive(std::move(raw), Actor{role, who.login, who.unit}, asking.now, std::move(answer));
    return;
  }
  answer(refuse(Reason::not_permitted));
}

void Office::advise(const Identity& who, RawReport draft, const Asking& asking, std::function<void(Result<Advice>)> answer) {
  if (who.roles.empty()) return answer(refuse(Reason::not_permitted));
  if (auto ok = check_report(draft, *city(), asking.now); !ok) return answer(tl::unexpected(ok.error()));
  draft.reporter.external = phone_key(draft.reporter.phone, *parts_.cipher);
  parts_.writer.advise(std::move(draft), asking.now, [answer = std::move(answer)](Advice advice) { answer(std::move(advice)); });
}

Result<RawReporter> Office::reveal(const Identity& who, CaseId id, ReportId report, const std::string& reason, const Asking& asking) {
  auto c = load(id);
  if (!c) return tl::unexpected(c.error());
  if (auto ok = may_see(who, **c, *city()); !ok) return tl::unexpected(ok.error());
  if (count_codepoints(trim(reason)) < 4) return refuse(Reason::reason_required, {{"least", "4"}}, "reason");
  const auto it = std::find_if((*c)->reports.begin(), (*c)->reports.end(), [&](const Report& r) { return !report || r.id == report; });
  if (it == (*c)->reports.end()) return refuse(Reason::unknown_report, {}, "report");
  if (it->reporter.confidential && !may_know_reporter(who)) return refuse(Reason::not_permitted, {{"why", "confidential"}});
  // The audit comes first: what could not be written down is not shown.
  audit(who.login, "reveal", (*c)->number, reason, asking);
  return open_reporter(it->reporter, it->id, *parts_.cipher);
}

Result<CasePage> Office::cases_of_phone(const Identity& who, const std::string& phone, const Asking&) {
  CaseQuery query;
  query.reporter_key = phone_key(phone, *parts_.cipher);
  query.limit = 20;
  if (query.reporter_key.empty()) return CasePage{};
  return list(who, std::move(query));
}

void Office::receive_public(RawReport raw, const Asking& asking, Writer::Received answer) {
  raw.matter.clear();
  raw.unit.clear();
  raw.join.reset();
  raw.kind.reset();
  raw.urgency.reset();
  raw.settles_at_once = false;
  raw.received_at.reset();
  parts_.writer.receive(std::move(raw), Actor{Role::citizen, {}, {}}, asking.now, std::move(answer));
}

std::string Office::tracking_code(ReportId id) const { return yiwang::tracking_code(id, *parts_.cipher); }

Result<Office::Tracked> Office::track(const std::string& number, const std::string& code) {
  auto id = find(number);
  if (!id) return refuse(Reason::unknown_report);
  auto rows = parts_.store.entries_of(id->value);
  if (rows.empty()) return refuse(Reason::unknown_report);
  auto c = std::make_shared<Case>(replay(rows));
  std::string wanted;
  for (const char letter : code) {
    if (letter >= 'a' && letter <= 'z') wanted += static_cast<char>(letter - 'a' + 'A');
    else if (letter != ' ' && letter != '-') wanted += letter;
  }
  const auto told = std::find_if(c->reports.begin(), c->reports.end(), [&](const Report& r) { return tracking_code(r.id) == wanted; });
  if (told == c->reports.end()) return refuse(Reason::unknown_report);
  const auto report = told->id;
  for (int hops = 0; c->merged_into && hops < 8; ++hops) {
    rows = parts_.store.entries_of(c->merged_into->value);
    c = std::make_shared<Case>(replay(rows));
  }
  Tracked out{c, report, {}};
  for (const auto& row : rows) out.trail.push_back(to_entry(row));
  return out;
}

void Office::command_public(const std::string& number, const std::string& code, Command command, const Asking& asking, std::function<void(Result<Tracked>)> answer) {
  auto tracked = track(number, code);
  if (!tracked) return answer(tl::unexpected(tracked.error()));
  const auto operation = operation_of(command);
  if (!role_may(operation, Role::citizen)) return answer(refuse(Reason::not_permitted));
  parts_.writer.command(tracked->c->id, std::move(command), Actor{Role::citizen, {}, {}}, 0, asking.now,
                        [this, number, code, answer = std::move(answer)](Result<std::shared_ptr<const Case>> outcome) {
                          if (!outcome) answer(tl::unexpected(outcome.error()));
                          else answer(track(number, code));
                        });
}

Result<Attachment> Office::attach(std::string name, std::string claimed_type, std::string bytes) {
  if (bytes.empty()) return refuse(Reason::missing_field, {}, "body");
  const auto most = static_cast<std::size_t>(city()->settings.attachment_bytes);
  if (bytes.size() > most) return refuse(Reason::too_large, {{"limit", std::to_string(most)}});
  if (broken_utf8_at(name) != std::string_view::npos || has_control(name)) return refuse(Reason::bad_text, {}, "name");
  auto type = sniff_type(bytes);
  if (type.empty()) return refuse(Reason::unsupported_type, {{"claimed", shorten(claimed_type, 80)}});
  for (auto& letter : name) {
    if (letter == '/' || letter == '\\') letter = '_';
  }
  Attachment out{to_hex(sha256(bytes)), shorten(name.empty() ? "file" : name, 120), std::move(type), static_cast<std::int64_t>(bytes.size())};
  parts_.blobs.put(out.id, bytes);
  return out;
}

Result<std::pair<Attachment, std::string>> Office::attachment(const Identity& who, CaseId id, const std::string& attachment_id) {
  auto seen = see(who, id);
  if (!seen) return tl::unexpected(seen.error());
  const auto& c = *seen->c;
  const Attachment* wanted = nullptr;
  const auto look = [&](const std::vector<Attachment>& in) {
    for (const auto& a : in) {
      if (a.id == attachment_id) wanted = &a;
    }
  };
  look(c.attachments);
  for (const auto& report : c.reports) look(report.attachments);
  if (c.resolution) look(c.resolution->attachments);
  if (wanted == nullptr) return refuse(Reason::unknown_attachment);
  auto bytes = parts_.blobs.get(attachment_id);
  if (!bytes) return refuse(Reason::unknown_attachment);
  return std::pair{*wanted, std::move(*bytes)};
}

void Office::audit(const std::string& login, const std::string& what, const std::string& target, const std::string& reason, const Asking& asking) {
  AuditRow row;
  row.at_ms = asking.now.time_since_epoch().count();
  row.login = login;
  row.what = what;
  row.target = target;
  row.reason = reason;
  row.request_id = asking.request_id;
  row.address = asking.address;
  parts_.store.append_audit(std::move(row));
}

}  // namespace yiwang
