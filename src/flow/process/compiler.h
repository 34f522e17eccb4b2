#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "flow/process/plan.h"

namespace yiwang::process {

/// Builds the plans of one text. Faults are collected by process, so that a broken neighbour nobody calls does not stop a process.
class Compiler {
 public:
  Compiler(const bpmn::Definitions& definitions, const Resources& resources);
  /// Compiles everything; then `plan` finds it.
  void run();
  std::shared_ptr<const Plan> plan(std::string_view process) const;
  /// Of the process and of those it calls in the same text.
  std::vector<bpmn::Fault> faults(std::string_view process) const;

 private:
  void process(const bpmn::Process& from);
  void global(const bpmn::GlobalTask& from);
  int add(const bpmn::Node& from, int parent);
  void body(const bpmn::Body& from, int container);
  void flows(const bpmn::Body& from, int container);
  void links(const bpmn::Body& from, int container);
  void entries(const bpmn::Body& from, int container);
  void event(const bpmn::Node& from, Node& to);
  Event definition(const bpmn::EventDefinition& from, const bpmn::Node& owner, bool catches);
  void timer(const bpmn::EventDefinition& from, const bpmn::Node& owner, Event& to);
  void activity(const bpmn::Node& from, Node& to);
  void script(const std::string& id, const std::string& text, const std::string& format, Node& to);
  void loop(const bpmn::Node& from, Node& to);
  void gateway(const bpmn::Node& from, Node& to);
  void data(const bpmn::Node& from, Node& to);
  void reach(int gateway);
  void finish(int container);
  Formula formula(const std::string& element, const bpmn::Expression& from, std::string_view what);
  Formula formula(const std::string& element, std::string_view text, std::string_view what);
  Formula span(const std::string& element, const std::string& text, std::string_view what, bool in_calendar);
  void learn_names(const bpmn::Body& body);
  std::string variable_of(const std::string& data_id) const;
  void refuse(std::string rule, const std::string& element, std::string advice, std::vector<std::pair<std::string, std::string>> facts = {});

  const bpmn::Definitions& definitions_;
  const Resources& resources_;
  std::shared_ptr<Library> library_ = std::make_shared<Library>();
  Plan* plan_ = nullptr;
  feel::Names names_;
  std::map<std::string, std::string, std::less<>> data_names_;      // id of a data object, reference or property -> variable
  std::map<std::string, std::vector<bpmn::Fault>, std::less<>> faults_;
  std::map<std::string, std::vector<std::string>, std::less<>> calls_;
  bool unclear_ = false;   // an id was missing or given twice
  std::vector<std::pair<int, std::string>> compensated_;   // event definitions naming an activity: node, id
};

}  // namespace yiwang::process
