#include <algorithm>

#include "base/text.h"
#include "studio/studio.h"
#include "studio/test_case.h"

namespace yiwang {
namespace {

constexpr std::size_t kMostText = 8'000'000;

/// All who wrote, in order, the last one last; logins hold no comma.
std::string with_author(const std::string& authors, const std::string& login) {
  std::string out;
  for (const auto one : split(authors, ',')) {
    if (one.empty() || one == login) continue;
    out += (out.empty() ? "" : ",") + std::string(one);
  }
  return out + (out.empty() ? "" : ",") + login;
}

bool wrote(const std::string& authors, const std::string& login) {
  const auto all = split(authors, ',');
  return std::find(all.begin(), all.end(), login) != all.end();
}

Done check_content(const std::string& text) {
  if (text.size() > kMostText) return refuse(Reason::too_large, {{"limit", std::to_string(kMostText)}}, "text");
  if (trim(text).empty()) return refuse(Reason::missing_field, {}, "text");
  return done();
}

json::Array tests_of(const StudioDraftRow& draft) {
  auto tests = json::parse_text(draft.tests.empty() ? "[]" : draft.tests);
  return tests && tests->is_array() ? tests->get_array() : json::Array{};
}

}  // namespace

Studio::Studio(Office& office, Publisher::Parts parts) : office_(office), publisher_(std::move(parts)) {}
Studio::~Studio() = default;

void Studio::audit(const Identity& who, const std::string& what, const StudioDraftRow& draft, const std::string& reason, const Asking& asking) {
  office_.audit(who.login, "studio_" + what, draft.kind + "/" + draft.code + " draft " + std::to_string(draft.id), reason, asking);
}

Result<StudioDraftRow> Studio::draft(std::uint64_t id) const {
  if (auto found = office_.store().shelf().find_draft(id)) return std::move(*found);
  return refuse(Reason::unknown_draft, {{"draft", std::to_string(id)}});
}

std::vector<StudioDraftRow> Studio::drafts() const { return office_.store().shelf().drafts(); }

Result<StudioDraftRow> Studio::need(std::uint64_t id, std::initializer_list<std::string_view> states) const {
  auto found = draft(id);
  if (!found) return found;
  if (std::find(states.begin(), states.end(), found->state) == states.end()) return refuse(Reason::wrong_state, {{"state", found->state}});
  return found;
}

Result<StudioDraftRow> Studio::keep(StudioDraftRow draft, Instant now) {
  draft.updated_ms = now.time_since_epoch().count();
  if (!office_.store().shelf().change_draft(draft)) {
    const auto present = office_.store().shelf().find_draft(draft.id);
    return refuse(Reason::stale_version, {{"version", std::to_string(present ? present->revision : 0)}});
  }
  ++draft.revision;
  return draft;
}

Result<StudioDraftRow> Studio::make_draft(const Identity& who, const NewDraft& wanted, const Asking& asking) {
  if (auto ok = check_code(wanted.kind, wanted.code); !ok) return tl::unexpected(ok.error());
  StudioDraftRow draft;
  draft.kind = code_of(wanted.kind);
  draft.code = wanted.code;
  draft.tests = "[]";
  const auto base = document(wanted.kind, wanted.code, wanted.base_version);
  if (base) {
    draft.text = base->text;
    draft.tests = boost::json::serialize(base->tests);
    draft.name = base->name.zh;
    draft.base_version = present_version(wanted.kind, wanted.code);
  } else if (base.error().reason != Reason::unknown_document || !wanted.base_version.empty() || wanted.text.empty()) {
    return tl::unexpected(base.error());
  }
  if (!wanted.text.empty()) {
    if (auto ok = check_content(wanted.text); !ok) return tl::unexpected(ok.error());
    draft.text = wanted.text;
  }
  if (!wanted.name.empty()) draft.name = wanted.name;
  if (draft.name.empty()) draft.name = name_of(wanted.kind, wanted.code, draft.text).zh;
  draft.state = "draft";
  draft.author = who.login;
  draft.created_ms = draft.updated_ms = asking.now.time_since_epoch().count();
  draft.id = office_.store().shelf().add_draft(draft);
  draft.revision = 1;
  audit(who, "draft", draft, {}, asking);
  return draft;
}

Result<StudioDraftRow> Studio::change_draft(const Identity& who, std::uint64_t id, std::uint32_t revision, const Change& change, const Asking& asking) {
  auto found = draft(id);
  if (!found) return found;
  if (revision == 0) return refuse(Reason::version_required);
  if (found->revision != revision) return refuse(Reason::stale_version, {{"version", std::to_string(found->revision)}});
  if (found->state == "published") return refuse(Reason::wrong_state, {{"state", found->state}});
  auto next = *found;
  if (change.text) {
    if (auto ok = check_content(*change.text); !ok) return tl::unexpected(ok.error());
    next.text = *change.text;
  }
  if (change.tests) {
    if (auto tests = read_tests(*change.tests); !tests) return tl::unexpected(tests.error());
    next.tests = boost::json::serialize(*change.tests);
  }
  if (change.name) next.name = *change.name;
  if (change.note) next.note = *change.note;
  if (change.base_version) next.base_version = *change.base_version;
  if (next.text != found->text || next.tests != found->tests) {
    next.state = "draft";
    next.checks.clear();
    next.reviewer.clear();
    next.decision_reason.clear();
    next.author = with_author(next.author, who.login);
  }
  auto kept = keep(std::move(next), asking.now);
  if (kept) audit(who, "change", *kept, {}, asking);
  return kept;
}

Done Studio::drop_draft(const Identity& who, std::uint64_t id, const Asking& asking) {
  const auto found = draft(id);
  if (!found) return tl::unexpected(found.error());
  if (!wrote(found->author, who.login) && !who.has(Role::admin)) return refuse(Reason::not_permitted, {{"why", "only its author or an administrator"}});
  if (found->state == "published") return refuse(Reason::wrong_state, {{"state", found->state}});
  if (!office_.store().shelf().drop_draft(id, found->revision)) return refuse(Reason::stale_version, {{"version", std::to_string(found->revision + 1)}});
  audit(who, "drop", *found, {}, asking);
  return done();
}

Result<StudioChecks> Studio::check_text(DocumentKind kind, const std::string& code, const std::string& text, const json::Array& tests, Instant now) const {
  if (auto ok = check_code(kind, code); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_content(text); !ok) return tl::unexpected(ok.error());
  return check_document(kind, code, text, tests, publisher_.surroundings(now));
}

Result<StudioChecks> Studio::check_draft(const Identity& who, std::uint64_t id, const Asking& asking) {
  auto found = draft(id);
  if (!found) return tl::unexpected(found.error());
  auto checks = check_text(*parse<DocumentKind>(found->kind), found->code, found->text, tests_of(*found), asking.now);
  if (!checks) return checks;
  found->checks = boost::json::serialize(to_json(*checks));
  if (found->state == "draft" || found->state == "checked" || found->state == "tested") found->state = checks->fatal() ? "draft" : checks->failed() > 0 ? "checked" : "tested";
  if (!office_.store().shelf().note_checks(*found)) return refuse(Reason::stale_version, {{"version", std::to_string(found->revision + 1)}});
  audit(who, "check", *found, {}, asking);
  return checks;
}

/// As before each step towards use: what was true when it was drawn need not be true now.
Done Studio::check_again(StudioDraftRow& draft, Instant now, std::size_t* gaps) const {
  const auto checks = check_text(*parse<DocumentKind>(draft.kind), draft.code, draft.text, tests_of(draft), now);
  if (!checks) return tl::unexpected(checks.error());
  draft.checks = boost::json::serialize(to_json(*checks));
  if (checks->fatal()) {
    const auto fault = std::find_if(checks->faults.begin(), checks->faults.end(), [](const StudioFault& one) { return one.error; });
    return refuse(Reason::has_faults, {{"rule", fault->rule}, {"element", fault->element}, {"line", std::to_string(fault->line)}});
  }
  if (const auto failed = checks->failed(); failed > 0) return refuse(Reason::tests_failed, {{"failed", std::to_string(failed)}});
  if (gaps != nullptr) *gaps = checks->gaps;
  return done();
}

Result<StudioDraftRow> Studio::submit(const Identity& who, std::uint64_t id, const std::string& note, const Asking& asking) {
  auto found = need(id, {"draft", "checked", "tested"});
  if (!found) return found;
  if (trim(note).empty()) return refuse(Reason::missing_field, {}, "note");
  const auto base = document(*parse<DocumentKind>(found->kind), found->code);
  if (base && base->text == found->text && base->tests == tests_of(*found)) return refuse(Reason::already_done, {{"why", "it says the same as the version in use"}});
  if (auto ok = check_again(*found, asking.now, nullptr); !ok) {
    office_.store().shelf().note_checks(*found);
    return tl::unexpected(ok.error());
  }
  found->state = "in_review";
  found->note = note;
  found->submitted_by = who.login;
  found->reviewer.clear();
  found->decision_reason.clear();
  auto kept = keep(std::move(*found), asking.now);
  if (kept) audit(who, "submit", *kept, note, asking);
  return kept;
}

Result<StudioDraftRow> Studio::decide(const Identity& who, std::uint64_t id, bool approve, const std::string& reason, const Asking& asking) {
  auto found = need(id, {"in_review"});
  if (!found) return found;
  if (wrote(found->author, who.login) || found->submitted_by == who.login) return refuse(Reason::needs_second_person, {{"author", found->author}});
  if (!approve && trim(reason).empty()) return refuse(Reason::reason_required, {}, "reason");
  found->state = approve ? "approved" : "draft";
  found->reviewer = who.login;
  found->decision_reason = reason;
  auto kept = keep(std::move(*found), asking.now);
  if (kept) audit(who, approve ? "approve" : "give_back", *kept, reason, asking);
  return kept;
}

}  // namespace yiwang
