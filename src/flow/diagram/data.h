#pragma once
#include <string>
#include <vector>

#include "flow/diagram/expression.h"

namespace yiwang::bpmn {

/// What a thing holds: an entry of `itemDefinition`.
struct ItemDefinition {
  std::string id;
  std::string structure;  ///< structureRef as written, e.g. xsd:string
  bool collection = false;
  bool physical = false;
};

enum class DataKind { object, object_reference, store_reference, property, input, output, store };

/// Data object, reference to one, data store (reference), property, or the input/output of an activity or event.
struct DataItem {
  DataKind kind = DataKind::object;
  std::string id;
  std::string name;
  std::string item;  ///< id of the item definition
  std::string refers_to;  ///< of a reference: the data object or data store
  std::string state;
  bool collection = false;
};

struct Assignment {
  Expression from;
  Expression to;
};

/// Moves data into or out of an activity or event: a copy (sources to target), a transformation, or assignments.
struct DataAssociation {
  std::string id;
  std::vector<std::string> sources;
  std::string target;
  Expression transformation;
  std::vector<Assignment> assignments;
};

struct IoSpecification {
  struct Set {
    std::string id;
    std::string name;
    std::vector<std::string> items;
    std::vector<std::string> optional;
    std::vector<std::string> while_executing;
    std::vector<std::string> partners;  ///< output sets of an input set and the other way round
  };
  std::vector<DataItem> inputs;
  std::vector<DataItem> outputs;
  std::vector<Set> input_sets;
  std::vector<Set> output_sets;
  bool given = false;
};

}  // namespace yiwang::bpmn
