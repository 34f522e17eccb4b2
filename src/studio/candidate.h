#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "base/instant.h"
#include "studio/document.h"

namespace yiwang {

/// A city's folder as it is, at the cost of names: every file is a hard link where the disk allows it, else a copy. The copy of `install` is self-contained, so this one is.
void link_city(const std::filesystem::path& from, const std::filesystem::path& to);
/// Puts a document (and, when given, its tests) into a folder that `link_city` made; links are broken first, so the original stays. A process that is replaced by
/// another text is kept under its version. A plan of areas is carried out on the tables, as in force from `from`; refused when it does not fit the areas that are there.
Done put_document(const std::filesystem::path& root, DocumentKind kind, std::string_view code, std::string_view text, const json::Array* tests, Instant from = {});

/// A folder with one document changed, gone with the object; for checks.
class CandidateFolder {
 public:
  /// `scratch` is made when it is not there; both throw std::filesystem::filesystem_error when the disk refuses.
  CandidateFolder(const std::filesystem::path& present, const std::filesystem::path& scratch, DocumentKind kind, std::string_view code, std::string_view text, Instant from = {});
  ~CandidateFolder();
  CandidateFolder(const CandidateFolder&) = delete;
  CandidateFolder& operator=(const CandidateFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  /// Why the text could not be put in.
  const Done& fits() const { return fits_; }

 private:
  Done fits_ = done();
  std::filesystem::path path_;
};

}  // namespace yiwang
