#include <openssl/sha.h>

#include <algorithm>
#include <set>

#include "flow/process/compiler.h"

namespace yiwang::process {

int Plan::find(std::string_view element) const {
  const auto at = by_id_.find(std::string(element));
  return at == by_id_.end() ? -1 : at->second;
}

bool Plan::allows(std::string_view move) const { return allowed_.contains(move); }
bool Plan::asks_reason(std::string_view move) const { return reasons_.contains(move); }
std::shared_ptr<const Plan> Plan::beside(std::string_view process) const { return library_ == nullptr ? nullptr : library_->find(process); }

std::string Plan::version_of(std::string_view text) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash);
  std::string out;
  for (int i = 0; i < 6; ++i) {
    constexpr char kDigits[] = "0123456789abcdef";
    out += kDigits[hash[i] >> 4];
    out += kDigits[hash[i] & 15];
  }
  return out;
}

std::shared_ptr<const Plan> Library::find(std::string_view process) const {
  for (const auto& plan : plans_) {
    if (plan.process() == process) return {shared_from_this(), &plan};
  }
  return nullptr;
}

Compiler::Compiler(const bpmn::Definitions& definitions, const Resources& resources) : definitions_(definitions), resources_(resources) {}

void Compiler::refuse(std::string rule, const std::string& element, std::string advice, std::vector<std::pair<std::string, std::string>> facts) {
  bpmn::Fault fault;
  fault.rule = std::move(rule);
  fault.element = element;
  fault.severity = bpmn::Severity::not_executed;
  fault.facts = std::move(facts);
  fault.advice = std::move(advice);
  faults_[plan_->process_].push_back(std::move(fault));
}

void Compiler::run() {
  for (const auto& from : definitions_.processes) process(from);
  for (const auto& from : definitions_.global_tasks) global(from);
}

void Compiler::learn_names(const bpmn::Body& from) {
  const auto name_of = [](const bpmn::DataItem& item) { return item.name.empty() ? item.id : item.name; };
  for (const auto& item : from.data) {
    if (item.kind != bpmn::DataKind::object_reference && item.kind != bpmn::DataKind::store_reference) data_names_[item.id] = name_of(item);
  }
  for (const auto& item : from.data) {
    if (item.kind != bpmn::DataKind::object_reference && item.kind != bpmn::DataKind::store_reference) continue;
    const auto at = data_names_.find(item.refers_to);
    data_names_[item.id] = at != data_names_.end() ? at->second : name_of(item);
  }
  for (const auto& node : from.nodes) {
    for (const auto& item : node.properties) data_names_[item.id] = name_of(item);
    const auto& extension = node.extension;
    for (const auto* name : {&extension.result, &extension.collection_item, &extension.output_collection, &node.loop.input_item.name}) {
      if (!name->empty()) names_.add(*name);
    }
    for (const auto& mapping : extension.inputs) names_.add(mapping.target);
    for (const auto& mapping : extension.outputs) names_.add(mapping.target);
    if (bpmn::has_body(node.kind)) learn_names(node.body);
  }
}

void Compiler::process(const bpmn::Process& from) {
  plan_ = &library_->plans_.emplace_back();
  plan_->library_ = library_.get();
  plan_->process_ = from.id;
  plan_->name_ = from.name;
  plan_->version_ = resources_.version;
  plan_->allowed_.insert(from.extension.allow.begin(), from.extension.allow.end());
  plan_->reasons_ = {"return", "jump", "suspend", "skip"};
  if (const auto at = from.extension.others.find("reasons"); at != from.extension.others.end()) {
    plan_->reasons_.clear();
    for (std::size_t i = 0; i < at->second.size();) {
      const auto end = std::min(at->second.find(' ', i), at->second.size());
      if (end > i) plan_->reasons_.insert(at->second.substr(i, end - i));
      i = end + 1;
    }
  }
  names_ = feel::Names();
  data_names_.clear();
  compensated_.clear();
  for (const auto& item : from.properties) data_names_[item.id] = item.name.empty() ? item.id : item.name;
  learn_names(from.body);
  for (const auto& [id, name] : data_names_) names_.add(name);
  for (const auto& name : resources_.variables) names_.add(name);
  for (const auto* name : {"activationCount", "loopCounter", "numberOfInstances", "numberOfActiveInstances", "numberOfCompletedInstances", "numberOfTerminatedInstances"}) {
    names_.add(name);
  }

  auto& root = plan_->nodes_.emplace_back();
  root.act = Act::process;
  root.id = from.id;
  root.name = from.name;
  root.calendar = from.extension.calendar;
  for (const auto& item : from.properties) root.data.push_back(data_names_[item.id]);
  plan_->by_id_[from.id] = 0;
  unclear_ = false;
  body(from.body, 0);
  if (unclear_) return;  // which element an id means cannot be told
  flows(from.body, 0);
  links(from.body, 0);
  entries(from.body, 0);
  finish(0);
  for (const auto& [number, id] : compensated_) {
    const int target = plan_->find(id);
    if (target < 0) continue;
    for (auto& event : plan_->nodes_[static_cast<std::size_t>(number)].events) {
      if (event.kind == bpmn::EventKind::compensate) event.activity = target;
    }
  }
  for (std::size_t i = 0; i < plan_->nodes_.size(); ++i) {
    const auto act = plan_->nodes_[i].act;
    if (act == Act::inclusive || act == Act::complex) reach(static_cast<int>(i));
  }
}

