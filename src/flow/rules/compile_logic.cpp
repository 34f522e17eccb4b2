#include "flow/rules/compile_logic.h"

#include <algorithm>

namespace yiwang::dmn::detail {
namespace {

using feel::Names;
using feel::Scope;
using feel::Value;

class Nothing final : public Logic {
 public:
  Nothing(std::string code, std::string detail) : code_(std::move(code)), detail_(std::move(detail)) {}
  void needs(std::vector<std::string>&) const override {}

 private:
  Value run(const Scope&, Walk& walk) const override {
    if (!code_.empty()) walk.run.note(code_, 0, detail_);
    return {};
  }
  std::string code_, detail_;
};

class Formula final : public Logic {
 public:
  explicit Formula(feel::Expression expression) : expression_(std::move(expression)) {}
  void needs(std::vector<std::string>& names) const override {
    names.insert(names.end(), expression_.free_names().begin(), expression_.free_names().end());
  }

 private:
  Value run(const Scope& scope, Walk& walk) const override { return expression_.evaluate(scope, walk.run); }
  feel::Expression expression_;
};

class ContextBox final : public Logic {
 public:
  struct Entry {
    std::string name;
    LogicPtr logic;
    feel::TypePtr type;
  };
  ContextBox(std::vector<Entry> entries, LogicPtr result) : entries_(std::move(entries)), result_(std::move(result)) {}
  void needs(std::vector<std::string>& names) const override {
    std::vector<std::string> inside;
    for (const auto& entry : entries_) {
      needs_without(*entry.logic, inside, names);
      inside.push_back(entry.name);
    }
    if (result_) needs_without(*result_, inside, names);
  }

 private:
  Value run(const Scope& scope, Walk& walk) const override {
    // An entry sees those before it; one that has its own name sees what was outside, so values are added one by one.
    Scope inner(Value{}, &scope);
    feel::Context out;
    for (const auto& entry : entries_) {
      auto value = entry.logic->value(inner, walk);
      if (entry.type) value = feel::coerce(value, *entry.type, walk.run.notes);
      inner.set(entry.name, value);
      out.put(entry.name, std::move(value));
    }
    return result_ ? result_->value(inner, walk) : Value::make_context(std::move(out));
  }
  std::vector<Entry> entries_;
  LogicPtr result_;
};

class ListBox final : public Logic {
 public:
  explicit ListBox(std::vector<LogicPtr> items) : items_(std::move(items)) {}
  void needs(std::vector<std::string>& names) const override {
    for (const auto& item : items_) item->needs(names);
  }

 private:
  Value run(const Scope& scope, Walk& walk) const override {
    feel::List out;
    out.reserve(items_.size());
    for (const auto& item : items_) out.push_back(item->value(scope, walk));
    return Value::make_list(std::move(out));
  }
  std::vector<LogicPtr> items_;
};

class RelationBox final : public Logic {
 public:
  RelationBox(std::vector<std::pair<std::string, feel::TypePtr>> columns, std::vector<std::vector<LogicPtr>> rows)
      : columns_(std::move(columns)), rows_(std::move(rows)) {}
  void needs(std::vector<std::string>& names) const override {
    for (const auto& row : rows_) {
      for (const auto& cell : row) cell->needs(names);
    }
  }

 private:
  Value run(const Scope& scope, Walk& walk) const override {
    feel::List out;
    out.reserve(rows_.size());
    for (const auto& row : rows_) {
      feel::Context entry;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        auto value = c < row.size() ? row[c]->value(scope, walk) : Value{};
        if (columns_[c].second) value = feel::coerce(value, *columns_[c].second, walk.run.notes);
        entry.put(columns_[c].first, std::move(value));
      }
      out.push_back(Value::make_context(std::move(entry)));
    }
    return Value::make_list(std::move(out));
  }
  std::vector<std::pair<std::string, feel::TypePtr>> columns_;
  std::vector<std::vector<LogicPtr>> rows_;
};

class Choice final : public Logic {
 public:
  Choice(LogicPtr condition, LogicPtr then, LogicPtr otherwise)
      : condition_(std::move(condition)), then_(std::move(then)), otherwise_(std::move(otherwise)) {}
  void needs(std::vector<std::string>& names) const override {
    for (const auto* part : {&condition_, &then_, &otherwise_}) (*part)->needs(names);
  }

