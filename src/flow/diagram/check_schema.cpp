#include <regex>

#include "flow/diagram/checker.h"
#include "flow/diagram/schema.h"

namespace yiwang::bpmn::detail {
namespace {

bool is_integer(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// RFC 3986 characters, and % only before two hexadecimal digits.
bool is_uri(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == '%') {
      const auto hex = [&](std::size_t i) { return i < text.size() && std::isxdigit(static_cast<unsigned char>(text[i])) != 0; };
      if (!hex(at + 1) || !hex(at + 2)) return false;
    } else if (c <= ' ' || std::string_view("<>\"{}|\\^`").find(static_cast<char>(c)) != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool fits(const AttributeSpec& spec, std::string_view value) {
  value = trim(value);
  switch (spec.type) {
    case Text::words: return true;
    case Text::flag: return value == "true" || value == "false" || value == "1" || value == "0";
    case Text::integer: return is_integer(value);
    case Text::idref:
    case Text::qname: return !value.empty() && value.find_first_of(" \t\n") == std::string_view::npos;
    case Text::uri: return is_uri(value);
    case Text::word_of_list: return std::find(spec.allowed.begin(), spec.allowed.end(), value) != spec.allowed.end();
  }
  return true;
}

struct Validator {
  Checker& checker;

  void attributes(const Element& element, const TypeSpec& type) {
    for (const auto& given : element.attributes) {
      if (given.space != Space::none) continue;
      const auto known = std::find_if(type.attributes.begin(), type.attributes.end(), [&](const auto& spec) { return spec.name == given.local; });
      if (known == type.attributes.end()) {
        checker.add("XSD.attribute", element, {{"attribute", std::string(given.local)}, {"in", std::string(element.local)}});
      } else if (!fits(*known, given.value)) {
        const bool uri = known->type == Text::uri && known->name == "language";
        checker.add(uri ? "EXT.014" : "XSD.value", element, {{"attribute", std::string(given.local)}, {"value", std::string(given.value.substr(0, 100))}});
      }
    }
    for (const auto& spec : type.attributes) {
      if (spec.required && !element.has(spec.name)) {
        checker.add("XSD.required", element, {{"attribute", std::string(spec.name)}, {"in", std::string(element.local)}});
      }
    }
  }

  static bool takes(const ChildSpec& spec, const Element& child) {
    return spec.group ? in_group(child.local, spec.name) : child.local == spec.name;
  }

  void children(const Element& element, const TypeSpec& type) {
    std::vector<int> seen(type.children.size(), 0);
    std::size_t at = 0;
    for (const auto* child : element.children) {
      if (child->space != Space::model) {
        if (child->space != Space::picture) checker.add("XSD.foreign", element, {{"child", child->xml.name()}});
        continue;
      }
      std::size_t place = at;
      while (place < type.children.size() && !takes(type.children[place], *child)) ++place;
      if (place == type.children.size()) {
        place = 0;
        while (place < type.children.size() && !takes(type.children[place], *child)) ++place;
        if (place == type.children.size()) {
          checker.add("XSD.child", *child, {{"child", std::string(child->local)}, {"in", std::string(element.local)}});
          continue;
        }
        checker.add("XSD.order", *child, {{"child", std::string(child->local)}, {"in", std::string(element.local)}});
      } else {
        at = place;
      }
      ++seen[place];
      const auto& spec = type.children[place];
      if (spec.most >= 0 && seen[place] > spec.most) {
        checker.add("XSD.many", *child, {{"child", std::string(child->local)}, {"in", std::string(element.local)}});
      }
      walk(*child, spec.type.empty() ? type_of(child->local) : spec.type);
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (seen[i] < type.children[i].least) {
        checker.add("XSD.missing", element, {{"child", std::string(type.children[i].name)}, {"in", std::string(element.local)}});
      }
    }
  }

  void walk(const Element& element, std::string_view type_name) {
    if (type_name == "Expression") {
      const auto told = local_part(element.attribute(Space::instance, "type"));
      if (told == "tFormalExpression") type_name = "FormalExpression";
      // Writers often say the language and leave out xsi:type; EXT.012 tells where that matters.
      else if (element.has("language") || element.has("evaluatesToTypeRef")) type_name = "FormalExpression";
    }
    const auto* type = type_spec(type_name);
    if (type == nullptr) return;
    if (element.local != "extensionElements") attributes(element, *type);
    if (!type->anything) children(element, *type);
  }
};

bool is_mime(std::string_view text) {
  static const std::regex form(R"(\s*[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+*-]+\s*(;.*)?)");
  return text.size() < 200 && std::regex_match(text.begin(), text.end(), form);
}

}  // namespace

void check_schema(Checker& checker) {
  Validator{checker}.walk(*checker.tree().root, "Definitions");
  for (const auto* name : {"textAnnotation", "documentation"}) {
    for (const auto* element : checker.all(name)) {
      if (element->has("textFormat") && !is_mime(element->attribute("textFormat"))) {
        checker.add("EXT.010", *element, {{"textFormat", std::string(element->attribute("textFormat").substr(0, 100))}});
      }
    }
  }
  for (const auto* element : checker.all("extension")) {
    if (is_true(*element, "mustUnderstand")) checker.add("EXT.005", *element, {{"definition", std::string(element->attribute("definition"))}});
  }
  for (const auto* element : checker.all("import")) {
    const auto type = element->attribute("importType");
    const bool schema = type.find("XMLSchema") != std::string_view::npos || type.find("/DMN/") != std::string_view::npos;
    checker.add(schema ? "RUN.schema_import" : "EXT.001", *element, {{"location", std::string(element->attribute("location").substr(0, 200))}});
  }
}

}  // namespace yiwang::bpmn::detail
