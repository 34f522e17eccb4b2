#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "flow/feel/unary_tests.h"

namespace yiwang::feel::detail {

/// A node of a parsed expression. `a`, `b`, `c` are other nodes or indices as said; lists of nodes lie in `Program::lists` from `a`, `b` of them.
enum class Op : std::uint8_t {
  constant,       ///< a: constants
  scope,          ///< a: free_names, b: slot hint
  local,          ///< a: slot of the frame
  captured,       ///< a: what the closure brought along
  self,           ///< the closure being called
  builtin,        ///< a: the built-in function, as a value
  item_member,    ///< a member of the items of the enclosing filters, else a node: list of references (innermost first), c: names; the last is the fallback
  negate,         ///< a
  add, subtract, multiply, divide, power,                          // a, b
  equal, not_equal, less, less_equal, greater, greater_equal,      // a, b
  all_of, any_of,  ///< list
  between,        ///< a value, b low, c high
  in,             ///< list of tests, c: the value; flag: a bare expression rather than a list of tests
  comparison,     ///< a range written as a comparison: a end; flag: Range::Form
  range,          ///< a, b ends; flag: 1 low closed, 2 high closed
  list,           ///< list
  context,        ///< list of values, c: the first name; each value is also stored in the slot that `slots` holds beside it
  conditional,    ///< a, b, c
  loop,           ///< list of iterators (source, source end or none), c: loops
  some, every,    ///< the same
  filter,         ///< a source, b condition, c slot of the item; flag: the condition cannot see the item
  member,         ///< a source, b: names
  instance,       ///< a value, b: types
  call,           ///< list of arguments (may be missing with names), c: calls
  lambda,         ///< a: lambdas
  bad_literal,    ///< null, with a problem
  input_test,     ///< of unary tests: a test node applied to the input in slot 0; flag: it speaks of `?`
};

inline constexpr std::uint32_t kNone = 0xffffffff;

struct Node {
  Op op = Op::constant;
  std::uint8_t flag = 0;
  std::uint16_t height = 1;
  std::uint32_t at = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

struct Loop {
  std::vector<std::uint32_t> slots;  ///< one an iterator
  std::uint32_t partial = kNone;     ///< slot, when the body speaks of it
  std::uint32_t body = 0;
};

struct Call {
  std::uint32_t callee = kNone;        ///< node; kNone when it can only be the built-in
  std::int32_t builtin = -1;           ///< also the fallback when the callee is no function
  std::vector<std::string> names;      ///< of named arguments; empty when positional
};

/// Where a lambda finds, when it is made, what it closes over.
struct Capture {
  enum class From : std::uint8_t { local, captured, scope, self } from = From::local;
  std::uint32_t index = 0;  ///< slot, captured, or free_names
  std::uint32_t hint = 0;
};

struct Lambda {
  std::vector<Parameter> parameters;  ///< in slots 0, 1, ...
  std::vector<Capture> captures;
  std::uint32_t frame = 0;
  std::uint32_t body = kNone;  ///< kNone: external, which is refused when called
};

/// The compact tree of one text; immutable once built.
struct Program : std::enable_shared_from_this<Program> {
  std::string text;
  std::vector<Node> nodes;
  std::vector<std::uint32_t> lists;
  std::vector<Value> constants;
  std::vector<std::string> names;
  std::vector<std::string> free_names;
  std::vector<TypePtr> types;
  std::vector<Loop> loops;
  std::vector<Call> calls;
  std::vector<Lambda> lambdas;
  std::uint32_t frame = 0;
  std::uint32_t root = 0;

  // Of unary tests: the tests, whether they are negated, and their meaning as data.
  std::vector<std::uint32_t> tests;
  bool any = false;
  bool negated = false;
  std::optional<CellSet> set;
};

}  // namespace yiwang::feel::detail
