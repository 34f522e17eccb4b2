#include "service/ledger.h"

#include <stdexcept>

#include "base/cipher.h"
#include "base/json.h"

namespace yiwang {
namespace {

void put(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift);
}
void put(std::string& out, std::string_view text) {
  put(out, text.size());
  out += text;
}

}  // namespace

std::string chain_hash(std::string_view previous, const LedgerRow& row) {
  std::string bytes;
  bytes.reserve(row.events.size() + row.actor.size() + row.command.size() + 96);
  put(bytes, previous);
  put(bytes, row.seq);
  put(bytes, row.case_id);
  put(bytes, std::uint64_t{row.version});
  put(bytes, static_cast<std::uint64_t>(row.at_ms));
  put(bytes, row.actor);
  put(bytes, row.command);
  put(bytes, row.events);
  const auto digest = sha256(bytes);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

LedgerRow to_row(const Entry& entry, std::string_view previous) {
  LedgerRow row;
  row.seq = entry.seq;
  row.case_id = entry.case_id.value;
  row.version = entry.version;
  row.at_ms = entry.at.time_since_epoch().count();
  row.actor = json::to_text(entry.by);
  row.command = entry.command;
  row.events = encode_events(entry.events);
  row.hash = chain_hash(previous, row);
  return row;
}

Entry to_entry(const LedgerRow& row) {
  const auto damaged = [&](std::string_view what) {
    return std::runtime_error("ledger row " + std::to_string(row.seq) + " is not readable: " + std::string(what));
  };
  Entry entry;
  entry.seq = row.seq;
  entry.case_id = CaseId{row.case_id};
  entry.version = row.version;
  entry.at = Instant{milliseconds{row.at_ms}};
  auto actor = json::from_text<Actor>(row.actor);
  if (!actor) throw damaged("actor");
  entry.by = std::move(*actor);
  entry.command = row.command;
  auto events = decode_events(row.events);
  if (!events) throw damaged("events");
  entry.events = std::move(*events);
  return entry;
}

Case replay(const std::vector<LedgerRow>& rows) {
  Case c;
  for (const auto& row : rows) apply(c, to_entry(row));
  return c;
}

}  // namespace yiwang
