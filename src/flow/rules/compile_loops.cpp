#include <algorithm>

#include "flow/rules/compile_logic.h"

namespace yiwang::dmn::detail {
namespace {

using feel::Names;
using feel::Scope;
using feel::Value;

/// The elements of what a loop or filter runs over: a list, the whole numbers of a closed range, or one value as a list of it. Nothing (noted) for null.
std::optional<feel::List> elements(const Value& in, Walk& walk) {
  using feel::Kind;
  if (in.is(Kind::list)) return in.as_list();
  if (in.is(Kind::range)) {
    const auto& range = in.as_range();
    const auto low = range.low.is(Kind::number) ? range.low.as_number().to_int64() : std::nullopt;
    const auto high = range.high.is(Kind::number) ? range.high.as_number().to_int64() : std::nullopt;
    if (low && high && *high - *low < static_cast<std::int64_t>(feel::kMaxListSize)) {
      feel::List out;
      for (auto i = *low + (range.low_closed ? 0 : 1); i <= *high - (range.high_closed ? 0 : 1); ++i) out.push_back(Value::make_number(i));
      return out;
    }
  }
  if (in.is_null() || in.is(Kind::range)) {
    walk.run.note("wrong_type", 0, "in");
    return std::nullopt;
  }
  return feel::List{in};
}

class FilterBox final : public Logic {
 public:
  FilterBox(LogicPtr in, LogicPtr match) : in_(std::move(in)), match_(std::move(match)) {}
  void needs(std::vector<std::string>& names) const override {
    in_->needs(names);
    needs_without(*match_, {"item"}, names);
  }

 private:
  Value run(const Scope& scope, Walk& walk) const override {
    const auto all = elements(in_->value(scope, walk), walk);
    if (!all) return {};
    feel::List out;
    for (const auto& element : *all) {
      if (!walk.run.spend(1)) return {};
      Scope inner(element, &scope);
      if (!element.is(feel::Kind::context) || element.as_context().find("item") == nullptr) inner.set("item", element);
      const auto match = match_->value(inner, walk);
      if (match.is_true()) out.push_back(element);
      else if (!match.is_false() && !match.is_null()) {
        walk.run.note("wrong_type", 0, "match");
        return {};
      }
    }
    return Value::make_list(std::move(out));
  }
  LogicPtr in_, match_;
};

class LoopBox final : public Logic {
 public:
  LoopBox(Iteration::What what, std::string variable, LogicPtr in, feel::TypePtr in_type, LogicPtr body)
      : what_(what), variable_(std::move(variable)), in_(std::move(in)), in_type_(std::move(in_type)), body_(std::move(body)) {}
  void needs(std::vector<std::string>& names) const override {
    in_->needs(names);
    needs_without(*body_, {variable_, "partial"}, names);
  }

 private:
  Value run(const Scope& scope, Walk& walk) const override {
    auto in = in_->value(scope, walk);
    if (in_type_) in = feel::coerce(in, *in_type_, walk.run.notes);
    const auto all = elements(in, walk);
    if (!all) return {};
    return what_ == Iteration::What::each ? collect(*all, scope, walk) : quantify(*all, scope, walk);
  }

  Value collect(const feel::List& all, const Scope& scope, Walk& walk) const {
    feel::List out;
    for (const auto& element : all) {
      if (!walk.run.spend(1 + static_cast<std::int64_t>(out.size() / 64))) return {};
      Scope inner(Value{}, &scope);
      inner.set("partial", Value::make_list(out));
      inner.set(variable_, element);
      out.push_back(body_->value(inner, walk));
    }
    return Value::make_list(std::move(out));
  }

  /// Every element is looked at: one that is not a boolean makes the whole null, wherever it stands.
  Value quantify(const feel::List& all, const Scope& scope, Walk& walk) const {
    const bool wanted = what_ == Iteration::What::some;
    bool found = false;
    for (const auto& element : all) {
      if (!walk.run.spend(1)) return {};
      Scope inner(Value{}, &scope);
      inner.set(variable_, element);
      const auto holds = body_->value(inner, walk);
      if (!holds.is(feel::Kind::boolean)) {
        walk.run.note("wrong_type", 0, "satisfies");
        return {};
      }
      found = found || holds.as_bool() == wanted;
    }
    return Value::make_bool(found == wanted);
  }

  Iteration::What what_;
  std::string variable_;
  LogicPtr in_;
  feel::TypePtr in_type_;
  LogicPtr body_;
};

/// The type of the elements, when the expression is just a variable of a known list type.
feel::TypePtr element_type(const BoxedPtr& in, const Names& names) {
  const auto* literal = in ? std::get_if<Literal>(&in->logic) : nullptr;
  const auto type = literal != nullptr ? names.type_of(literal->text) : nullptr;
  return type && type->what == feel::Type::What::list ? type->element : nullptr;
}

}  // namespace

LogicPtr compile_filter(const Filter& filter, const Names& names, Compiling& with) {
  auto in = compile_boxed(filter.in, names, with);
  Names inner(&names);
  const auto element = element_type(filter.in, names);
  if (element) {
    for (const auto& [name, type] : element->members) inner.add(name, type);
  }
  inner.add("item", element);
  return std::make_shared<FilterBox>(std::move(in), compile_boxed(filter.match, inner, with));
}

LogicPtr compile_iteration(const Iteration& iteration, const Names& names, Compiling& with) {
  auto in = compile_boxed(iteration.in, names, with);
  auto in_type = with.types.type(iteration.in_type_ref, with.element);
  Names inner(&names);
  inner.add(iteration.variable, element_type(iteration.in, names));
  if (iteration.what == Iteration::What::each) inner.add("partial");
  return std::make_shared<LoopBox>(iteration.what, feel::normalise_name(iteration.variable), std::move(in), std::move(in_type),
                                   compile_boxed(iteration.body, inner, with));
}

}  // namespace yiwang::dmn::detail
