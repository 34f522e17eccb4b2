#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <fstream>
#include <iostream>
#include <map>

#include "adapters/documents/open_rows.h"
#include "apps/commands.h"
#include "apps/house.h"
#include "base/csv.h"
#include "base/text.h"

namespace yiwang {
namespace {

struct Options {
  HouseOptions house;
  std::string file, columns, channel = "mailbox", as_of = "history", refused_file;
  bool dry_run = false, as_json = false;
};

/// Which columns make which field; several joined by a newline.
using Mapping = std::map<std::string, std::vector<std::size_t>>;

constexpr std::string_view kFields[] = {"id", "text", "title", "at", "happened_at", "reporter", "name", "phone", "identity", "address", "lon", "lat", "channel"};

Result<Mapping> read_mapping(const std::string& text, const std::vector<std::string>& header) {
  Mapping out;
  for (const auto part : split(text, ',')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return refuse(Reason::malformed, {{"part", std::string(part)}}, "--columns");
    const auto field = std::string(trim(part.substr(0, equals)));
    if (std::find(std::begin(kFields), std::end(kFields), field) == std::end(kFields)) return refuse(Reason::unknown_field, {{"field", field}}, "--columns");
    for (const auto column : split(part.substr(equals + 1), '+')) {
      const auto it = std::find(header.begin(), header.end(), trim(column));
      if (it == header.end()) return refuse(Reason::unknown_value, {{"column", std::string(trim(column))}}, "--columns");
      out[field].push_back(static_cast<std::size_t>(it - header.begin()));
    }
  }
  if (!out.contains("text")) return refuse(Reason::missing_field, {{"field", "text"}}, "--columns");
  return out;
}

std::string cell(const Mapping& mapping, const std::string& field, const std::vector<std::string>& cells) {
  const auto it = mapping.find(field);
  if (it == mapping.end()) return {};
  std::string out;
  for (const auto column : it->second) {
    const auto text = column < cells.size() ? trim(cells[column]) : std::string_view{};
    if (text.empty()) continue;
    if (!out.empty()) out += '\n';
    out += text;
  }
  return out;
}

Result<double> read_degrees(const std::string& text, const std::string& field) {
  double out = 0;
  const auto* end = text.data() + text.size();
  if (const auto read = std::from_chars(text.data(), end, out); read.ec != std::errc{} || read.ptr != end) return refuse(Reason::wrong_type, {{"value", shorten(text, 40)}}, field);
  return out;
}

Result<RawReport> read_row(const Mapping& mapping, const std::vector<std::string>& cells, Channel channel, minutes offset) {
  RawReport raw;
  raw.channel = channel;
  if (const auto code = cell(mapping, "channel", cells); !code.empty()) {
    const auto known = parse<Channel>(code);
    if (!known) return refuse(Reason::unknown_value, {{"value", shorten(code, 40)}}, "channel");
    raw.channel = *known;
  }
  raw.external_id = cell(mapping, "id", cells);
  raw.title = cell(mapping, "title", cells);
  raw.text = cell(mapping, "text", cells);
  raw.address = cell(mapping, "address", cells);
  raw.reporter.external = cell(mapping, "reporter", cells);
  raw.reporter.name = cell(mapping, "name", cells);
  raw.reporter.phone = cell(mapping, "phone", cells);
  raw.reporter.identity = cell(mapping, "identity", cells);
  const auto time = [&](const std::string& field, std::optional<Instant>& out) -> Done {
    const auto text = cell(mapping, field, cells);
    if (text.empty()) return done();
    out = parse_instant(text, offset);
    if (!out) return refuse(Reason::wrong_type, {{"value", shorten(text, 40)}}, field);
    return done();
  };
  if (auto ok = time("at", raw.received_at); !ok) return tl::unexpected(ok.error());
  if (auto ok = time("happened_at", raw.happened_at); !ok) return tl::unexpected(ok.error());
  const auto lon = cell(mapping, "lon", cells), lat = cell(mapping, "lat", cells);
  if (!lon.empty() && !lat.empty()) {
    auto x = read_degrees(lon, "lon");
    auto y = read_degrees(lat, "lat");
    if (!x) return tl::unexpected(x.error());
    if (!y) return tl::unexpected(y.error());
    raw.point = LonLat{*x, *y};
  }
  return raw;
}

std::string say(const Refusal& refusal) {
  std::string out(code_of(refusal.reason));
  if (!refusal.field.empty()) out += " " + refusal.field;
  for (const auto& [key, value] : refusal.facts) out += " " + key + "=" + value;
  return out;
}

/// What happened to the rows; callbacks come from the commit thread.
class Tally {
 public:
  void refused(std::size_t line, const Refusal& refusal) {
    const std::lock_guard lock(mutex_);
    ++refused_;
    faults_.emplace_back(line, say(refusal));
  }
  void answered(std::size_t line, const Result<ReceiveOutcome>& outcome) {
    if (!outcome) refused(line, outcome.error());
    const std::lock_guard lock(mutex_);
    --under_way_;
    if (outcome) {
      if (outcome->outcome == "already") ++already_;
      else ++accepted_;
      if (outcome->outcome == "joined") ++joined_;
    }
    changed_.notify_one();
  }
  /// Keeps fewer in the queue than it holds, so that a fast file is never told busy.
  void room_for_one(std::size_t most) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_ < most; });
    ++under_way_;
  }
  std::uint64_t accepted() const { return accepted_; }
  std::uint64_t already() const { return already_; }
  std::uint64_t refused() const { return refused_; }
  std::uint64_t joined() const { return joined_; }
  std::vector<std::pair<std::size_t, std::string>> faults() const { return faults_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t under_way_ = 0;
  std::uint64_t accepted_ = 0, already_ = 0, refused_ = 0, joined_ = 0;
  std::vector<std::pair<std::size_t, std::string>> faults_;
};

