#pragma once
#include <array>
#include <cstdint>

#include "contract/events.h"
#include "contract/operations.h"
#include "contract/vocabulary.h"

namespace yiwang {

/// A set of stages: bit n for the n-th Stage, as in contract/operations.h.
using StageMask = std::uint32_t;
constexpr StageMask bit(Stage stage) { return 1u << static_cast<unsigned>(stage); }
template <class... Stages>
constexpr StageMask stages(Stages... each) {
  return (bit(each) | ...);
}

/// From which stages an event leads to which. The whole life of a case stands here and nowhere else: `apply` moves a case only along a row.
/// An event with several rows names the one it takes itself (`to` of CaseResolved, CaseReviewed, CaseReopened).
struct StageMove {
  EventKind by;
  StageMask from;
  Stage to;
};

inline constexpr StageMask kOpenStages = stages(Stage::received, Stage::dispatched, Stage::accepted, Stage::handling, Stage::resolved, Stage::called_back);
inline constexpr StageMask kWorking = stages(Stage::received, Stage::dispatched, Stage::accepted, Stage::handling);

inline constexpr std::array kStageMoves{
    StageMove{EventKind::case_opened, bit(Stage::received), Stage::received},
    StageMove{EventKind::unit_assigned, kWorking, Stage::dispatched},
    StageMove{EventKind::case_accepted, bit(Stage::dispatched), Stage::accepted},
    StageMove{EventKind::citizen_contacted, bit(Stage::accepted), Stage::handling},
    StageMove{EventKind::case_returned, stages(Stage::dispatched, Stage::accepted), Stage::received},
    StageMove{EventKind::case_resolved, stages(Stage::accepted, Stage::handling), Stage::resolved},
    StageMove{EventKind::case_resolved, stages(Stage::accepted, Stage::handling), Stage::called_back},
    StageMove{EventKind::case_reviewed, bit(Stage::resolved), Stage::handling},
    StageMove{EventKind::case_reviewed, bit(Stage::resolved), Stage::resolved},
    StageMove{EventKind::case_reviewed, bit(Stage::resolved), Stage::called_back},
    StageMove{EventKind::case_closed, stages(Stage::resolved, Stage::called_back), Stage::closed},
    StageMove{EventKind::case_reopened, stages(Stage::called_back, Stage::closed), Stage::handling},
    StageMove{EventKind::case_reopened, stages(Stage::called_back, Stage::closed, Stage::answered, Stage::refused), Stage::received},
    StageMove{EventKind::case_answered, bit(Stage::received), Stage::answered},
    StageMove{EventKind::case_refused, stages(Stage::received, Stage::dispatched), Stage::refused},
    StageMove{EventKind::case_merged, kWorking, Stage::merged},
    // A process may go on to handling by itself; every other way it takes is told by the event that has always made it, with its clocks.
    StageMove{EventKind::process_moved, bit(Stage::accepted), Stage::handling},
};

constexpr bool may_move(EventKind by, Stage from, Stage to) {
  for (const auto& move : kStageMoves) {
    if (move.by == by && move.to == to && (move.from & bit(from)) != 0) return true;
  }
  return false;
}

/// The stages in which an event may happen at all; where it moves the case, those its rows start from.
constexpr StageMask happens_in(EventKind kind) {
  constexpr StageMask hands = stages(Stage::accepted, Stage::handling);
  switch (kind) {
    case EventKind::citizen_contacted: return hands;
    case EventKind::queued_for_dispatcher: return bit(Stage::received);
    case EventKind::unit_added:
    case EventKind::dispute_raised: return hands | bit(Stage::dispatched);
    case EventKind::extension_requested:
    case EventKind::case_suspended: return hands;
    case EventKind::deadline_set: return kWorking;
    case EventKind::activity_completed:
    case EventKind::process_steered:
    case EventKind::citizen_asked:
    case EventKind::area_followed: return kOpenStages;
    case EventKind::process_moved: return ~StageMask{0};
    default: break;
  }
  StageMask from = 0;
  for (const auto& move : kStageMoves) {
    if (move.by == kind) from |= move.from;
  }
  return from != 0 ? from : ~StageMask{0};
}

namespace detail {

/// All stages that can be reached from `from` in any number of steps.
constexpr StageMask reachable(StageMask from) {
  for (;;) {
    StageMask now = from;
    for (const auto& move : kStageMoves) {
      if ((move.from & now) != 0) now |= bit(move.to);
    }
    if (now == from) return now;
    from = now;
  }
}
constexpr bool every_open_stage_can_close() {
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    const auto stage = static_cast<Stage>(i);
    if (info(stage).open && (reachable(bit(stage)) & bit(Stage::closed)) == 0) return false;
  }
  return true;
}
constexpr bool open_stages_are_those_of_the_contract() {
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    if (info(static_cast<Stage>(i)).open != ((kOpenStages >> i & 1u) != 0)) return false;
  }
  return true;
}
constexpr bool only_reopening_leaves_an_end() {
  for (const auto& move : kStageMoves) {
    if ((move.from & ~kOpenStages) != 0 && move.by != EventKind::case_reopened) return false;
    if ((move.from & bit(Stage::merged)) != 0) return false;
  }
  return true;
}
constexpr bool every_stage_is_entered() { return reachable(bit(Stage::received)) == (1u << kStages.size()) - 1; }
/// A move that an operation makes starts where the contract allows the operation, and is possible from every stage it allows.
constexpr bool agrees(Operation op, EventKind by) {
  StageMask from = 0;
  for (const auto& move : kStageMoves) {
    if (move.by == by) from |= move.from;
  }
  return from == rule(op).stages;
}

static_assert(open_stages_are_those_of_the_contract());
static_assert(every_open_stage_can_close(), "a case could be stuck");
static_assert(only_reopening_leaves_an_end(), "a finished case moved without being reopened");
static_assert(every_stage_is_entered());
static_assert(agrees(Operation::assign_unit, EventKind::unit_assigned));
static_assert(agrees(Operation::accept, EventKind::case_accepted));
static_assert(agrees(Operation::return_, EventKind::case_returned));
static_assert(agrees(Operation::resolve, EventKind::case_resolved));
static_assert(agrees(Operation::review, EventKind::case_reviewed));
static_assert(agrees(Operation::reopen, EventKind::case_reopened));
static_assert(agrees(Operation::answer_at_once, EventKind::case_answered));
static_assert(agrees(Operation::refuse, EventKind::case_refused));
static_assert(agrees(Operation::merge, EventKind::case_merged));

}  // namespace detail
}  // namespace yiwang
