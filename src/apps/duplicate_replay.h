#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "relate/relater.h"

namespace yiwang {

/// A service request of an open-data table, as far as it was known when it was opened, and what became of it.
struct ToldRequest {
  std::string id;
  Instant opened;
  std::optional<Instant> closed;
  std::string matter;                      // six digits made of department, reason and type
  std::string road, address, words;
  std::optional<LonLat> point;
  bool closed_as_duplicate = false;        // said at the end: judges, never asked with
};
/// `later` was opened after `earlier`; one of them is `dropped`, closed because of the other.
struct KnownPair {
  std::size_t later = 0, earlier = 0;      // places among the requests
  std::size_t dropped = 0, kept = 0;
};
struct RequestTable {
  std::vector<ToldRequest> requests;           // by time of opening
  std::vector<KnownPair> pairs;
  std::size_t pairs_without_request = 0;
};
/// Columns of Boston's table (case_enquiry_id, open_dt, closed_dt, closure_reason, case_title, subject, reason, type, location, location_street_name, latitude,
/// longitude) and of the pairs (case_enquiry_id, duplicate_of). Throws std::runtime_error when a file or a column is missing.
RequestTable read_requests(const std::string& requests, const std::string& pairs);

enum class Teaching { none, weekly, once };
struct ReplayOptions {
  Teaching teaching = Teaching::weekly;
  Instant until;                           // of `once`: learns what was known then
  std::size_t every = 8;                   // of requests never merged, one in so many is learnt from
  double never_merged = 0.3;               // what such an answer weighs beside a merge, see docs/relating.md
};

/// What the Relater said when a request came in.
struct ReplayAnswer {
  std::size_t request = 0;
  std::vector<std::size_t> five;           // requests, best first
  double probability = 0;                  // of the first
  double threshold = 0;                    // that held at the time
  DuplicateKind kind = DuplicateKind::one_place_again;
  double ms = 0;
  bool learned = false;
};
struct RequestReplay {
  std::vector<ReplayAnswer> answers;
  std::size_t cards = 0;                   // how often something was learnt
  std::size_t taught_same = 0;             // pairs the last card learnt from
  double learning_ms = 0;                  // the longest
};
/// Requests and closings in time order; a request closed because of another is merged into it when it is closed. Nothing is used before its time.
RequestReplay replay_requests(const RequestTable& table, const ReplayOptions& options);

}  // namespace yiwang
