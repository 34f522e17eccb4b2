#include "service/calls/call_desk.h"

#include <algorithm>

#include "base/text.h"
#include "service/calls/call_json.h"
#include "understand/call/call_reader.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostAtHand = 2000, kMostListed = 100;
/// The machine's whole form at closing lies among the values under this name.
constexpr const char* kWholeForm = "*";

std::string line_context(std::uint64_t id, std::uint32_t place) { return "call " + std::to_string(id) + " line " + std::to_string(place); }
std::string value_context(std::uint64_t id, std::uint32_t place) { return "call " + std::to_string(id) + " value " + std::to_string(place); }
// Made before the shelf gives the call its number; the agent and the moment stand for it.
std::string caller_context(const CallRow& row) { return "caller " + row.agent + " " + std::to_string(row.started_ms); }

bool reads_all(const Identity& who) { return who.has(Role::supervisor) || who.has(Role::admin); }
bool is_machine(const Identity& who) { return who.has(Role::system) || who.has(Role::admin); }

Speaker speaker_of(const std::string& word) { return word == "seat" ? Speaker::seat : Speaker::citizen; }
std::string word_of(Speaker speaker) { return speaker == Speaker::seat ? "seat" : "citizen"; }

std::string opened(const Cipher& cipher, const std::string& sealed, const std::string& context) {
  if (sealed.empty()) return {};
  auto plain = cipher.open(sealed, context);
  if (!plain) throw std::runtime_error("a sealed text of a call cannot be opened (" + context + ")");
  return *plain;
}

std::int32_t local_day(Instant at, minutes offset) { return static_cast<std::int32_t>(to_local(at, offset).date.time_since_epoch().count()); }

}  // namespace

struct CallDesk::Running {
  Running(CallRow the_row, CallReader the_reader) : row(std::move(the_row)), reader(std::move(the_reader)) {}
  std::mutex mutex;
  CallRow row;
  std::string caller;
  CallReader reader;
  std::vector<SeenCallLine> lines;
  std::size_t characters = 0;
  std::map<CallField, GivenValue> given;
  std::uint32_t values = 0;
  std::optional<CallForm> kept;            // of a closed call: as it was read then
  const CallForm& form() { return kept ? *kept : reader.form(); }
};

Result<CallDesk::RunningPtr> CallDesk::take(std::uint64_t id) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto at_hand = running_.find(id); at_hand != running_.end()) return at_hand->second;
  }
  auto row = office_.store().calls().find_call(id);
  if (!row) return refuse(Reason::unknown_call, {{"call", std::to_string(id)}});
  auto running = std::make_shared<Running>(*row, CallReader(office_.advisers().reader, Instant{milliseconds{row->started_ms}}));
  const auto& cipher = office_.cipher();
  running->caller = opened(cipher, row->caller, caller_context(*row));
  for (const auto& line : office_.store().calls().lines_of(id)) {
    auto text = opened(cipher, line.text, line_context(id, line.place));
    running->characters += count_codepoints(text);
    running->reader.add({speaker_of(line.speaker), text});
    running->lines.push_back({line.place, speaker_of(line.speaker), std::move(text), line.at_ms});
  }
  for (const auto& value : office_.store().calls().values_of(id)) {
    running->values = value.place;
    const auto context = value_context(id, value.place);
    if (value.field == kWholeForm) {
      if (auto form = json::parse_text(opened(cipher, value.machine, context))) running->kept = read_call_form(*form);
      continue;
    }
    const auto field = parse<CallField>(value.field);
    if (!field) continue;
    if (value.value.empty()) {
      running->given.erase(*field);
      continue;
    }
    const auto parsed = json::parse_text(opened(cipher, value.value, context));
    const auto read = parsed ? read_call_value(*field, *parsed) : Result<std::optional<CallValue>>(std::optional<CallValue>{});
    running->given[*field] = {read ? *read : std::optional<CallValue>{}, value.login};
  }
  const std::lock_guard lock(mutex_);
  for (auto it = running_.begin(); running_.size() >= kMostAtHand && it != running_.end();) {
    it = it->second.use_count() == 1 ? running_.erase(it) : std::next(it);
  }
  return running_.try_emplace(id, std::move(running)).first->second;
}

Result<CallDesk::RunningPtr> CallDesk::take_open(const Identity& who, std::uint64_t id, bool by_machine) {
  auto running = take(id);
  if (!running) return running;
  const bool mine = (*running)->row.agent == who.login;
  if (!mine && !(by_machine && is_machine(who))) return refuse(Reason::unknown_call, {{"call", std::to_string(id)}});
  return running;
}

