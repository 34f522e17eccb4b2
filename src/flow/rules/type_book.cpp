#include "flow/rules/type_book.h"

#include <algorithm>

#include "flow/feel/unary_tests.h"

namespace yiwang::dmn::detail {

using feel::Type;
using feel::TypePtr;

namespace {

/// How many item definitions may lead to one another.
constexpr std::size_t kDeepest = 100;

}  // namespace

TypePtr TypeBook::find(std::string_view reference) {
  if (reference.empty()) return nullptr;
  const std::string name(reference);
  if (const auto at = known_.find(name); at != known_.end()) return at->second;
  for (const auto& item : definitions_.items) {
    if (item.name != name) continue;
    if (std::find(making_.begin(), making_.end(), name) != making_.end()) {
      const auto plain = Type::built_in(name);  // an item may be called as the type it is made of
      return plain ? plain : Type::any();
    }
    if (making_.size() >= kDeepest) {
      faults_.push_back({"too_deep", item.name, item.id, {}, {}});
      return Type::any();
    }
    making_.push_back(name);
    auto type = made(item);
    making_.pop_back();
    return known_[name] = std::move(type);
  }
  if (auto plain = Type::built_in(name)) return plain;
  // What older modelers offer for numbers.
  if (name == "integer" || name == "long" || name == "double" || name == "decimal") return Type::built_in("number");
  for (const auto& [import, book] : imports_) {
    if (import.empty()) {
      if (auto type = book->find(name)) return type;
    } else if (name.size() > import.size() + 1 && name.starts_with(import) && name[import.size()] == '.') {
      if (auto type = book->find(std::string_view(name).substr(import.size() + 1))) return type;
    }
  }
  return nullptr;
}

TypePtr TypeBook::type(std::string_view reference, std::string_view element) {
  if (reference.empty()) return nullptr;
  if (auto found = find(reference)) return found;
  // 1.1 files write `prefix:name` for any namespace they declare.
  if (const auto colon = reference.find(':'); colon != std::string_view::npos) {
    if (auto found = find(reference.substr(colon + 1))) return found;
  }
  faults_.push_back({"unknown_type", std::string(element), {}, std::string(reference), {}});
  return Type::any();
}

TypePtr TypeBook::restricted(TypePtr type, const std::string& tests, const ItemDefinition& item) {
  if (tests.empty()) return type;
  auto parsed = feel::UnaryTests::parse(tests);
  if (!parsed) {
    faults_.push_back({"bad_expression", item.name, item.id, tests, "allowedValues"});
    return type;
  }
  return Type::restricted(type, [cell = std::move(*parsed)](const feel::Value& value) {
    return cell.matches(value, feel::Scope{}).value_or(false);
  });
}

TypePtr TypeBook::made(const ItemDefinition& item) {
  TypePtr type;
  if (item.function) {
    std::vector<TypePtr> parameters;
    for (const auto& each : item.function->parameters) {
      auto wanted = this->type(each.type_ref, item.name);
      parameters.push_back(wanted ? wanted : Type::any());
    }
    auto result = this->type(item.function->output_type_ref, item.name);
    type = Type::function_of(std::move(parameters), result ? result : Type::any());
  } else if (!item.components.empty()) {
    std::vector<std::pair<std::string, TypePtr>> members;
    for (const auto& each : item.components) members.emplace_back(each.name, made(each));
    type = Type::context_of(std::move(members));
  } else {
    type = this->type(item.type_ref, item.name);
    if (!type) type = Type::any();
  }
  // Allowed values speak of one element of a collection, a type constraint of the whole.
  type = restricted(type, item.allowed_values, item);
  if (item.is_collection) type = Type::list_of(type);
  return restricted(type, item.type_constraint, item);
}

std::string TypeBook::allowed_text(std::string_view reference) const {
  std::string_view name = reference;
  for (int hops = 0; hops < 20; ++hops) {
    const auto at = std::find_if(definitions_.items.begin(), definitions_.items.end(), [&](const ItemDefinition& item) { return item.name == name; });
    if (at == definitions_.items.end()) return {};
    if (!at->allowed_values.empty()) return at->allowed_values;
    name = at->type_ref;
  }
  return {};
}

void TypeBook::teach(feel::Names& names) {
  for (const auto& item : definitions_.items) names.add_type(item.name, type(item.name, item.name));
  for (const auto& [import, book] : imports_) {
    for (const auto& item : book->definitions_.items) names.add_type(import.empty() ? item.name : import + "." + item.name, book->type(item.name, item.name));
  }
}

}  // namespace yiwang::dmn::detail
