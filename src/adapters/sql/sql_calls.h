#pragma once
#include <functional>

#include "adapters/sql/pool.h"
#include "service/calls/call_shelf.h"

namespace yiwang {

/// Calls in SQL both dialects share; part of a store, whose connections it uses.
class SqlCalls final : public CallShelf {
 public:
  using Work = std::function<void(Connection&)>;
  /// `write` runs its work in one transaction of the store's writer.
  SqlCalls(std::function<void(const Work&)> write, ConnectionPool& readers) : write_(std::move(write)), readers_(readers) {}

  std::uint64_t add_call(const CallRow& call) override;
  std::optional<CallRow> find_call(std::uint64_t id) override;
  std::vector<CallRow> calls(const std::string& agent, const std::string& state, std::size_t most) override;
  void put_lines(const CallRow& call, const std::vector<CallLineRow>& lines) override;
  std::vector<CallLineRow> lines_of(std::uint64_t id) override;
  void add_values(const CallRow& call, const std::vector<CallValueRow>& values) override;
  std::vector<CallValueRow> values_of(std::uint64_t id) override;
  void close_call(const CallRow& call, const std::vector<CallTally>& tallies) override;
  std::vector<CallTally> tallies(std::int32_t from_day, std::int32_t to_day) override;

 private:
  std::function<void(const Work&)> write_;
  ConnectionPool& readers_;
};

}  // namespace yiwang
