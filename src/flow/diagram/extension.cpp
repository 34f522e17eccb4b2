#include <string>

#include "flow/diagram/read_parts.h"

namespace yiwang::bpmn::detail {
namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  while (true) {
    text = trim(text);
    if (text.empty()) return out;
    const auto end = text.find_first_of(" \t\r\n,");
    if (end != 0) out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

/// A value of another tool as FEEL: an expression translated, plain words as a string literal.
std::string as_feel(std::string_view text) {
  if (auto feel = to_feel(text); !feel.empty()) return feel;
  if (text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos) return {};
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// Strips the `=` that Zeebe puts before FEEL.
std::string zeebe_feel(std::string_view text) {
  text = trim(text);
  if (text.starts_with("=")) return std::string(trim(text.substr(1)));
  return as_feel(text);
}

struct Taker {
  const Element& element;
  std::vector<Note>& notes;
  Extension out = {};

  void fill(std::string& field, std::string value, std::string what, std::string as) {
    if (value.empty() || !field.empty()) return;
    field = std::move(value);
    notes.push_back({std::string(element.id()), std::move(what), "yiwang:" + std::move(as)});
  }

  void ours(const Attribute& given) {
    const auto set = [&](std::string_view name, std::string& field) {
      if (given.local != name) return false;
      field = trim(given.value);
      return true;
    };
    if (given.local == "operations") out.operations = words(given.value);
    else if (given.local == "allow") out.allow = words(given.value);
    else if (set("stage", out.stage) || set("form", out.form) || set("assign", out.assign) || set("candidates", out.candidates) || set("due", out.due) ||
             set("calendar", out.calendar) || set("decision", out.decision) || set("result", out.result) || set("service", out.service) ||
             set("calledVersion", out.called_version) || set("collection", out.collection) || set("item", out.collection_item) ||
             set("outputCollection", out.output_collection) || set("outputItem", out.output_item) || set("correlation", out.correlation) ||
             set("retries", out.retries) || set("called", out.called)) {
      return;
    } else {
      out.others.emplace(given.local, given.value);
    }
  }

  void camunda(const Element& at) {
    const auto take = [&](std::string_view name, std::string& field, std::string_view as, bool feel) {
      const auto value = at.attribute(Space::camunda, name);
      if (!value.empty()) fill(field, feel ? as_feel(value) : std::string(value), "camunda:" + std::string(name), std::string(as));
    };
    take("formKey", out.form, "form", false);
    take("formRef", out.form, "form", false);
    take("assignee", out.assign, "assign", true);
    take("candidateGroups", out.candidates, "candidates", true);
    take("candidateUsers", out.candidates, "candidates", true);
    take("dueDate", out.due, "due", false);
    take("decisionRef", out.decision, "decision", false);
    take("resultVariable", out.result, "result", false);
    take("topic", out.service, "service", false);
    take("calledElementVersion", out.called_version, "calledVersion", false);
    take("collection", out.collection, "collection", false);
    take("elementVariable", out.collection_item, "item", false);
    if (auto feel = to_feel(out.collection); !feel.empty()) out.collection = feel;
  }

  void camunda_mapping(const Element& at) {
    const bool in = at.local == "in";
    std::string source(at.attribute("source"));
    if (source.empty()) source = as_feel(at.attribute("sourceExpression"));
    const std::string target(at.attribute("target"));
    if (source.empty() || target.empty() || source == "\"\"") return;
    (in ? out.inputs : out.outputs).push_back({source, target});
    notes.push_back({std::string(element.id()), in ? "camunda:in" : "camunda:out", "mapping"});
  }

  void zeebe(const Element& at) {
    const auto value = [&](std::string_view name) { return std::string(trim(at.attribute(name))); };
    const auto name = at.local;
    const std::string what = "zeebe:" + std::string(name);
    if (name == "formDefinition") {
      fill(out.form, value("formId").empty() ? value("formKey") : value("formId"), what, "form");
    } else if (name == "assignmentDefinition") {
      if (!value("assignee").empty()) fill(out.assign, zeebe_feel(value("assignee")), what, "assign");
      if (!value("candidateGroups").empty()) fill(out.candidates, zeebe_feel(value("candidateGroups")), what, "candidates");
      if (!value("candidateUsers").empty()) fill(out.candidates, zeebe_feel(value("candidateUsers")), what, "candidates");
    } else if (name == "taskSchedule") {
      fill(out.due, value("dueDate"), what, "due");
    } else if (name == "calledDecision") {
      fill(out.decision, value("decisionId"), what, "decision");
      fill(out.result, value("resultVariable"), what, "result");
    } else if (name == "taskDefinition") {
      fill(out.service, value("type"), what, "service");
      fill(out.retries, value("retries"), what, "retries");
    } else if (name == "calledElement") {
      fill(out.called, value("processId"), what, "called");
    } else if (name == "subscription") {
      fill(out.correlation, zeebe_feel(value("correlationKey")), what, "correlation");
    } else if (name == "script") {
      fill(out.script, zeebe_feel(value("expression")), what, "script");
      fill(out.result, value("resultVariable"), what, "result");
    } else if (name == "loopCharacteristics") {
      if (!value("inputCollection").empty()) fill(out.collection, zeebe_feel(value("inputCollection")), what, "collection");
      fill(out.collection_item, value("inputElement"), what, "item");
      fill(out.output_collection, value("outputCollection"), what, "outputCollection");
      if (!value("outputElement").empty()) fill(out.output_item, zeebe_feel(value("outputElement")), what, "outputItem");
    } else if (name == "ioMapping") {
      for (const auto* inside : at.children) {
        if (inside->local != "input" && inside->local != "output") continue;
        auto& list = inside->local == "input" ? out.inputs : out.outputs;
        list.push_back({zeebe_feel(inside->attribute("source")), std::string(inside->attribute("target"))});
      }
      notes.push_back({std::string(element.id()), what, "mapping"});
    }
  }

  void extensions(const Element& at) {
    const auto* inside = at.child("extensionElements");
    if (inside == nullptr) return;
    for (const auto* one : inside->children) {
      if (one->space == Space::zeebe) zeebe(*one);
      else if (one->space == Space::camunda && (one->local == "in" || one->local == "out")) camunda_mapping(*one);
    }
  }
};

}  // namespace

Extension read_extension(const Element& element, std::vector<Note>& notes) {
  Taker taker{element, notes};
  const auto* loop = element.child("multiInstanceLoopCharacteristics");
  for (const auto* at : {&element, loop}) {
    if (at == nullptr) continue;
    for (const auto& given : at->attributes) {
      if (given.space == Space::yiwang) taker.ours(given);
    }
  }
  for (const auto* at : {&element, loop}) {
    if (at == nullptr) continue;
    taker.camunda(*at);
    taker.extensions(*at);
  }
  return std::move(taker.out);
}

}  // namespace yiwang::bpmn::detail
