#include "service/places/place_library.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "base/cipher.h"
#include "service/ledger.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostEvidence = 20;
constexpr std::size_t kLongestName = 100;
constexpr std::int64_t kEnough = 3;

struct AliasEvidence {
  std::uint64_t case_id = 0;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(AliasEvidence, (), (case_id, by))

Refusal unknown(const std::string& kind, const std::string& code) { return {Reason::not_found, {{"kind", shorten(kind, 20)}, {"code", shorten(code, 60)}}}; }

}  // namespace

/// Everything there is, in the order of lists, with what is searched.
struct PlaceLibrary::Listed {
  struct Row {
    std::string_view group;
    std::uint32_t row;
    std::uint32_t from, length;            // in `text`
  };
  std::shared_ptr<const City> city;
  std::uint64_t number = 0;                // of the library it shows
  std::vector<Row> rows;
  std::string text;
  std::map<std::pair<std::string, std::string>, PlaceEntryRow> entries;              // group and code
  std::map<std::pair<std::string, std::string>, std::vector<PlaceAliasRow>> aliases;  // group and code
};

PlaceLibrary::PlaceLibrary(Parts parts) : parts_(std::move(parts)) {
  // A file that was being read when the program ended is read again.
  for (const auto& row : parts_.office.store().places().imports(INT64_MAX, 50)) {
    if (row.state == "reading") queue_.push_back(row.id);
  }
  worker_ = std::thread([this] { work(); });
}

PlaceLibrary::~PlaceLibrary() {
  {
    const std::lock_guard lock(queue_guard_);
    stopping_ = true;
  }
  queued_.notify_all();
  worker_.join();
}

std::uint64_t PlaceLibrary::now_ms() const { return static_cast<std::uint64_t>(parts_.office.now().time_since_epoch().count()); }

Done PlaceLibrary::may_change(const Identity& who) const {
  if (who.has(Role::admin) || who.has(Role::dispatcher)) return done();
  return refuse(Reason::not_permitted);
}

Done PlaceLibrary::write(std::uint64_t expected, const PlaceChange& change) {
  if (!parts_.office.store().places().change(expected, change)) return refuse(Reason::base_moved, {{"present", std::to_string(parts_.office.store().places().change_number())}});
  parts_.renew();
  return done();
}

std::shared_ptr<const PlaceLibrary::Listed> PlaceLibrary::listed() const {
  const auto city = parts_.office.city();
  const std::lock_guard lock(list_guard_);
  const auto number = parts_.overlay.number();
  if (listed_ && listed_->city == city && listed_->number == number) return listed_;
  auto out = std::make_shared<Listed>();
  out->number = number;
  out->city = city;
  for (auto& alias : parts_.office.store().places().aliases()) out->aliases[{std::string(group_of(alias.kind)), alias.code}].push_back(std::move(alias));
  for (auto& entry : parts_.office.store().places().present()) {
    auto key = std::pair(std::string(group_of(entry.kind)), entry.code);
    out->entries.insert_or_assign(std::move(key), std::move(entry));
  }
  const auto add = [&](std::string_view group, std::size_t row, const std::string& code, std::string words) {
    if (const auto more = out->aliases.find({std::string(group), code}); more != out->aliases.end()) {
      for (const auto& alias : more->second) words += " " + alias.alias;
    }
    words += " " + code;
    const auto key = normalise(words);
    out->rows.push_back({group, static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(out->text.size()), static_cast<std::uint32_t>(key.size())});
    out->text += key + '\n';
  };
  const auto joined = [](const std::string& name, const std::vector<std::string>& more) {
    std::string out_words = name;
    for (const auto& alias : more) out_words += " " + alias;
    return out_words;
  };
  for (std::size_t i = 0; i < city->estates.size(); ++i) add("estate", i, city->estates[i].code, joined(city->estates[i].name, city->estates[i].aliases));
  for (std::size_t i = 0; i < city->roads.size(); ++i) add("road", i, city->roads[i].code, joined(city->roads[i].name, city->roads[i].aliases));
  for (std::size_t i = 0; i < city->elements.size(); ++i) {
    if (!city->elements[i].name.empty()) add("poi", i, city->elements[i].code, city->elements[i].name);
  }
  for (std::size_t i = 0; i < city->addresses.size(); ++i) add("address", i, city->addresses[i].code, say_place(*city, record_of(city->addresses[i])));
  listed_ = out;
  return out;
}

