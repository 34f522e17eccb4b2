#include "apps/eval_groups.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "apps/house.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "relate/groups/outbreaks.h"
#include "understand/matter_model.h"
#include "understand/matter_rows.h"

namespace yiwang {
namespace {

struct Options {
  std::string messages, catalogue;
  OutbreakOptions groups;
  int most = 0;
  bool as_json = false;
};

struct Message {
  std::string id, reporter, title, text;
  Instant at;
  double support = 0;
};

/// A column by any of its names, or -1.
int column(const CsvReader& reader, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (const int at = reader.column(name); at >= 0) return at;
  }
  return -1;
}

std::vector<Message> read_messages(const std::string& path, std::size_t& unreadable) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  CsvReader reader(in);
  const int id = column(reader, {"id", "留言编号", "编号"}), who = column(reader, {"reporter", "留言用户", "用户"}), title = column(reader, {"title", "留言主题", "主题"});
  const int at = column(reader, {"received_at", "留言时间", "时间"}), text = column(reader, {"text", "留言详情", "详情"});
  const int against = column(reader, {"against", "反对数"}), in_favour = column(reader, {"for", "点赞数"});
  if (at < 0 || (title < 0 && text < 0)) throw std::runtime_error(path + " needs the columns received_at and text (or title); id, reporter, for and against help");
  std::vector<Message> out;
  std::vector<std::string> cells;
  const auto cell = [&](int c) { return c < 0 ? std::string{} : cells[static_cast<std::size_t>(c)]; };
  const auto number = [&](int c) { return c < 0 ? 0.0 : std::max(0.0, std::strtod(cells[static_cast<std::size_t>(c)].c_str(), nullptr)); };
  while (reader.next(cells)) {
    const auto told = parse_instant(cell(at));
    if (!told || broken_utf8_at(cell(title)) != std::string::npos || broken_utf8_at(cell(text)) != std::string::npos) {
      ++unreadable;
      continue;
    }
    // Votes for and against both say that others care.
    out.push_back({id < 0 ? std::to_string(out.size() + 1) : cell(id), cell(who), cell(title), cell(text), *told, number(against) + number(in_favour)});
  }
  std::stable_sort(out.begin(), out.end(), [](const Message& a, const Message& b) { return a.at != b.at ? a.at < b.at : a.id < b.id; });
  return out;
}

/// Sentences of a catalogue: what is usual to say, and what matters are learnt from.
std::vector<LabelledText> read_sentences(const std::filesystem::path& folder) {
  std::ifstream matters(folder / "matters.csv"), examples(folder / "examples.csv");
  std::map<std::string, std::string> names;
  auto rows = read_matter_catalogue(matters, examples, names);
  if (!rows.fault.empty()) throw std::runtime_error(folder.string() + ": " + rows.fault);
  return std::move(rows.texts);
}

double seconds_since(std::chrono::steady_clock::time_point from) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count(); }

struct Run {
  std::vector<Outbreak> groups;            // the highest peak first
  double seconds = 0, understand_seconds = 0;
  std::size_t bytes = 0;
};

Run replay(const std::vector<Message>& messages, const Options& o) {
  Run run;
  std::vector<std::string> matters(messages.size());
  Outbreaks outbreaks(o.groups);
  const auto sentences = read_sentences(o.catalogue.empty() ? shipped("catalogue/base") : std::filesystem::path(o.catalogue));
  for (const auto& sentence : sentences) {
    if (sentence.spoken) outbreaks.teach(sentence.text);
  }
  auto began = std::chrono::steady_clock::now();
  const auto model = MatterModel::train(sentences);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto guess = model.guess(messages[i].title + "\n" + messages[i].text, false);
    if (!guess.matters.empty()) matters[i] = guess.matters.front().matter;
  }
  run.understand_seconds = seconds_since(began);
  began = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto& m = messages[i];
    ToldReport told;
    told.id = i + 1;
    told.at = m.at;
    told.reporter = m.reporter;
    told.title = m.title;
    told.text = m.text;
    told.matter = matters[i];
    told.support = m.support;
    outbreaks.add(told);
  }
  run.seconds = seconds_since(began);
  run.bytes = outbreaks.bytes();
  run.groups = outbreaks.take_ended();
  if (!messages.empty()) {
    auto alive = outbreaks.raised(messages.back().at);
    std::move(alive.begin(), alive.end(), std::back_inserter(run.groups));
  }
  std::sort(run.groups.begin(), run.groups.end(), [](const Outbreak& a, const Outbreak& b) { return a.peak != b.peak ? a.peak > b.peak : a.id < b.id; });
  if (o.most > 0 && run.groups.size() > static_cast<std::size_t>(o.most)) run.groups.resize(static_cast<std::size_t>(o.most));
  return run;
}

