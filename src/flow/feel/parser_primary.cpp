#include "flow/feel/builtins.h"
#include "flow/feel/parser.h"

namespace yiwang::feel::detail {

Parser::Id Parser::primary() {
  if (!cursor_.skip()) return fail("comment_never_ends");
  if (cursor_.done()) return fail("unexpected_end");
  const auto c = cursor_.codepoint();
  if (is_digit(c) || (c == '.' && is_digit(static_cast<unsigned char>(cursor_.byte(1))))) return number_literal(false);
  switch (c) {
    case '-':
      cursor_.take("-");
      return number_literal(true);
    case '"': return string_literal();
    case '@': return at_literal();
    case '(': return parenthesised();
    case '[':
    case ']': return bracketed();
    case '{': return context_literal();
    default: break;
  }
  if (!is_name_start(c)) return fail("unexpected");
  return name_reference();
}

Parser::Id Parser::number_literal(bool negative) {
  const auto where = at();
  const auto value = Decimal::parse(cursor_.number());
  if (!value) return fail("bad_number");
  return constant(Value::make_number(negative ? -*value : *value), where);
}

Parser::Id Parser::string_literal() {
  const auto where = at();
  auto value = cursor_.string();
  if (!value) return fail("string_never_ends");
  return constant(Value::make_string(*value), where);
}

Parser::Id Parser::at_literal() {
  const auto where = at();
  cursor_.take("@");
  if (cursor_.byte() != '"') return fail("expected_string");
  const auto text = cursor_.string();
  if (!text) return fail("string_never_ends");
  auto value = temporal_from_text(*text);
  if (value.is_null()) return add(Op::bad_literal, where);
  return constant(std::move(value), where);
}

Parser::Id Parser::parenthesised() {
  const auto where = at();
  cursor_.take("(");
  cursor_.skip();
  const auto outer = std::exchange(range_end_, false);
  const char c = cursor_.byte();
  if (c == '<' || c == '>' || c == '=' || (c == '!' && cursor_.byte(1) == '=')) {
    const auto id = comparison();
    range_end_ = outer;
    expect(")");
    return id;
  }
  const auto inner = expression();
  range_end_ = outer;
  if (failed()) return 0;
  if (cursor_.take("..")) {
    const auto id = range_rest(inner, false);
    program_->nodes[id].at = where;
    return id;
  }
  expect(")");
  return inner;
}

Parser::Id Parser::bracketed() {
  const auto where = at();
  const auto outer = std::exchange(range_end_, false);
  const bool closed = cursor_.take("[");
  if (!closed) cursor_.take("]");
  std::vector<Id> items;
  if (closed && cursor_.take("]")) {
    range_end_ = outer;
    return constant(Value::make_list({}), where);
  }
  do {
    items.push_back(closed ? test() : expression(kAdd));
    if (items.size() == 1 && !failed() && cursor_.take("..")) {
      const auto id = range_rest(items[0], closed);
      range_end_ = outer;
      return id;
    }
  } while (!failed() && closed && cursor_.take(","));
  range_end_ = outer;
  if (!closed && !failed()) return fail("expected_range");
  if (!expect("]")) return 0;
  return folded(add_list(Op::list, where, items));
}

Parser::Id Parser::range_rest(Id low, bool low_closed) {
  const auto where = at();
  const auto outer = std::exchange(range_end_, true);
  const auto high = expression(kAdd);
  range_end_ = outer;
  if (failed()) return 0;
  bool high_closed = false;
  if (cursor_.take("]")) high_closed = true;
  else if (!cursor_.take(")") && !cursor_.take("[")) return fail("expected_range_end");
  return folded(add(Op::range, where, low, high, 0, static_cast<std::uint8_t>((low_closed ? 1 : 0) + (high_closed ? 2 : 0)), {low, high}));
}

Parser::Id Parser::context_literal() {
  const auto where = at();
  cursor_.take("{");
  const auto outer = std::exchange(range_end_, false);
  const auto mark = bindings_.mark();
  std::vector<Id> values;
  std::vector<std::string> keys;
  std::vector<std::uint32_t> slots;
  if (!cursor_.take("}")) {
    do {
      cursor_.skip();
      std::string key;
      if (cursor_.byte() == '"') {
        auto text = cursor_.string();
        if (!text) return fail("string_never_ends");
        key = std::move(*text);
        expect(":");
      } else {
        key = name_until(":", false);
      }
      if (failed()) return 0;
      const auto slot = bindings_.new_slot();
      cursor_.skip();
      if (cursor_.at_word("function")) self_ = normalise_name(key);
      values.push_back(expression());
      self_.clear();
      if (!key.empty()) bindings_.bind(normalise_name(key), slot);
      keys.push_back(std::move(key));
      slots.push_back(slot);
    } while (!failed() && cursor_.take(","));
    if (!expect("}")) return 0;
  }
  bindings_.release(mark);
  range_end_ = outer;
  const auto first_name = static_cast<std::uint32_t>(program_->names.size());
  for (auto& key : keys) program_->names.push_back(std::move(key));
  const auto id = add_list(Op::context, where, values, first_name);
  if (failed()) return 0;
  for (const auto slot : slots) program_->lists.push_back(slot);  // right after the values
  return folded(id);
}

std::string Parser::read_name(bool member) {
  const auto start = cursor_.at();
  std::string name;
  std::size_t end = 0;
  const auto better = [&](std::size_t found, const std::string& found_name) {
    if (found > end) {
      end = found;
      name = found_name;
    }
  };
  std::string candidate;
  const auto text = cursor_.text();
  if (!member) {
    better(bindings_.longest_special(text, start, candidate), candidate);
    better(longest_builtin(text, start, candidate), candidate);
  } else {
    for (const std::string_view property : {"time offset", "start included", "end included"}) better(match_name(text, start, property), std::string(property));
    for (const auto& known : program_->names) {
      if (!known.empty() && !is_word(known)) better(match_name(text, start, known), known);
    }
  }
  better(names_.longest_special(text, start, member, candidate), candidate);
  const auto word = cursor_.word();
  if (end >= cursor_.at() && end > 0) {
    cursor_.go(end);
    return name;
  }
  if (word.empty()) {
    fail("expected_name");
    return {};
  }
  if (!member && is_keyword(word)) {
    cursor_.go(start);
    fail("unexpected");
    return {};
  }
  name = word;
  if (!member && (bindings_.knows(word) || names_.knows(word) || find_builtin(word) >= 0)) return name;
  // Words beside each other can only be one name that nobody told us of.
  while (true) {
    const auto back = cursor_.at();
    cursor_.skip();
    const auto next = cursor_.at() > back ? cursor_.word() : std::string_view{};
    if (next.empty() || is_keyword(next)) {
      cursor_.go(back);
      return name;
    }
    name += ' ';
    name += next;
  }
}

Parser::Id Parser::name_reference() {
  const auto where = at();
  const auto start = cursor_.at();
  // A known name may begin with a word that otherwise opens a form, so it is looked at first.
  std::string special;
  const bool known_special = bindings_.longest_special(cursor_.text(), start, special) > 0 || names_.longest_special(cursor_.text(), start, false, special) > 0;
  if (!known_special) {
    if (cursor_.take_word("if")) return conditional();
    if (cursor_.take_word("for")) return loop();
    if (cursor_.take_word("some")) return quantified(Op::some);
    if (cursor_.take_word("every")) return quantified(Op::every);
    if (cursor_.take_word("function")) return function_definition();
    if (cursor_.take_word("true")) return constant(Value::make_bool(true), where);
    if (cursor_.take_word("false")) return constant(Value::make_bool(false), where);
    if (cursor_.take_word("null")) return constant(Value{}, where);
  }
  const auto name = read_name(false);
  if (failed()) return 0;
  const auto builtin = find_builtin(name);
  cursor_.skip();
  if (cursor_.byte() == '(' && builtin >= 0) {
    const auto meaning = bindings_.resolve(name);
    if (!meaning.bound && !names_.knows(name)) return call(kNone, builtin);
    const auto callee = reference(name);
    return call(callee, builtin);
  }
  const auto id = reference(name);
  if (!failed()) program_->nodes[id].at = where;
  return id;
}

Parser::Id Parser::reference(const std::string& name) {
  const auto where = static_cast<std::uint32_t>(cursor_.at());
  const auto meaning = bindings_.resolve(name);
  Id base = 0;
  if (meaning.bound) {
    base = node_of(*meaning.bound, where);
  } else if (const auto builtin = find_builtin(name); builtin >= 0 && !names_.knows(name)) {
    base = add(Op::builtin, where, static_cast<std::uint32_t>(builtin));
  } else {
    const auto index = free_name(name);
    const auto slot = names_.slot(name);
    const auto hint = slot < 0 ? 0u : static_cast<std::uint32_t>(slot);
    base = bindings_.in_function() ? node_of(bindings_.capture_scope(index, hint), where) : add(Op::scope, where, index, hint);
  }
  if (meaning.items.empty()) return base;
  std::vector<Id> items;
  for (const auto& item : meaning.items) items.push_back(node_of(item, where));
  items.push_back(base);
  return add_list(Op::item_member, where, items, member_name(name));
}

}  // namespace yiwang::feel::detail
