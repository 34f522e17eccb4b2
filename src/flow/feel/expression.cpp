#include "flow/feel/expression.h"

#include <array>

#include "flow/feel/machine.h"
#include "flow/feel/parser.h"

namespace yiwang::feel {

using detail::Machine;
using detail::Op;

Result<Expression> Expression::parse(std::string_view text, const Names& names, std::string_view self) {
  auto program = detail::Parser(text, names).expression_text(self);
  if (!program) return tl::unexpected(program.error());
  Expression out;
  out.program_ = std::move(*program);
  return out;
}

Value Expression::evaluate(const Scope& scope, Notes* notes) const {
  Run run;
  run.notes = notes;
  run.present = scope.present();
  return evaluate(scope, run);
}

Value Expression::evaluate(const Scope& scope, Run& run) const {
  const auto size = program_->frame;
  if (size == 0) return Machine(*program_, scope, run, nullptr, nullptr).evaluate(program_->root);
  if (size <= 4) {
    std::array<Value, 4> frame;
    return Machine(*program_, scope, run, frame.data(), nullptr).evaluate(program_->root);
  }
  std::vector<Value> frame(size);
  return Machine(*program_, scope, run, frame.data(), nullptr).evaluate(program_->root);
}

const std::vector<std::string>& Expression::free_names() const { return program_->free_names; }

const std::string& Expression::text() const { return program_->text; }

const Value* Expression::constant() const {
  const auto& root = program_->nodes[program_->root];
  return root.op == Op::constant ? &program_->constants[root.a] : nullptr;
}

}  // namespace yiwang::feel
