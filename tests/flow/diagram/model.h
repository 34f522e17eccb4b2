#pragma once
#include <set>
#include <string>

#include "flow/diagram/check.h"

namespace yiwang::bpmn::tests {

/// A whole file around what stands inside definitions.
inline std::string file_of(const std::string& inside) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:yiwang="urn:yiwang:process:1" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:tns="urn:test" targetNamespace="urn:test">
)" + inside + "\n</definitions>\n";
}

/// An executable process p around flow elements.
inline std::string process_of(const std::string& inside) { return file_of("<process id=\"p\" isExecutable=\"true\">" + inside + "</process>"); }

/// start -> inside (whose node is `n`) -> end.
inline std::string around(const std::string& node) {
  return process_of(R"(<startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="n"/>)" + node +
                    R"(<sequenceFlow id="f2" sourceRef="n" targetRef="e"/><endEvent id="e"/>)");
}

/// Codes of the faults that are more than warnings.
inline std::set<std::string> rules_broken(const std::string& text) {
  const auto document = read(text);
  if (!document) return {"unreadable"};
  std::set<std::string> out;
  const Callable nothing_else;
  for (const auto& fault : check(*document, nothing_else)) {
    if (fault.severity != Severity::warning) out.insert(fault.rule);
  }
  return out;
}

}  // namespace yiwang::bpmn::tests
