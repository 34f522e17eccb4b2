#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "flow/diagram/definitions.h"
#include "flow/diagram/tree.h"

namespace yiwang::bpmn::detail {

// Reading is lenient: what is missing or wrong gets the standard's default and is named by check.

bool flag(const Element& element, std::string_view name, bool otherwise);
int number(const Element& element, std::string_view name, int otherwise);
/// Id that a QName attribute points to, without prefix.
std::string reference(const Element& element, std::string_view name);
/// Ids in the text of all children of that name.
std::vector<std::string> references(const Element& element, std::string_view child);
std::string documentation(const Element& element);


Expression read_expression(const Element* element, std::vector<Note>& notes);
EventDefinition read_event_definition(const Element& element, std::vector<Note>& notes);
/// True for messageEventDefinition and the like.
bool is_event_definition(const Element& element);
DataItem read_data(const Element& element, DataKind kind);
IoSpecification read_io(const Element& element);
/// dataInput, inputSet and the like directly inside an event.
IoSpecification read_event_io(const Element& event);
DataAssociation read_association(const Element& element, std::vector<Note>& notes);
Loop read_loop(const Element& element, const Tree& tree, std::vector<Note>& notes);
Extension read_extension(const Element& element, std::vector<Note>& notes);
Body read_body(const Element& element, const Tree& tree, std::vector<Note>& notes);
std::vector<Performer> read_performers(const Element& element, std::vector<Note>& notes);
std::vector<DataItem> read_properties(const Element& element);
Definitions read_definitions(const Tree& tree);

/// A condition or value as other tools write it (`${a == 1 && b}`, `#{x}`, `= a > 1`) in FEEL, where the meaning is plain; empty when it is not.
std::string to_feel(std::string_view foreign);

}  // namespace yiwang::bpmn::detail
