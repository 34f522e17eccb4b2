#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "base/cipher.h"
#include "base/text.h"
#include "service/places/place_library.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostRows = 500'000;
constexpr std::size_t kMostSamples = 5;
constexpr std::size_t kLongestSample = 60;

/// A file under a name of its own that is gone afterwards; the ending is kept, because readers look at it.
class PassingCopy {
 public:
  PassingCopy(const std::filesystem::path& folder, const std::string& name, const std::string& bytes) {
    auto pattern = (folder / "yiwang-places-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no room for a temporary folder in " + folder.string());
    folder_ = pattern;
    auto ending = std::filesystem::path(name).extension().string();
    if (name.ends_with(".osm.pbf")) ending = ".osm.pbf";
    if (ending.size() > 10 || std::any_of(ending.begin(), ending.end(), [](char c) { return !(c == '.' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')); })) ending.clear();
    path_ = folder_ / ("file" + ending);
    std::ofstream out(path_, std::ios::binary);
    out << bytes;
    if (!out.flush()) throw std::runtime_error("no room for " + path_.string());
  }
  ~PassingCopy() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path folder_, path_;
};

bool busy_now(const PlaceImportRow& row) { return row.state == "reading"; }

}  // namespace

void PlaceLibrary::hand_over(std::uint64_t id) {
  {
    const std::lock_guard lock(queue_guard_);
    queue_.push_back(id);
  }
  queued_.notify_one();
}

void PlaceLibrary::work() {
  std::unique_lock lock(queue_guard_);
  while (true) {
    queued_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;                 // what still waits is read after the next start
    reading_ = queue_.front();
    queue_.pop_front();
    rows_read_ = 0;
    const auto id = reading_;
    lock.unlock();
    try {
      read_file(id);
    } catch (const std::exception& fault) {
      if (auto row = parts_.office.store().places().find_import(id)) {
        PlaceImportReport report;
        report.refusal = code_of(Reason::unavailable);
        report.facts["fault"] = fault.what();
        row->state = "failed";
        row->report = json::to_text(report);
        parts_.office.store().places().save_import(*row);
      }
    }
    lock.lock();
    reading_ = 0;
    idle_.notify_all();
  }
}

void PlaceLibrary::wait() const {
  std::unique_lock lock(queue_guard_);
  idle_.wait(lock, [&] { return stopping_ || (queue_.empty() && reading_ == 0); });
}

std::size_t PlaceLibrary::rows_read(std::uint64_t id) const {
  const std::lock_guard lock(queue_guard_);
  return reading_ == id ? rows_read_ : 0;
}

Result<PlaceReport> PlaceLibrary::read_rows(PlaceImportRow& row, PlaceImportReport& report) {
  const auto options = json::from_text<PlaceImportOptions>(row.options, false).value_or(PlaceImportOptions{});
  const auto bytes = parts_.blobs.get(row.digest);
  if (!bytes) return refuse(Reason::unknown_attachment);
  const PassingCopy copy(parts_.temp, row.file, *bytes);
  auto opened = parts_.open(copy.path(), row.file, options.layer);
  if (!opened) return tl::unexpected(opened.error());
  row.format = opened->format;
  auto& rows = *opened->rows;
  report.header = rows.header();
  report.mapping = options.mapping.empty() ? guess_columns(report.header) : options.mapping;
  if (opened->osm && report.mapping.empty()) report.mapping["name"] = "name";
  if (auto ok = check_columns(report.mapping, report.header); !ok) {
    // The rows are shown all the same, so that a person can choose.
    for (std::vector<std::string> cells; report.samples.size() < kMostSamples && rows.next(cells);) {
      for (auto& cell : cells) cell = broken_utf8_at(cell) == std::string_view::npos ? shorten(cell, kLongestSample) : "?";
      report.samples.push_back(cells);
    }
    return tl::unexpected(ok.error());
  }
  const auto city = parts_.office.city();
  const PlaceNames names(*city);
  const auto datum = parse_datum(options.coordinates).value_or(Datum::wgs84);
  const PlaceReading reading(*city, names, report.header, {report.mapping, datum, options.kind, opened->osm});
  std::vector<PlaceCandidate> candidates;
  for (std::vector<std::string> cells; rows.next(cells);) {
    if (++report.rows > kMostRows) return refuse(Reason::too_large, {{"limit", std::to_string(kMostRows)}, {"what", "rows"}});
    if (report.rows % 256 == 0) {
      const std::lock_guard lock(queue_guard_);
      rows_read_ = report.rows;
    }
    if (report.samples.size() < kMostSamples) {
      auto sample = cells;
      for (auto& cell : sample) cell = broken_utf8_at(cell) == std::string_view::npos ? shorten(cell, kLongestSample) : "?";
      report.samples.push_back(std::move(sample));
    }
    if (auto candidate = reading.read(cells, rows.line())) candidates.push_back(std::move(*candidate));
  }
  if (const auto broken = rows.fault()) {
    // What was read before the break is no reason to trust the rest.
    auto refusal = *broken;
    refusal.facts.emplace_back("rows", std::to_string(report.rows));
    return tl::unexpected(std::move(refusal));
  }
  if (report.rows == 0) return refuse(Reason::malformed, {{"fault", "the file has no rows"}});
  return judge_places(*city, std::move(candidates), {datum});
}

void PlaceLibrary::read_file(std::uint64_t id) {
  auto& shelf = parts_.office.store().places();
  auto found = shelf.find_import(id);
  if (!found || !busy_now(*found)) return;
  auto row = std::move(*found);
  PlaceImportReport report;
  row.library_number = parts_.overlay.number();
  auto judged = read_rows(row, report);
  std::vector<PlaceImportLine> lines;
  if (!judged) {
    const auto& why = judged.error();
    row.state = "failed";
    report.refusal = code_of(why.reason);
    report.field = why.field;
    for (const auto& [key, value] : why.facts) report.facts[key] = value;
    if (const auto layers = report.facts.find("layers"); layers != report.facts.end()) {
      for (const auto part : split(layers->second, '\n')) report.layers.emplace_back(part);
      report.facts.erase(layers);
    }
    row.counts = "{}";
  } else {
    row.state = "previewed";
    report.hints = judged->hints;
    row.counts = json::to_text(judged->counts);
    lines.reserve(judged->places.size());
    for (const auto& place : judged->places) lines.push_back({lines.size() + 1, place.line, place.finding.verdict, json::to_text(place.record), json::to_text(place.finding)});
  }
  row.report = json::to_text(report);
  shelf.save_import(row, &lines);
}

Result<PlaceImportRow> PlaceLibrary::take_in(const Identity& who, const std::string& file, const std::string& bytes, const PlaceImportOptions& options, const Asking& asking) {
  if (auto ok = may_change(who); !ok) return tl::unexpected(ok.error());
  if (bytes.empty()) return refuse(Reason::missing_field, {}, "file");
  if (file.empty() || count_codepoints(file) > 200 || has_control(file) || file.find('/') != std::string::npos) return refuse(Reason::bad_text, {}, "X-File-Name");
  if (!options.coordinates.empty() && !parse_datum(options.coordinates)) return refuse(Reason::unknown_value, {{"value", shorten(options.coordinates, 20)}}, "coordinates");
  if (!options.kind.empty() && !known_place_kind(options.kind)) return refuse(Reason::unknown_value, {{"value", shorten(options.kind, 20)}}, "kind");
  const auto digest = to_hex(sha256(bytes));
  auto& shelf = parts_.office.store().places();
  const auto wanted = json::to_text(options);
  for (const auto& earlier : shelf.imports(INT64_MAX, 200)) {
    const bool counts = earlier.state == "applied" || (earlier.state == "previewed" && earlier.library_number == parts_.overlay.number());
    if (counts && earlier.digest == digest && earlier.options == wanted) return earlier;
  }
  parts_.blobs.put(digest, bytes);
  PlaceImportRow row;
  row.state = "reading";
  row.file = file;
  row.digest = digest;
  row.options = wanted;
  row.counts = row.report = "{}";
  row.chosen = "[]";
  row.by = who.login;
  row.made_ms = static_cast<std::int64_t>(now_ms());
  row.id = shelf.add_import(row);
  parts_.office.audit(who.login, "place_import", std::to_string(row.id), file, asking);
  hand_over(row.id);
  return row;
}

Result<PlaceImportRow> PlaceLibrary::preview(const Identity& who, std::uint64_t id, const PlaceImportOptions& options, const Asking&) {
  if (auto ok = may_change(who); !ok) return tl::unexpected(ok.error());
  if (!options.coordinates.empty() && !parse_datum(options.coordinates)) return refuse(Reason::unknown_value, {{"value", shorten(options.coordinates, 20)}}, "coordinates");
  if (!options.kind.empty() && !known_place_kind(options.kind)) return refuse(Reason::unknown_value, {{"value", shorten(options.kind, 20)}}, "kind");
  const std::lock_guard one(changing_);
  auto row = import(id);
  if (!row) return row;
  if (row->state != "previewed" && row->state != "failed") return refuse(Reason::wrong_state, {{"state", row->state}});
  row->options = json::to_text(options);
  row->state = "reading";
  parts_.office.store().places().save_import(*row);
  hand_over(id);
  return row;
}

Result<PlaceImportRow> PlaceLibrary::import(std::uint64_t id) const {
  auto row = parts_.office.store().places().find_import(id);
  if (!row) return refuse(Reason::not_found, {{"import", std::to_string(id)}});
  return std::move(*row);
}

std::vector<PlaceImportRow> PlaceLibrary::imports(std::uint64_t before, std::size_t most) const { return parts_.office.store().places().imports(before, most); }

std::vector<PlaceImportLine> PlaceLibrary::lines(std::uint64_t id, const std::string& verdict, std::uint64_t after, std::size_t most) const {
  return parts_.office.store().places().lines(id, verdict, after, most);
}

Result<PlaceImportRow> PlaceLibrary::apply(const Identity& who, std::uint64_t id, const std::vector<std::string>& verdicts, const Asking& asking) {
  if (auto ok = may_change(who); !ok) return tl::unexpected(ok.error());
  for (const auto& verdict : verdicts) {
    const bool known = std::find(kPlaceVerdicts.begin(), kPlaceVerdicts.end(), verdict) != kPlaceVerdicts.end() && verdict != "unreadable" && verdict != "same";
    if (!known) return refuse(Reason::unknown_value, {{"value", shorten(verdict, 40)}}, "verdicts");
  }
  const std::lock_guard one(changing_);
  auto row = import(id);
  if (!row) return row;
  if (row->state == "applied") return row;
  if (row->state != "previewed") return refuse(Reason::wrong_state, {{"state", row->state}});
  auto& shelf = parts_.office.store().places();
  const auto number = shelf.change_number();
  if (row->library_number != number || parts_.overlay.stale()) {
    parts_.renew();
    row->state = "reading";
    shelf.save_import(*row);
    hand_over(id);
    return refuse(Reason::base_moved, {{"present", std::to_string(number)}});
  }
  std::map<std::pair<std::string, std::string>, PlaceEntryRow> present;
  for (auto& entry : shelf.present()) {
    auto key = std::pair(std::string(group_of(entry.kind)), entry.code);
    present.insert_or_assign(std::move(key), std::move(entry));
  }
  std::set<std::tuple<std::string, std::string, std::string>> known_aliases;
  for (const auto& alias : shelf.aliases()) known_aliases.emplace(alias.alias, alias.kind, alias.code);
  const auto now = static_cast<std::int64_t>(now_ms());
  const CommonWords common(*parts_.office.city());
  PlaceChange change;
  std::set<std::pair<std::string, std::string>> written, wanted_holders;
  const auto chosen = [&](const std::string& verdict) { return std::find(verdicts.begin(), verdicts.end(), verdict) != verdicts.end(); };
  std::vector<std::pair<PlaceRecord, PlaceFinding>> holders;
  const auto take = [&](PlaceRecord record, const PlaceFinding& finding) {
    const auto key = std::pair(std::string(group_of(record.kind)), record.code);
    if (record.code.empty() || !written.insert(key).second) return;
    const bool only_names = finding.verdict == "changed" && std::all_of(finding.fields.begin(), finding.fields.end(), [](const auto& field) { return field.field == "aliases"; });
    for (const auto& words : record.aliases) {
      const auto alias = name_key(words);
      if (common.too_common(alias) || !known_aliases.emplace(alias, record.kind, record.code).second) continue;
      PlaceAliasRow a;
      a.alias = alias;
      a.words = words;
      a.kind = record.kind;
      a.code = record.code;
      a.state = "in_use";
      a.source = "import";
      a.import_id = id;
      a.decided_by = who.login;
      a.first_ms = a.last_ms = now;
      change.aliases.push_back(std::move(a));
    }
    if (only_names) return;
    auto entry = entry_of(record);
    entry.version = 1;
    if (const auto before = present.find(key); before != present.end()) {
      entry.kind = before->second.kind;
      entry.version = before->second.version + 1;
    }
    entry.source = "import";
    entry.import_id = id;
    entry.by = who.login;
    entry.reason = row->file;
    entry.from_ms = now;
    change.entries.push_back(std::move(entry));
  };
  for (std::uint64_t after = 0;;) {
    const auto lines = shelf.lines(id, "", after, 5000);
    for (const auto& line : lines) {
      auto record = json::from_text<PlaceRecord>(line.record, false);
      auto finding = json::from_text<PlaceFinding>(line.detail, false);
      if (!record || !finding) throw std::runtime_error("a line of import " + std::to_string(id) + " cannot be read");
      if (finding->why == "implied" && !chosen("new")) {
        holders.emplace_back(std::move(*record), std::move(*finding));
        continue;
      }
      if (!chosen(line.verdict)) continue;
      wanted_holders.emplace("road", record->road);
      wanted_holders.emplace("estate", record->estate);
      take(std::move(*record), *finding);
    }
    if (lines.size() < 5000) break;
    after = lines.back().place;
  }
  // A road or estate that is only in the file comes with the first row that stands on it.
  for (auto& [record, finding] : holders) {
    if (wanted_holders.contains({record.kind, record.code})) take(std::move(record), finding);
  }
  row->state = "applied";
  row->chosen = json::to_text(verdicts);
  row->applied_ms = now;
  change.import = *row;
  if (auto ok = write(number, change); !ok) return tl::unexpected(ok.error());
  parts_.office.audit(who.login, "place_import_applied", std::to_string(id), std::to_string(change.entries.size()) + " entries, " + std::to_string(change.aliases.size()) + " names", asking);
  return row;
}

Result<PlaceImportRow> PlaceLibrary::undo(const Identity& who, std::uint64_t id, const std::string& reason, const Asking& asking) {
  if (auto ok = may_change(who); !ok) return tl::unexpected(ok.error());
  const std::lock_guard one(changing_);
  auto row = import(id);
  if (!row) return row;
  if (row->state == "undone") return row;
  if (row->state != "applied") return refuse(Reason::wrong_state, {{"state", row->state}});
  auto& shelf = parts_.office.store().places();
  const auto number = shelf.change_number();
  const auto now = static_cast<std::int64_t>(now_ms());
  PlaceChange change;
  std::size_t moved = 0;
  std::string first;
  for (const auto& made : shelf.of_import(id)) {
    const auto history = shelf.history(made.kind, made.code);
    if (history.front().version != made.version) {
      if (moved++ == 0) first = made.kind + " " + made.code;
      continue;
    }
    auto back = history.size() > 1 ? history[1] : made;
    if (history.size() == 1) back.state = "void";
    back.version = made.version + 1;
    back.source = "undo";
    back.import_id = id;
    back.by = who.login;
    back.reason = reason;
    back.from_ms = now;
    back.to_ms = 0;
    change.entries.push_back(std::move(back));
  }
  if (moved > 0) return refuse(Reason::base_moved, {{"changed_since", std::to_string(moved)}, {"first", first}, {"present", std::to_string(number)}});
  for (const auto& alias : shelf.aliases()) {
    if (alias.import_id == id && alias.source == "import") change.dropped.push_back(alias);
  }
  row->state = "undone";
  row->undone_ms = now;
  change.import = *row;
  if (auto ok = write(number, change); !ok) return tl::unexpected(ok.error());
  parts_.office.audit(who.login, "place_import_undone", std::to_string(id), reason, asking);
  return row;
}

}  // namespace yiwang
