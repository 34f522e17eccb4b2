#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "flow/diagram/definitions.h"

namespace yiwang::bpmn {

namespace detail {
struct Tree;
}

/// A BPMN file: the XML kept whole, so that writing gives everything back (pictures, foreign extensions, comments, white space), and the typed model read from it.
/// Immutable and cheap to copy; safe to share between threads.
class Document {
 public:
  const Definitions& definitions() const { return *definitions_; }
  /// For the parts of this room.
  const detail::Tree& tree() const { return *tree_; }

  Document(std::shared_ptr<const detail::Tree> tree, std::shared_ptr<const Definitions> definitions)
      : tree_(std::move(tree)), definitions_(std::move(definitions)) {}

 private:
  std::shared_ptr<const detail::Tree> tree_;
  std::shared_ptr<const Definitions> definitions_;
};

/// What a file may be at most; beyond it `too_large` is the answer, with `what` and `limit`.
struct Limits {
  std::size_t bytes = 8u << 20;
  std::size_t elements = 100'000;
  std::size_t depth = 64;
  std::size_t attributes = 128;  ///< of one element
};

/// Reads BPMN 2.0 XML in UTF-8 or UTF-16. Refuses with `malformed` (facts `at` line:column, `detail`) what is not well-formed XML, holds a DOCTYPE or entities, or is
/// not BPMN; with `too_large` what exceeds the limits. A file that is read may still break many rules: see check.h.
Result<Document> read(std::string_view xml, const Limits& limits = {});

/// The file back as UTF-8, with everything that was in it.
std::string write(const Document& document);

}  // namespace yiwang::bpmn