PlaceItem PlaceLibrary::item(const Listed& all, std::size_t place) const {
  const auto& row = all.rows[place];
  PlaceItem out;
  out.record = row.group == "estate" ? record_of(all.city->estates[row.row]) : row.group == "road" ? record_of(all.city->roads[row.row]) : row.group == "poi" ? record_of(all.city->elements[row.row]) : record_of(all.city->addresses[row.row]);
  const auto key = std::pair(std::string(row.group), out.record.code);
  out.source = "city";
  if (const auto entry = all.entries.find(key); entry != all.entries.end()) {
    out.version = entry->second.version;
    if (entry->second.state == "in_use") {
      out.record = record_of(entry->second);
      out.source = entry->second.source;
      out.import_id = entry->second.import_id;
    }
  }
  const auto named = [&](const std::vector<std::string>& names) {
    for (const auto& name : names) {
      PlaceAliasRow alias;
      alias.alias = name_key(name);
      alias.words = name;
      alias.kind = out.record.kind;
      alias.code = out.record.code;
      alias.state = "in_use";
      alias.source = "city";
      const bool kept = std::any_of(out.aliases.begin(), out.aliases.end(), [&](const auto& other) { return other.alias == alias.alias; });
      if (!kept) out.aliases.push_back(std::move(alias));
    }
  };
  if (const auto aliases = all.aliases.find(key); aliases != all.aliases.end()) out.aliases = aliases->second;
  if (row.group == "estate") named(all.city->estates[row.row].aliases);
  if (row.group == "road") named(all.city->roads[row.row].aliases);
  out.label = say_place(*all.city, out.record);
  return out;
}

PlaceLibrary::Page PlaceLibrary::list(const Query& query) const {
  const auto all = listed();
  Page out;
  if (query.state == "removed") {
    for (const auto& [key, entry] : all->entries) {
      if (entry.state != "removed" || (!query.kind.empty() && group_of(query.kind) != key.first)) continue;
      if (out.total++ < query.from || out.items.size() >= query.most) continue;
      PlaceItem found;
      found.record = record_of(entry);
      found.label = say_place(*all->city, found.record);
      found.source = entry.source;
      found.state = entry.state;
      found.version = entry.version;
      out.items.push_back(std::move(found));
    }
    return out;
  }
  std::vector<std::string> words;
  const auto typed = normalise(query.text);
  for (const auto part : split(typed, ' ')) {
    if (!part.empty()) words.emplace_back(part);
  }
  const std::string_view text = all->text;
  for (std::size_t i = 0; i < all->rows.size(); ++i) {
    const auto& row = all->rows[i];
    if (!query.kind.empty() && row.group != group_of(query.kind)) continue;
    const auto own = text.substr(row.from, row.length);
    if (!std::all_of(words.begin(), words.end(), [&](const std::string& word) { return own.find(word) != std::string_view::npos; })) continue;
    const bool plain = query.area.empty() && query.source.empty() && query.import_id == 0 && query.kind != "building";
    if (plain) {
      if (out.total++ >= query.from && out.items.size() < query.most) out.items.push_back(item(*all, i));
      continue;
    }
    auto found = item(*all, i);
    if (query.kind == "building" && found.record.kind != "building") continue;
    if (!query.source.empty() && found.source != query.source) continue;
    if (query.import_id != 0 && found.import_id != query.import_id) continue;
    if (!query.area.empty()) {
      const auto* grid = found.record.point ? all->city->grid_at(*found.record.point) : nullptr;
      if (!all->city->area_within(grid != nullptr ? grid->code : found.record.area, query.area)) continue;
    }
    if (out.total++ >= query.from && out.items.size() < query.most) out.items.push_back(std::move(found));
  }
  return out;
}

