#include "service/intake.h"

#include "base/text.h"

namespace yiwang {
namespace {

void normalise_step(Arrival& a, const Advisers&, const Relater&) {
  const auto& report = a.received.report;
  a.words = normalise(report.title.empty() ? report.text : report.title + "\n" + report.text);
  a.print = fingerprint(a.words);
}

void understand_step(Arrival& a, const Advisers& with, const Relater&) {
  a.received.advice.understanding = with.reader->read(a.received.report.title, a.received.report.text);
}

/// May wait for a model service, at most its limit: after `understand`, and only where that was unsure.
void consult_step(Arrival& a, const Advisers& with, const Relater&) {
  const auto& report = a.received.report;
  if (with.second && a.received.advice.understanding && a.received.chosen_matter.empty()) {
    with.second->read(*with.city, *with.reader, code_of(report.channel), report.title, report.text, *a.received.advice.understanding);
  }
}

void locate_step(Arrival& a, const Advisers& with, const Relater&) {
  const auto& report = a.received.report;
  a.received.advice.location = with.locator->locate({report.title, report.text, report.address, report.point});
}

void relate_step(Arrival& a, const Advisers&, const Relater& relater) { a.received.advice.relations = relater.find(relate_question(a)); }

void dispatch_step(Arrival& a, const Advisers& with, const Relater&) {
  const auto& advice = a.received.advice;
  DispatchQuestion question;
  question.understanding = advice.understanding ? &*advice.understanding : nullptr;
  question.location = advice.location ? &*advice.location : nullptr;
  question.matter = a.received.chosen_matter;
  question.normalised_words = a.words;
  question.at = a.received.report.received_at;
  question.urgency = advice.understanding ? advice.understanding->urgency : Urgency::ordinary;
  auto answer = with.dispatcher->dispatch(question);
  if (with.routes) {
    for (auto& line : with.routes->evidence(route_codes(a.received), *with.city, answer)) answer.evidence.push_back(std::move(line));
  }
  a.received.advice.dispatching = std::move(answer);
}

}  // namespace

const std::array<IntakeStep, 6> kIntake{{
    {"normalise", true, &Settings::intake_normalise, normalise_step},
    {"understand", true, &Settings::intake_understand, understand_step},
    {"consult", true, &Settings::intake_consult, consult_step},
    {"locate", true, &Settings::intake_locate, locate_step},
    {"relate", false, &Settings::intake_relate, relate_step},
    {"dispatch", true, &Settings::intake_dispatch, dispatch_step},
}};

Advisers make_advisers(std::shared_ptr<const City> city, std::string_view kept_model, const std::vector<LabelledText>& history) {
  return {city, std::make_shared<Reader>(city, history, kept_model), std::make_shared<Locator>(city), std::make_shared<Dispatcher>(city)};
}

namespace {
void run(bool pure, Arrival& arrival, const Advisers& advisers, const Relater& relater) {
  for (const auto& step : kIntake) {
    if (step.pure == pure && advisers.city->settings.*step.on) step.run(arrival, advisers, relater);
  }
}
}  // namespace

void run_pure_steps(Arrival& arrival, const Advisers& advisers) {
  static const Relater kNone{RelateOptions{}};
  run(true, arrival, advisers, kNone);
}

void run_ordered_steps(Arrival& arrival, const Advisers& advisers, const Relater& relater) { run(false, arrival, advisers, relater); }

RelateQuestion relate_question(const Arrival& a) {
  const auto& advice = a.received.advice;
  RelateQuestion q;
  q.at = a.received.report.received_at;
  q.reporter_key = a.received.report.reporter.key;
  q.matter = a.received.chosen_matter;
  if (q.matter.empty() && advice.understanding && !advice.understanding->matters.empty()) q.matter = advice.understanding->matters.front().matter;
  if (advice.location) {
    q.area = advice.location->area;
    q.road = advice.location->road;
    q.estate = advice.location->estate;
    q.point = advice.location->point;
  }
  if (advice.understanding) {
    for (const auto& tag : advice.understanding->tags) {
      if (tag.kind != TagKind::subject) continue;
      q.subject = tag.canonical.empty() ? std::string_view(tag.word) : std::string_view(tag.canonical);
      break;
    }
  }
  q.words = &a.print;
  return q;
}

}  // namespace yiwang
