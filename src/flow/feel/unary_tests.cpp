#include "flow/feel/unary_tests.h"

#include <array>

#include "flow/feel/compare.h"
#include "flow/feel/machine.h"
#include "flow/feel/parser.h"

namespace yiwang::feel {

Result<UnaryTests> UnaryTests::parse(std::string_view text, const Names& names) {
  auto program = detail::Parser(text, names).unary_tests_text();
  if (!program) return tl::unexpected(program.error());
  UnaryTests out;
  out.program_ = std::move(*program);
  return out;
}

std::optional<bool> UnaryTests::matches(const Value& input, const Scope& scope, Notes* notes) const {
  Run run;
  run.notes = notes;
  run.present = scope.present();
  return matches(input, scope, run);
}

std::optional<bool> UnaryTests::matches(const Value& input, const Scope& scope, Run& run) const {
  const auto& program = *program_;
  if (program.any) return true;
  if (program.set && !input.is(Kind::list) && !input.is(Kind::range)) return contains(*program.set, input);
  std::array<Value, 4> small;
  std::vector<Value> large;
  if (program.frame > small.size()) large.resize(program.frame);
  Value* frame = large.empty() ? small.data() : large.data();
  frame[0] = input;
  detail::Machine machine(program, scope, run, frame, nullptr);
  bool unknown = false;
  for (const auto test : program.tests) {
    const auto passed = machine.passes(test);
    if (passed == true) return !program.negated;
    if (!passed) unknown = true;
  }
  if (unknown) return std::nullopt;
  return program.negated;
}

const CellSet* UnaryTests::constant() const { return program_->set ? &*program_->set : nullptr; }
const std::vector<std::string>& UnaryTests::free_names() const { return program_->free_names; }
const std::string& UnaryTests::text() const { return program_->text; }

std::optional<bool> contains(const CellSet& set, const Value& input) {
  if (set.any) return true;
  bool unknown = false;
  for (const auto& term : set.terms) {
    const bool point = term.low_closed && term.high_closed && (term.form == Range::Form::equal || (term.low.is_null() && term.high.is_null()));
    const auto fits = point ? equal(input, term.low) : includes(term, input);
    if (fits == true) return !set.negated;
    if (!fits) unknown = true;
  }
  if (unknown) return std::nullopt;
  return set.negated;
}

namespace detail {

namespace {

bool is_point(const Value& value) { return !value.is(Kind::list) && !value.is(Kind::context) && !value.is(Kind::range) && !value.is(Kind::function); }

Range point(const Value& value) { return {value, value, true, true, Range::Form::equal}; }

bool add_term(CellSet& set, const Value& value) {
  if (is_point(value)) {
    set.terms.push_back(point(value));
    return true;
  }
  if (!value.is(Kind::range) || value.as_range().form == Range::Form::not_equal) return false;
  auto range = value.as_range();
  if (range.form == Range::Form::equal) {
    if (!is_point(range.low)) return false;
  } else {
    range.form = Range::Form::interval;
    if (range.low.is_null() && range.high.is_null()) return false;
  }
  set.terms.push_back(std::move(range));
  return true;
}

}  // namespace

void Parser::finish_set() {
  CellSet set;
  set.negated = program_->negated;
  for (const auto test : program_->tests) {
    const auto& node = program_->nodes[program_->nodes[test].a];
    if (node.op != Op::constant) return;
    const auto& value = program_->constants[node.a];
    if (value.is(Kind::range) && value.as_range().form == Range::Form::not_equal && is_point(value.as_range().low) && program_->tests.size() == 1 && !set.negated) {
      set.negated = true;
      set.terms.push_back(point(value.as_range().low));
    } else if (value.is(Kind::list)) {
      for (const auto& item : value.as_list()) {
        if (!add_term(set, item)) return;
      }
    } else if (!add_term(set, value)) {
      return;
    }
  }
  program_->set = std::move(set);
}

}  // namespace detail

}  // namespace yiwang::feel
