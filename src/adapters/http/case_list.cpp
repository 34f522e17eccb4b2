#include "adapters/http/case_list.h"

#include <algorithm>

#include "adapters/http/queues.h"
#include "city/table_reader.h"
#include "service/cases_placed.h"
#include "service/raw_report.h"

namespace yiwang {
namespace {

constexpr int kRounds = 40;                // pages read over for one page of rare rows

bool looks_like_phone(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') ++digits;
    else if (c != ' ' && c != '-' && c != '+') return false;
  }
  return digits >= 7;
}

/// `-urgency` walks the lists of each urgency one after another; the cursor says which one it is in.
constexpr std::string_view kUrgencyMark = "u";

Result<CasePage> page_by_urgency(Site& site, const Identity& who, CaseQuery query) {
  std::size_t level = 0;                   // 0 most urgent
  std::string after;
  if (!query.after.empty()) {
    if (!query.after.starts_with(kUrgencyMark) || query.after.size() < 3 || query.after[1] < '0' || query.after[1] > '3' || query.after[2] != '.') return refuse(Reason::bad_cursor, {}, "cursor");
    level = static_cast<std::size_t>(query.after[1] - '0');
    after = query.after.substr(3);
  }
  const auto wanted = query.urgencies;
  CasePage out;
  if (query.count) {
    auto all = query;
    all.sort = "-opened";
    all.after.clear();
    all.limit = 1;
    auto counted = site.office.list(who, all);
    if (!counted) return counted;
    out.total = counted->total;
  }
  const auto limit = static_cast<std::size_t>(query.limit);
  for (; level < kUrgencys.size(); ++level) {
    const auto code = std::string(kUrgencys[kUrgencys.size() - 1 - level].code);
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), code) == wanted.end()) continue;
    auto part = query;
    part.urgencies = {code};
    part.sort = "-opened";
    part.count = false;
    part.after = std::exchange(after, {});
    part.limit = static_cast<int>(limit - out.rows.size());
    auto page = site.office.list(who, std::move(part));
    if (!page) return page;
    out.rows.insert(out.rows.end(), page->rows.begin(), page->rows.end());
    if (!page->next.empty()) {
      out.next = std::string(kUrgencyMark) + std::to_string(level) + "." + page->next;
      return out;
    }
    if (out.rows.size() >= limit) {
      if (level + 1 < kUrgencys.size()) out.next = std::string(kUrgencyMark) + std::to_string(level + 1) + ".";
      return out;
    }
  }
  return out;
}

/// `near=lon,lat,metres` or `bbox=west,south,east,north`.
void read_place(Parameters& in, CaseQuery& query) {
  constexpr double kMostMetres = 50'000;
  const auto box = in.box("bbox");
  const auto near = in.text("near", 100);
  if (near.empty() && !box) return;
  if (!near.empty() && box) return in.fail({Reason::unknown_value, {{"value", "near"}, {"wanted", "near or bbox, not both"}}, "near"});
  const auto put = [&](Result<CasesPlaced> placed, const char* field) {
    if (placed) query.placed = std::move(*placed);
    else in.fail({placed.error().reason, placed.error().facts, field});
  };
  if (box) return put(cases_in(*box), "bbox");
  const auto parts = split(near, ',');
  const auto lon = parts.size() == 3 ? parse_number(parts[0]) : std::nullopt, lat = parts.size() == 3 ? parse_number(parts[1]) : std::nullopt,
             metres = parts.size() == 3 ? parse_number(parts[2]) : std::nullopt;
  if (!lon || !lat || !metres) return in.fail({Reason::wrong_type, {{"wanted", "lon,lat,metres"}}, "near"});
  if (!(*metres > 0) || *metres > kMostMetres) return in.fail({Reason::out_of_range, {{"least", "above 0"}, {"most", "50000"}}, "near"});
  put(cases_near({{*lon, *lat}, *metres}), "near");
}

Result<CasePage> page_of(Site& site, const Identity& who, const CaseList& list, CaseQuery query) {
  return list.by_urgency ? page_by_urgency(site, who, std::move(query)) : site.office.list(who, std::move(query));
}

}  // namespace

bool CaseList::fits(const CaseRow& row) const {
  return (kind.empty() || row.kind == kind) && (!only_rehearsal || row.rehearsal) && (!only_overdue || row.clock == "overdue");
}

