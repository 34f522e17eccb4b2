#pragma once
#include <array>

#include "contract/vocabulary.h"

namespace yiwang {

/// From the stage of one step of a process to that of the next. `cases/` proves at compile time that its stage table can go each of these ways, and refuses
/// every other; here so that a drawing that asks for one is found when the city is loaded.
struct StageStep {
  Stage from, to;
};
inline constexpr std::array kStageSteps{
    StageStep{Stage::received, Stage::dispatched},    StageStep{Stage::received, Stage::answered},     StageStep{Stage::received, Stage::refused},
    StageStep{Stage::dispatched, Stage::accepted},    StageStep{Stage::dispatched, Stage::handling},   StageStep{Stage::dispatched, Stage::received},
    StageStep{Stage::dispatched, Stage::refused},     StageStep{Stage::accepted, Stage::handling},     StageStep{Stage::accepted, Stage::received},
    StageStep{Stage::accepted, Stage::dispatched},    StageStep{Stage::accepted, Stage::resolved},     StageStep{Stage::accepted, Stage::called_back},
    StageStep{Stage::accepted, Stage::closed},        StageStep{Stage::handling, Stage::dispatched},   StageStep{Stage::handling, Stage::resolved},
    StageStep{Stage::handling, Stage::called_back},   StageStep{Stage::handling, Stage::closed},       StageStep{Stage::resolved, Stage::handling},
    StageStep{Stage::resolved, Stage::called_back},   StageStep{Stage::resolved, Stage::closed},       StageStep{Stage::called_back, Stage::handling},
    StageStep{Stage::called_back, Stage::closed},
};

constexpr bool may_lead(Stage from, Stage to) {
  if (from == to) return true;
  for (const auto& step : kStageSteps) {
    if (step.from == from && step.to == to) return true;
  }
  return false;
}

}  // namespace yiwang
