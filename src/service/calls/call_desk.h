#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "service/calls/call_shelf.h"
#include "service/office.h"
#include "understand/call/call_form.h"

namespace yiwang {

struct NewCall {
  std::string caller;
  std::optional<Instant> started_at;
  std::string agent;                       // empty: the one who asks
};
struct NewCallLine {
  Speaker speaker = Speaker::citizen;
  std::string text;
  std::uint32_t replaces = 0;              // line number; 0: a new line
};
/// What an agent put in; no value: emptied.
struct GivenValue {
  std::optional<CallValue> value;
  std::string login;
};
struct CallChanges {
  std::map<CallField, std::optional<CallValue>> set;
  std::vector<CallField> undo;
};

struct SeenCallLine {
  std::uint32_t place;
  Speaker speaker;
  std::string text;
  std::int64_t at_ms;
};
/// A call in clear, for those who may see it.
struct SeenCall {
  CallRow row;
  std::string caller;
  std::vector<SeenCallLine> lines;         // those asked for
  CallForm form;                           // the machine's own
  std::map<CallField, GivenValue> given;   // what wins over it
};

/// That a call changed, without its words.
struct CallChange {
  std::uint64_t id = 0;
  std::string agent, state;
  std::uint32_t revision = 0, lines = 0;
};

/// Calls while they run (requirement A2): lines arrive, the form fills itself, the agent's own values win. Everything is durable and sealed before it is answered; an
/// open call goes on after a restart. Agents see their own calls, supervisors all with a reason that is audited. From any thread; waits for the store.
class CallDesk {
 public:
  static constexpr std::size_t kMostLines = 2000, kMostCharactersALine = 2000, kMostCharacters = 200'000;

  explicit CallDesk(Office& office) : office_(office) {}

  /// `not_permitted`, `unknown_person` for an agent who does not exist.
  Result<SeenCall> open(const Identity& who, const NewCall& call, const Asking& asking);
  /// `unknown_call`, `call_closed`, `call_full`, `out_of_range` (a line to replace that is not there).
  Result<SeenCall> add_lines(const Identity& who, std::uint64_t id, const std::vector<NewCallLine>& lines, const Asking& asking);
  Result<SeenCall> change_form(const Identity& who, std::uint64_t id, const CallChanges& changes, const Asking& asking);
  /// `reason_required` for who is not the call's agent.
  Result<SeenCall> see(const Identity& who, std::uint64_t id, std::uint32_t after_line, const std::string& reason, const Asking& asking);
  Result<SeenCall> close(const Identity& who, std::uint64_t id, std::optional<CaseId> became, const Asking& asking);
  /// Newest first, at most 100. `agent` empty: one's own, or all for supervisors and admins.
  Result<std::vector<CallRow>> list(const Identity& who, const std::string& state, const std::string& agent);
  Result<std::vector<CallTally>> accuracy(const Identity& who, int days, Instant now);

  /// Called after each durable change, on the thread that made it; must be short. Set once, before the first call.
  void on_change(std::function<void(const CallChange&)> listener) { changed_ = std::move(listener); }

 private:
  struct Running;
  using RunningPtr = std::shared_ptr<Running>;
  /// The call with its lock held, read from the shelf when it is not at hand.
  Result<RunningPtr> take(std::uint64_t id);
  Result<RunningPtr> take_open(const Identity& who, std::uint64_t id, bool by_machine);
  SeenCall seen(Running& running, std::uint32_t after_line);
  void tell(const Running& running);

  Office& office_;
  std::function<void(const CallChange&)> changed_;
  std::mutex mutex_;
  std::map<std::uint64_t, RunningPtr> running_;
};

}  // namespace yiwang