SeenCall CallDesk::seen(Running& running, std::uint32_t after_line) {
  SeenCall out{running.row, running.caller, {}, running.form(), running.given};
  if (after_line < running.lines.size()) out.lines.assign(running.lines.begin() + after_line, running.lines.end());
  return out;
}

void CallDesk::tell(const Running& running) {
  if (changed_) changed_({running.row.id, running.row.agent, running.row.state, running.row.revision, running.row.lines});
}

Result<SeenCall> CallDesk::open(const Identity& who, const NewCall& call, const Asking& asking) {
  const auto& agent = call.agent.empty() ? who.login : call.agent;
  if (agent != who.login ? !is_machine(who) : !who.has(Role::agent)) return refuse(Reason::not_permitted);
  if (agent != who.login && !office_.store().find_account(agent)) return refuse(Reason::unknown_person, {{"login", agent}}, "agent");
  CallRow row;
  row.agent = agent;
  row.state = "open";
  row.started_ms = call.started_at.value_or(asking.now).time_since_epoch().count();
  row.updated_ms = asking.now.time_since_epoch().count();
  if (!call.caller.empty()) row.caller = office_.cipher().seal(call.caller, caller_context(row));
  row.id = office_.store().calls().add_call(row);
  auto running = take(row.id);
  if (!running) return tl::unexpected(running.error());
  const std::lock_guard lock((*running)->mutex);
  tell(**running);
  return seen(**running, 0);
}

Result<SeenCall> CallDesk::add_lines(const Identity& who, std::uint64_t id, const std::vector<NewCallLine>& lines, const Asking& asking) {
  auto taken = take_open(who, id, true);
  if (!taken) return tl::unexpected(taken.error());
  auto& running = **taken;
  const std::lock_guard lock(running.mutex);
  if (running.row.state != "open") return refuse(Reason::call_closed);
  std::size_t count = running.lines.size(), characters = running.characters;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto field = "lines[" + std::to_string(i) + "]";
    if (lines[i].replaces > count) return refuse(Reason::out_of_range, {{"most", std::to_string(count)}}, field + ".replaces");
    characters += count_codepoints(lines[i].text);
    if (lines[i].replaces == 0) ++count;
    if (count > kMostLines) return refuse(Reason::call_full, {{"most", std::to_string(kMostLines)}}, field);
    if (characters > kMostCharacters) return refuse(Reason::call_full, {{"most", std::to_string(kMostCharacters)}}, field);
  }
  const auto now = asking.now.time_since_epoch().count();
  auto row = running.row;
  row.lines = static_cast<std::uint32_t>(count);
  row.revision += 1;
  row.updated_ms = now;
  // One place may be written several times in one request: the last word counts, for the shelf as for the reader.
  std::map<std::uint32_t, CallLineRow> written;
  std::vector<SeenCallLine> placed;
  auto next = static_cast<std::uint32_t>(running.lines.size());
  for (const auto& line : lines) {
    const auto place = line.replaces == 0 ? ++next : line.replaces;
    written[place] = {place, word_of(line.speaker), office_.cipher().seal(line.text, line_context(id, place)), now};
    placed.push_back({place, line.speaker, line.text, now});
  }
  std::vector<CallLineRow> rows;
  for (auto& [place, line] : written) rows.push_back(std::move(line));
  office_.store().calls().put_lines(row, rows);
  running.row = row;
  running.characters = characters;
  for (auto& line : placed) {
    if (line.place > running.lines.size()) {
      running.reader.add({line.speaker, line.text});
      running.lines.push_back(std::move(line));
    } else {
      running.reader.replace(line.place - 1, {line.speaker, line.text});
      running.lines[line.place - 1] = std::move(line);
    }
  }
  tell(running);
  return seen(running, row.lines);
}

