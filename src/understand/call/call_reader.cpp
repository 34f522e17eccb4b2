#include "understand/call/call_reader.h"

#include "understand/call/hearing.h"
#include "understand/call/story.h"

namespace yiwang {
namespace {

/// Marks the grammar itself: raised when what is read changes.
constexpr const char* kGrammar = "c1";

/// From this share of certainty on, the three best matters together are given as an answer.
constexpr double kSureAmongThree = 0.25;

/// Of a very long call the beginning and what was said last are read, so that a line never costs more than a call of an hour does.
constexpr std::size_t kReadOfBeginning = 2500, kReadInAll = 7000;

/// The talk with what lies between left empty; lines keep their numbers.
Talk talk_within_bounds(const std::vector<CallText>& lines) {
  std::size_t all = 0;
  for (const auto& line : lines) all += line.text.size();
  if (all <= kReadInAll) return make_talk(lines);
  auto kept = lines;
  std::size_t begin = 0, read = 0;
  while (begin < kept.size() && read + kept[begin].text.size() <= kReadOfBeginning) read += kept[begin++].text.size();
  std::size_t end = kept.size();
  while (end > begin && read + kept[end - 1].text.size() <= kReadInAll) read += kept[--end].text.size();
  for (std::size_t i = begin; i < end; ++i) {
    CallText empty;
    empty.speaker = kept[i].speaker;
    empty.line = kept[i].line;
    kept[i] = std::move(empty);
  }
  return make_talk(kept);
}

}  // namespace

struct CallReader::Parts {
  std::shared_ptr<const Reader> reader;
  Instant now;
  std::vector<CallText> lines;
  std::optional<CallForm> form;

  CallForm read() const {
    CallForm form_now;
    form_now.version = reader->version() + "+" + kGrammar;
    const auto talk = talk_within_bounds(lines);
    const auto& lexicon = reader->lexicon();
    const auto offset = reader->city().offset;
    form_now[CallField::name] = hear_name(talk);
    form_now[CallField::phone] = hear_phone(talk);
    form_now[CallField::confidential] = hear_confidential(talk);
    form_now[CallField::happened_at] = hear_happened_at(talk, now, offset);
    form_now[CallField::recurs] = hear_recurs(talk);
    form_now[CallField::place] = hear_place(talk, lexicon);
    form_now[CallField::subject] = hear_subject(talk);
    form_now[CallField::appeal] = hear_appeal(talk);
    form_now[CallField::urgent] = hear_urgent(talk);
    form_now[CallField::earlier_case] = hear_earlier_case(talk);
    form_now[CallField::callback_wanted] = hear_callback_wanted(talk);
    form_now[CallField::callback_time] = hear_callback_time(talk);
    const auto story = make_story(talk);
    const auto& urgent = form_now[CallField::urgent];
    const auto kind = form_now[CallField::kind] = hear_kind(talk, story, urgent && std::get<bool>(urgent->value));
    if (!kind) {
      // Nobody told anything: a wish or a danger read out of it would be made up.
      if (story.parts.empty() || story.misdialled) {
        for (const auto field : {CallField::appeal, CallField::urgent, CallField::subject, CallField::happened_at, CallField::recurs, CallField::place}) form_now[field].reset();
      }
      return form_now;
    }
    const auto& word = std::get<std::string>(kind->value);
    if (word == "question") {
      form_now[CallField::happened_at].reset();
      form_now[CallField::subject].reset();
      form_now[CallField::recurs].reset();
      // A place in a question is where it happened only when the seat asked for one.
      bool asked = false;
      for (std::size_t i = 0; i < lines.size(); ++i) asked = asked || talk.answers(i, kAskWhere);
      if (!asked) form_now[CallField::place].reset();
    }
    if (word == "praise") form_now[CallField::urgent].reset();
    // Whoever asks for help or has an idea names places more often than culprits.
    const auto& subject = form_now[CallField::subject];
    if ((word == "help" || word == "suggestion") && subject && subject->confidence < 0.83) form_now[CallField::subject].reset();
    const auto matter = reader->model().guess(story.text);
    form_now[CallField::summary] = hear_summary(talk, story, matter, form_now[CallField::place]);
    form_now.matters = matter.matters;
    double among = 0;
    for (const auto& guess : matter.matters) among += guess.confidence;
    if (!matter.matters.empty() && among >= kSureAmongThree) {
      std::vector<SaidAt> said;
      if (const auto& summary = form_now[CallField::summary]) said = summary->said;
      form_now[CallField::matter] = FilledField{matter.matters.front().matter, matter.matters.front().confidence, std::move(said)};
    }
    return form_now;
  }
};

CallReader::CallReader(std::shared_ptr<const Reader> reader, Instant now) : parts_(new Parts{std::move(reader), now, {}, {}}) {}
CallReader::~CallReader() = default;
CallReader::CallReader(CallReader&&) noexcept = default;
CallReader& CallReader::operator=(CallReader&&) noexcept = default;

void CallReader::add(CallLine line) {
  parts_->lines.push_back(make_call_text(line, static_cast<std::uint32_t>(parts_->lines.size() + 1)));
  parts_->form.reset();
}

void CallReader::replace(std::size_t place, CallLine line) {
  parts_->lines[place] = make_call_text(line, static_cast<std::uint32_t>(place + 1));
  parts_->form.reset();
}

std::size_t CallReader::size() const { return parts_->lines.size(); }

const CallForm& CallReader::form() {
  if (!parts_->form) parts_->form = parts_->read();
  return *parts_->form;
}

CallForm read_call(std::shared_ptr<const Reader> reader, Instant now, std::span<const CallLine> lines) {
  CallReader call(std::move(reader), now);
  for (const auto& line : lines) call.add(line);
  return call.form();
}

}  // namespace yiwang
