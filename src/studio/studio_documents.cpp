#include <algorithm>
#include <map>

#include "base/text.h"
#include "studio/studio.h"

namespace yiwang {

std::vector<StudioItem> Studio::documents() const {
  std::vector<StudioItem> out;
  const auto editions = office_.store().shelf().editions("", "");
  const auto drafts = office_.store().shelf().drafts();
  for (auto& document : CityFolder(publisher_.folder()).all()) {
    StudioItem item;
    const std::string_view kind = code_of(document.kind);
    for (const auto& edition : editions) {
      if (edition.kind != kind || edition.code != document.code) continue;
      if (edition.state == "scheduled" && (!item.scheduled || edition.effective_ms < item.scheduled->effective_ms)) item.scheduled = edition;
      if (edition.state == "applied" && edition.version == document.version && !item.edition) item.edition = edition;
    }
    for (const auto& draft : drafts) {
      if (draft.kind == kind && draft.code == document.code && draft.state != "published") item.draft = std::max(item.draft, draft.id);
    }
    item.document = std::move(document);
    out.push_back(std::move(item));
  }
  return out;
}

Result<Document> Studio::document(DocumentKind kind, const std::string& code, const std::string& version) const {
  if (auto ok = check_code(kind, code); !ok) return refuse(Reason::unknown_document, {{"document", std::string(code_of(kind)) + "/" + shorten(code, 64)}});
  const CityFolder folder(publisher_.folder());
  auto present = folder.find(kind, code);
  if (version.empty() || (present && present->version == version)) {
    if (!present) return refuse(Reason::unknown_document, {{"document", std::string(code_of(kind)) + "/" + code}});
    return *present;
  }
  Document out;
  out.kind = kind;
  out.code = code;
  out.version = version;
  if (auto edition = office_.store().shelf().find_edition(std::string(code_of(kind)), code, version)) {
    out.text = std::move(edition->text);
    if (auto tests = json::parse_text(edition->tests.empty() ? "[]" : edition->tests); tests && tests->is_array()) out.tests = tests->get_array();
  } else if (auto past = kind == DocumentKind::process ? folder.past(code, version) : std::nullopt) {
    out.text = std::move(*past);
  } else {
    if (!present) return refuse(Reason::unknown_document, {{"document", std::string(code_of(kind)) + "/" + code}});
    return refuse(Reason::unknown_edition, {{"version", shorten(version, 40)}});
  }
  out.name = name_of(kind, code, out.text);
  return out;
}

std::string Studio::present_version(DocumentKind kind, const std::string& code) const {
  const auto present = CityFolder(publisher_.folder()).find(kind, code);
  return present ? present->version : std::string{};
}

std::vector<StudioVersion> Studio::versions(DocumentKind kind, const std::string& code) const {
  const auto present = present_version(kind, code);
  std::vector<StudioVersion> out;
  bool current = false;
  for (auto& row : office_.store().shelf().editions(std::string(code_of(kind)), code)) {
    StudioVersion version{std::move(row), false};
    version.current = !current && version.row.state == "applied" && version.row.version == present;
    current = current || version.current;
    out.push_back(std::move(version));
  }
  if (!current && !present.empty()) {
    StudioVersion came;
    came.row.kind = code_of(kind);
    came.row.code = code;
    came.row.version = present;
    came.row.state = "applied";
    came.current = true;
    // A folder that was loaded after the last publishing stands above it; one from before there was any stands alone.
    out.insert(out.begin(), std::move(came));
  }
  return out;
}

}  // namespace yiwang
