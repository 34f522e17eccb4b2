#include "apps/dmn_tck_read.h"

#include <pugixml.hpp>
namespace yiwang::dmn {
namespace {

using feel::Value;
using Node = pugi::xml_node;

std::string_view local(std::string_view text) {
  const auto colon = text.rfind(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

std::string_view instance_attribute(Node node, std::string_view wanted) {
  for (const auto attribute : node.attributes()) {
    if (local(attribute.name()) == wanted && std::string_view(attribute.name()).find(':') != std::string_view::npos) return attribute.value();
  }
  return {};
}

std::string text_inside(Node node) {
  std::string out;
  for (const auto child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  }
  return out;
}

Value simple_value(Node node) {
  const auto kind = local(instance_attribute(node, "type"));
  const auto text = text_inside(node);
  if (kind == "boolean") return Value::make_bool(text == "true" || text == "1");
  if (kind == "decimal" || kind == "double" || kind == "integer" || kind == "int" || kind == "long" || kind == "float") {
    const auto number = feel::Decimal::parse(text);
    return number ? Value::make_number(*number) : Value{};
  }
  if (kind == "date") {
    if (const auto date = feel::parse_date(text)) return Value::make_date(*date);
  }
  if (kind == "time") {
    if (const auto time = feel::parse_time(text)) return Value::make_time(*time);
  }
  if (kind == "dateTime") {
    if (const auto at = feel::parse_date_time(text)) return Value::make_date_time(*at);
  }
  if (kind == "duration" || kind == "dayTimeDuration" || kind == "yearMonthDuration") {
    if (const auto span = feel::parse_years_months(text)) return Value::make_years_months(*span);
    if (const auto span = feel::parse_days_time(text)) return Value::make_days_time(*span);
  }
  return Value::make_string(text);
}

Value value_of(Node node) {
  if (instance_attribute(node, "nil") == "true") return {};
  feel::Context entries;
  bool has_entries = false;
  for (const auto child : node.children()) {
    const auto what = local(child.name());
    const bool nil = instance_attribute(child, "nil") == "true";
    if (what == "value") return nil ? Value{} : simple_value(child);
    if (what == "list") {
      if (nil) return {};
      feel::List items;
      for (const auto item : child.children()) {
        if (local(item.name()) == "item") items.push_back(value_of(item));
      }
      return Value::make_list(std::move(items));
    }
    if (what == "component") {
      has_entries = true;
      entries.put(child.attribute("name").value(), value_of(child));
    }
  }
  return has_entries ? Value::make_context(std::move(entries)) : Value{};
}

TckCase case_of(Node node) {
  TckCase out;
  out.id = node.attribute("id").value();
  out.type = node.attribute("type").value();
  out.invocable = node.attribute("invocableName").value();
  feel::Context input;
  for (const auto child : node.children()) {
    const auto what = local(child.name());
    if (what == "description") out.description = text_inside(child);
    if (what == "inputNode") {
      const std::string name = child.attribute("name").value(), space = child.attribute("namespace").value();
      auto value = value_of(child);
      if (!space.empty()) input.put(space + "#" + name, value);
      input.put(name, std::move(value));
    }
    if (what != "resultNode") continue;
    ExpectedResult result{child.attribute("name").value(), {}, child.attribute("errorResult").as_bool()};
    for (const auto inner : child.children()) {
      if (local(inner.name()) == "expected") result.value = value_of(inner);
    }
    out.expected.push_back(std::move(result));
  }
  out.input = Value::make_context(std::move(input));
  return out;
}

bool numbers_agree(const feel::Decimal& expected, const feel::Decimal& got) {
  if (expected == got) return true;
  const auto text = expected.to_text();
  const auto point = text.find('.');
  if (point == std::string::npos || text.size() - point - 1 < 8) return false;
  const auto apart = subtract(expected, got);
  return apart && apart->abs() <= *feel::Decimal::parse("0.00000001");
}

}  // namespace

bool agrees(const Value& expected, const Value& got) {
  using feel::Kind;
  if (expected.kind() != got.kind()) return false;
  if (expected.is(Kind::number)) return numbers_agree(expected.as_number(), got.as_number());
  if (expected.is(Kind::list)) {
    const auto &a = expected.as_list(), &b = got.as_list();
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!agrees(a[i], b[i])) return false;
    }
    return true;
  }
  if (expected.is(Kind::context)) {
    const auto &a = expected.as_context(), &b = got.as_context();
    if (a.size() != b.size()) return false;
    for (const auto& [name, value] : a) {
      const auto* other = b.find(name);
      if (other == nullptr || !agrees(value, *other)) return false;
    }
    return true;
  }
  return expected == got;
}

Result<TckSuite> read_tck(std::string_view xml) {
  pugi::xml_document document;
  const auto result = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  const auto root = document.document_element();
  if (!result || local(root.name()) != "testCases") return refuse(Reason::malformed, {{"detail", "not_test_cases"}});
  TckSuite out;
  for (const auto child : root.children()) {
    const auto what = local(child.name());
    if (what == "modelName") out.model = text_inside(child);
    if (what == "testCase") out.cases.push_back(case_of(child));
  }
  return out;
}

}  // namespace yiwang::dmn
