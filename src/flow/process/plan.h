#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "flow/diagram/check.h"
#include "flow/diagram/definitions.h"
#include "flow/process/node.h"

namespace yiwang::process {

/// What compile needs to know of the surroundings. Default: nothing is checked by name.
struct Resources {
  std::set<std::string> script_formats;         // languages Host::serve runs; FEEL is always understood
  const std::set<std::string>* decisions = nullptr;   // codes that exist; null: not checked
  const std::set<std::string>* processes = nullptr;
  const std::set<std::string>* calendars = nullptr;
  const std::set<std::string>* forms = nullptr;
  std::vector<std::string> variables;           // names known from outside, for names with spaces in FEEL
  std::string version;                          // of the text, when the caller knows it (first 12 hex digits of its SHA-256)
};

class Library;

/// A diagram ready to run. Immutable; share it between threads.
class Plan {
 public:
  const std::string& process() const { return process_; }     // the process id, which is the code
  const std::string& name() const { return name_; }
  const std::string& version() const { return version_; }
  const std::vector<Node>& nodes() const { return nodes_; }   // 0 is the process itself; document order, stable for one text
  const Node& node(int number) const { return nodes_[static_cast<std::size_t>(number)]; }
  const std::vector<Flow>& flows() const { return flows_; }
  const Flow& flow(int number) const { return flows_[static_cast<std::size_t>(number)]; }
  /// -1 when there is no such element.
  int find(std::string_view element) const;
  /// Whether `yiwang:allow` of the process names this move (`return`, `jump`, `add_signer`, ...).
  bool allows(std::string_view move) const;
  /// Whether that move needs a reason: `yiwang:reasons` of the process, by default return, jump, suspend and skip.
  bool asks_reason(std::string_view move) const;
  /// Whether any event waits for a condition, so that data need watching.
  bool conditional() const { return conditional_; }
  /// Start events of the process, with what starts them.
  const std::vector<int>& starts() const { return nodes_.front().starts; }
  /// Processes and global tasks of the same text, which call activities find before they ask the Host.
  std::shared_ptr<const Plan> beside(std::string_view process) const;
  /// A version for any text: the first 12 hex digits of its SHA-256.
  static std::string version_of(std::string_view text);

 private:
  friend class Compiler;
  std::string process_, name_, version_;
  std::set<std::string, std::less<>> allowed_, reasons_;
  bool conditional_ = false;   // has any conditional event
  std::vector<Node> nodes_;
  std::vector<Flow> flows_;
  std::unordered_map<std::string, int> by_id_;
  const Library* library_ = nullptr;
};

/// All plans of one text. Plans point back to it, so handing one out keeps all alive.
class Library : public std::enable_shared_from_this<Library> {
 public:
  std::shared_ptr<const Plan> find(std::string_view process) const;

 private:
  friend class Compiler;
  std::deque<Plan> plans_;
};

struct Compiled {
  std::shared_ptr<const Plan> plan;             // null when there is an error among the faults
  std::vector<bpmn::Fault> faults;              // element, rule, severity, advice
};

/// Builds the plan of one process. Everything that is not executed is a fault of severity error that names the element and says what to use instead; expressions
/// are parsed here, so a plan never fails on syntax later. `process_id` empty: the only (or first executable) process.
Compiled compile(const bpmn::Definitions& definitions, std::string_view process_id = {}, const Resources& resources = {});

/// The same after `bpmn::check`: refuses what breaks BPMN's own rules as well. This is what deployment uses; the version comes from the text written back unless
/// Resources gives one.
Compiled deploy(const bpmn::Document& document, std::string_view process_id = {}, const Resources& resources = {});

}  // namespace yiwang::process
