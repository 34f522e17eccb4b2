#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace yiwang {

/// A telephone call while it runs and after (requirement A2). `caller`, the words and the values are sealed by the desk before they get here.
struct CallRow {
  std::uint64_t id = 0;                    // given by the shelf
  std::string agent;                       // login of the seat
  std::string state;                       // open, closed
  std::string caller;                      // sealed; empty when the number is not known
  std::uint64_t case_id = 0;               // what it became; 0 for none
  std::uint32_t revision = 1;              // counts changes
  std::uint32_t lines = 0;
  std::int64_t started_ms = 0, updated_ms = 0, closed_ms = 0;
  bool operator==(const CallRow&) const = default;
};
struct CallLineRow {
  std::uint32_t place = 0;                 // from 1
  std::string speaker;                     // seat, citizen
  std::string text;                        // sealed
  std::int64_t at_ms = 0;
  bool operator==(const CallLineRow&) const = default;
};
/// What a person put into a field, or took back (`value` empty). `machine` is what stood there by itself. Both sealed JSON.
struct CallValueRow {
  std::uint32_t place = 0;                 // from 1, in order
  std::string field;
  std::string login;
  std::string value;
  std::string machine;
  std::int64_t at_ms = 0;
  bool operator==(const CallValueRow&) const = default;
};
/// How calls closed on one day fared in one field: numbers only.
struct CallTally {
  std::int32_t day = 0;                    // since 1970, local
  std::string field;
  std::int64_t calls = 0;
  std::int64_t filled = 0;                 // by the machine
  std::int64_t changed = 0;                // filled, and a person put something else
  std::int64_t removed = 0;                // filled, and a person emptied it
  std::int64_t added = 0;                  // not filled, and a person did
  bool operator==(const CallTally&) const = default;
};

/// Where calls are kept. Durable when a call returns; from any thread; throws std::runtime_error when the machinery is broken.
class CallShelf {
 public:
  virtual ~CallShelf() = default;
  virtual std::uint64_t add_call(const CallRow& call) = 0;
  virtual std::optional<CallRow> find_call(std::uint64_t id) = 0;
  /// Newest first; of one agent, or with an empty login of all; `state` empty: any.
  virtual std::vector<CallRow> calls(const std::string& agent, const std::string& state, std::size_t most) = 0;
  /// Lines that are new or replace what stood at their place, with the call's row as it then is.
  virtual void put_lines(const CallRow& call, const std::vector<CallLineRow>& lines) = 0;
  virtual std::vector<CallLineRow> lines_of(std::uint64_t id) = 0;
  virtual void add_values(const CallRow& call, const std::vector<CallValueRow>& values) = 0;
  virtual std::vector<CallValueRow> values_of(std::uint64_t id) = 0;
  /// The closed row, and its day's tallies raised.
  virtual void close_call(const CallRow& call, const std::vector<CallTally>& tallies) = 0;
  /// Summed over the days, by field.
  virtual std::vector<CallTally> tallies(std::int32_t from_day, std::int32_t to_day) = 0;
};

}  // namespace yiwang
