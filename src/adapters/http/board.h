#pragma once
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "service/office.h"

namespace yiwang {

/// A thin copy of the case rows in memory, for the overview: all that are open and all that were opened or closed within 62 days, about 100 bytes each. Read whole at
/// the first question, afterwards only what the live updates named. It holds no truth of its own; throw it away at any time. Thread-safe.
class Board {
 public:
  explicit Board(Office& office);
  ~Board();
  Board(const Board&) = delete;
  Board& operator=(const Board&) = delete;

  struct Row {
    std::uint64_t id = 0;
    std::int64_t opened_ms = 0, updated_ms = 0, closed_ms = 0;
    double lon = 0, lat = 0;
    std::uint32_t unit = 0, area = 0, matter = 0;    // places in `words`
    std::uint32_t reports = 0;
    Stage stage = Stage::received;
    Channel channel = Channel::web;
    Urgency urgency = Urgency::ordinary;
    enum class Late : std::uint8_t { no, near, overdue } late = Late::no;
    bool queued = false, rehearsal = false;
    bool open() const { return closed_ms == 0 && info(stage).open; }
  };

  /// Brings itself up to date (may wait for the store), then calls `look` with the rows and the words their numbers stand for.
  void with_rows(Instant now, const std::function<void(const std::vector<Row>& rows, const std::vector<std::string>& words)>& look);

 private:
  void fill(Instant now);
  void refresh(Instant now);
  void put(const CaseRow& row);
  std::uint32_t word(const std::string& text);

  Office& office_;
  std::uint64_t subscription_ = 0;
  std::mutex changed_mutex_;
  std::unordered_set<std::uint64_t> changed_;
  std::mutex mutex_;
  bool filled_ = false;
  Instant trimmed_{};
  std::vector<Row> rows_;
  std::unordered_map<std::uint64_t, std::size_t> place_;
  std::vector<std::string> words_{""};
  std::unordered_map<std::string, std::uint32_t> word_place_{{"", 0}};
};

}  // namespace yiwang
