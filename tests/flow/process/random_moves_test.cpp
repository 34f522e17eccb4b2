#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "flow/process/stage.h"

namespace yiwang::process {
namespace {

// Models without deadlocks of their own: whatever people do, each must still be able to end.
const std::vector<std::string>& models() {
  static const std::vector<std::string> all = {
      R"(
    allow return jump withdraw add_signer remove_signer delegate transfer remind suspend retry skip
    start s
    user first assign='"A"'
    parallel split
    user a1
    boundary late on=a1 timer=PT2H
    user a2
    user b
    boundary told on=b timer=PT1H interrupting=false
    user note
    end e_note
    parallel join
    exclusive again default=on
    user last
    end e
    s -> first
    first -> split
    split -> a1
    split -> b
    a1 -> a2
    late -> a2
    a2 -> join
    b -> join
    told -> note
    note -> e_note
    join -> again
    again -> first if more = true
    on: again -> last
    last -> e
  )",
      R"(
    allow return jump withdraw add_signer remove_signer delegate transfer remind suspend retry skip
    start s
    user ask
    sub work {
      start s1
      user dig
      user fill
      boundary slow on=fill timer=PT3H interrupting=false
      user chase
      end e1
      end e2
      s1 -> dig
      dig -> fill
      fill -> e1
      slow -> chase
      chase -> e2
      event_sub changed {
        start c signal=change interrupting=false
        user look
        end ec
        c -> look
        look -> ec
      }
    }
    boundary off on=work timer=PT9H
    user sign collection='["A", "B", "C"]' item=who assign=who
    user close
    end e
    s -> ask
    ask -> work
    work -> sign
    off -> close
    sign -> close
    close -> e
  )",
      R"(
    allow return jump withdraw add_signer remove_signer delegate transfer remind suspend retry skip
    start s
    user sort
    inclusive split default=none
    user roads
    user water
    parallel inner
    user w1
    user w2
    parallel outer
    user none_task
    inclusive join
    user check sequential collection='["X", "Y"]' item=who assign=who
    end e
    s -> sort
    sort -> split
    split -> roads if n != 1
    split -> water if n != 2
    none: split -> none_task
    roads -> join
    water -> inner
    inner -> w1
    inner -> w2
    w1 -> outer
    w2 -> outer
    outer -> join
    none_task -> join
    join -> check
    check -> e
  )"};
  return all;
}

std::string twice(const Stage& stage) {
  std::set<std::pair<int, int>> seen;
  for (const auto& token : stage.state.tokens) {
    if (token.loop != 0 || token.rest != Rest::task) continue;
    const auto& node = stage.plan->node(token.node);
    // Boundary events and event sub-processes that do not interrupt may begin the same work more than once; nothing else may.
    if (node.id == "note" || node.id == "chase" || node.id == "look") continue;
    if (!seen.insert({token.scope, token.node}).second) return node.id;
  }
  return {};
}

RC_GTEST_PROP(RandomMoves, leave_no_duplicate_no_orphan_and_a_process_that_can_still_end, ()) {
  Stage stage(*rc::gen::elementOf(models()));
  stage.start({{"n", number(*rc::gen::inRange(0, 3))}, {"more", feel::Value::make_bool(false)}});
  const auto task = [&]() -> int {
    if (stage.state.tasks.empty()) return 0;
    return stage.state.tasks[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(stage.state.tasks.size())))].id;
  };
  const auto element = [&] { return stage.plan->nodes()[static_cast<std::size_t>(*rc::gen::inRange(1, static_cast<int>(stage.plan->nodes().size())))].id; };
  const auto who = [] { return std::string(1, static_cast<char>('A' + *rc::gen::inRange(0, 6))); };
  const int moves = *rc::gen::inRange(1, 40);
  for (int i = 0; i < moves && stage.state.running(); ++i) {
    switch (*rc::gen::inRange(0, 16)) {
      case 0: case 1: case 2: stage.tell(CompleteTask{task(), {}, "ok", ""}); break;
      case 3: stage.tell(ReturnTo{element(), "x", *rc::gen::arbitrary<bool>() ? task() : 0}); break;
      case 4: stage.tell(Jump{task(), element(), "x"}); break;
      case 5: stage.tell(AddSigner{task(), who(), ""}); break;
      case 6: stage.tell(RemoveSigner{task(), who(), ""}); break;
      case 7: stage.tell(Delegate{task(), who(), ""}); break;
      case 8: stage.tell(Transfer{task(), who(), ""}); break;
      case 9: stage.tell(Withdraw{0, element(), "", ""}); break;
      case 10: stage.tell(Suspend{"x"}); break;
      case 11: stage.tell(Resume{}); break;
      case 12: stage.now += minutes{*rc::gen::inRange(0, 300)}; stage.tell(FireTimers{}); break;
      case 13: stage.tell(Signal{"change", {}}); break;
      case 14: stage.tell(Remind{task(), ""}); break;
      default: stage.tell(SetVariables{{{"more", feel::Value::make_bool(*rc::gen::arbitrary<bool>())}}}); break;
    }
    RC_ASSERT(fault_of(stage.state) == "");
    RC_ASSERT(twice(stage) == "");
    for (const auto& timer : stage.state.timers) RC_ASSERT(timer.token == 0 || stage.state.token(timer.token) != nullptr);
  }
  stage.tell(Resume{});
  stage.tell(SetVariables{{{"more", feel::Value::make_bool(false)}}});
  for (int i = 0; i < 300 && stage.state.running(); ++i) {
    if (stage.state.tasks.empty()) break;
    stage.tell(CompleteTask{stage.state.tasks.front().id, {}, "ok", ""});
  }
  RC_ASSERT(!stage.state.running());
}

}  // namespace
}  // namespace yiwang::process
