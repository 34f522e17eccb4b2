#include "http/schema.h"

#include <algorithm>
#include <fstream>

#include "base/text.h"

namespace yiwang::testing {
namespace {

bool is_type(const json::Value& value, std::string_view type) {
  if (type == "null") return value.is_null();
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_bool();
  if (type == "integer") return value.is_int64() || value.is_uint64();
  return value.is_number();
}

}  // namespace

Contract::Contract() {
  std::ifstream in(std::string(YIWANG_SOURCE_DIR) + "/contract/generated/openapi.json");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  api_ = boost::json::parse(text);
}

const json::Value& Contract::follow(const json::Value& node) const {
  if (!node.is_object()) return node;
  const auto* ref = node.get_object().if_contains("$ref");
  if (ref == nullptr) return node;
  boost::json::error_code error;
  return follow(*api_.find_pointer(std::string_view(ref->get_string()).substr(1), error));
}

void Contract::look(const json::Value& value, const json::Value& given, const std::string& at, std::vector<std::string>& wrong) const {
  const auto& schema = follow(given).as_object();
  const auto say = [&](const std::string& what) { wrong.push_back((at.empty() ? "/" : at) + ": " + what + ", is " + boost::json::serialize(value).substr(0, 120)); };
  for (const auto* choice : {"anyOf", "oneOf"}) {
    const auto* choices = schema.if_contains(choice);
    if (choices == nullptr) continue;
    std::vector<std::string> best;
    bool fits = false;
    for (const auto& each : choices->get_array()) {
      std::vector<std::string> tried;
      look(value, each, at, tried);
      fits = fits || tried.empty();
      if (best.empty() || (tried.size() < best.size())) best = tried;
    }
    if (!fits) wrong.insert(wrong.end(), best.begin(), best.end());
  }
  if (const auto* type = schema.if_contains("type")) {
    const bool fits = type->is_array() ? std::any_of(type->get_array().begin(), type->get_array().end(), [&](const auto& t) { return is_type(value, std::string_view(t.get_string())); })
                                       : is_type(value, std::string_view(type->get_string()));
    if (!fits) return say("should be " + boost::json::serialize(*type));
  }
  if (const auto* words = schema.if_contains("enum")) {
    if (std::find(words->get_array().begin(), words->get_array().end(), value) == words->get_array().end()) say("is no word of the list");
  }
  if (const auto* fixed = schema.if_contains("const"); fixed != nullptr && *fixed != value) say("should be " + boost::json::serialize(*fixed));
  if (value.is_number()) {
    const auto number = value.to_number<double>();
    if (const auto* least = schema.if_contains("minimum"); least != nullptr && number < least->to_number<double>()) say("is too small");
    if (const auto* most = schema.if_contains("maximum"); most != nullptr && number > most->to_number<double>()) say("is too large");
  }
  if (value.is_string()) {
    const auto length = count_codepoints(std::string_view(value.get_string()));
    if (const auto* least = schema.if_contains("minLength"); least != nullptr && length < least->to_number<std::size_t>()) say("is too short");
    if (const auto* most = schema.if_contains("maxLength"); most != nullptr && length > most->to_number<std::size_t>()) say("is too long");
  }
  if (value.is_array()) {
    if (const auto* items = schema.if_contains("items")) {
      for (std::size_t i = 0; i < value.get_array().size(); ++i) look(value.get_array()[i], *items, at + "/" + std::to_string(i), wrong);
    }
    if (const auto* most = schema.if_contains("maxItems"); most != nullptr && value.get_array().size() > most->to_number<std::size_t>()) say("has too many");
  }
  if (!value.is_object()) return;
  if (const auto* required = schema.if_contains("required")) {
    for (const auto& name : required->get_array()) {
      if (!value.get_object().contains(name.get_string())) say("lacks " + std::string(name.get_string()));
    }
  }
  const auto* properties = schema.if_contains("properties");
  for (const auto& [name, member] : value.get_object()) {
    const auto* known = properties != nullptr ? properties->get_object().if_contains(name) : nullptr;
    if (known != nullptr) look(member, *known, at + "/" + std::string(name), wrong);
  }
}

std::vector<std::string> Contract::check(const std::string& method, const std::string& path, int status, const json::Value& answer) const {
  std::vector<std::string> wrong;
  std::string lower;
  for (const char c : method) lower += static_cast<char>(std::tolower(c));
  const auto& responses = api_.at("paths").at(path).at(lower).at("responses").as_object();
  const auto* response = responses.if_contains(std::to_string(status));
  if (response == nullptr) return {"status " + std::to_string(status) + " is not in the contract"};
  const auto* content = follow(*response).as_object().if_contains("content");
  if (content == nullptr) return {};
  const auto* schema = content->get_object().begin()->value().get_object().if_contains("schema");
  if (schema != nullptr) look(answer, *schema, "", wrong);
  return wrong;
}

std::vector<std::pair<std::string, std::string>> Contract::operations() const {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [path, item] : api_.at("paths").as_object()) {
    for (const auto* method : {"get", "post", "put", "patch", "delete"}) {
      if (!item.get_object().contains(method)) continue;
      std::string upper;
      for (const char* c = method; *c != 0; ++c) upper += static_cast<char>(std::toupper(*c));
      out.emplace_back(upper, std::string(path));
    }
  }
  return out;
}

}  // namespace yiwang::testing
