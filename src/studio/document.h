#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace yiwang {

/// What a city draws itself. The last three are CSV tables with one document each, whose code is the kind's. `areas` is a plan of changes (city/areas/plan.h): once
/// put to use it has changed the tables of areas, and its text stays beside them as what was done.
enum class DocumentKind { process, rule, form, areas, matters, duties, procedures };
inline constexpr std::string_view kDocumentKinds[] = {"process", "rule", "form", "areas", "matters", "duties", "procedures"};
std::string_view code_of(DocumentKind kind);
std::optional<DocumentKind> parse_code(std::string_view code, DocumentKind*);
inline bool is_table(DocumentKind kind) { return kind >= DocumentKind::matters; }

/// Letters, digits, `_` and `-`, beginning with a letter; of a table the kind's own code. Refuses with `bad_text`.
Done check_code(DocumentKind kind, std::string_view code);
/// First 12 hex digits of the text's SHA-256.
std::string edition_of(std::string_view text);
/// `processes/noise.bpmn`, `duties.csv`: where it lies in a city's folder.
std::filesystem::path file_of(DocumentKind kind, std::string_view code);
/// `tests/process/noise.json`.
std::filesystem::path tests_file_of(DocumentKind kind, std::string_view code);
/// `processes/past/noise@3f9c2a17b0de.bpmn`; running cases find the version they began with there.
std::filesystem::path past_file_of(std::string_view process, std::string_view version);

/// What people call it: the name written in the text, else the code; of tables the usual name.
struct DocumentName {
  std::string zh, en;
};
DocumentName name_of(DocumentKind kind, std::string_view code, std::string_view text);

struct Document {
  DocumentKind kind = DocumentKind::process;
  std::string code;
  DocumentName name;
  std::string version;
  std::string text;
  json::Array tests;
  std::filesystem::path file;              // relative to the city's folder; may lie in the folder it extends
};

/// The documents in a city's folder and those it extends, nearest first. Reads files when asked; no state but the paths.
class CityFolder {
 public:
  explicit CityFolder(const std::filesystem::path& root);
  /// By kind, then code, with text and tests.
  std::vector<Document> all() const;
  std::optional<Document> find(DocumentKind kind, std::string_view code) const;
  /// The text of an earlier version of a process.
  std::optional<std::string> past(std::string_view process, std::string_view version) const;
  /// Where the document lies or, when it is new, would lie; relative to the root.
  std::filesystem::path place_of(DocumentKind kind, std::string_view code) const;

 private:
  std::filesystem::path root_;
  std::vector<std::filesystem::path> layers_;   // relative to the root: "", "base/"
};

}  // namespace yiwang
