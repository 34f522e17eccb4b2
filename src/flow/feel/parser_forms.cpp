#include "flow/feel/builtins.h"
#include "flow/feel/parser.h"

namespace yiwang::feel::detail {

Parser::Id Parser::conditional() {
  const auto where = at();
  const auto condition = expression();
  if (!cursor_.take_word("then")) return fail("expected_then");
  const auto yes = expression();
  if (!cursor_.take_word("else")) return fail("expected_else");
  const auto no = expression();
  return add(Op::conditional, where, condition, yes, no, 0, {condition, yes, no});
}

std::vector<Parser::Id> Parser::iterators(Loop& loop) {
  std::vector<Id> sources;
  do {
    cursor_.skip();
    auto name = name_until("in", true);
    if (failed()) return sources;
    const auto source = expression(kAdd);
    sources.push_back(source);
    sources.push_back(cursor_.take("..") ? expression(kAdd) : kNone);
    const auto slot = bindings_.new_slot();
    bindings_.bind(std::move(name), slot);
    loop.slots.push_back(slot);
  } while (!failed() && cursor_.take(","));
  return sources;
}

Parser::Id Parser::loop() {
  const auto where = at();
  const auto mark = bindings_.mark();
  Loop made;
  auto sources = iterators(made);
  if (!failed() && !cursor_.take_word("return")) return fail("expected_return");
  const auto partial = bindings_.new_slot();
  bindings_.bind("partial", partial);
  const auto first = program_->nodes.size();
  const auto first_lambda = program_->lambdas.size();
  made.body = expression();
  bindings_.release(mark);
  if (failed()) return 0;
  if (speaks_of(partial, first, first_lambda)) made.partial = partial;
  sources.push_back(made.body);
  program_->loops.push_back(std::move(made));
  return add_list(Op::loop, where, sources, static_cast<std::uint32_t>(program_->loops.size() - 1));
}

Parser::Id Parser::quantified(Op op) {
  const auto where = at();
  const auto mark = bindings_.mark();
  Loop made;
  auto sources = iterators(made);
  if (!failed() && !cursor_.take_word("satisfies")) return fail("expected_satisfies");
  made.body = expression();
  bindings_.release(mark);
  if (failed()) return 0;
  sources.push_back(made.body);
  program_->loops.push_back(std::move(made));
  return add_list(op, where, sources, static_cast<std::uint32_t>(program_->loops.size() - 1));
}

Parser::Id Parser::function_definition() {
  const auto where = at();
  if (!expect("(")) return 0;
  const auto outer_range_end = std::exchange(range_end_, false);
  bindings_.enter_function(std::exchange(self_, {}));
  Lambda made;
  if (!cursor_.take(")")) {
    do {
      cursor_.skip();
      const auto from = cursor_.at();
      auto end = from;
      while (end < cursor_.text().size() && cursor_.text()[end] != ',' && cursor_.text()[end] != ')' && cursor_.text()[end] != ':') next_codepoint(cursor_.text(), end);
      Parameter parameter{normalise_name(cursor_.text().substr(from, end - from)), nullptr};
      if (parameter.name.empty() || !is_name_start(peek(parameter.name, 0))) return fail("expected_name");
      cursor_.go(end);
      if (cursor_.take(":")) parameter.type = type();
      if (failed()) return 0;
      bindings_.bind(parameter.name, bindings_.new_slot());
      made.parameters.push_back(std::move(parameter));
    } while (cursor_.take(","));
    if (!expect(")")) return 0;
  }
  if (cursor_.take_word("external")) expression();
  else made.body = expression();
  range_end_ = outer_range_end;
  auto [frame, captures] = bindings_.leave_function();
  if (failed()) return 0;
  made.frame = frame;
  made.captures = std::move(captures);
  const auto body = made.body;
  program_->lambdas.push_back(std::move(made));
  const auto index = static_cast<std::uint32_t>(program_->lambdas.size() - 1);
  return body == kNone ? add(Op::lambda, where, index) : add(Op::lambda, where, index, 0, 0, 0, {body});
}

std::string Parser::name_until(std::string_view stop, bool stop_is_word) {
  const auto from = cursor_.at();
  const auto text = cursor_.text();
  auto at = from;
  bool gap = false;
  if (!is_name_start(peek(text, at))) {
    fail("expected_name");
    return {};
  }
  while (at < text.size()) {
    Cursor here(text);
    here.go(at);
    if (stop_is_word ? gap && here.at_word(stop) : text.substr(at, stop.size()) == stop) {
      cursor_.go(at + stop.size());
      return normalise_name(text.substr(from, at - from));
    }
    const auto c = next_codepoint(text, at);
    gap = is_space(c);
    if (!gap && !is_name_part(c) && !is_name_symbol(c)) break;
  }
  fail("expected_" + std::string(stop == ":" ? "colon" : stop));
  return {};
}

std::optional<std::string> Parser::argument_name() {
  const auto text = cursor_.text();
  const auto from = cursor_.at();
  auto at = from;
  if (!is_name_start(peek(text, at))) return std::nullopt;
  while (at < text.size()) {
    if (text[at] == ':') {
      cursor_.go(at + 1);
      return normalise_name(text.substr(from, at - from));
    }
    const auto c = next_codepoint(text, at);
    if (!is_name_part(c) && !is_name_symbol(c) && !is_space(c)) break;
  }
  return std::nullopt;
}

TypePtr Parser::type() {
  bool known = true;
  auto out = type_or_none(known);
  if (!known && !failed()) fail("unknown_type");
  return out;
}

TypePtr Parser::type_or_none(bool& known) {
  if (++nesting_ > kMaxNesting) {
    fail("too_deep");
    return nullptr;
  }
  cursor_.skip();
  TypePtr out;
  const auto start = cursor_.at();
  const auto text = cursor_.text();
  std::string name;
  std::size_t end = names_.longest_type(text, start, name);
  for (const std::string_view built_in : {"date and time", "years and months duration", "days and time duration"}) {
    if (const auto found = match_name(text, start, built_in); found > end) {
      end = found;
      name = built_in;
    }
  }
  if (end == 0) {
    name = cursor_.word();
    while (cursor_.byte() == '.' && is_name_start(peek(text, cursor_.at() + 1))) {
      cursor_.take(".");
      name += "." + std::string(cursor_.word());
    }
    // Words beside each other can only be one name, though nobody told us of it.
    while (!names_.type_named(name) && !Type::built_in(name)) {
      const auto back = cursor_.at();
      cursor_.skip();
      const auto next = cursor_.at() > back ? cursor_.word() : std::string_view{};
      if (next.empty() || is_keyword(next)) {
        cursor_.go(back);
        break;
      }
      name += ' ';
      name += next;
    }
    if (name.empty()) fail("expected_type");
  } else {
    cursor_.go(end);
  }
  const auto inner = [&] {
    auto made = type_or_none(known);
    return made ? made : Type::any();
  };
  if ((name == "list" || name == "range") && cursor_.take("<")) {
    auto element = inner();
    expect(">");
    out = name == "list" ? Type::list_of(element) : Type::range_of(element);
  } else if (name == "context" && cursor_.take("<")) {
    std::vector<std::pair<std::string, TypePtr>> members;
    if (!cursor_.take(">")) {
      do {
        cursor_.skip();
        auto member = name_until(":", false);
        if (failed()) break;
        members.emplace_back(std::move(member), inner());
      } while (!failed() && cursor_.take(","));
      expect(">");
    }
    out = Type::context_of(std::move(members));
  } else if (name == "function" && cursor_.take("<")) {
    std::vector<TypePtr> parameters;
    if (!cursor_.take(">")) {
      do parameters.push_back(inner());
      while (!failed() && cursor_.take(","));
      expect(">");
    }
    TypePtr result;
    if (cursor_.take("->")) result = inner();
    out = Type::function_of(std::move(parameters), std::move(result));
  } else {
    out = names_.type_named(name);
    if (!out) out = Type::built_in(name);
    if (!out) known = false;
  }
  --nesting_;
  return out;
}

}  // namespace yiwang::feel::detail
