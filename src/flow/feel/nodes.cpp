#include <algorithm>

#include "flow/feel/machine.h"
#include "flow/feel/parser.h"

namespace yiwang::feel::detail {

namespace {
/// How tall a tree may grow (chains of `+` grow to the left without nesting brackets).
constexpr int kMaxHeight = 800;
}  // namespace

Parser::Id Parser::fail(std::string_view detail) {
  if (!failed_) {
    failed_ = true;
    failure_ = detail;
    failed_at_ = cursor_.at();
  }
  cursor_.go(cursor_.text().size());
  if (program_->nodes.empty()) program_->nodes.emplace_back();
  return 0;
}

bool Parser::expect(std::string_view symbol) {
  if (failed()) return false;
  if (cursor_.take(symbol)) return true;
  fail("expected " + std::string(symbol));
  return false;
}

tl::unexpected<Refusal> Parser::refusal() const {
  const auto text = cursor_.text();
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(failed_at_), '\n');
  const auto start = failed_at_ == 0 ? std::string_view::npos : text.rfind('\n', failed_at_ - 1);
  const auto column = failed_at_ - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return refuse(Reason::malformed, {{"at", std::to_string(failed_at_)}, {"line", std::to_string(line)}, {"column", std::to_string(column)}, {"detail", failure_}});
}

Parser::Id Parser::add(Op op, std::uint32_t at, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint8_t flag, std::initializer_list<Id> children) {
  if (failed()) return 0;
  int height = 1;
  for (const auto child : children) height = std::max(height, program_->nodes[child].height + 1);
  if (height > kMaxHeight) return fail("too_deep");
  program_->nodes.push_back({op, flag, static_cast<std::uint16_t>(height), at, a, b, c});
  return static_cast<Id>(program_->nodes.size() - 1);
}

Parser::Id Parser::add_list(Op op, std::uint32_t at, const std::vector<Id>& items, std::uint32_t c, std::uint8_t flag) {
  if (failed()) return 0;
  int height = 1;
  for (const auto child : items) {
    if (child != kNone) height = std::max(height, program_->nodes[child].height + 1);
  }
  if (height > kMaxHeight) return fail("too_deep");
  const auto first = static_cast<std::uint32_t>(program_->lists.size());
  program_->lists.insert(program_->lists.end(), items.begin(), items.end());
  program_->nodes.push_back({op, flag, static_cast<std::uint16_t>(height), at, first, static_cast<std::uint32_t>(items.size()), c});
  return static_cast<Id>(program_->nodes.size() - 1);
}

Parser::Id Parser::constant(Value value, std::uint32_t at) {
  program_->constants.push_back(std::move(value));
  return add(Op::constant, at, static_cast<std::uint32_t>(program_->constants.size() - 1));
}

Parser::Id Parser::node_of(Reference reference, std::uint32_t at) { return add(reference.op, at, reference.index); }

std::uint32_t Parser::free_name(const std::string& name) {
  auto& names = program_->free_names;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::uint32_t>(found - names.begin());
  names.push_back(name);
  return static_cast<std::uint32_t>(names.size() - 1);
}

std::uint32_t Parser::member_name(std::string_view name) {
  auto& names = program_->names;
  names.emplace_back(name);
  return static_cast<std::uint32_t>(names.size() - 1);
}

bool Parser::speaks_of(std::uint32_t slot, std::size_t first, std::size_t first_lambda) const {
  for (auto i = first; i < program_->nodes.size(); ++i) {
    if (program_->nodes[i].op == Op::local && program_->nodes[i].a == slot) return true;
  }
  for (auto i = first_lambda; i < program_->lambdas.size(); ++i) {
    for (const auto& capture : program_->lambdas[i].captures) {
      if (capture.from == Capture::From::local && capture.index == slot) return true;
    }
  }
  return false;
}

Parser::Id Parser::folded(Id id) {
  if (failed()) return 0;
  const auto node = program_->nodes[id];
  bool foldable = true;
  const auto needs = [&](Id child) { foldable = foldable && is_constant(child); };
  switch (node.op) {
    case Op::negate:
    case Op::comparison:
    case Op::member: needs(node.a); break;
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::power:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::range:
      needs(node.a);
      needs(node.b);
      break;
    case Op::between:
      needs(node.a);
      needs(node.b);
      needs(node.c);
      break;
    case Op::list:
    case Op::context:
    case Op::call:
      for (std::uint32_t i = 0; i < node.b; ++i) needs(program_->lists[node.a + i]);
      break;
    default: return id;
  }
  if (!foldable) return id;
  Notes notes;
  Run run;
  run.notes = &notes;
  run.steps = 2'000;
  std::vector<Value> frame(bindings_.frame());
  Value value = Machine(*program_, Scope{}, run, frame.data(), nullptr).evaluate(id);
  if (!notes.empty() || value.is(Kind::function)) return id;
  const auto at = node.at;
  program_->constants.push_back(std::move(value));
  program_->nodes[id] = {Op::constant, 0, 1, at, static_cast<std::uint32_t>(program_->constants.size() - 1), 0, 0};
  return id;
}

}  // namespace yiwang::feel::detail