struct Row {
  std::size_t line;
  RawReport raw;
};

void print_result(const Options& o, std::uint64_t read, const Tally& tally, double took_s) {
  const auto faults = tally.faults();
  if (o.as_json) {
    std::string out = "{\"read\":" + std::to_string(read) + ",\"accepted\":" + std::to_string(tally.accepted()) + ",\"already\":" + std::to_string(tally.already()) +
                      ",\"refused\":" + std::to_string(tally.refused()) + ",\"joined\":" + std::to_string(tally.joined()) + ",\"dry_run\":" + (o.dry_run ? "true" : "false") +
                      ",\"seconds\":";
    json::write(out, took_s);
    out += ",\"refusals\":[";
    for (std::size_t i = 0; i < faults.size() && i < 1000; ++i) {
      out += (i == 0 ? "{\"line\":" : ",{\"line\":") + std::to_string(faults[i].first) + ",\"reason\":";
      json::write_string(out, faults[i].second);
      out += '}';
    }
    std::cout << out << "]}\n";
    return;
  }
  for (std::size_t i = 0; i < faults.size() && i < 20; ++i) std::cout << o.file << ':' << faults[i].first << ": refused: " << faults[i].second << '\n';
  if (faults.size() > 20) std::cout << "... and " << faults.size() - 20 << " more; --refused FILE writes them all\n";
  std::cout << "read " << read << ", accepted " << tally.accepted() << " (" << tally.joined() << " joined an open case), already there " << tally.already() << ", refused "
            << tally.refused() << (o.dry_run ? " - a dry run, nothing was stored" : "") << '\n';
}

