#include <spdlog/spdlog.h>

#include "base/text.h"
#include "studio/studio.h"

namespace yiwang {
namespace {

std::int64_t ms(Instant at) { return at.time_since_epoch().count(); }

Done check_time(std::optional<Instant> effective, Instant now) {
  if (effective && *effective > now + hours{24 * 366}) return refuse(Reason::out_of_range, {{"most", to_text(now + hours{24 * 366})}}, "effective_at");
  return done();
}

StudioEditionRow edition_from(const StudioDraftRow& draft) {
  StudioEditionRow edition;
  edition.kind = draft.kind;
  edition.code = draft.code;
  edition.version = edition_of(draft.text);
  edition.name = draft.name;
  edition.text = draft.text;
  edition.tests = draft.tests;
  edition.author = draft.author.substr(draft.author.rfind(',') == std::string::npos ? 0 : draft.author.rfind(',') + 1);
  edition.reviewer = draft.reviewer;
  edition.note = draft.note;
  return edition;
}

}  // namespace

/// Keeps the edition and, when its time has come, puts it to use at once; otherwise `round` will.
Result<StudioVersion> Studio::put_out(StudioEditionRow edition, StudioDraftRow* draft, const Identity& who, const Asking& asking) {
  auto& shelf = office_.store().shelf();
  const auto kind = *parse<DocumentKind>(edition.kind);
  if (const auto present = document(kind, edition.code); present && !shelf.find_edition(edition.kind, edition.code, present->version)) {
    // What came with the folder can be gone back to, like any other version.
    StudioEditionRow came;
    came.kind = edition.kind;
    came.code = edition.code;
    came.version = present->version;
    came.name = present->name.zh;
    came.text = present->text;
    came.tests = boost::json::serialize(present->tests);
    came.state = "applied";
    shelf.add_edition(came);
  }
  edition.by = who.login;
  edition.state = "scheduled";
  edition.published_ms = ms(asking.now);
  edition.number = shelf.add_edition(edition, draft);
  if (edition.number == 0) {
    const auto kept = shelf.find_draft(draft->id);
    return refuse(Reason::stale_version, {{"version", std::to_string(kept ? kept->revision : 0)}});
  }
  for (auto& other : shelf.editions(edition.kind, edition.code)) {
    if (other.state != "scheduled" || other.number == edition.number) continue;
    other.state = "failed";
    other.fault = "superseded by " + edition.version;
    shelf.change_edition(other);
  }
  office_.audit(who.login, edition.rolled_back ? "studio_roll_back" : "studio_publish", edition.kind + "/" + edition.code + "@" + edition.version,
                edition.override_reason.empty() ? edition.note : edition.override_reason, asking);
  StudioVersion out;
  if (edition.effective_ms <= ms(asking.now)) {
    if (!publisher_.put_to_use(edition, asking.now)) {
      const auto kept = shelf.find_edition(edition.kind, edition.code, edition.version);
      return refuse(Reason::has_faults, {{"fault", kept ? shorten(kept->fault, 200) : ""}});
    }
    edition.state = "applied";
    edition.applied_ms = ms(asking.now);
    out.current = true;
  }
  edition.text.clear();
  edition.tests.clear();
  out.row = std::move(edition);
  return out;
}

Result<StudioVersion> Studio::publish(const Identity& who, std::uint64_t id, std::optional<Instant> effective, const std::string& override_reason, const Asking& asking) {
  const std::lock_guard lock(publishing_);
  auto found = need(id, {"approved"});
  if (!found) return tl::unexpected(found.error());
  if (auto ok = check_time(effective, asking.now); !ok) return tl::unexpected(ok.error());
  const auto present = present_version(*parse<DocumentKind>(found->kind), found->code);
  if (present != found->base_version) return refuse(Reason::base_moved, {{"present", present}});
  std::size_t gaps = 0;
  if (auto ok = check_again(*found, asking.now, &gaps); !ok) return tl::unexpected(ok.error());
  if (gaps > 0 && trim(override_reason).empty()) return refuse(Reason::needs_override, {{"gaps", std::to_string(gaps)}}, "override_reason");
  auto edition = edition_from(*found);
  if (gaps > 0) edition.override_reason = override_reason;
  edition.effective_ms = ms(effective && *effective > asking.now ? *effective : asking.now);
  found->state = "published";
  found->published_version = edition.version;
  found->updated_ms = ms(asking.now);
  return put_out(std::move(edition), &*found, who, asking);
}

Result<StudioVersion> Studio::roll_back(const Identity& who, DocumentKind kind, const std::string& code, const std::string& version, const std::string& reason, std::optional<Instant> effective,
                                        const Asking& asking) {
  const std::lock_guard lock(publishing_);
  if (trim(reason).empty()) return refuse(Reason::reason_required, {}, "reason");
  if (auto ok = check_time(effective, asking.now); !ok) return tl::unexpected(ok.error());
  const auto earlier = document(kind, code, version);
  if (!earlier) return tl::unexpected(earlier.error());
  if (present_version(kind, code) == version) return refuse(Reason::already_done, {{"version", version}});
  const auto checks = check_text(kind, code, earlier->text, earlier->tests, asking.now);
  if (!checks) return tl::unexpected(checks.error());
  // A failed test does not keep a city on a version it wants to leave; a text that cannot be loaded does.
  if (checks->fatal()) return refuse(Reason::has_faults, {{"version", version}});
  StudioEditionRow edition;
  edition.kind = code_of(kind);
  edition.code = code;
  edition.version = version;
  edition.name = earlier->name.zh;
  edition.text = earlier->text;
  edition.tests = boost::json::serialize(earlier->tests);
  edition.note = reason;
  if (checks->gaps > 0) edition.override_reason = reason;
  edition.rolled_back = true;
  edition.effective_ms = ms(effective && *effective > asking.now ? *effective : asking.now);
  return put_out(std::move(edition), nullptr, who, asking);
}

Result<StudioVersion> Studio::publish_undo(const Identity& who, DocumentKind kind, const std::string& code, const std::string& name, const std::string& text, const std::string& reason,
                                           std::optional<Instant> effective, const Asking& asking) {
  const std::lock_guard lock(publishing_);
  if (trim(reason).empty()) return refuse(Reason::reason_required, {}, "reason");
  if (auto ok = check_time(effective, asking.now); !ok) return tl::unexpected(ok.error());
  const auto checks = check_text(kind, code, text, {}, asking.now);
  if (!checks) return tl::unexpected(checks.error());
  if (checks->fatal()) return refuse(Reason::has_faults, {{"rule", checks->faults.front().rule}});
  StudioEditionRow edition;
  edition.kind = code_of(kind);
  edition.code = code;
  edition.version = edition_of(text);
  edition.name = name;
  edition.text = text;
  edition.tests = "[]";
  edition.note = reason;
  edition.rolled_back = true;
  edition.effective_ms = ms(effective && *effective > asking.now ? *effective : asking.now);
  return put_out(std::move(edition), nullptr, who, asking);
}

Done Studio::call_off(const Identity& who, DocumentKind kind, const std::string& code, const std::string& reason, const Asking& asking) {
  const std::lock_guard lock(publishing_);
  if (trim(reason).empty()) return refuse(Reason::reason_required, {}, "reason");
  auto& shelf = office_.store().shelf();
  bool any = false;
  for (auto& edition : shelf.editions(std::string(code_of(kind)), code)) {
    if (edition.state != "scheduled") continue;
    edition.state = "failed";
    edition.fault = "called off: " + reason;
    shelf.change_edition(edition);
    any = true;
  }
  if (!any) return refuse(Reason::unknown_edition, {{"code", code}});
  office_.audit(who.login, "studio_call_off", std::string(code_of(kind)) + "/" + code, reason, asking);
  return done();
}

void Studio::round(Instant now) {
  for (auto& edition : office_.store().shelf().due_editions(ms(now))) {
    const std::lock_guard lock(publishing_);
    const bool used = publisher_.put_to_use(edition, now);
    office_.audit("system", used ? "studio_put_to_use" : "studio_failed", edition.kind + "/" + edition.code + "@" + edition.version, {}, {{}, {}, now});
    if (!used) spdlog::error("the studio's {} {} version {} no longer fits the city and was not put to use", edition.kind, edition.code, edition.version);
  }
  publisher_.follow(now);
}

}  // namespace yiwang
