#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/cipher.h"
#include "base/json.h"
#include "cases/report.h"
#include "city/city.h"

namespace yiwang {

/// The person behind a report, in clear; lives only between the door and the seal.
struct RawReporter {
  std::string name;
  std::string phone;
  std::string identity;
  std::string address;
  std::string external;                    // the channel's own id of the person
  bool confidential = false;
  bool operator==(const RawReporter&) const = default;
};
BOOST_DESCRIBE_STRUCT(RawReporter, (), (name, phone, identity, address, external, confidential))

/// A report as a door hands it in.
struct RawReport {
  Channel channel = Channel::web;
  std::string external_id;
  std::string title;
  std::string text;
  RawReporter reporter;
  std::optional<Instant> received_at;      // of the channel; the present when absent
  std::optional<Instant> happened_at;
  std::optional<LonLat> point;
  std::string address;
  std::vector<Attachment> attachments;
  std::string matter;                      // chosen by an agent
  std::string unit;
  std::optional<RequestKind> kind;         // chosen by an agent; goes before what the engine reads
  std::optional<Urgency> urgency;
  bool settles_at_once = false;            // the agent answers or refuses it in the same breath, so no unit is given it
  std::optional<std::uint64_t> join;       // an agent says it belongs to this case
  bool rehearsal = false;
};
BOOST_DESCRIBE_STRUCT(RawReport, (), (channel, external_id, title, text, reporter, received_at, happened_at, point, address, attachments, matter, unit, kind, urgency, settles_at_once, join, rehearsal))

/// Refuses what cannot be a report: no words, too long, broken characters, impossible point or times, unknown matter or unit.
Done check_report(const RawReport& raw, const City& city, Instant now);

/// Seals the person (requirement F2): what is personal is only inside `sealed`; the blind key is of the digits of the phone, else channel and external id.
Reporter seal_reporter(const RawReporter& raw, Channel channel, ReportId id, const Cipher& cipher);
Result<RawReporter> open_reporter(const Reporter& sealed, ReportId id, const Cipher& cipher);
std::string phone_key(std::string_view phone, const Cipher& cipher);

/// What the citizen tracks the report with: ten characters derived from the key and the report's number, so that nothing need be stored.
std::string tracking_code(ReportId id, const Cipher& cipher);

}  // namespace yiwang
