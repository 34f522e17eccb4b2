#pragma once
#include <filesystem>
#include <memory>

#include "city/load.h"
#include "studio/document.h"
#include "studio/findings.h"

namespace yiwang {

/// What a text is checked against: the city in use, its folder, and a place for candidate folders.
struct Surroundings {
  std::shared_ptr<const City> city;
  std::filesystem::path folder, scratch;
  Instant now;
};

/// The city as it would be with this text in it: loaded from a folder made for the purpose (half a second). Null, with faults, when the text does not fit.
LoadedCity load_with(DocumentKind kind, const std::string& code, const std::string& text, const Surroundings& with);

/// Faults, proofs and tests of a text, as if it took the place of the present one. Everything is asked of what will run it: the city's loader, the engines, the
/// dispatcher. Throws only when the disk refuses.
StudioChecks check_document(DocumentKind kind, const std::string& code, const std::string& text, const json::Array& tests, const Surroundings& with);

/// What the loader found wrong with this text: the document's own faults first, then fatal ones elsewhere.
std::vector<StudioFault> faults_of(const LoadedCity& loaded, DocumentKind kind, std::string_view code);

}  // namespace yiwang
