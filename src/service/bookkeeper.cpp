#include "service/bookkeeper.h"

#include <algorithm>

#include "base/text.h"
#include "service/areas/new_place.h"
#include "service/case_row.h"
#include "service/ledger.h"

namespace yiwang {
namespace {

constexpr std::string_view kSnapshotName = "relations";

std::string intake_key(const RawReport& raw) { return std::string(code_of(raw.channel)) + "/" + raw.external_id; }
std::string intake_digest(const RawReport& raw) { return to_hex(sha256(raw.title + "\n" + raw.text)).substr(0, 32); }

RelateOptions relate_options(const Settings& s) {
  RelateOptions options;
  options.window_days = s.relate_window_days;
  options.again_after_closing_days = s.again_after_closing_days;
  options.suggest = s.suggest_duplicate;
  return options;
}

/// Callers note the time before they wait in the queue, so two of them may come in the other order than their times say. In one case's story time does not go back.
Instant not_before(Instant at, const std::shared_ptr<const Case>& c) { return c ? std::max(at, c->updated_at) : at; }

/// What the person at the seat decided goes before what the engine read; the evidence says that it did.
void prefer_person(const RawReport& raw, Advice& advice) {
  if (raw.settles_at_once) advice.dispatching.reset();
  if (!raw.kind && !raw.urgency) return;
  if (!advice.understanding) advice.understanding.emplace();
  if (raw.kind) advice.understanding->kind = *raw.kind;
  if (raw.urgency) advice.understanding->urgency = *raw.urgency;
  advice.understanding->evidence.push_back({"rule", "agent", 1});
}

/// Which open case the report joins by itself: only kinds where it is the same thing told again while it is being worked on.
CaseId joined_by_itself(const Arrival& arrival, const Settings& settings) {
  if (!arrival.received.advice.relations) return {};
  for (const auto& relation : arrival.received.advice.relations->relations) {
    const bool same_thing = relation.kind == DuplicateKind::repeat_by_one || relation.kind == DuplicateKind::many_about_one;
    if (same_thing && relation.probability >= settings.merge_duplicate) return relation.case_id;
  }
  return {};
}

}  // namespace

Bookkeeper::Bookkeeper(Store& store, Advisers advisers, std::shared_ptr<const Cipher> cipher, std::size_t cached_cases)
    : store_(store), advisers_(std::move(advisers)), cipher_(std::move(cipher)), cache_(cached_cases), relater_(relate_options(advisers_.city->settings)) {}

void Bookkeeper::load() {
  cache_.clear();
  pending_ = {};
  row_of_.clear();
  in_flight_.clear();
  const auto last = store_.last_entry();
  seq_ = last.seq;
  hash_ = last.hash;
  next_case_ = store_.last_case_id() + 1;
  next_report_ = store_.last_report_id() + 1;
  cache_.committed(seq_);

  relater_ = Relater(relate_options(advisers_.city->settings));
  std::uint64_t from = 0;
  if (const auto snapshot = store_.load_snapshot(std::string(kSnapshotName)); snapshot && snapshot->seq <= seq_ && relater_.load(snapshot->bytes)) {
    from = snapshot->seq;
  }
  while (from < seq_) {
    const auto rows = store_.entries_after(from, 2000);
    if (rows.empty()) break;
    for (const auto& row : rows) remember(to_entry(row), nullptr);
    from = rows.back().seq;
  }
}

std::shared_ptr<const Case> Bookkeeper::find(CaseId id) {
  if (auto known = cache_.find(id)) return known;
  const auto rows = store_.entries_of(id.value);
  if (rows.empty()) return nullptr;
  auto loaded = std::make_shared<const Case>(replay(rows));
  cache_.put(loaded, rows.back().seq);
  return loaded;
}

std::optional<IntakeRow> Bookkeeper::seen(const std::string& key) {
  if (const auto it = in_flight_.find(key); it != in_flight_.end()) return it->second.first;
  return store_.find_intake(key);
}

Result<ReceiveOutcome> Bookkeeper::receive(Arrival& arrival, const RawReport& raw, const Actor& by, Instant at) {
  const bool keyed = !raw.external_id.empty();
  const auto key = intake_key(raw);
  if (keyed) {
    if (const auto before = seen(key)) {
      if (before->digest != intake_digest(raw)) return refuse(Reason::idempotency_mismatch, {{"case", std::to_string(before->case_id)}}, "external_id");
      const auto c = find(CaseId{before->case_id});
      return ReceiveOutcome{ReportId{before->report_id}, CaseId{before->case_id}, c ? c->number : std::string{}, c ? c->version : 0, "already"};
    }
  }
  auto& report = arrival.received.report;
  const ReportId report_id{next_report_};
  report.id = report_id;
  report.reporter = seal_reporter(raw.reporter, raw.channel, report.id, *cipher_);
  prefer_person(raw, arrival.received.advice);
  run_ordered_steps(arrival, advisers_, relater_);

  auto target = raw.join ? CaseId{*raw.join} : raw.settles_at_once ? CaseId{} : joined_by_itself(arrival, advisers_.city->settings);
  std::shared_ptr<const Case> before;
  std::vector<Event> events;
  if (target) {
    before = find(target);
    for (int hops = 0; before && before->merged_into && hops < 8; ++hops) before = find(*before->merged_into);
    if (raw.join && !before) return refuse(Reason::unknown_case, {{"case", std::to_string(target.value)}}, "join");
    if (before) {
      auto joined = join_case(*before, arrival.received, context(by, not_before(at, before)));
      if (joined) events = std::move(*joined);
      else if (raw.join) return tl::unexpected(joined.error());
      else before.reset();
    }
  }
  const bool opened = !before;
  at = not_before(at, before);
  const CaseId id = opened ? CaseId{next_case_++} : before->id;
  if (opened) events = open_case(id, arrival.received, context(by, at));
  ++next_report_;
  pending_.batch.last_report = report_id.value;
  const auto after = record(before, id, std::move(events), by, at, "receive");
  relater_.add(id, relate_question(arrival), !opened);
  if (keyed) {
    IntakeRow row{key, report_id.value, id.value, intake_digest(raw)};
    pending_.batch.intake.push_back(row);
    in_flight_[key] = {std::move(row), seq_};
  }
  return ReceiveOutcome{report_id, id, after->number, after->version, opened ? "opened" : "joined"};
}

Result<std::shared_ptr<const Case>> Bookkeeper::command(CaseId id, Command command, const Actor& by, std::uint32_t expected_version, Instant at, const Check& check) {
  const auto before = find(id);
  if (!before) return refuse(Reason::unknown_case, {{"case", std::to_string(id.value)}});
  if (check) {
    if (auto ok = check(*before); !ok) return tl::unexpected(ok.error());
  }
  if (expected_version != 0 && expected_version != before->version) {
    return refuse(Reason::stale_version, {{"version", std::to_string(before->version)}});
  }
  at = not_before(at, before);
  if (auto* place = std::get_if<CorrectPlace>(&command); place != nullptr && !place->found && (place->point || !place->address.empty())) {
    place->found = advisers_.locator->locate({{}, {}, place->address, place->point});
    if (!place->area.empty()) place->found->area = place->area;
  }
  if (auto* follow = std::get_if<FollowArea>(&command); follow != nullptr && !follow->advice && follow->rule != AreaRule::stay) follow->advice = advice_in(*before, follow->area, advisers_);
  std::shared_ptr<const Case> other;
  if (auto* merge = std::get_if<Merge>(&command)) {
    other = find(merge->into);
    if (!other) return refuse(Reason::unknown_case, {{"case", std::to_string(merge->into.value)}}, "into");
    at = not_before(at, other);
  }
  const auto with = context(by, at);
  if (auto* split = std::get_if<Split>(&command)) split->to = CaseId{next_case_};
  auto events = decide(*before, command, with);
  if (!events) return tl::unexpected(events.error());
  if (const auto* merge = std::get_if<Merge>(&command)) {
    auto absorbed = absorb_case(*other, *before, with);
    if (!absorbed) return tl::unexpected(absorbed.error());
    record(other, merge->into, std::move(*absorbed), by, at, "absorb");
  }
  if (const auto* split = std::get_if<Split>(&command)) {
    ++next_case_;
    record(nullptr, split->to, open_split_off(split->to, *before, split->report, with), by, at, "split_off");
  }
  return record(before, id, std::move(*events), by, at, std::string(code_of(operation_of(command))));
}

std::shared_ptr<const Case> Bookkeeper::record(const std::shared_ptr<const Case>& before, CaseId id, std::vector<Event> events, const Actor& by, Instant at, std::string command) {
  Entry entry;
  entry.seq = ++seq_;
  entry.case_id = id;
  entry.version = before ? before->version + 1 : 1;
  entry.at = at;
  entry.by = by;
  entry.command = std::move(command);
  entry.events = std::move(events);

  auto after = before ? std::make_shared<Case>(*before) : std::make_shared<Case>();
  apply(*after, entry);

  auto& batch = pending_.batch;
  batch.ledger.push_back(to_row(entry, hash_));
  hash_ = batch.ledger.back().hash;
  if (const auto it = row_of_.find(id.value); it != row_of_.end()) batch.cases[it->second] = to_case_row(*after);
  else {
    row_of_.emplace(id.value, batch.cases.size());
    batch.cases.push_back(to_case_row(*after));
  }
  const auto tasks_before = before ? to_task_rows(*before) : std::vector<TaskRow>{};
  for (auto& task : to_task_rows(*after)) {
    if (task.place < tasks_before.size() && tasks_before[task.place] == task) continue;
    batch.tasks.push_back(std::move(task));
  }
  for (auto& notice : notices_of(*after, entry)) batch.notices.push_back(std::move(notice));
  static const Case kNone;
  tally(before ? *before : kNone, *after, entry, advisers_.city->offset, batch.cubes);

  Change change{entry.seq, before, after, {}};
  for (const auto& event : entry.events) change.events.push_back(kind_of(event));
  pending_.changes.push_back(std::move(change));
  pending_.last_seq = seq_;
  cache_.put(after, seq_);
  if (entry.command != "receive") remember(entry, before.get());
  return after;
}

/// Keeps relate/ in step with the ledger. For live reports `receive` adds the words itself; on replay they are made again from the event.
void Bookkeeper::remember(const Entry& entry, const Case* before) {
  const auto id = entry.case_id;
  Arrival arrival;
  bool told = false;
  bool joined = false;
  for (const auto& event : entry.events) {
    if (const auto* received = std::get_if<ReportReceived>(&event)) {
      arrival.received.report = received->report;
      told = true;
      joined = received->joined;
    } else if (const auto* matter = std::get_if<MatterJudged>(&event)) {
      arrival.received.advice.understanding = matter->advice;
    } else if (const auto* place = std::get_if<PlaceJudged>(&event)) {
      arrival.received.advice.location = place->advice;
    } else if (const auto* corrected = std::get_if<MatterCorrected>(&event)) {
      relater_.corrected(id, corrected->matter, before ? std::string_view(before->place.area) : std::string_view{}, before ? before->place.point : std::nullopt);
    } else if (const auto* moved = std::get_if<PlaceCorrected>(&event)) {
      relater_.corrected(id, before ? std::string_view(before->matter) : std::string_view{}, moved->place.area, moved->place.point);
    } else if (const auto* followed = std::get_if<AreaFollowed>(&event)) {
      relater_.corrected(id, before ? std::string_view(before->matter) : std::string_view{}, followed->area, before ? before->place.point : std::nullopt);
    } else if (const auto* merged = std::get_if<CaseMerged>(&event)) {
      relater_.merged(id, merged->into);
    } else if (std::holds_alternative<CaseReopened>(event)) {
      relater_.reopened(id);
    } else if (std::holds_alternative<CaseClosed>(event) || std::holds_alternative<CaseAnswered>(event) || std::holds_alternative<CaseRefused>(event)) {
      relater_.closed(id, entry.at);
    }
  }
  if (!told) return;
  const auto& report = arrival.received.report;
  arrival.words = normalise(report.title.empty() ? report.text : report.title + "\n" + report.text);
  arrival.print = fingerprint(arrival.words);
  relater_.add(id, relate_question(arrival), joined);
}

Pending Bookkeeper::take() {
  Pending out = std::move(pending_);
  pending_ = {};
  row_of_.clear();
  return out;
}

void Bookkeeper::committed(std::uint64_t seq) {
  cache_.committed(seq);
  std::erase_if(in_flight_, [&](const auto& item) { return item.second.second <= seq; });
}

Snapshot Bookkeeper::snapshot() const { return {seq_, relater_.save()}; }

}  // namespace yiwang