json::Object to_json(const Run& run, const std::vector<Message>& messages, std::size_t unreadable) {
  constexpr minutes kChina{480};
  json::Array groups;
  for (const auto& g : run.groups) {
    json::Object one;
    one["rank"] = groups.size() + 1;
    one["name"] = g.name;
    one["sentence"] = g.sentence;
    one["hotness"] = g.peak;
    one["hotness_at_end"] = g.hotness;
    one["from"] = to_text(g.from, kChina);
    one["to"] = to_text(g.to, kChina);
    one["raised_at"] = to_text(g.raised_at, kChina);
    one["raised_after"] = g.raised_after;
    one["reason"] = json::Object{{"pace", g.burst ? "burst" : "lasting"}, {"people", g.raised_people}, {"days", g.raised_days}, {"usual_a_week", g.usual_a_week}};
    one["reporters"] = g.people;
    json::Array ids;
    for (const auto& m : g.members) ids.push_back(json::Value(messages[m.report - 1].id));
    one["messages"] = std::move(ids);
    groups.push_back(std::move(one));
  }
  json::Object out;
  out["groups"] = std::move(groups);
  out["messages"] = messages.size();
  out["unreadable"] = unreadable;
  out["seconds"] = run.seconds;
  out["understand_seconds"] = run.understand_seconds;
  out["messages_per_s"] = run.seconds > 0 ? static_cast<double>(messages.size()) / run.seconds : 0.0;
  out["bytes"] = run.bytes;
  return out;
}

void print_plain(const Run& run, const std::vector<Message>& messages) {
  std::size_t rank = 0;
  for (const auto& g : run.groups) {
    std::cout << ++rank << ". " << g.name << ": " << g.people << " people, " << g.reports << " reports, " << to_text(g.from).substr(0, 10) << " to " << to_text(g.to).substr(0, 10) << "; raised "
              << to_text(g.raised_at).substr(0, 10) << " at report " << g.raised_after << " (" << g.raised_people << " people in " << g.raised_days << " days; usual "
              << std::round(g.usual_a_week * 10) / 10 << " a week); hotness " << std::round(g.peak * 10) / 10 << "\n   " << g.sentence << '\n';
  }
  std::cout << messages.size() << " messages in " << run.seconds << " s, " << std::round(static_cast<double>(messages.size()) / std::max(run.seconds, 1e-9)) << " a second on one thread, "
            << run.bytes / 1024 << " KB kept; matters read in " << run.understand_seconds << " s\n";
}

int run_groups(const Options& o) {
  std::size_t unreadable = 0;
  const auto messages = read_messages(o.messages, unreadable);
  const auto run = replay(messages, o);
  if (o.as_json) std::cout << boost::json::serialize(to_json(run, messages, unreadable)) << '\n';
  else print_plain(run, messages);
  return 0;
}

}  // namespace

void add_eval_groups(CLI::App& eval, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* sub = eval.add_subcommand("groups", "Replay messages in time order and list the groups of many people about one thing (docs/relating.md)");
  sub->add_option("--messages", o->messages, "CSV with id, reporter, title, received_at, text, and votes in against and for")->required();
  sub->add_option("--catalogue", o->catalogue, "folder with matters.csv and examples.csv for what is usual to say; what ships when left out");
  sub->add_option("--people", o->groups.raise_people, "different people within --days that make a group")->capture_default_str()->check(CLI::Range(2, 1000));
  sub->add_option("--days", o->groups.raise_days)->capture_default_str()->check(CLI::Range(1, 365));
  sub->add_option("--lasting-people", o->groups.lasting_people, "or so many within the window")->capture_default_str()->check(CLI::Range(2, 1000));
  sub->add_option("--window-days", o->groups.window_days, "a group nothing was added to for so long is over")->capture_default_str()->check(CLI::Range(1, 3650));
  sub->add_option("--half-life-days", o->groups.half_life_days, "of hotness")->capture_default_str()->check(CLI::Range(0.1, 365.0));
  sub->add_option("--most", o->most, "list only so many; 0: all")->capture_default_str();
  sub->add_flag("--json", o->as_json, "one JSON object on standard output");
  sub->callback([o, &exit_code] { exit_code = run_groups(*o); });
}

}  // namespace yiwang
