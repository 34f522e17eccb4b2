#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "flow/feel/names.h"
#include "flow/feel/type.h"
#include "flow/rules/model.h"

namespace yiwang::dmn::detail {

/// The types of one file by name: FEEL's own, its item definitions, and those of imported files (`import.name`). Item definitions may name each other in any
/// order; one that contains itself is Any there.
class TypeBook {
 public:
  TypeBook(const Definitions& definitions, std::vector<Fault>& faults) : definitions_(definitions), faults_(faults) {}
  /// `name` empty: its types stand among one's own.
  void import(std::string name, TypeBook& from) { imports_.emplace_back(std::move(name), &from); }
  /// nullptr for an empty reference; unknown ones are a fault and Any.
  feel::TypePtr type(std::string_view reference, std::string_view element);
  /// As `type`, without a fault; nullptr when unknown.
  feel::TypePtr find(std::string_view reference);
  /// The text of the allowed values of a named type of this file; empty when it has none.
  std::string allowed_text(std::string_view reference) const;
  /// Makes every named type known to expressions.
  void teach(feel::Names& names);

 private:
  feel::TypePtr made(const ItemDefinition& item);
  feel::TypePtr restricted(feel::TypePtr type, const std::string& tests, const ItemDefinition& item);
  const Definitions& definitions_;
  std::vector<Fault>& faults_;
  std::vector<std::pair<std::string, TypeBook*>> imports_;
  std::unordered_map<std::string, feel::TypePtr> known_;
  std::vector<std::string> making_;
};

}  // namespace yiwang::dmn::detail
