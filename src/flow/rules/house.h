#pragma once
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "flow/feel/names.h"
#include "flow/rules/logic.h"
#include "flow/rules/model.h"
#include "flow/rules/type_book.h"

namespace yiwang::dmn::detail {

/// What an element draws on.
struct Need {
  enum class What : std::uint8_t { input, decision, knowledge, service } what = What::input;
  std::uint32_t index = 0;
};
/// A need with the place it is put: a slot of the element's names.
struct Bound {
  std::size_t slot = 0;
  Need need;
};
/// Needs that come through an import, gathered under its name.
struct Gathered {
  std::size_t slot = 0;
  std::vector<std::pair<std::string, Need>> members;
};
/// A name that is used without being declared: taken from the input as it is. The type is that of the table column it fills, if any.
struct Loose {
  std::size_t slot = 0;
  std::string name;
  feel::TypePtr type;
};
/// The names an element sees and where their values come from.
struct Surroundings {
  explicit Surroundings(const feel::Names* outer) : names(outer) {}
  feel::Names names;
  std::vector<Bound> bound;
  std::vector<Gathered> gathered;
  std::vector<Loose> loose;
};

struct InputAt {
  std::string name, id;
  std::string element;  ///< the name of the element where its variable has another
  std::uint32_t file = 0;
  feel::TypePtr type;
};
struct DecisionAt {
  std::string name, id;
  std::uint32_t file = 0;
  feel::TypePtr type;
  std::unique_ptr<Surroundings> around;
  LogicPtr logic;
};
struct KnowledgeAt {
  std::string name, id;
  std::uint32_t file = 0;
  std::vector<feel::Parameter> parameters;
  feel::TypePtr result;
  std::unique_ptr<Surroundings> around;
  std::unique_ptr<feel::Names> parameter_names;
  std::vector<std::size_t> parameter_slots;  ///< two parameters of one name share a slot
  LogicPtr body;
  std::string refused;  ///< problem code when it cannot be called
};
struct ServiceAt {
  std::string name, id;
  std::uint32_t file = 0;
  std::vector<std::uint32_t> inputs, input_decisions, outputs;
  std::vector<feel::Parameter> parameters;
  feel::TypePtr result;
};
/// An import that was followed: under which name its elements stand (empty: among one's own).
struct ImportAt {
  std::string name;
  std::uint32_t file = 0;
};
struct FileAt {
  std::shared_ptr<const Definitions> definitions;
  std::vector<ImportAt> imports;
  std::unique_ptr<TypeBook> types;
  std::unique_ptr<feel::Names> names;
  std::unordered_map<std::string, Need> by_id;
};

/// All files of a model, compiled, their elements numbered through. File 0 is the model itself.
struct House {
  std::vector<FileAt> files;
  std::vector<InputAt> inputs;
  std::vector<DecisionAt> decisions;
  std::vector<KnowledgeAt> knowledge;
  std::vector<ServiceAt> services;
  std::vector<Fault> faults;
};

}  // namespace yiwang::dmn::detail
