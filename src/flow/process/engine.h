#pragma once
#include <boost/container/small_vector.hpp>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flow/process/host.h"
#include "flow/process/move.h"
#include "flow/process/plan.h"
#include "flow/process/timetext.h"

namespace yiwang::process {

/// How many nodes may be entered, and how many tokens may be there, within one move before the process counts as going in circles.
inline constexpr int kMostSteps = 20'000;
inline constexpr std::size_t kMostTokens = 20'000;
inline constexpr int kDeepest = 64;

/// The machine inside one move: works on a state in place until everything waits. Lives for one move.
class Engine {
 public:
  using Facts = std::vector<std::pair<std::string, std::string>>;

  Engine(const Plan& plan, State& state, Instant now, const Host& host, std::vector<Happening>* trace, std::vector<Sent>* sent);
  /// Finds the plans of called processes; refused with `not_found` when one is gone, with `does_not_fit` when the
  /// state cannot have come from this plan.
  Done resolve();
  bool fits() const;
  void run();

  // --- beginning and ending (engine_scope.cpp)
  void begin(Variables variables, int at);
  void end(std::string_view how);
  int open_scope(int parent, int token, int node, int callee);
  void enter_scope(int scope);
  void scope_check(int scope);
  void complete_scope(int scope);
  void cut(int token, std::string_view why);
  void cut_scope(int scope, std::string_view why);
  void cut_inside(int scope, std::string_view why, int except = 0);

  // --- tokens (engine_token.cpp)
  int spawn(int scope, int node, int via, int loop = 0, int index = 0);
  void enter(int token);
  void leave(int token);
  void follow(int token, int flow);
  void consume(int token);
  void remove_token(int token);
  void incident(int token, std::string_view cause, std::string detail, bool leaving = false);
  void ready(int token);

  // --- gateways (engine_gateway.cpp)
  void gateway(int token);
  void parallel_join(int token);
  void complex_join(int token);
  bool settle_joins();
  bool reachable(int scope, const Node& gateway, int number, std::size_t incoming) const;

  // --- activities (engine_activity.cpp)
  void begin_activity(int token);
  void body(int token);
  void open_task(int token, std::string_view who = {});
  void serve(int token, std::string_view kind);
  void script(int token);
  void decide(int token);
  void call(int token);
  void ad_hoc_next(int scope);
  void activity_done(int token, const Variables* written);
  void activity_finished(int token);
  void write(int token, const Variables& written);
  void close_task(int token);

  // --- loops (engine_loop.cpp)
  void begin_loop(int token);
  void instance_done(int owner, int token);
  void end_loop(int owner);
  bool again(int owner);
  Loop* loop_of(int token);
  void throw_implicit(int owner, const Event& event, bool cancels);

  // --- events (engine_event.cpp)
  struct Catch {
    int token = 0;
    int scope = 0;
    int node = 0;
    int definition = 0;
  };
  void arm(int token);
  void disarm(int token);
  void disarm_scope(int scope);
  void wait_event(int token);
  void throw_event(int token);
  void end_event(int token);
  void catchers(bpmn::EventKind kind, std::string_view name, std::vector<Catch>& out) const;
  void trigger(const Catch& at, const Variables* written, int origin = 0);
  void trigger_boundary(int token, int node);
  void trigger_event_sub(int scope, int start);
  bool deliver(std::string_view name, std::string_view correlation, bool any, const Variables& variables);
  void signal(std::string_view name, const Variables* variables);
  void emit(int token, const Node& node, const Event& event);
  bool check_conditions();
  bool try_conditions(const std::vector<Catch>& found);
  Mark* mark(int token, int scope, int node, bool make);
  void unmark(int token, int scope, int node);

  // --- errors, escalations, cancel, compensation (engine_throw.cpp, engine_compensation.cpp)
  /// False when nobody catches it.
  bool throw_up(bpmn::EventKind kind, int token, std::string_view code, bool from_activity, int origin_scope = 0);
  void cancel_transaction(int token);
  void compensate(int token, int scope);
  void compensate_next(int token);
  void compensation_over(int token);
  int compensation_scope(const Token& token) const;

  // --- timers (engine_timer.cpp)
  bool set_timer(int token, int scope, int node, int definition);
  std::optional<Instant> due_of(int scope, int token, const Node& node, const Formula& formula, std::string_view calendar, Instant from);
  void fire_due(int limit);
  std::optional<Instant> renew(std::size_t timer);
  void fire(std::size_t timer);

  // --- data (engine_data.cpp)
  feel::Value value(const Formula& formula, int scope, int token, std::string* problem = nullptr);
  std::optional<bool> truth(const Formula& formula, int scope, int token, std::string* problem = nullptr);
  std::optional<feel::Value> look(std::string_view name, int scope, int token) const;
  std::optional<feel::Value> look_loop(std::string_view name, int token) const;
  void set(int scope, std::string_view name, feel::Value value);
  feel::Value visible(int scope, int token) const;
  void because(const Formula& formula, int scope, int token, Facts& facts);
  std::string text_of(const feel::Value& value) const;

  // --- looking things up
  const Plan& plan_of(int scope) const;
  const Node& node_of(const Token& token) const { return plan_of(token.scope).node(token.node); }
  Token* token(int id);
  const Token* token(int id) const { return state.token(id); }
  Scope* scope(int id);
  const Node& container(const Scope& at) const { return plan_of(at.id).node(at.node); }
  bool is_instance(const Token& at) const;
  int guarded(int token) const;
  int task_of(int token) const;
  bool tracing() const { return trace != nullptr; }
  void say(What what, const Node& node, Facts facts = {});
  void say_flow(What what, const Flow& flow, Facts facts = {});

  const Plan& plan;
  State& state;
  const Instant now;
  const Host& host;
  std::vector<Happening>* trace;
  std::vector<Sent>* sent;

 private:
  boost::container::small_vector<int, 16> ready_, late_;
  std::size_t ready_at_ = 0, late_at_ = 0;
  boost::container::small_vector<std::shared_ptr<const Plan>, 2> called_;
  const Variables* extra_ = nullptr;     // what a task just brought, seen first
  int steps_ = 0;
  bool dirty_ = false;                   // data changed: conditions want looking at
  bool watches_ = false;
};

}  // namespace yiwang::process
