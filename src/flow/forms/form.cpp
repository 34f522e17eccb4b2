#include "flow/forms/form.h"

#include <algorithm>
#include <set>

#include "flow/forms/registry.h"

namespace yiwang::forms {
namespace {

using detail::Object;
using Severity = FormFault::Severity;

const Object* object_in(const Object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found != nullptr && found->is_object() ? &found->get_object() : nullptr;
}

std::string text_in(const Object* object, std::string_view name) {
  const auto* found = object != nullptr ? object->if_contains(name) : nullptr;
  return found != nullptr && found->is_string() ? std::string(std::string_view(found->get_string())) : std::string{};
}

std::set<std::string> required_in(const Object& schema) {
  std::set<std::string> out;
  const auto* list = schema.if_contains("required");
  if (list == nullptr || !list->is_array()) return out;
  for (const auto& name : list->get_array()) {
    if (name.is_string()) out.emplace(std::string_view(name.get_string()));
  }
  return out;
}

/// The one type a property has; of a list of types the first that is not null.
std::string type_of(const Object& schema) {
  const auto* type = schema.if_contains("type");
  if (type == nullptr) return {};
  if (type->is_string()) return std::string(std::string_view(type->get_string()));
  if (!type->is_array()) return {};
  for (const auto& one : type->get_array()) {
    if (one.is_string() && one.get_string() != "null") return std::string(std::string_view(one.get_string()));
  }
  return {};
}

bool has_choices(const Object& schema) { return schema.contains("enum") || schema.contains("oneOf"); }

/// The widget a renderer takes when the form says none.
std::string natural_widget(const Object& schema, const std::string& type) {
  const auto format = text_in(&schema, "format");
  if (type == "boolean") return "switch";
  if (has_choices(schema)) return "select";
  if (type == "integer" || type == "number") return "number";
  if (type == "object") return "group";
  if (type == "array") {
    const auto* items = object_in(schema, "items");
    return items != nullptr && has_choices(*items) ? "checkboxes" : items != nullptr && type_of(*items) == "object" ? "list" : "tags";
  }
  if (format == "date" || format == "time") return format;
  if (format == "date-time") return "datetime";
  const auto* longest = schema.if_contains("maxLength");
  return longest != nullptr && longest->is_int64() && longest->get_int64() > 200 ? "textarea" : "text";
}

std::vector<Field> fields_of(const Object& schema, const std::string& above) {
  std::vector<Field> out;
  const auto* properties = object_in(schema, "properties");
  if (properties == nullptr) return out;
  const auto required = required_in(schema);
  for (const auto& [key, value] : *properties) {
    if (!value.is_object()) continue;
    const auto& one = value.get_object();
    const auto* layout = object_in(one, "x-yiwang");
    Field field;
    field.name = key;
    field.pointer = above + "/" + detail::escaped(key);
    field.type = type_of(one);
    field.title = text_in(&one, "title");
    field.title_en = text_in(layout, "title_en");
    if (field.title_en.empty()) field.title_en = text_in(&one, "x-title-en");  // how earlier forms wrote it
    field.widget = text_in(layout, "widget");
    if (field.widget.empty()) field.widget = natural_widget(one, field.type);
    field.help = text_in(layout, "help");
    if (field.help.empty()) field.help = text_in(&one, "description");
    field.help_en = text_in(layout, "help_en");
    const auto* order = layout != nullptr ? layout->if_contains("order") : nullptr;
    // Without an order a field stands behind those that have one, as written.
    field.order = order != nullptr && order->is_number() ? order->to_number<double>() : 1e9;
    field.required = required.contains(field.name);
    if (field.type == "object") field.fields = fields_of(one, field.pointer);
    out.push_back(std::move(field));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.order < b.order; });
  return out;
}

/// Which types of value a widget can give; empty: any.
std::vector<std::string> types_for(const std::string& widget) {
  if (widget == "number") return {"number", "integer"};
  if (widget == "switch" || widget == "checkbox") return {"boolean"};
  if (widget == "checkboxes" || widget == "tags" || widget == "list") return {"array"};
  if (widget == "group") return {"object"};
  if (widget == "text" || widget == "textarea" || widget == "date" || widget == "time" || widget == "datetime" || widget == "person" || widget == "unit") {
    return {"string"};
  }
  return {};
}

struct Checker {
  std::vector<FormFault> faults = {};

  void add(Severity severity, std::string rule, std::string at, std::string advice, std::vector<std::pair<std::string, std::string>> facts = {}) {
    faults.push_back({severity, std::move(rule), std::move(at), std::move(facts), std::move(advice)});
  }