Result<PlaceItem> PlaceLibrary::find(const std::string& kind, const std::string& code) const {
  const auto all = listed();
  const auto group = std::string(group_of(kind));
  for (std::size_t i = 0; i < all->rows.size(); ++i) {
    const auto& row = all->rows[i];
    if (row.group != group) continue;
    const auto& own = row.group == "estate" ? all->city->estates[row.row].code : row.group == "road" ? all->city->roads[row.row].code : row.group == "poi" ? all->city->elements[row.row].code : all->city->addresses[row.row].code;
    if (own == code) return item(*all, i);
  }
  const auto entry = all->entries.find({group, code});
  if (entry == all->entries.end() || entry->second.state == "void") return tl::unexpected(unknown(kind, code));
  PlaceItem out;
  out.record = record_of(entry->second);
  out.label = say_place(*all->city, out.record);
  out.source = entry->second.source;
  out.state = entry->second.state;
  out.version = entry->second.version;
  out.import_id = entry->second.import_id;
  return out;
}

std::vector<PlaceEntryRow> PlaceLibrary::history(const std::string& kind, const std::string& code) const {
  auto out = parts_.office.store().places().history(kind, code);
  // An address that became a building, or the other way round, is one place.
  if (group_of(kind) == "address") {
    auto more = parts_.office.store().places().history(kind == "building" ? "address" : "building", code);
    out.insert(out.end(), more.begin(), more.end());
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.from_ms > b.from_ms; });
  }
  return out;
}

Result<PlaceItem> PlaceLibrary::put(const Identity& who, PlaceRecord record, std::uint32_t expected, const std::string& reason, const Asking& asking) {
  if (auto ok = may_change(who); !ok) return tl::unexpected(ok.error());
  if (!known_place_kind(record.kind)) return refuse(Reason::unknown_value, {{"value", shorten(record.kind, 40)}}, "kind");
  if (count_codepoints(trim(reason)) < 2) return refuse(Reason::reason_required, {}, "reason");
  const auto city = parts_.office.city();
  for (const auto& [field, text] : {std::pair<const char*, const std::string&>{"name", record.name}, {"number", record.number}, {"building", record.building}, {"category", record.category}, {"code", record.code}}) {
    if (count_codepoints(text) > kLongestName) return refuse(Reason::out_of_range, {{"most", std::to_string(kLongestName)}}, field);
    if (has_control(text)) return refuse(Reason::bad_text, {}, field);
  }
  const bool address = group_of(record.kind) == "address";
  if (!address && trim(record.name).empty()) return refuse(Reason::missing_field, {}, "name");
  if (!record.road.empty() && city->road(record.road) == nullptr) return refuse(Reason::unknown_value, {{"value", shorten(record.road, 40)}}, "road");
  if (!record.estate.empty() && city->estate(record.estate) == nullptr) return refuse(Reason::unknown_value, {{"value", shorten(record.estate, 40)}}, "estate");
  if (address && record.road.empty() && record.estate.empty() && record.name.empty()) return refuse(Reason::missing_field, {}, "road");
  if (record.kind == "road") {
    if (record.line.size() < 2) return refuse(Reason::missing_field, {}, "line");
    for (const auto& point : record.line) {
      if (auto ok = check_point(point); !ok) return tl::unexpected(ok.error());
    }
    record.point = record.line[record.line.size() / 2];
  }
  if (!record.point) return refuse(Reason::missing_field, {}, "point");
  if (auto ok = check_point(*record.point); !ok) return tl::unexpected(ok.error());
  const auto* grid = city->grid_at(*record.point);
  for (std::size_t i = 0; grid == nullptr && i < record.line.size(); ++i) grid = city->grid_at(record.line[i]);
  if (grid == nullptr) return refuse(Reason::outside_city, {{"point", to_text(*record.point)}}, "point");
  record.area = grid->code;

  const std::lock_guard one(changing_);
  auto& shelf = parts_.office.store().places();
  const auto number = shelf.change_number();
  std::uint32_t present = 0;
  if (record.code.empty()) {
    record.code = "L" + to_hex(sha256(record.kind + "|" + record.name + "|" + record.road + "|" + record.number + "|" + record.estate + "|" + record.building + "|" + to_text(*record.point) + "|" + std::to_string(number))).substr(0, 11);
  } else {
    const auto history = shelf.history(record.kind, record.code);
    if (!history.empty()) present = history.front().version;
  }
  if (present != expected) return refuse(Reason::stale_version, {{"version", std::to_string(present)}});
  auto entry = entry_of(record);
  entry.version = present + 1;
  entry.source = "person";
  entry.by = who.login;
  entry.reason = reason;
  entry.from_ms = static_cast<std::int64_t>(now_ms());
  if (auto ok = write(number, {{entry}, {}, {}, {}, {}}); !ok) return tl::unexpected(ok.error());
  parts_.office.audit(who.login, present == 0 ? "place_added" : "place_changed", record.kind + " " + record.code, reason, asking);
  return find(record.kind, record.code);
}

