#include "service/calls/call_json.h"

#include "base/text.h"

namespace yiwang {
namespace {

constexpr std::size_t kLongestValue = 500;

bool is_flag(CallField field) { return field == CallField::confidential || field == CallField::urgent || field == CallField::callback_wanted; }

}  // namespace

json::Value to_json(const CallValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  return json::Value(std::get<std::string>(value));
}

Result<std::optional<CallValue>> read_call_value(CallField field, const json::Value& value) {
  const std::string name(code_of(field));
  if (value.is_null()) return std::optional<CallValue>{};
  if (value.is_bool()) {
    if (!is_flag(field) && field != CallField::earlier_case) return refuse(Reason::wrong_type, {{"wanted", "string"}}, name);
    return std::optional<CallValue>{value.get_bool()};
  }
  if (!value.is_string() || is_flag(field)) return refuse(Reason::wrong_type, {{"wanted", is_flag(field) ? "boolean" : "string"}}, name);
  std::string text(trim(std::string_view(value.get_string())));
  if (text.empty()) return std::optional<CallValue>{};
  if (has_control(text)) return refuse(Reason::bad_text, {}, name);
  if (count_codepoints(text) > kLongestValue) return refuse(Reason::out_of_range, {{"most", std::to_string(kLongestValue)}}, name);
  if (field == CallField::kind && !parse<RequestKind>(text)) return refuse(Reason::unknown_value, {{"value", shorten(text, 100)}}, name);
  return std::optional<CallValue>{std::move(text)};
}

json::Value to_json(const CallForm& form) {
  json::Object fields;
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const auto& field = form.fields[i];
    if (!field) continue;
    json::Array said;
    for (const auto& at : field->said) said.push_back(json::Array{at.line, at.start, at.end});
    fields[code_of(static_cast<CallField>(i))] = json::Object{{"value", to_json(field->value)}, {"confidence", field->confidence}, {"said", std::move(said)}};
  }
  json::Array matters;
  for (const auto& guess : form.matters) matters.push_back(json::Object{{"code", guess.matter}, {"confidence", guess.confidence}});
  return json::Object{{"version", form.version}, {"fields", std::move(fields)}, {"matters", std::move(matters)}};
}

CallForm read_call_form(const json::Value& value) {
  CallForm form;
  if (!value.is_object()) return form;
  const auto& object = value.get_object();
  if (const auto* version = object.if_contains("version"); version != nullptr && version->is_string()) form.version = std::string(version->get_string());
  if (const auto* fields = object.if_contains("fields"); fields != nullptr && fields->is_object()) {
    for (const auto& [name, kept] : fields->get_object()) {
      const auto field = parse<CallField>(std::string_view(name));
      if (!field || !kept.is_object()) continue;
      const auto* given = kept.get_object().if_contains("value");
      if (given == nullptr) continue;
      FilledField filled;
      if (given->is_bool()) filled.value = given->get_bool();
      else if (given->is_string()) filled.value = std::string(given->get_string());
      else continue;
      if (const auto* confidence = kept.get_object().if_contains("confidence"); confidence != nullptr && confidence->is_number()) filled.confidence = confidence->to_number<double>();
      if (const auto* said = kept.get_object().if_contains("said"); said != nullptr && said->is_array()) {
        for (const auto& at : said->get_array()) {
          if (!at.is_array() || at.get_array().size() != 3) continue;
          const auto number = [&](std::size_t i) { return at.get_array()[i].is_number() ? at.get_array()[i].to_number<std::uint32_t>() : 0; };
          filled.said.push_back({number(0), number(1), number(2)});
        }
      }
      form[*field] = std::move(filled);
    }
  }
  if (const auto* matters = object.if_contains("matters"); matters != nullptr && matters->is_array()) {
    for (const auto& guess : matters->get_array()) {
      if (!guess.is_object()) continue;
      const auto* code = guess.get_object().if_contains("code");
      const auto* confidence = guess.get_object().if_contains("confidence");
      if (code != nullptr && code->is_string() && confidence != nullptr && confidence->is_number()) form.matters.push_back({std::string(code->get_string()), confidence->to_number<double>()});
    }
  }
  return form;
}

}  // namespace yiwang
