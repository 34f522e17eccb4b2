#include <gmock/gmock.h>

#include "sql/places.h"

namespace yiwang {
namespace {

using CallContract = StoreContract;
YIWANG_ON_EVERY_STORE(CallContract);

CallRow a_call(const std::string& agent, std::int64_t at) {
  CallRow c;
  c.agent = agent;
  c.state = "open";
  c.caller = "1:sealed";
  c.started_ms = c.updated_ms = at;
  return c;
}

TEST_P(CallContract, ACallIsKeptWithItsLinesAndValues) {
  auto call = a_call("li.na", 10);
  call.id = store->calls().add_call(call);
  call.revision = 2;
  call.lines = 2;
  store->calls().put_lines(call, {{1, "seat", "1:one", 11}, {2, "citizen", "1:two", 12}});
  call.revision = 3;
  store->calls().put_lines(call, {{1, "seat", "1:better", 13}});
  call.revision = 4;
  store->calls().add_values(call, {{1, "name", "li.na", "1:new", "1:old", 14}});
  reopen();
  EXPECT_EQ(store->calls().find_call(call.id), call);
  EXPECT_THAT(store->calls().lines_of(call.id), ::testing::ElementsAre(CallLineRow{1, "seat", "1:better", 13}, CallLineRow{2, "citizen", "1:two", 12}));
  EXPECT_THAT(store->calls().values_of(call.id), ::testing::ElementsAre(CallValueRow{1, "name", "li.na", "1:new", "1:old", 14}));
  EXPECT_FALSE(store->calls().find_call(call.id + 1));
}

TEST_P(CallContract, CallsAreListedByAgentAndStateTheNewestFirst) {
  auto first = a_call("li.na", 10), second = a_call("li.na", 20), third = a_call("wu.di", 30);
  for (auto* call : {&first, &second, &third}) call->id = store->calls().add_call(*call);
  first.state = "closed";
  first.closed_ms = 40;
  store->calls().close_call(first, {});
  const auto ids = [&](const std::string& agent, const std::string& state, std::size_t most = 10) {
    std::vector<std::uint64_t> out;
    for (const auto& call : store->calls().calls(agent, state, most)) out.push_back(call.id);
    return out;
  };
  EXPECT_EQ(ids("li.na", "open"), std::vector<std::uint64_t>({second.id}));
  EXPECT_EQ(ids("li.na", ""), std::vector<std::uint64_t>({second.id, first.id}));
  EXPECT_EQ(ids("", "open"), std::vector<std::uint64_t>({third.id, second.id}));
  EXPECT_EQ(ids("", "", 1), std::vector<std::uint64_t>({third.id}));
}

TEST_P(CallContract, TalliesAddUpOverCallsAndDays) {
  auto call = a_call("li.na", 10);
  call.id = store->calls().add_call(call);
  call.state = "closed";
  store->calls().close_call(call, {{100, "name", 1, 1, 1, 0, 0}});
  store->calls().close_call(call, {{100, "name", 1, 1, 0, 0, 0}, {100, "place", 1, 0, 0, 0, 1}});
  store->calls().close_call(call, {{101, "name", 1, 0, 0, 0, 1}});
  EXPECT_THAT(store->calls().tallies(100, 101), ::testing::ElementsAre(CallTally{0, "name", 3, 2, 1, 0, 1}, CallTally{0, "place", 1, 0, 0, 0, 1}));
  EXPECT_THAT(store->calls().tallies(102, 110), ::testing::IsEmpty());
}

}  // namespace
}  // namespace yiwang