Result<PlaceItem> PlaceLibrary::remove(const Identity& who, const std::string& kind, const std::string& code, std::uint32_t expected, const std::string& reason, const Asking& asking) {
  if (auto ok = may_change(who); !ok) return tl::unexpected(ok.error());
  if (count_codepoints(trim(reason)) < 2) return refuse(Reason::reason_required, {}, "reason");
  auto found = find(kind, code);
  if (!found) return tl::unexpected(found.error());
  if (found->state == "removed") return refuse(Reason::already_done);
  const std::lock_guard one(changing_);
  auto& shelf = parts_.office.store().places();
  const auto number = shelf.change_number();
  if (found->version != expected) return refuse(Reason::stale_version, {{"version", std::to_string(found->version)}});
  auto entry = entry_of(found->record);
  entry.state = "removed";
  entry.version = found->version + 1;
  entry.source = "person";
  entry.by = who.login;
  entry.reason = reason;
  entry.from_ms = static_cast<std::int64_t>(now_ms());
  if (auto ok = write(number, {{entry}, {}, {}, {}, {}}); !ok) return tl::unexpected(ok.error());
  parts_.office.audit(who.login, "place_removed", kind + " " + code, reason, asking);
  return find(kind, code);
}

std::int64_t PlaceLibrary::enough() const {
  const auto kept = parts_.office.store().setting("place_alias_after");
  if (!kept) return kEnough;
  std::int64_t out = 0;
  const auto read = std::from_chars(kept->data(), kept->data() + kept->size(), out);
  return read.ec == std::errc{} && out >= 1 ? out : kEnough;
}

std::vector<PlaceAliasRow> PlaceLibrary::aliases(const std::string& state, const std::string& kind, const std::string& code) const {
  auto out = parts_.office.store().places().aliases();
  std::erase_if(out, [&](const PlaceAliasRow& a) { return (!state.empty() && a.state != state) || (!kind.empty() && group_of(a.kind) != group_of(kind)) || (!code.empty() && a.code != code); });
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.support != b.support ? a.support > b.support : a.last_ms > b.last_ms; });
  return out;
}

Result<PlaceAliasRow> PlaceLibrary::add_alias(const Identity& who, const std::string& words, const std::string& kind, const std::string& code, const std::string& reason, const Asking& asking) {
  if (auto ok = may_change(who); !ok) return tl::unexpected(ok.error());
  if (auto there = find(kind, code); !there) return tl::unexpected(there.error());
  const auto key = name_key(words);
  const auto city = parts_.office.city();
  if (has_control(words) || CommonWords(*city).too_common(key)) return refuse(Reason::does_not_fit, {{"words", shorten(words, 40)}, {"why", "too_common"}}, "words");
  const std::lock_guard one(changing_);
  auto& shelf = parts_.office.store().places();
  const auto number = shelf.change_number();
  PlaceAliasRow row;
  for (auto& known : shelf.aliases()) {
    if (known.alias == key && known.kind == kind && known.code == code) row = std::move(known);
  }
  if (row.state == "in_use") return refuse(Reason::taken, {{"words", shorten(words, 40)}}, "words");
  const auto now = static_cast<std::int64_t>(now_ms());
  row.alias = key;
  row.words = std::string(trim(words));
  row.kind = kind;
  row.code = code;
  row.state = "in_use";
  row.source = "person";
  row.decided_by = who.login;
  row.reason = reason;
  if (row.first_ms == 0) row.first_ms = now;
  row.last_ms = now;
  if (auto ok = write(number, {{}, {row}, {}, {}, {}}); !ok) return tl::unexpected(ok.error());
  parts_.office.audit(who.login, "place_alias_added", kind + " " + code, row.words, asking);
  return row;
}

