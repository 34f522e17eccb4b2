#pragma once
#include <string_view>

#include "base/result.h"
#include "flow/rules/definitions.h"

namespace yiwang::dmn {

/// Larger files are refused with `too_large`, deeper ones with `malformed` and `detail` = `too_deep`.
inline constexpr std::size_t kMaxFileBytes = 32'000'000;
inline constexpr int kMaxXmlDepth = 64;

/// Reads a DMN file: the namespaces of 1.1, 1.2, 1.3, 1.4 and 1.5. Refused with `malformed` and `detail`: `not_xml` (with `at`), `doctype` (no document type, so
/// no entities), `not_dmn`, `too_deep`. Diagrams, artifacts and extensions are passed over; what an expression box holds that nobody knows is kept as
/// `Boxed::unknown` and refused when compiled.
Result<Definitions> read(std::string_view xml);

}  // namespace yiwang::dmn
