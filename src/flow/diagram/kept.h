#pragma once
#include <map>
#include <string>

#include "flow/diagram/document.h"

namespace yiwang::bpmn {

/// What a file holds that is written back but means nothing when the process runs: elements of BPMN by name, and namespaces of foreign extensions that are not
/// understood, each with how often it occurs. For the person who imports a file from elsewhere.
struct Kept {
  std::map<std::string, std::size_t> elements;
  std::map<std::string, std::size_t> namespaces;
};
Kept kept_only(const Document& document);

}  // namespace yiwang::bpmn
