#pragma once
#include <array>
#include <memory>
#include <string>

#include "cases/command.h"
#include "dispatch/dispatcher.h"
#include "locate/locator.h"
#include "relate/relater.h"
#include "service/routes/route_memory.h"
#include "service/second_reader.h"
#include "understand/reader.h"

namespace yiwang {

/// The advising rooms for one city version. Immutable but for the relater, which belongs to the writer.
struct Advisers {
  std::shared_ptr<const City> city;
  std::shared_ptr<const Reader> reader;
  std::shared_ptr<const Locator> locator;
  std::shared_ptr<const Dispatcher> dispatcher;
  std::shared_ptr<const SecondReader> second = nullptr;   // none unless a model service is configured
  std::shared_ptr<const RouteMemory> routes = nullptr;    // what history says of units; none in small set-ups
};
/// `history`: what people corrected (service/corrections.h). `kept_model`: bytes of an earlier `reader->model().save()`; a stale one is harmless, a fitting one saves the training.
Advisers make_advisers(std::shared_ptr<const City> city, std::string_view kept_model = {}, const std::vector<LabelledText>& history = {});

/// A report on its way in.
struct Arrival {
  ReceiveReport received;
  std::string words;                       // normalised title and text
  Fingerprint print;
};

/// One step of intake: fills its part of the advice. `pure` steps look only at the report and may run on any thread; the others run in the
/// order of arrival because they look at the cases before.
struct IntakeStep {
  std::string_view name;
  bool pure;
  bool Settings::* on;                     // the city's switch
  void (*run)(Arrival& arrival, const Advisers& advisers, const Relater& relater);
};

/// The way in, in the order in which it happens. Every step that ran leaves its advice in the event and so its line in the trail.
extern const std::array<IntakeStep, 6> kIntake;

void run_pure_steps(Arrival& arrival, const Advisers& advisers);
void run_ordered_steps(Arrival& arrival, const Advisers& advisers, const Relater& relater);
RelateQuestion relate_question(const Arrival& arrival);

}  // namespace yiwang