  void layout(const Object& layout, const Object& schema, const std::string& at) {
    static const std::set<std::string_view> known = {"widget", "title_en", "order", "help", "help_en"};
    for (const auto& [key, value] : layout) {
      if (!known.contains(std::string_view(key))) {
        add(Severity::error, "unknown", at + "/x-yiwang/" + detail::escaped(key), "Use widget, title_en, order, help or help_en.",
            {{"member", std::string(key)}});
      } else if (key == "order" ? !value.is_number() : !value.is_string()) {
        add(Severity::error, "unknown", at + "/x-yiwang/" + detail::escaped(key), key == "order" ? "Write a number." : "Write a text.",
            {{"member", std::string(key)}});
      }
    }
    const auto widget = text_in(&layout, "widget");
    if (widget.empty()) return;
    if (std::find(widgets().begin(), widgets().end(), widget) == widgets().end()) {
      add(Severity::error, "widget", at + "/x-yiwang/widget", "Use one of the widgets known.", {{"widget", widget}});
      return;
    }
    const auto type = type_of(schema);
    const auto fitting = types_for(widget);
    if (!fitting.empty() && !type.empty() && std::find(fitting.begin(), fitting.end(), type) == fitting.end()) {
      add(Severity::error, "widget", at + "/x-yiwang/widget", "Use a widget for values of this type.", {{"widget", widget}, {"type", type}});
    }
    if ((widget == "select" || widget == "radio") && !has_choices(schema)) {
      add(Severity::error, "options", at, "Give the choices as enum, or as oneOf with const and title.", {{"widget", widget}});
    }
  }

  void properties(const Object& schema, const std::string& at, int depth) {
    const auto* map = object_in(schema, "properties");
    if (map == nullptr || depth > 8) return;
    std::set<double> orders;
    for (const auto& [key, value] : *map) {
      const auto here = at + "/properties/" + detail::escaped(key);
      if (!value.is_object()) continue;
      const auto& one = value.get_object();
      const auto* given = object_in(one, "x-yiwang");
      if (one.contains("x-yiwang") && given == nullptr) add(Severity::error, "unknown", here + "/x-yiwang", "Write an object.");
      if (given != nullptr) layout(*given, one, here);
      if (text_in(&one, "title").empty()) add(Severity::warning, "title", here, "Give the field a title people can read.", {{"property", std::string(key)}});
      const auto* order = given != nullptr ? given->if_contains("order") : nullptr;
      if (order != nullptr && order->is_number() && !orders.insert(order->to_number<double>()).second) {
        add(Severity::warning, "order", here, "Give each field its own place.", {{"property", std::string(key)}});
      }
      if (type_of(one) == "object") properties(one, here, depth + 1);
    }
    for (const auto& name : required_in(schema)) {
      if (!map->contains(name)) add(Severity::error, "required", at + "/required", "Remove the name or add the property.", {{"property", name}});
    }
  }
};

}  // namespace

const std::vector<std::string>& widgets() {
  static const std::vector<std::string> made = {"text",  "textarea", "number", "date", "time", "datetime", "select",    "radio", "checkbox", "checkboxes", "switch",
                                                "tags",  "place",    "photo",  "file", "person", "unit",   "signature", "group", "list",     "hidden"};
  return made;
}

std::vector<FormFault> Form::check(const json::Value& form) {
  Checker checker;
  if (!form.is_object()) {
    checker.add(Severity::error, "top", "", "Write a JSON object with type, title and properties.");
    return checker.faults;
  }
  const auto& object = form.get_object();
  if (const auto schema = Schema::compile(form); !schema) {
    auto facts = schema.error().facts;
    std::string at;
    for (const auto& [name, value] : facts) at = name == "at" ? value : at;
    checker.add(Severity::error, "schema", at, "Mend the schema at this place.", std::move(facts));
  }
  if (const auto draft = text_in(&object, "$schema"); !draft.empty() && draft.find("2020-12") == std::string::npos) {
    checker.add(Severity::error, "schema", "/$schema", "Use https://json-schema.org/draft/2020-12/schema.", {{"schema", draft}});
  }
  if (type_of(object) != "object") checker.add(Severity::error, "top", "/type", "A form is of type object.");
  if (object_in(object, "properties") == nullptr) checker.add(Severity::error, "top", "/properties", "Give the form at least one property.");
  if (text_in(&object, "title").empty()) checker.add(Severity::warning, "title", "", "Give the form a title.");
  checker.properties(object, "", 0);
  return checker.faults;
}

std::vector<FormFault> Form::check_text(std::string_view text) {
  const auto value = json::parse_text(text);
  if (value) return check(*value);
  return {{Severity::error, "top", "", value.error().facts, "The text is not JSON."}};
}

Result<Form> Form::parse(std::string_view text) {
  const auto value = json::parse_text(text);
  if (!value) return tl::unexpected(value.error());
  for (const auto& fault : check(*value)) {
    if (fault.severity == Severity::error) return refuse(Reason::malformed, {{"rule", fault.rule}, {"at", fault.at}, {"detail", fault.advice}});
  }
  auto schema = Schema::compile(*value);
  if (!schema) return tl::unexpected(schema.error());
  Form out(std::move(*schema));
  const auto& object = value->get_object();
  out.title_ = text_in(&object, "title");
  out.title_en_ = text_in(object_in(object, "x-yiwang"), "title_en");
  if (out.title_en_.empty()) out.title_en_ = text_in(&object, "x-title-en");
  out.fields_ = fields_of(object, "");
  return out;
}

}  // namespace yiwang::forms
