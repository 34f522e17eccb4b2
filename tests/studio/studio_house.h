#pragma once
#include "service/small_house.h"
#include "studio/studio.h"

namespace yiwang::testing {

/// Copies the little city to `data`/city/first and makes it the present one, as `yiwang init` would.
void install_small_city(const std::filesystem::path& data, Store& store);

/// The studio over the little city, with two administrators (li, wang) and a dispatcher (chen).
struct StudioHouse {
  explicit StudioHouse(const std::string& name);

  static Identity li() { return {"li", "李", "rexian", {Role::admin}, {}}; }
  static Identity wang() { return {"wang", "王", "rexian", {Role::admin}, {}}; }
  static Identity chen() { return {"chen", "陈", "rexian", {Role::dispatcher}, {}}; }
  Asking asking() const { return {"request", "127.0.0.1", house.clock.now()}; }
  /// A draft of a document with this text, by li.
  StudioDraftRow draft(DocumentKind kind, const std::string& code, const std::string& text);
  /// Submitted by li, approved by wang.
  StudioDraftRow approved(DocumentKind kind, const std::string& code, const std::string& text);
  /// Words of the audit, newest first.
  std::vector<std::string> audit();

  Folder folder;
  SmallHouse house;
  std::unique_ptr<Studio> studio;
};

/// `duties.csv` of the little city with further lines.
std::string duties_with(const std::string& lines);

/// A process that the case machine can run: received, dispatched, handling; `middle` stands between dispatching and handling and must lead from `f2` to `f9`.
std::string process_text(const std::string& code, const std::string& middle = {});

}  // namespace yiwang::testing