Result<PlaceAliasRow> PlaceLibrary::decide_alias(const Identity& who, const std::string& alias, const std::string& kind, const std::string& code, bool accept, const std::string& reason, const Asking& asking) {
  if (auto ok = may_change(who); !ok) return tl::unexpected(ok.error());
  const std::lock_guard one(changing_);
  auto& shelf = parts_.office.store().places();
  const auto number = shelf.change_number();
  const auto all = shelf.aliases();
  const auto it = std::find_if(all.begin(), all.end(), [&](const PlaceAliasRow& a) { return a.alias == name_key(alias) && a.kind == kind && a.code == code; });
  if (it == all.end()) return tl::unexpected(unknown(kind, code));
  auto row = *it;
  const std::string state = accept ? "in_use" : "rejected";
  if (row.state == state) return refuse(Reason::already_done);
  row.state = state;
  row.decided_by = who.login;
  row.reason = reason;
  row.last_ms = static_cast<std::int64_t>(now_ms());
  if (auto ok = write(number, {{}, {row}, {}, {}, {}}); !ok) return tl::unexpected(ok.error());
  parts_.office.audit(who.login, accept ? "place_alias_accepted" : "place_alias_rejected", kind + " " + code, row.words, asking);
  return row;
}

std::size_t PlaceLibrary::follow(std::size_t most) {
  const std::lock_guard one(changing_);
  if (parts_.overlay.stale()) parts_.renew();
  auto& store = parts_.office.store();
  auto& shelf = store.places();
  const auto rows = store.entries_after(shelf.learnt_up_to(), most);
  if (rows.empty()) return 0;
  const auto number = shelf.change_number();
  PlaceChange change;
  change.learnt_up_to = rows.back().seq;
  std::optional<PlaceNames> names;
  std::optional<CommonWords> common;
  std::map<std::tuple<std::string, std::string, std::string>, PlaceAliasRow> known;
  std::set<std::tuple<std::string, std::string, std::string>> touched;
  for (const auto& row : rows) {
    if (row.events.find("\"place_corrected\"") == std::string::npos) continue;
    if (!names) {
      const auto city = parts_.office.city();
      names.emplace(*city);
      common.emplace(*city);
      for (auto& alias : shelf.aliases()) known.emplace(std::tuple(alias.alias, alias.kind, alias.code), std::move(alias));
    }
    const auto entry = to_entry(row);
    const auto c = replay(store.entries_of(row.case_id));
    if (c.reports.empty()) continue;
    for (const auto& event : entry.events) {
      const auto* corrected = std::get_if<PlaceCorrected>(&event);
      if (corrected == nullptr) continue;
      const auto learned = name_from_correction(*names, *common, c.reports.front().address, corrected->place);
      if (!learned) continue;
      const auto key = std::tuple(learned->alias, learned->kind, learned->code);
      auto& alias = known[key];
      auto evidence = alias.evidence.empty() ? std::vector<AliasEvidence>{} : json::from_text<std::vector<AliasEvidence>>(alias.evidence, false).value_or(std::vector<AliasEvidence>{});
      // One case counts once, however often it is corrected.
      if (std::any_of(evidence.begin(), evidence.end(), [&](const AliasEvidence& e) { return e.case_id == row.case_id; })) continue;
      evidence.push_back({row.case_id, entry.by.login});
      if (evidence.size() > kMostEvidence) evidence.erase(evidence.begin());
      if (alias.alias.empty()) {
        alias.alias = learned->alias;
        alias.words = learned->words;
        alias.kind = learned->kind;
        alias.code = learned->code;
        alias.state = "suggested";
        alias.source = "correction";
        alias.first_ms = row.at_ms;
      }
      alias.evidence = json::to_text(evidence);
      ++alias.support;
      alias.last_ms = row.at_ms;
      touched.insert(key);
      for (auto& [other_key, other] : known) {
        if (std::get<0>(other_key) != learned->alias || other_key == key) continue;
        ++other.against;
        touched.insert(other_key);
        // It names two places now: what nobody decided goes back to be looked at.
        if (other.state == "in_use" && other.decided_by.empty() && other.source == "correction" && !agreed(other.support, other.against, enough())) other.state = "suggested";
        if (alias.against < other.support) alias.against = other.support;
      }
    }
  }
  for (const auto& key : touched) {
    auto& alias = known[key];
    if (alias.state == "suggested" && alias.decided_by.empty() && agreed(alias.support, alias.against, enough())) alias.state = "in_use";
    change.aliases.push_back(alias);
  }
  if (shelf.change(number, change) && !change.aliases.empty()) parts_.renew();
  return rows.size();
}

}  // namespace yiwang
