#pragma once
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "flow/diagram/check.h"
#include "flow/diagram/rules.h"
#include "flow/diagram/tree.h"

namespace yiwang::bpmn::detail {

using Elements = std::vector<const Element*>;
using Facts = std::vector<std::pair<std::string, std::string>>;

/// What the rules look things up in, and where they put faults. One for each call of check.
class Checker {
 public:
  Checker(const Document& document, const Callable* callable);

  /// Notes a broken rule of the table in rules.cpp; the same rule at the same element once only.
  void add(std::string_view rule, const Element& at, Facts facts = {});
  std::vector<Fault> take();

  const Tree& tree() const { return tree_; }
  const Definitions& definitions() const { return definitions_; }
  /// Elements of the BPMN model by name, in document order, those inside extension elements left out.
  const Elements& all(std::string_view name) const;
  const Elements& everything() const { return everything_; }

  /// The element an id or QName leads to, null when there is none here.
  const Element* find(std::string_view qname) const;
  /// True for processes of other files that may be called.
  bool known(std::string_view process) const { return callable_ == nullptr || callable_->contains(process); }
  /// True when the QName's prefix names another namespace than this file's own.
  bool elsewhere(const Element& from, std::string_view qname) const;

  /// Sequence flows by the node they start or end at.
  const Elements& outgoing(const Element& node) const;
  const Elements& incoming(const Element& node) const;
  /// Greater of the flows that lead there and those the node itself lists.
  std::size_t incoming_count(const Element& node) const;
  std::size_t outgoing_count(const Element& node) const;

  // Everything below is worked out once: a hostile file may hold tens of thousands of whatever would otherwise be looked through again and again.

  /// Ids in the texts of the children of that name.
  const std::unordered_set<std::string>& listed(const Element& element, std::string_view child) const;
  bool has_child(const Element& element, std::string_view name) const;
  /// Whether a task or gateway inside starts the process by itself.
  bool starts_by_itself(const Element& level) const { return self_starting_.contains(&level); }
  const Elements& boundaries(const Element& activity) const;
  /// What associations join with the element.
  const Elements& associated(const Element& element) const;
  /// Events that refer to a definition of the top level.
  const Elements& users(const Element& definition) const;
  /// How many links of that name the level has in events of that kind.
  std::size_t links(const Element& level, std::string_view event, std::string_view name) const;
  bool is_data_name(const std::string& name) const { return data_names_.contains(name); }

  /// Event definitions of an event, those referred to included.
  Elements event_definitions(const Element& event) const;
  bool has_event(const Element& event, std::string_view kind) const;
  /// Inside a process with isExecutable="true".
  bool executable(const Element& element) const;
  const Element* process_of(const Element& element) const;
  /// structureRef of the item definition the id leads to; empty when unknown.
  std::string_view structure(std::string_view item) const;
  /// Item of a data element, through references to data objects and stores.
  std::string_view item_of(const Element& data) const;

 private:
  const Tree& tree_;
  const Callable* callable_;
  bool any_executable_ = false;
  bool refused_ = false;
  const Definitions& definitions_;
  Elements everything_;
  std::unordered_map<std::string_view, Elements> by_name_;
  std::unordered_map<std::string_view, Elements> out_;
  std::unordered_map<std::string_view, Elements> in_;
  std::unordered_set<std::string> seen_;
  std::unordered_map<const Element*, std::unordered_set<std::string_view>> child_names_;
  std::unordered_set<const Element*> self_starting_;
  std::unordered_map<const Element*, Elements> boundaries_;
  std::unordered_map<const Element*, Elements> associated_;
  std::unordered_map<std::string, Elements> users_;
  std::unordered_map<const Element*, std::unordered_map<std::string, std::size_t>> links_;
  std::unordered_set<std::string> data_names_;
  struct Listed {
    std::unordered_set<std::string> ids;
    std::size_t count = 0;
  };
  const Listed& list(const Element& element, std::string_view child) const;
  mutable std::unordered_map<const Element*, std::unordered_map<std::string_view, Listed>> listed_;
  std::vector<std::pair<std::size_t, Fault>> faults_;
};

Elements children(const Element& element, std::string_view name);
std::size_t count(const Element& element, std::string_view name);
bool is_true(const Element& element, std::string_view attribute);
bool is_false(const Element& element, std::string_view attribute);
bool is_flow_node(const Element& element);
bool is_activity_element(const Element& element);
bool is_event_element(const Element& element);
bool is_gateway_element(const Element& element);
bool is_choreography_activity(const Element& element);
bool is_artifact(const Element& element);
bool is_sub_process(const Element& element);
bool is_event_sub_process(const Element& element);
bool is_item_aware(const Element& element);

void check_schema(Checker& checker);
void check_ids(Checker& checker);
void check_references(Checker& checker);
void check_sequence_flows(Checker& checker);
void check_flow_nodes(Checker& checker);
void check_gateways(Checker& checker);
void check_start_and_end(Checker& checker);
void check_boundaries(Checker& checker);
void check_intermediate(Checker& checker);
void check_event_definitions(Checker& checker);
void check_expressions(Checker& checker);
void check_activities(Checker& checker);
void check_services(Checker& checker);
void check_loops(Checker& checker);
void check_sub_processes(Checker& checker);
void check_compensation(Checker& checker);
void check_data(Checker& checker);
void check_io(Checker& checker);
void check_calls(Checker& checker);
void check_event_data(Checker& checker);
void check_collaboration(Checker& checker);
void check_running(Checker& checker);

}  // namespace yiwang::bpmn::detail
