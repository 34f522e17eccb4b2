#pragma once
#include "adapters/http/json_out.h"
#include "adapters/http/names.h"
#include "service/office.h"

namespace yiwang {

/// What views look names up in. Lives for one answer.
struct View {
  const City& city;
  Instant now;
  const Names::Table* names = nullptr;     // of people; may be null where no person is shown
  Store* store = nullptr;                  // for rows of other cases; may be null where none is shown
};

// Small parts. Each writes the named member, null when the code is empty; a code the city no longer has is shown by itself.
void put_matter(JsonOut& out, std::string_view key, const std::string& code, const View& view);
void put_unit(JsonOut& out, std::string_view key, const std::string& code, const View& view);
void put_area(JsonOut& out, std::string_view key, const std::string& code, const View& view);
void put_person(JsonOut& out, std::string_view key, const std::string& login, const View& view);
void put_point(JsonOut& out, std::string_view key, const std::optional<LonLat>& point);
void put_time(JsonOut& out, std::string_view key, std::int64_t ms);
void put_attachments(JsonOut& out, std::string_view key, const std::vector<Attachment>& attachments);
/// A place with its areas from the city down.
void put_place(JsonOut& out, std::string_view key, const Location& place, const View& view);
/// Words a judgement rests on, with where they stand in `text` when they do.
void put_evidence(JsonOut& out, std::string_view key, const std::vector<Evidence>& evidence, std::string_view text);
/// Tags with offsets into the text alone.
void put_tags(JsonOut& out, std::string_view key, const std::vector<Tag>& tags, std::string_view title);
void put_matter_guesses(JsonOut& out, std::string_view key, const Understanding& understanding, std::string_view text, const View& view);
void put_place_guess(JsonOut& out, const Location& place, std::string_view text, const View& view);
void put_unit_guess(JsonOut& out, const Dispatching& dispatching, const View& view);
void put_related(JsonOut& out, std::string_view key, const Relations& relations, std::size_t most, const View& view);
/// Number, title and stage of another case; null when there is none.
void put_case_ref(JsonOut& out, std::string_view key, CaseId id, const View& view);
void put_report(JsonOut& out, const Report& report);
void put_reporter(JsonOut& out, std::string_view key, const Reporter& reporter);

/// Contract schema CaseItem, as an object of its own.
void put_case_item(JsonOut& out, const CaseRow& row, const View& view);
/// Contract schema Case, as an object of its own. `entries` are the case's whole story.
void put_case(JsonOut& out, const SeenCase& seen, const std::vector<Entry>& entries, const View& view);
/// Contract schema TrailEvent for each event.
void put_trail(JsonOut& out, std::string_view key, const std::vector<Entry>& entries, const View& view);
/// Contract schema IntakeStep: what the first entry's advice said.
void put_intake_steps(JsonOut& out, std::string_view key, const std::vector<Entry>& entries, ReportId report, const View& view);
/// Contract schema PublicCase.
void put_public_case(JsonOut& out, const Office::Tracked& tracked, const View& view);

}  // namespace yiwang
