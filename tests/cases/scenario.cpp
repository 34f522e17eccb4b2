#include "cases/scenario.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "cases/expectation.h"
#include "cases/invariants.h"
#include "cases/scenario_lines.h"
#include "cases/world.h"

namespace yiwang::testing {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string field(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.first == name; });
  return found == fields.end() ? std::string{} : found->second;
}

std::vector<std::string> list(std::string_view text) {
  std::vector<std::string> out;
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  for (const auto item : split(text, ',')) {
    if (!item.empty()) out.emplace_back(item);
  }
  return out;
}

/// "010101:0.95" -> code and confidence, 0.95 when none is given.
std::pair<std::string, double> sure(const std::string& text) {
  const auto colon = text.find(':');
  return colon == std::string::npos ? std::pair{text, 0.95} : std::pair{text.substr(0, colon), std::stod(text.substr(colon + 1))};
}

json::Value value_of(const std::string& name, const std::string& text) {
  static const std::set<std::string> numbers{"days", "into", "report"};
  static const std::set<std::string> truths{"approve", "pass", "solved", "reached"};
  if (numbers.contains(name) && !text.empty() && text.find_first_not_of("0123456789-") == std::string::npos) return std::stoll(text);
  if (truths.contains(name) && (text == "true" || text == "false")) return text == "true";
  if (text.starts_with('[')) {
    json::Array items;
    for (const auto& item : list(text)) items.emplace_back(item);
    return items;
  }
  if (name == "attachment") return json::Object{{"id", text}, {"name", text + ".jpg"}};
  if (name == "point") {
    const auto parts = list(text);
    return json::Object{{"lon", std::stod(parts.at(0))}, {"lat", std::stod(parts.at(1))}};
  }
  return json::Value(text);
}

/// What a form was filled in with: truths, whole numbers, lists and words.
json::Value answer(const std::string& text) {
  if (text == "true" || text == "false") return text == "true";
  if (!text.empty() && text.find_first_not_of("0123456789-") == std::string::npos && text != "-" && text.find('-', 1) == std::string::npos) return std::stoll(text);
  return value_of("data", text);
}

/// `activity=inspect` means the open step at that element, `inspect@U-310` the one for that unit.
std::int64_t step_of(const std::string& text, const Case& c) {
  const auto at = text.find('@');
  for (const auto& activity : c.process ? c.process->activities : std::vector<Activity>{}) {
    if (activity.element == text.substr(0, at) && (at == std::string::npos || activity.who == text.substr(at + 1))) return activity.id;
  }
  return 999;
}

json::Value body_of(const ScenarioLine& line, const Case& c) {
  json::Object body{{"operation", line.verb}};
  json::Object data;
  for (const auto& [name, text] : line.fields) {
    if (name.starts_with("data.")) data[name.substr(5)] = answer(text);
    else if (name == "incident") body[name] = text == "stuck" && c.process && !c.process->stuck.empty() ? c.process->stuck.front().id : 999;
    else if (name == "activity") body[name] = step_of(text, c);
    else body[name] = value_of(name, text);
  }
  if (!data.empty()) body["data"] = std::move(data);
  return body;
}

class Player {
 public:
  Player(std::string name, const City& city) : name_(std::move(name)), city_(city) {}

  ScenarioResult run(std::string_view text) {
    std::vector<std::string> unread;
    const auto lines = read_scenario(text, unread);
    for (auto& fault : unread) result_.faults.push_back(name_ + ": " + fault);
    for (const auto& line : lines) step(line);
    for (const auto& [id, entries] : ledgers_) {
      Case again;
      for (const auto& entry : entries) apply(again, entry);
      if (!(again == cases_[id])) result_.faults.push_back(name_ + ": case " + std::to_string(id) + " is not what its ledger says");
    }
    return std::move(result_);
  }

 private:
  void fault(const ScenarioLine& line, const std::string& what) { result_.faults.push_back(name_ + ":" + std::to_string(line.number) + ": " + what); }

  static Actor actor(const std::string& who) {
    const auto at = who.find('@');
    const auto role = parse<Role>(who.substr(0, at)).value_or(Role::system);
    return person(role, at == std::string::npos ? std::string{} : who.substr(at + 1));
  }

  void record(std::uint64_t id, const ScenarioLine& line, const Actor& who, std::vector<Event> events, const std::string& command) {
    auto& c = cases_[id];
    auto& ledger = ledgers_[id];
    for (const auto& event : events) result_.events.insert(kind_of(event));
    const auto back = decode_events(encode_events(events));
    if (!back || !(*back == events)) fault(line, "the events do not survive being written and read");
    ledger.push_back({ledger.size() + 1, CaseId{id}, c.version + 1, line.at, who, command, std::move(events)});
    apply(c, ledger.back());
    for (const auto& broken : broken_invariants(c)) fault(line, "case " + std::to_string(id) + " breaks `" + broken + "`");
  }

