#include "flow/process/command.h"

#include <array>

namespace yiwang::process {

namespace {

constexpr std::array<std::string_view, 21> kWords = {"complete", "fire_timers", "deliver",  "signal",   "throw_error", "escalate", "return_to", "jump", "add_signer", "remove_signer", "delegate",
                                                     "transfer", "withdraw",    "remind",   "suspend",  "resume",      "retry",    "skip",      "set_variables", "cancel", "start_activity"};
static_assert(std::variant_size_v<Command> == kWords.size());

class Fields {
 public:
  explicit Fields(const json::Object& in) : in_(in) {}
  int number(std::string_view name) {
    const auto* at = in_.if_contains(name);
    if (at == nullptr || at->is_null()) return 0;
    if (!at->is_int64() || at->get_int64() < 0 || at->get_int64() > 2'000'000'000) {
      wrong(name);
      return 0;
    }
    return static_cast<int>(at->get_int64());
  }
  std::string text(std::string_view name) {
    const auto* at = in_.if_contains(name);
    if (at == nullptr || at->is_null()) return {};
    if (!at->is_string()) {
      wrong(name);
      return {};
    }
    return std::string(std::string_view(at->get_string()));
  }
  Variables variables() {
    const auto* at = in_.if_contains("variables");
    if (at == nullptr || at->is_null()) return {};
    if (!at->is_object()) wrong("variables");
    return variables_from_json(*at);
  }
  const std::optional<Refusal>& problem() const { return problem_; }

 private:
  void wrong(std::string_view name) {
    if (!problem_) problem_ = Refusal{Reason::wrong_type, {}, std::string(name)};
  }
  const json::Object& in_;
  std::optional<Refusal> problem_;
};

}  // namespace

std::string_view word_of(const Command& command) { return kWords[command.index()]; }

Result<Command> command_from_json(const json::Value& in) {
  if (!in.is_object()) return refuse(Reason::wrong_type, {{"wanted", "object"}});
  Fields f(in.get_object());
  const auto word = f.text("command");
  Command out;
  if (word == "complete") out = CompleteTask{f.number("task"), f.variables(), f.text("outcome"), f.text("by")};
  else if (word == "fire_timers") out = FireTimers{};
  else if (word == "deliver") out = Deliver{f.text("message"), f.text("correlation"), f.variables()};
  else if (word == "signal") out = Signal{f.text("name"), f.variables()};
  else if (word == "throw_error") out = ThrowError{f.number("task"), f.text("code"), f.text("message")};
  else if (word == "escalate") out = Escalate{f.number("task"), f.text("code")};
  else if (word == "return_to") out = ReturnTo{f.text("element"), f.text("reason"), f.number("task")};
  else if (word == "jump") out = Jump{f.number("task"), f.text("element"), f.text("reason")};
  else if (word == "add_signer") out = AddSigner{f.number("task"), f.text("who"), f.text("reason")};
  else if (word == "remove_signer") out = RemoveSigner{f.number("task"), f.text("who"), f.text("reason")};
  else if (word == "delegate") out = Delegate{f.number("task"), f.text("to"), f.text("reason")};
  else if (word == "transfer") out = Transfer{f.number("task"), f.text("to"), f.text("reason")};
  else if (word == "withdraw") out = Withdraw{f.number("task"), f.text("element"), f.text("reason"), f.text("by")};
  else if (word == "remind") out = Remind{f.number("task"), f.text("reason")};
  else if (word == "suspend") out = Suspend{f.text("reason")};
  else if (word == "resume") out = Resume{};
  else if (word == "retry") out = Retry{f.number("incident"), f.variables()};
  else if (word == "skip") out = Skip{f.number("incident"), f.variables(), f.text("reason")};
  else if (word == "set_variables") out = SetVariables{f.variables()};
  else if (word == "cancel") out = Cancel{f.text("reason")};
  else if (word == "start_activity") out = StartActivity{f.text("element")};
  else return refuse(Reason::unknown_value, {{"value", word.substr(0, 100)}}, "command");
  if (f.problem()) return tl::unexpected(*f.problem());
  return out;
}

}  // namespace yiwang::process