 private:
  Value run(const Scope& scope, Walk& walk) const override {
    const auto condition = condition_->value(scope, walk);
    if (condition.is_true()) return then_->value(scope, walk);
    if (condition.is_false() || condition.is_null()) return otherwise_->value(scope, walk);
    walk.run.note("wrong_type", 0, "condition");
    return {};
  }
  LogicPtr condition_, then_, otherwise_;
};

LogicPtr compile_context(const BoxedContext& context, const Names& names, Compiling& with) {
  Names inner(&names);
  std::vector<ContextBox::Entry> entries;
  LogicPtr result;
  for (const auto& entry : context.entries) {
    auto logic = compile_boxed(entry.value, inner, with);
    if (entry.variable.name.empty()) {
      result = std::move(logic);
      continue;
    }
    auto type = with.types.type(entry.variable.type_ref, with.element);
    inner.add(entry.variable.name, type ? type : logic->type());
    entries.push_back({entry.variable.name, std::move(logic), std::move(type)});
  }
  return std::make_shared<ContextBox>(std::move(entries), std::move(result));
}

LogicPtr compile_list(const BoxedList& list, const Names& names, Compiling& with) {
  std::vector<LogicPtr> items;
  for (const auto& item : list.items) items.push_back(compile_boxed(item, names, with));
  return std::make_shared<ListBox>(std::move(items));
}

LogicPtr compile_relation(const Relation& relation, const Names& names, Compiling& with) {
  std::vector<std::pair<std::string, feel::TypePtr>> columns;
  for (const auto& column : relation.columns) columns.emplace_back(column.name, with.types.type(column.type_ref, with.element));
  std::vector<std::vector<LogicPtr>> rows;
  for (const auto& row : relation.rows) {
    rows.emplace_back();
    for (const auto& cell : row) rows.back().push_back(compile_boxed(cell, names, with));
  }
  return std::make_shared<RelationBox>(std::move(columns), std::move(rows));
}

}  // namespace

LogicPtr nothing(std::string code, std::string detail) { return std::make_shared<Nothing>(std::move(code), std::move(detail)); }

void needs_without(const Logic& logic, const std::vector<std::string>& inside, std::vector<std::string>& names) {
  std::vector<std::string> all;
  logic.needs(all);
  for (auto& name : all) {
    if (std::find(inside.begin(), inside.end(), name) == inside.end()) names.push_back(std::move(name));
  }
}

std::optional<feel::Expression> Compiling::expression(const std::string& text, const std::string& id, const feel::Names& names) {
  auto parsed = feel::Expression::parse(text, names);
  if (parsed) return std::move(*parsed);
  std::string why;
  for (const auto& [key, value] : parsed.error().facts) why += (why.empty() ? "" : ", ") + key + " " + value;
  fault("bad_expression", id, text, why);
  return std::nullopt;
}

LogicPtr compile_literal(const Literal& literal, const std::string& id, const feel::Names& names, Compiling& with) {
  if (!literal.language.empty()) {
    with.fault("unsupported_language", id, literal.language);
    return nothing("unsupported_language", literal.language);
  }
  if (literal.text.empty()) return nothing();
  auto parsed = with.expression(literal.text, id, names);
  if (!parsed) return nothing("bad_expression", literal.text);
  return std::make_shared<Formula>(std::move(*parsed));
}

LogicPtr compile_boxed(const BoxedPtr& boxed, const feel::Names& names, Compiling& with) {
  if (!boxed) return nothing();
  const auto made = std::visit(
      [&](const auto& logic) -> LogicPtr {
        using T = std::remove_cvref_t<decltype(logic)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          with.fault("unsupported_box", boxed->id, boxed->unknown);
          return nothing("unsupported_box", boxed->unknown);
        } else if constexpr (std::is_same_v<T, Literal>) {
          return compile_literal(logic, boxed->id, names, with);
        } else if constexpr (std::is_same_v<T, DecisionTable>) {
          return compile_table(logic, names, with);
        } else if constexpr (std::is_same_v<T, BoxedContext>) {
          return compile_context(logic, names, with);
        } else if constexpr (std::is_same_v<T, BoxedList>) {
          return compile_list(logic, names, with);
        } else if constexpr (std::is_same_v<T, Relation>) {
          return compile_relation(logic, names, with);
        } else if constexpr (std::is_same_v<T, Invocation>) {
          return compile_invocation(logic, boxed->id, names, with);
        } else if constexpr (std::is_same_v<T, FunctionDefinition>) {
          return compile_function(logic, boxed->id, names, with);
        } else if constexpr (std::is_same_v<T, Conditional>) {
          return std::make_shared<Choice>(compile_boxed(logic.condition, names, with), compile_boxed(logic.then, names, with),
                                          compile_boxed(logic.otherwise, names, with));
        } else if constexpr (std::is_same_v<T, Filter>) {
          return compile_filter(logic, names, with);
        } else {
          return compile_iteration(logic, names, with);
        }
      },
      boxed->logic);
  if (!boxed->type_ref.empty()) {
    auto type = with.types.type(boxed->type_ref, with.element);
    // Files of older tools give a function definition the type of its result.
    if (!std::holds_alternative<FunctionDefinition>(boxed->logic) || type->what == feel::Type::What::function) {
      std::const_pointer_cast<Logic>(made)->set_type(std::move(type));
    }
  }
  return made;
}

}  // namespace yiwang::dmn::detail