  ReceiveReport received(const ScenarioLine& line) {
    const auto& f = line.fields;
    ReceiveReport r;
    r.report = phone_report({++reports_}, line.at, field(f, "text").empty() ? "云锦路工地半夜施工" : field(f, "text"));
    if (field(f, "text") == "none") r.report.text.clear();
    r.report.channel = parse<Channel>(line.who).value_or(Channel::web);
    if (field(f, "phone").empty()) r.report.reporter = {};
    else r.report.reporter.key = "key" + field(f, "phone");
    if (const auto [code, share] = sure(field(f, "matter")); !code.empty() || !field(f, "urgency").empty()) {
      auto& u = r.advice.understanding.emplace();
      if (!code.empty()) u.matters.push_back({code, share});
      u.urgency = parse<Urgency>(field(f, "urgency")).value_or(Urgency::ordinary);
    }
    if (const auto [code, share] = sure(field(f, "unit")); !code.empty()) {
      auto& d = r.advice.dispatching.emplace();
      d.unit = code == "none" ? "" : code;
      d.confidence = share;
      d.assist = list(field(f, "assist"));
    }
    if (const auto [code, share] = sure(field(f, "place")); !code.empty()) {
      auto& l = r.advice.location.emplace();
      l.area = code;
      l.confidence = share;
    }
    if (const auto [code, share] = sure(field(f, "related")); !code.empty()) {
      r.advice.relations.emplace().relations.push_back({CaseId{std::stoull(code)}, DuplicateKind::many_about_one, share, {}});
    }
    r.chosen_matter = field(f, "chosen_matter");
    r.chosen_unit = field(f, "chosen_unit");
    return r;
  }

  std::optional<Refusal> act(const ScenarioLine& line, std::uint64_t& touched, std::vector<Event>& made) {
    const auto who = actor(line.who);
    const Context context{city_, line.at, who};
    touched = line.on;
    if (line.verb == "report") {
      touched = ++last_case_;
      made = open_case(CaseId{touched}, received(line), context);
      record(touched, line, who, made, "receive");
      return std::nullopt;
    }
    if (line.verb == "joins") {
      auto events = join_case(cases_[line.on], received(line), context);
      if (!events) return events.error();
      made = *events;
      record(line.on, line, who, made, "receive");
      return std::nullopt;
    }
    return command(line, context, made);
  }

  /// As the service fills it in: `unit` is what the dispatcher says of the new area.
  static FollowArea follow_area(const ScenarioLine& line) {
    const auto& f = line.fields;
    FollowArea out{field(f, "area"), field(f, "plan"), field(f, "plan_name"), parse<AreaRule>(field(f, "rule")).value_or(AreaRule::follow), {}};
    if (const auto [code, share] = sure(field(f, "unit")); !code.empty()) {
      out.advice.emplace().unit = code;
      out.advice->confidence = share;
    }
    return out;
  }

  std::optional<Refusal> command(const ScenarioLine& line, const Context& context, std::vector<Event>& made) {
    auto read = line.verb == "tick" ? Result<Command>(PassTime{}) : line.verb == "follow_area" ? Result<Command>(follow_area(line)) : read_command(body_of(line, cases_[line.on]));
    if (!read) return refused(line, read.error());
    auto command = *std::move(read);
    const auto& who = context.actor;
    auto* split = std::get_if<Split>(&command);
    if (split != nullptr) split->to = CaseId{last_case_ + 1};
    const auto before = cases_[line.on];
    auto events = decide(before, command, context);
    if (!events) return refused(line, events.error());
    if (const auto* merge = std::get_if<Merge>(&command)) {
      // As the service: both halves or neither.
      auto absorbed = absorb_case(cases_[merge->into.value], before, context);
      if (!absorbed) return refused(line, absorbed.error());
      record(merge->into.value, line, who, *std::move(absorbed), "merge");
    }
    result_.done.insert(operation_of(command));
    made = *events;
    record(line.on, line, who, *std::move(events), line.verb);
    if (split != nullptr) record(++last_case_, line, who, open_split_off(CaseId{last_case_}, before, split->report, context), "split");
    return std::nullopt;
  }

  std::optional<Refusal> refused(const ScenarioLine& line, const Refusal& why) {
    result_.reasons.insert(why.reason);
    if (line.verb == "tick") result_.refused.insert(Operation::pass_time);
    if (const auto op = parse<Operation>(line.verb)) result_.refused.insert(*op);
    return why;
  }

  void step(const ScenarioLine& line) {
    ++result_.steps;
    std::uint64_t touched = line.on;
    std::vector<Event> made;
    const auto refusal = act(line, touched, made);
    const bool expects_refusal = !line.expected.empty() && line.expected.front().size() > 1 && line.expected.front().front() == "refused";
    if (refusal && !expects_refusal) fault(line, "refused: " + std::string(code_of(refusal->reason)) + (refusal->field.empty() ? "" : " " + refusal->field));
    for (auto words : line.expected) {
      auto id = touched;
      if (words.front().starts_with('#')) {
        id = std::stoull(words.front().substr(1));
        words.erase(words.begin());
      }
      if (const auto wrong = unmet(words, cases_[id], made, refusal); !wrong.empty()) fault(line, wrong);
    }
  }

  std::string name_;
  const City& city_;
  ScenarioResult result_;
  std::map<std::uint64_t, Case> cases_;
  std::map<std::uint64_t, std::vector<Entry>> ledgers_;
  std::uint64_t last_case_ = 0;
  std::uint64_t reports_ = 0;
};

}  // namespace

ScenarioResult play_scenario(const std::filesystem::path& file, const City& city) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return Player(file.filename().string(), city).run(text.str());
}

std::vector<std::filesystem::path> scenario_files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(YIWANG_SOURCE_DIR) + "/tests/cases/" + folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace yiwang::testing
