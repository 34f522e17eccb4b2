#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "contract/vocabulary.h"
#include "geo/place.h"

namespace yiwang {

/// A file kept by the hash of its content.
struct Attachment {
  std::string id;                          // sha256, hex
  std::string name;
  std::string type;                        // as checked, not as claimed
  std::int64_t bytes = 0;
  bool operator==(const Attachment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Attachment, (), (id, name, type, bytes))

/// Who told us, without telling who it is: what is personal lies sealed (base/cipher.h), masks are for lists, `key` finds the same person again.
struct Reporter {
  std::string key;                         // blind key of the phone, else of the channel's own reporter id; empty when anonymous
  std::string sealed;                      // of JSON {name, phone, identity, address, external}
  std::string masked_name;
  std::string masked_phone;
  bool confidential = false;               // the unit sees no person at all
  bool operator==(const Reporter&) const = default;
};
BOOST_DESCRIBE_STRUCT(Reporter, (), (key, sealed, masked_name, masked_phone, confidential))

/// One thing told to the city once. Immutable.
struct Report {
  ReportId id;
  Channel channel = Channel::web;
  std::string external_id;                 // the channel's own number; with `channel` it makes intake idempotent
  Instant received_at;
  std::optional<Instant> happened_at;
  std::string title;
  std::string text;
  Reporter reporter;
  std::optional<LonLat> point;
  std::string address;                     // as told
  std::vector<Attachment> attachments;
  std::string tracking_hash;               // sha256 of the code the citizen tracks with
  bool rehearsal = false;                  // made up by the rehearsal, never a real person's
  bool operator==(const Report&) const = default;
};
BOOST_DESCRIBE_STRUCT(Report, (), (id, channel, external_id, received_at, happened_at, title, text, reporter, point, address, attachments, tracking_hash, rehearsal))

}  // namespace yiwang
