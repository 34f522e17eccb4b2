#pragma once
#include <memory>
#include <span>

#include "base/result.h"
#include "flow/rules/house.h"

namespace yiwang::dmn::detail {

/// Reads all files of a model together: imports followed, references found, everything compiled.
Result<std::shared_ptr<const House>> build_house(std::shared_ptr<const Definitions> definitions, std::span<const std::shared_ptr<const Definitions>> others);

/// Compiles the logic of all elements, once they are all known by number.
void compile_elements(House& house);

}  // namespace yiwang::dmn::detail