void Compiler::global(const bpmn::GlobalTask& from) {
  plan_ = &library_->plans_.emplace_back();
  plan_->library_ = library_.get();
  plan_->process_ = from.id;
  plan_->name_ = from.name;
  plan_->version_ = resources_.version;
  plan_->nodes_.resize(2);
  plan_->nodes_[0].act = Act::process;
  plan_->nodes_[0].id = from.id;
  plan_->nodes_[0].name = from.name;
  plan_->nodes_[0].children = plan_->nodes_[0].starts = {1};
  plan_->by_id_[from.id] = 1;
  bpmn::Node as;
  as.kind = from.kind;
  as.id = from.id;
  as.name = from.name;
  as.script = from.script;
  as.script_format = from.script_format;
  as.implementation = from.implementation;
  as.extension = from.extension;
  as.performers = from.performers;
  auto& node = plan_->nodes_[1];
  node.kind = from.kind;
  node.id = from.id;
  node.name = from.name;
  node.parent = 0;
  activity(as, node);
}

std::shared_ptr<const Plan> Compiler::plan(std::string_view process) const { return library_->find(process); }

std::vector<bpmn::Fault> Compiler::faults(std::string_view process) const {
  std::vector<bpmn::Fault> out;
  std::set<std::string> seen{std::string(process)};
  std::vector<std::string> open{std::string(process)};
  while (!open.empty()) {
    const auto name = open.back();
    open.pop_back();
    if (const auto at = faults_.find(name); at != faults_.end()) out.insert(out.end(), at->second.begin(), at->second.end());
    if (const auto at = calls_.find(name); at != calls_.end()) {
      for (const auto& called : at->second) {
        if (seen.insert(called).second) open.push_back(called);
      }
    }
  }
  return out;
}

Compiled compile(const bpmn::Definitions& definitions, std::string_view process_id, const Resources& resources) {
  Compiled out;
  Compiler compiler(definitions, resources);
  compiler.run();
  std::string wanted(process_id);
  if (wanted.empty()) {
    for (const auto& process : definitions.processes) {
      if (process.executable && wanted.empty()) wanted = process.id;
    }
    if (wanted.empty() && !definitions.processes.empty()) wanted = definitions.processes.front().id;
  }
  auto plan = compiler.plan(wanted);
  if (!plan) {
    bpmn::Fault fault;
    fault.rule = "RUN.process";
    fault.element = wanted;
    fault.advice = "Give the diagram a process with this id.";
    out.faults.push_back(std::move(fault));
    return out;
  }
  out.faults = compiler.faults(wanted);
  if (!bpmn::refuses(out.faults, true)) out.plan = std::move(plan);
  return out;
}

Compiled deploy(const bpmn::Document& document, std::string_view process_id, const Resources& resources) {
  auto faults = bpmn::check(document);
  Resources known = resources;
  if (known.version.empty()) known.version = Plan::version_of(bpmn::write(document));
  auto out = compile(document.definitions(), process_id, known);
  faults.insert(faults.end(), std::make_move_iterator(out.faults.begin()), std::make_move_iterator(out.faults.end()));
  out.faults = std::move(faults);
  if (bpmn::refuses(out.faults, true)) out.plan = nullptr;
  return out;
}

}  // namespace yiwang::process