Result<SeenCall> CallDesk::change_form(const Identity& who, std::uint64_t id, const CallChanges& changes, const Asking& asking) {
  auto taken = take_open(who, id, false);
  if (!taken) return tl::unexpected(taken.error());
  auto& running = **taken;
  const std::lock_guard lock(running.mutex);
  if (running.row.state != "open") return refuse(Reason::call_closed);
  if (const auto matter = changes.set.find(CallField::matter); matter != changes.set.end() && matter->second) {
    const auto* code = std::get_if<std::string>(&*matter->second);
    if (code == nullptr || office_.city()->matter(*code) == nullptr) return refuse(Reason::unknown_matter, {}, "set.matter");
  }
  auto row = running.row;
  row.revision += 1;
  row.updated_ms = asking.now.time_since_epoch().count();
  std::vector<CallValueRow> rows;
  auto place = running.values;
  const auto& form = running.form();
  const auto keep = [&](CallField field, const std::string& value) {
    ++place;
    const auto context = value_context(id, place);
    const auto machine = form[field] ? boost::json::serialize(to_json(form[field]->value)) : "null";
    rows.push_back({place, std::string(code_of(field)), who.login, value.empty() ? value : office_.cipher().seal(value, context), office_.cipher().seal(machine, context), row.updated_ms});
  };
  for (const auto& [field, value] : changes.set) keep(field, value ? boost::json::serialize(to_json(*value)) : "null");
  for (const auto field : changes.undo) {
    if (running.given.count(field) != 0 && changes.set.count(field) == 0) keep(field, {});
  }
  if (rows.empty()) return seen(running, running.row.lines);
  office_.store().calls().add_values(row, rows);
  running.row = row;
  running.values = place;
  for (const auto& [field, value] : changes.set) running.given[field] = {value, who.login};
  for (const auto field : changes.undo) {
    if (changes.set.count(field) == 0) running.given.erase(field);
  }
  tell(running);
  return seen(running, row.lines);
}

Result<SeenCall> CallDesk::see(const Identity& who, std::uint64_t id, std::uint32_t after_line, const std::string& reason, const Asking& asking) {
  auto taken = take(id);
  if (!taken) return tl::unexpected(taken.error());
  auto& running = **taken;
  const std::lock_guard lock(running.mutex);
  const bool mine = running.row.agent == who.login;
  if (!mine && !reads_all(who)) return refuse(Reason::unknown_call, {{"call", std::to_string(id)}});
  if (!mine && count_codepoints(trim(reason)) < 4) return refuse(Reason::reason_required, {{"least", "4"}}, "reason");
  // The audit comes first: what could not be written down is not shown.
  if (!mine || running.row.state != "open") office_.audit(who.login, "see_call", std::to_string(id), reason, asking);
  return seen(running, after_line);
}

Result<SeenCall> CallDesk::close(const Identity& who, std::uint64_t id, std::optional<CaseId> became, const Asking& asking) {
  auto taken = take_open(who, id, true);
  if (!taken) return tl::unexpected(taken.error());
  if (became) {
    if (auto ok = office_.see(who, *became); !ok) return tl::unexpected(ok.error());
  }
  auto& running = **taken;
  const std::lock_guard lock(running.mutex);
  if (running.row.state != "open") return refuse(Reason::call_closed);
  const auto form = running.form();
  auto row = running.row;
  row.state = "closed";
  row.case_id = became ? became->value : 0;
  row.revision += 1;
  row.updated_ms = row.closed_ms = asking.now.time_since_epoch().count();
  std::vector<CallTally> tallies;
  const auto day = local_day(asking.now, office_.city()->offset);
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const auto field = static_cast<CallField>(i);
    const auto given = running.given.find(field);
    CallTally tally{day, std::string(code_of(field)), 1, form[field] ? 1 : 0, 0, 0, 0};
    if (given != running.given.end()) {
      const auto& value = given->second.value;
      if (!form[field]) tally.added = value ? 1 : 0;
      else if (!value) tally.removed = 1;
      else tally.changed = *value == form[field]->value ? 0 : 1;
    }
    tallies.push_back(std::move(tally));
  }
  const auto place = running.values + 1;
  const auto whole = office_.cipher().seal(boost::json::serialize(to_json(form)), value_context(id, place));
  office_.store().calls().add_values(running.row, {{place, kWholeForm, who.login, {}, whole, row.updated_ms}});
  running.values = place;
  office_.store().calls().close_call(row, tallies);
  running.row = row;
  running.kept = form;
  tell(running);
  return seen(running, 0);
}

Result<std::vector<CallRow>> CallDesk::list(const Identity& who, const std::string& state, const std::string& agent) {
  if (reads_all(who)) return office_.store().calls().calls(agent, state, kMostListed);
  if (!who.has(Role::agent)) return refuse(Reason::not_permitted);
  if (!agent.empty() && agent != who.login) return refuse(Reason::not_permitted, {}, "agent");
  return office_.store().calls().calls(who.login, state, kMostListed);
}

Result<std::vector<CallTally>> CallDesk::accuracy(const Identity& who, int days, Instant now) {
  if (!reads_all(who) && !who.has(Role::leader)) return refuse(Reason::not_permitted);
  const auto today = local_day(now, office_.city()->offset);
  return office_.store().calls().tallies(today - days + 1, today);
}

}  // namespace yiwang
