#include <algorithm>

#include "cases/decide_parts.h"
#include "cases/promise.h"

// What is known and said about it: corrections, talking with the citizen, remarks, reminders.

namespace yiwang {
namespace {

/// So many tries to reach the citizen count as having done one's duty (operations.yaml, `contact`).
constexpr int kContactTries = 3;

}  // namespace

Done named(const Case&, const CorrectMatter& command, const Context& context) { return known_matter(context.city, command.matter); }
Done named(const Case&, const CorrectPlace& command, const Context& context) {
  const auto& area = command.found ? command.found->area : command.area;
  if (area.empty() || context.city.area(area) != nullptr) return done();
  return refuse(Reason::unknown_area, {{"area", area}}, "area");
}

Done act(Draft& draft, const CorrectMatter& command) {
  const auto& c = draft.after;
  if (c.matter_by_person && c.matter == command.matter) return refuse(Reason::already_done);
  MatterCorrected corrected{command.matter, c.matter, {}};
  const bool other = draft.context.city.procedure_of(command.matter).code != c.promise.procedure;
  if (other) corrected.promise = make_promise(draft.context.city, command.matter, c.urgency());
  draft.add(std::move(corrected));
  if (other && c.running(ClockKind::resolve) != nullptr) {
    draft.add(promised_anew(draft.context.city, c, c.promise, code_of(EventKind::matter_corrected)));
  }
  return done();
}

Done act(Draft& draft, const CorrectPlace& command) {
  Location place;
  if (command.found) {
    place = *command.found;
  } else {
    place.point = command.point;
    place.area = command.area;
    place.address = command.address;
  }
  place.confidence = 1;
  if (draft.after.place_by_person && draft.after.place == place) return refuse(Reason::already_done);
  draft.add(PlaceCorrected{std::move(place)});
  return done();
}

Done act(Draft& draft, const ChangeGrade& command) {
  if (draft.after.grade == command.grade) return refuse(Reason::already_done);
  draft.add(GradeChanged{command.grade, command.reason});
  return done();
}

Done act(Draft& draft, const Contact& command) {
  const bool enough = command.reached || draft.after.contacts_tried + 1 >= kContactTries;
  draft.add(CitizenContacted{command.reached, enough, command.note});
  if (enough) draft.meet(ClockKind::contact);
  return done();
}

Done act(Draft& draft, const AskCitizen& command) {
  if (draft.after.question) return refuse(Reason::question_open);
  draft.add(CitizenAsked{command.question});
  return done();
}

Done act(Draft& draft, const Reply& command) {
  if (!draft.after.question) return refuse(Reason::no_question_open);
  draft.add(CitizenReplied{command.text});
  return done();
}

Done act(Draft& draft, const Comment& command) {
  draft.add(CommentAdded{command.text});
  return done();
}

Done act(Draft& draft, const Remind& command) {
  draft.add(CaseReminded{command.note});
  return done();
}

Done act(Draft& draft, const Supervise& command) {
  draft.add(CaseSupervised{command.card, command.reason});
  return done();
}

Done act(Draft& draft, const Attach& command) {
  const auto& have = draft.after.attachments;
  const auto same = [&](const Attachment& a) { return a.id == command.attachment.id; };
  if (std::any_of(have.begin(), have.end(), same)) return refuse(Reason::already_done);
  draft.add(AttachmentAdded{command.attachment});
  return done();
}

}  // namespace yiwang
