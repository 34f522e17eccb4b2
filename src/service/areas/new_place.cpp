#include "service/areas/new_place.h"

#include "base/text.h"

namespace yiwang {

Dispatching advice_in(const Case& c, std::string_view area, const Advisers& advisers) {
  const auto& report = c.first();
  auto place = c.place;
  place.area = area;
  // The border moved, not what is known of the place.
  if (c.place_by_person) place.confidence = 1;
  const auto words = normalise(report.title.empty() ? report.text : report.title + "\n" + report.text);
  DispatchQuestion question;
  question.understanding = &c.understanding;
  question.location = &place;
  if (c.matter_by_person) question.matter = c.matter;
  question.normalised_words = words;
  question.at = report.received_at;
  question.urgency = c.urgency();
  return advisers.dispatcher->dispatch(question);
}

}  // namespace yiwang
