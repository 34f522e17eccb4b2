#include "flow/process/drawing.h"

#include <map>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace yiwang::process {

namespace {

const std::map<std::string, std::string> kKinds = {
    {"start", "startEvent"}, {"end", "endEvent"}, {"user", "userTask"}, {"script", "scriptTask"}, {"service", "serviceTask"}, {"task", "task"}, {"manual", "manualTask"},
    {"send", "sendTask"}, {"receive", "receiveTask"}, {"rule", "businessRuleTask"}, {"call", "callActivity"}, {"exclusive", "exclusiveGateway"}, {"parallel", "parallelGateway"},
    {"inclusive", "inclusiveGateway"}, {"complex", "complexGateway"}, {"event_gateway", "eventBasedGateway"}, {"catch", "intermediateCatchEvent"}, {"throw", "intermediateThrowEvent"},
    {"boundary", "boundaryEvent"}, {"sub", "subProcess"}, {"event_sub", "subProcess"}, {"transaction", "transaction"}, {"adhoc", "adHocSubProcess"}};

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> out;
  std::string word;
  bool quoted = false;
  for (const char c : line) {
    if (c == '\'') quoted = !quoted;
    else if (c == ' ' && !quoted) {
      if (!word.empty()) out.push_back(word);
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) out.push_back(word);
  return out;
}

class Writer {
 public:
  std::string run(std::string_view lines, std::string_view process) {
    std::istringstream in{std::string(lines)};
    std::string line, allow, calendar;
    while (std::getline(in, line)) {
      const auto from = line.find_first_not_of(" \t");
      if (from == std::string::npos || line[from] == '#') continue;
      line = line.substr(from, line.find_last_not_of(" \t\r") - from + 1);
      if (line.starts_with("allow ")) allow = line.substr(6);
      else if (line.starts_with("calendar ")) calendar = line.substr(9);
      else if (line == "}") close();
      else if (line.find(" -> ") != std::string::npos) flow(line);
      else node(words_of(line));
    }
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:yiwang="urn:yiwang:process:1" id="drawing" targetNamespace="urn:t">
)";
    for (const auto& [kind, names] : named_) {
      for (const auto& name : names) {
        out += "<bpmn:" + kind + " id=\"" + kind + "_" + name + "\" name=\"" + name + "\"";
        if (kind == "error") out += " errorCode=\"" + name + "\"";
        if (kind == "escalation") out += " escalationCode=\"" + name + "\"";
        out += "/>\n";
      }
    }
    out += "<bpmn:process id=\"" + std::string(process) + "\" isExecutable=\"true\"";
    if (!allow.empty()) out += " yiwang:allow=\"" + allow + "\"";
    if (!calendar.empty()) out += " yiwang:calendar=\"" + calendar + "\"";
    return out + ">\n" + body_ + flows_.back() + "</bpmn:process>\n</bpmn:definitions>\n";
  }

 private:
  void flow(std::string line) {
    std::string id = "flow" + std::to_string(++count_);
    if (const auto colon = line.find(": "); colon != std::string::npos && colon < line.find(" -> ")) {
      id = line.substr(0, colon);
      line = line.substr(colon + 2);
    }
    const auto arrow = line.find(" -> ");
    const auto source = line.substr(0, arrow);
    auto target = line.substr(arrow + 4);
    std::string condition;
    if (const auto at = target.find(" if "); at != std::string::npos) {
      condition = target.substr(at + 4);
      target = target.substr(0, at);
    }
    flows_.back() += "<bpmn:sequenceFlow id=\"" + id + "\" sourceRef=\"" + source + "\" targetRef=\"" + target + "\"";
    if (condition.empty()) flows_.back() += "/>\n";
    else flows_.back() += "><bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">" + escaped(condition) + "</bpmn:conditionExpression></bpmn:sequenceFlow>\n";
  }

  std::string name(const std::string& kind, const std::string& value) {
    auto& list = named_[kind];
    bool known = false;
    for (const auto& one : list) known = known || one == value;
    if (!known) list.push_back(value);
    return kind + "_" + value;
  }

