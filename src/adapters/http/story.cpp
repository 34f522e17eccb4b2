#include "adapters/http/story.h"

namespace yiwang {
namespace {

struct Reader {
  CaseStory& story;
  const Entry& entry;

  void operator()(const CaseOpened& e) { story.split_from = e.split_from; }
  void operator()(const QueuedForDispatcher&) { story.queued_at = entry.at; }
  void operator()(const ExtensionRequested& e) { story.extension = CaseStory::Extension{"pending", e.reason, entry.by.login, {}, e.days, entry.at, std::nullopt}; }
  void operator()(const ExtensionDecided& e) {
    if (!story.extension) return;
    story.extension->state = e.approved ? "granted" : "refused";
    if (e.approved) story.extension->days = e.days;
    story.extension->note = e.note;
    story.extension->decided = entry.at;
  }
  void operator()(const CitizenAsked& e) { story.question = CaseStory::Question{e.question, {}, entry.at, std::nullopt}; }
  void operator()(const CitizenReplied& e) {
    if (!story.question || story.question->answered) return;
    story.question->answer = e.text;
    story.question->answered = entry.at;
  }
  void operator()(const CaseReviewed& e) { story.review = CaseStory::Review{e.pass, e.note, entry.at}; }
  void operator()(const CaseSupervised& e) { story.cards.push_back({e.card, e.reason, entry.at}); }
  void operator()(const PartnerTransfer& e) { story.partner = CaseStory::Partner{e.partner, e.reference, e.reason, entry.at}; }
  void operator()(const CaseAnswered&) { story.answered_at = entry.at; }
  void operator()(const CaseRefused& e) {
    story.refused_at = entry.at;
    story.refusal_reason = e.reason;
  }
  void operator()(const CaseResolved&) { story.resolved_by = entry.by.login; }
  template <class E>
  void operator()(const E&) {}
};

}  // namespace

CaseStory read_story(const std::vector<Entry>& entries) {
  CaseStory story;
  for (const auto& entry : entries) {
    for (const auto& event : entry.events) std::visit(Reader{story, entry}, event);
  }
  return story;
}

}  // namespace yiwang