Result<CaseList> read_case_list(Site& site, const Request& request, bool paged, std::initializer_list<std::string_view> others) {
  const auto city = site.office.city();
  Parameters in(request);
  CaseList out;
  auto& query = out.query;
  const auto queue = in.text("queue", 40);
  if (!queue.empty()) {
    const auto inside = queue_inside(queue);
    if (!inside) in.fail({Reason::unknown_value, {{"value", shorten(queue, 100)}}, "queue"});
    query.queue = inside.value_or("");
  }
  query.stages = in.words<Stage>("stage");
  const auto unit = in.text("unit", 60);
  if (!unit.empty()) {
    for (const auto& each : city->units) {
      if (city->unit_within(each.code, unit)) query.units.push_back(each.code);
    }
    if (query.units.empty()) in.fail({Reason::unknown_unit, {{"unit", shorten(unit, 40)}}, "unit"});
  }
  query.area = in.text("area", 60);
  if (!query.area.empty() && city->area_ever(query.area) == nullptr) in.fail({Reason::unknown_area, {{"area", shorten(query.area, 40)}}, "area"});
  query.matter = in.text("matter", 20);
  if (!query.matter.empty() && city->matter(query.matter) == nullptr) in.fail({Reason::unknown_matter, {{"matter", shorten(query.matter, 40)}}, "matter"});
  if (const auto channel = in.word<Channel>("channel")) query.channels = {std::string(code_of(*channel))};
  query.urgencies = in.words<Urgency>("urgency");
  if (const auto kind = in.word<RequestKind>("kind")) out.kind = code_of(*kind);
  const auto words = in.text("q", 200);
  const auto trimmed = trim(words);
  if (trimmed.starts_with("YW") && trimmed.size() > 10) query.number = trimmed;
  else if (looks_like_phone(trimmed)) query.reporter_key = phone_key(trimmed, site.office.cipher());
  else query.text = trimmed;
  if (const auto from = in.time("opened_from")) query.opened_from_ms = from->time_since_epoch().count();
  if (const auto to = in.time("opened_to")) query.opened_to_ms = to->time_since_epoch().count();
  if (query.opened_from_ms != 0 && query.opened_to_ms != 0 && query.opened_from_ms > query.opened_to_ms) in.fail({Reason::out_of_range, {{"fault", "ends before it starts"}}, "opened_to"});
  read_place(in, query);
  if (in.yes_no("overdue").value_or(false)) {
    if (query.queue.empty() || query.queue == "all") query.queue = "overdue";
    else out.only_overdue = true;
  }
  if (const auto rehearsal = in.yes_no("rehearsal")) {
    query.with_rehearsal = *rehearsal;
    out.only_rehearsal = *rehearsal;
  }
  if (paged) {
    const auto sort = in.one_of("sort", {"-opened_at", "opened_at", "due_at", "-updated_at", "-urgency"});
    out.by_urgency = sort == "-urgency";
    query.sort = sort == "opened_at" ? "opened" : sort == "due_at" ? "due" : sort == "-updated_at" ? "-updated" : "-opened";
    query.after = in.text("cursor", 500);
    query.limit = static_cast<int>(in.whole("limit", 50, 1, 200));
    query.count = true;
  }
  for (const auto other : others) in.text(other, 200);
  if (auto ok = in.done(); !ok) return tl::unexpected(ok.error());
  return out;
}

Result<CasePage> list_cases(Site& site, const Identity& who, CaseList list) {
  const bool look = !list.kind.empty() || list.only_rehearsal || list.only_overdue;
  if (!look) return page_of(site, who, list, list.query);
  const auto limit = static_cast<std::size_t>(list.query.limit);
  list.query.count = false;                // the store cannot count what only we can tell apart
  CasePage out;
  for (int round = 0; round < kRounds; ++round) {
    list.query.limit = static_cast<int>(limit - out.rows.size());
    auto page = page_of(site, who, list, list.query);
    if (!page) return page;
    for (auto& row : page->rows) {
      if (list.fits(row)) out.rows.push_back(std::move(row));
    }
    out.next = page->next;
    if (out.next.empty() || out.rows.size() >= limit) break;
    list.query.after = out.next;
  }
  return out;
}

}  // namespace yiwang