  void node(const std::vector<std::string>& words) {
    const auto kind = kKinds.find(words[0]);
    if (kind == kKinds.end() || words.size() < 2) throw std::runtime_error("drawing: " + words[0]);
    const auto& id = words[1];
    std::string attributes, inside, loop;
    bool opens = false, sequential = false;
    std::map<std::string, std::string> multi;
    std::string standard;
    if (words[0] == "event_sub") attributes += " triggeredByEvent=\"true\"";
    const auto definition = [&](const std::string& what, const std::string& more = {}) {
      inside += "<bpmn:" + what + "EventDefinition id=\"" + id + "_def" + std::to_string(++count_) + "\"" + more;
    };
    for (std::size_t i = 2; i < words.size(); ++i) {
      const auto at = words[i].find('=');
      const auto key = words[i].substr(0, at);
      const auto value = at == std::string::npos ? "" : words[i].substr(at + 1);
      if (key == "{") opens = true;
      else if (key == "on") attributes += " attachedToRef=\"" + value + "\"";
      else if (key == "interrupting") attributes += std::string(words[0] == "boundary" ? " cancelActivity" : " isInterrupting") + "=\"" + value + "\"";
      else if (key == "timer" || key == "cycle" || key == "date") {
        const std::string tag = key == "timer" ? "timeDuration" : key == "cycle" ? "timeCycle" : "timeDate";
        definition("timer");
        inside += "><bpmn:" + tag + " xsi:type=\"bpmn:tFormalExpression\">" + escaped(value) + "</bpmn:" + tag + "></bpmn:timerEventDefinition>";
      } else if ((key == "message" || key == "signal" || key == "error" || key == "escalation")) {
        if (words[0] == "send" || words[0] == "receive") {
          attributes += " messageRef=\"" + name(key, value) + "\"";
        } else {
          definition(key, (value.empty() ? "" : " " + key + "Ref=\"" + name(key, value) + "\"") + "/>");
        }
      } else if (key == "condition") {
        definition("conditional");
        inside += "><bpmn:condition xsi:type=\"bpmn:tFormalExpression\">" + escaped(value) + "</bpmn:condition></bpmn:conditionalEventDefinition>";
      } else if (key == "compensate") {
        definition("compensate", (value.empty() ? "" : " activityRef=\"" + value + "\"") + std::string("/>"));
      } else if (key == "cancel" || key == "terminate") {
        definition(key, "/>");
      } else if (key == "link") {
        definition("link", " name=\"" + value + "\"/>");
      } else if (key == "handler") {
        associations_ += "<bpmn:association id=\"as_" + id + "\" associationDirection=\"One\" sourceRef=\"" + id + "\" targetRef=\"" + value + "\"/>\n";
      } else if (key == "for_compensation") {
        attributes += " isForCompensation=\"true\"";
      } else if (key == "called") {
        attributes += " calledElement=\"" + value + "\"";
      } else if (key == "all") {
        attributes += " parallelMultiple=\"true\"";
      } else if (key == "script") {
        attributes += " scriptFormat=\"application/feel\"";
        inside += "<bpmn:script>" + escaped(value) + "</bpmn:script>";
      } else if (key == "activation") {
        inside += "<bpmn:activationCondition xsi:type=\"bpmn:tFormalExpression\">" + escaped(value) + "</bpmn:activationCondition>";
      } else if (key == "cardinality" || key == "completion") {
        multi[key] = value;
      } else if (key == "sequential") {
        sequential = true;
        multi["sequential"] = "";
      } else if (key == "collection" || key == "item" || key == "outputCollection" || key == "outputItem") {
        multi["yiwang:" + key] = value;
      } else if (key == "while") {
        standard = "<bpmn:standardLoopCharacteristics id=\"" + id + "_loop\"><bpmn:loopCondition xsi:type=\"bpmn:tFormalExpression\">" + escaped(value) +
                   "</bpmn:loopCondition></bpmn:standardLoopCharacteristics>";
      } else if (key == "default" || key == "name" || key == "instantiate" || key == "ordering") {
        attributes += " " + key + "=\"" + escaped(value) + "\"";
      } else {
        attributes += " yiwang:" + key + "=\"" + escaped(value) + "\"";
      }
    }
    if (!multi.empty()) {
      loop = "<bpmn:multiInstanceLoopCharacteristics id=\"" + id + "_loop\" isSequential=\"" + (sequential ? "true" : "false") + "\"";
      for (const auto& [key, value] : multi) {
        if (key.starts_with("yiwang:")) loop += " " + key + "=\"" + escaped(value) + "\"";
      }
      loop += ">";
      if (multi.contains("cardinality")) loop += "<bpmn:loopCardinality xsi:type=\"bpmn:tFormalExpression\">" + escaped(multi["cardinality"]) + "</bpmn:loopCardinality>";
      if (multi.contains("completion")) loop += "<bpmn:completionCondition xsi:type=\"bpmn:tFormalExpression\">" + escaped(multi["completion"]) + "</bpmn:completionCondition>";
      loop += "</bpmn:multiInstanceLoopCharacteristics>";
    }
    body() += "<bpmn:" + kind->second + " id=\"" + id + "\"" + attributes + ">" + loop + standard + inside;
    if (opens) {
      body() += "\n";
      flows_.emplace_back();
      saved_.push_back(std::move(associations_));
      associations_.clear();
      closing_.push_back("</bpmn:" + kind->second + ">\n");
    } else {
      body() += "</bpmn:" + kind->second + ">\n";
    }
  }

  void close() {
    body() += flows_.back() + associations_ + closing_.back();
    flows_.pop_back();
    closing_.pop_back();
    associations_ = saved_.back();
    saved_.pop_back();
  }
  std::string& body() { return body_; }

  std::string body_, associations_;
  std::vector<std::string> flows_{""}, closing_, saved_;
  std::map<std::string, std::vector<std::string>> named_;
  int count_ = 0;

 public:
  const std::string& rest() const { return associations_; }
};

}  // namespace

std::string draw(std::string_view lines, std::string_view process) {
  Writer writer;
  auto out = writer.run(lines, process);
  const auto at = out.rfind("</bpmn:process>");
  out.insert(at, writer.rest());
  return out;
}

std::shared_ptr<const Plan> plan_of(std::string_view lines, std::string_view process) {
  const auto xml = draw(lines, process);
  const auto document = bpmn::read(xml);
  if (!document) throw std::runtime_error("drawing does not read: " + xml);
  auto compiled = deploy(*document, process);
  if (compiled.plan) return compiled.plan;
  std::string said;
  for (const auto& fault : compiled.faults) said += fault.rule + " " + fault.element + " " + fault.advice + "; ";
  throw std::runtime_error("drawing refused: " + said + "\n" + xml);
}

}  // namespace yiwang::process