int run(const Options& o) {
  auto rows = open_rows(o.file);
  if (!rows) {
    std::cerr << o.file << ": " << say(rows.error()) << '\n';
    return 1;
  }
  auto mapping = read_mapping(o.columns, (*rows)->header());
  if (!mapping) {
    std::cerr << say(mapping.error()) << "; the file has:";
    for (const auto& name : (*rows)->header()) std::cerr << ' ' << name;
    std::cerr << '\n';
    return 1;
  }
  const auto channel = parse<Channel>(o.channel);
  const SystemClock clock;
  House house(o.house, clock);
  const auto city = house.city();
  const auto began = clock.now();
  Tally tally;
  std::vector<Row> waiting;
  std::uint64_t read = 0;
  for (std::vector<std::string> cells; (*rows)->next(cells);) {
    ++read;
    auto raw = read_row(*mapping, cells, *channel, city->offset);
    if (raw) {
      if (auto ok = check_report(*raw, *city, clock.now()); !ok) raw = tl::unexpected(ok.error());
    }
    if (!raw) tally.refused((*rows)->line(), raw.error());
    else waiting.push_back({(*rows)->line(), std::move(*raw)});
  }
  if (const auto broken = (*rows)->fault()) {
    ++read;
    tally.refused((*rows)->line(), *broken);
  }
  // The order in which things happened is the order of the ledger: relations look back in time.
  std::stable_sort(waiting.begin(), waiting.end(), [](const Row& a, const Row& b) { return a.raw.received_at.value_or(Instant::max()) < b.raw.received_at.value_or(Instant::max()); });

  const bool live = isatty(STDERR_FILENO) != 0;
  const Actor by{Role::system, "import", {}};
  const auto most = house.writer().status().capacity / 2;
  std::size_t done = 0;
  for (auto& row : waiting) {
    ++done;
    if (live && (done % 64 == 0 || done == waiting.size())) std::cerr << "\rimporting " << done << " of " << waiting.size() << " (" << done * 100 / waiting.size() << " %) " << std::flush;
    if (o.dry_run) {
      const bool known = !row.raw.external_id.empty() && house.store().find_intake(std::string(code_of(row.raw.channel)) + "/" + row.raw.external_id).has_value();
      tally.room_for_one(SIZE_MAX);
      tally.answered(row.line, ReceiveOutcome{{}, {}, {}, 0, known ? "already" : "opened"});
      continue;
    }
    tally.room_for_one(most);
    const auto at = o.as_of == "history" && row.raw.received_at ? *row.raw.received_at : clock.now();
    house.writer().receive(std::move(row.raw), by, at, [&tally, line = row.line](const Result<ReceiveOutcome>& outcome) { tally.answered(line, outcome); });
  }
  house.writer().drain();
  if (live) std::cerr << '\n';
  if (!o.refused_file.empty()) {
    std::ofstream out(o.refused_file);
    out << "line,reason\n";
    for (const auto& [line, why] : tally.faults()) out << line << ',' << csv_cell(why) << '\n';
  }
  print_result(o, read, tally, static_cast<double>((clock.now() - began).count()) / 1000.0);
  return tally.refused() == 0 ? 0 : 1;
}

}  // namespace

void add_import(CLI::App& app, int& exit_code) {
  auto o = std::make_shared<Options>();
  auto* import = app.add_subcommand("import", "Bring data in");
  import->require_subcommand(1);
  auto* sub = import->add_subcommand("reports", "Bring reports in from CSV, XLSX or JSONL; the same file twice changes nothing");
  sub->add_option("file", o->file, "the file")->required();
  sub->add_option("--columns", o->columns, "field=column[+column],... with fields id, text, title, at, happened_at, reporter, name, phone, identity, address, lon, lat, channel")->required();
  sub->add_option("--data", o->house.data, "the data folder; set up with the city when empty")->required();
  sub->add_option("--city", o->house.city, "the city's folder, used only when the data folder has none; the demo city when left out");
  sub->add_option("--store", o->house.store, "a PostgreSQL connection string instead of SQLite in the data folder");
  sub->add_option("--channel", o->channel, "where they came from")->capture_default_str()->check([](const std::string& code) { return parse<Channel>(code) ? std::string{} : "no such channel: " + code; });
  sub->add_option("--as-of", o->as_of, "history: as if decided when received; live: as received now")->capture_default_str()->check(CLI::IsMember({"history", "live"}));
  sub->add_option("--refused", o->refused_file, "write line and reason of refused rows to this CSV file");
  sub->add_option("--threads", o->house.threads, "advice threads")->capture_default_str()->check(CLI::Range(1, 64));
  sub->add_flag("--dry-run", o->dry_run, "check every row, store nothing");
  sub->add_flag("--json", o->as_json, "print one JSON object");
  sub->callback([o, &exit_code] { exit_code = run(*o); });
}

}  // namespace yiwang
