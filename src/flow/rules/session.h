#pragma once
#include <memory>
#include <vector>

#include "flow/rules/house.h"

namespace yiwang::dmn::detail {

/// One evaluation of a model over one input: every decision is worked out at most once. Lives for one call.
class Session {
 public:
  /// `input` holds values by name. A closed session sees only what is given by `give_*` (a decision service called as a function).
  /// `read_texts` as in `Asked`.
  Session(const std::shared_ptr<const House>& house, const std::shared_ptr<Record>& record, feel::Run& run, const feel::Value* input, bool read_texts = false);

  feel::Value decision(std::uint32_t index);
  feel::Value input(std::uint32_t index);
  /// A service with its inputs taken from the session's own input; input decisions not given there are null.
  feel::Value service(std::uint32_t index);
  feel::Value service(std::uint32_t index, std::span<const feel::Value> arguments);

  void give_input(std::uint32_t index, feel::Value value);
  void give_decision(std::uint32_t index, feel::Value value);
  /// Problems so far, with the element they happened in.
  std::vector<Problem> take_problems() { return std::move(problems_); }
  void note(std::string code, std::string element, std::string detail) { problems_.push_back({std::move(code), std::move(element), std::move(detail), 0}); }

 private:
  enum class State : std::uint8_t { fresh, open, done };
  struct Slot {
    State state = State::fresh;
    feel::Value value;
  };
  const feel::Value* given(const std::string& name, std::uint32_t file) const;
  /// Made to fit a declared type.
  feel::Value taken(const feel::Value& value, const feel::TypePtr& type);
  feel::Value worked_out(std::uint32_t index);
  feel::Value outputs_of(const ServiceAt& service);
  feel::Value of(const Need& need);

  const std::shared_ptr<const House>& house_;
  const std::shared_ptr<Record>& record_;
  feel::Run& run_;
  const feel::Value* input_;
  bool read_texts_;
  std::vector<Slot> inputs_, decisions_;
  std::vector<Problem> problems_;
};

/// A business knowledge model, or a service, as a value that can be called.
feel::Value function_of(const std::shared_ptr<const House>& house, const std::shared_ptr<Record>& record, const Need& need);

}  // namespace yiwang::dmn::detail
