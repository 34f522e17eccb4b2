#pragma once
#include "studio/document.h"

namespace yiwang {

/// What changed from one text to another of the same document: list of contract schema StudioDifference's `changes`. Diagrams element by element, rules row by row, forms
/// member by member, CSV tables row by row by their key. Refused with `malformed` when a text cannot be read.
Result<json::Array> compare_documents(DocumentKind kind, const std::string& before, const std::string& after);

}  // namespace yiwang
