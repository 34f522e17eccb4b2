#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "flow/process/variables.h"

namespace yiwang::process {

// Task and incident numbers are those of State. Reasons are required where the kind of move asks for one (return, jump, withdraw, suspend, skip).

/// Ends a task. `variables` are written (through the task's output mapping if it has one); `outcome`, when given, is also written as variable `outcome`. A task
/// with several signers needs `by`, the signer who is done; without `by` all are.
struct CompleteTask { int task = 0; Variables variables; std::string outcome; std::string by; };
/// Fires what is due at `now`, the earliest first, at most `limit` timers (a cycle far behind counts each time).
struct FireTimers { int limit = 1000; };
/// A message from outside. Empty correlation fits every waiting element; else the element's correlation value must equal it. Refused with
/// `not_found` when nothing waits for it.
struct Deliver { std::string message; std::string correlation; Variables variables; };
/// A signal reaches everything that waits for it; no one waiting is no error.
struct Signal { std::string name; Variables variables; };
struct ThrowError { int task = 0; std::string code; std::string message; };
struct Escalate { int task = 0; std::string code; };

/// 退回: work goes back to an element that was done before; every token that came after it (in the same scope or deeper) is taken away.
struct ReturnTo { std::string element; std::string reason; int task = 0; };
/// 跳转: the task is taken away and `element`, in the same process, is entered instead.
struct Jump { int task = 0; std::string element; std::string reason; };
/// 加签: one more signer, as one more instance when the task is multi-instance, else as one more who must sign this task.
struct AddSigner { int task = 0; std::string who; std::string reason; };
/// 减签. Never the last one.
struct RemoveSigner { int task = 0; std::string who; std::string reason; };
/// 委托: `to` works, and completing hands it back to the delegating person for confirmation.
struct Delegate { int task = 0; std::string to; std::string reason; };
/// 转办: `to` takes over.
struct Transfer { int task = 0; std::string to; std::string reason; };
/// 撤回: the one who completed task `task` (or the newest of `element`) takes it back, as long as nobody has completed what came next. `by`, when given, must
/// be who completed it.
struct Withdraw { int task = 0; std::string element; std::string reason; std::string by; };
/// 催办: counts and is told; nothing moves.
struct Remind { int task = 0; std::string reason; };
struct Suspend { std::string reason; };
struct Resume {};
struct Retry { int incident = 0; Variables variables; };
struct Skip { int incident = 0; Variables variables; std::string reason; };
struct SetVariables { Variables variables; };
/// Ends the instance at once, whatever runs.
struct Cancel { std::string reason; };
/// Opens an activity of a running ad-hoc sub-process once more.
struct StartActivity { std::string element; };

using Command = std::variant<CompleteTask, FireTimers, Deliver, Signal, ThrowError, Escalate, ReturnTo, Jump, AddSigner, RemoveSigner, Delegate, Transfer, Withdraw,
                             Remind, Suspend, Resume, Retry, Skip, SetVariables, Cancel, StartActivity>;

/// `complete`, `fire_timers`, `deliver`, `signal`, `throw_error`, `escalate`, `return_to`, `jump`, `add_signer`, `remove_signer`, `delegate`, `transfer`,
/// `withdraw`, `remind`, `suspend`, `resume`, `retry`, `skip`, `set_variables`, `cancel`, `start_activity`.
std::string_view word_of(const Command& command);
/// {"command":"complete","task":3,"variables":{"ok":true},"outcome":"agree"}; members as in the structs. Tasks may also be named by their element
/// ({"element":"accept"}): then `task` is 0 and the caller resolves it with `find_task`.
Result<Command> command_from_json(const json::Value& in);

}  // namespace yiwang::process
