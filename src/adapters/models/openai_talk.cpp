#include <boost/beast/core/detail/base64.hpp>

#include "adapters/models/openai.h"
#include "base/text.h"

namespace yiwang {
namespace {

std::string data_url(const ModelImage& image) {
  namespace base64 = boost::beast::detail::base64;
  std::string coded(base64::encoded_size(image.bytes.size()), '\0');
  coded.resize(base64::encode(coded.data(), image.bytes.data(), image.bytes.size()));
  return "data:" + image.type + ";base64," + coded;
}

json::Value user_content(const ModelQuestion& question) {
  if (question.task != ModelTask::look) return json::Value(question.text);
  json::Array parts;
  if (!question.text.empty()) parts.push_back(json::Object{{"type", "text"}, {"text", question.text}});
  for (const auto& image : question.images) parts.push_back(json::Object{{"type", "image_url"}, {"image_url", json::Object{{"url", data_url(image)}}}});
  return parts;
}

tl::unexpected<Refusal> nonsense(std::string at, std::string detail) { return refuse(Reason::model_nonsense, {{"at", std::move(at)}, {"detail", std::move(detail)}}); }

/// Services wrap JSON into a fence or put thoughts before it, however they are asked.
std::string_view bare_json(std::string_view text) {
  if (const auto thought = text.rfind("</think>"); thought != std::string_view::npos) text.remove_prefix(thought + 8);
  text = trim(text);
  if (text.starts_with("```")) {
    const auto line = text.find('\n');
    const auto end = text.rfind("```");
    if (line != std::string_view::npos && end > line) text = trim(text.substr(line + 1, end - line - 1));
  }
  return text;
}

std::int64_t tokens(const json::Object* usage, std::string_view name) {
  const auto* value = usage ? usage->if_contains(name) : nullptr;
  if (!value || !value->is_int64() || value->get_int64() < 0 || value->get_int64() > 10'000'000) return -1;
  return value->get_int64();
}

/// About a token a Chinese character; never less than what a service would count, so a budget errs to the safe side.
std::int64_t guess_tokens(const ModelQuestion& question) {
  auto count = count_codepoints(question.instruction) + count_codepoints(question.text);
  for (const auto& text : question.texts) count += count_codepoints(text);
  return static_cast<std::int64_t>(count + 1000 * question.images.size());
}

ModelUsage usage_of(const json::Object& answer, const ModelQuestion& question, std::size_t said) {
  const auto* found = answer.if_contains("usage");
  const auto* usage = found ? found->if_object() : nullptr;
  ModelUsage out{tokens(usage, "prompt_tokens"), tokens(usage, "completion_tokens"), false};
  if (question.task == ModelTask::embed && out.tokens_out < 0) out.tokens_out = 0;
  if (out.tokens_in < 0 || out.tokens_out < 0) out = {guess_tokens(question), static_cast<std::int64_t>(said), true};
  return out;
}

Result<std::string> content_of(const json::Object& answer) {
  const auto* choices = answer.if_contains("choices");
  if (!choices || !choices->is_array() || choices->get_array().empty()) return nonsense("/choices", "missing");
  const auto* first = choices->get_array().front().if_object();
  const auto* message = first && first->contains("message") ? first->at("message").if_object() : nullptr;
  if (!message) return nonsense("/choices/0/message", "missing");
  if (const auto* finish = first->if_contains("finish_reason"); finish && finish->is_string() && finish->get_string() == "length") return nonsense("/choices/0/finish_reason", "length");
  if (const auto* refusal = message->if_contains("refusal"); refusal && refusal->is_string()) return nonsense("/choices/0/message/refusal", shorten(std::string(refusal->get_string()), 80));
  const auto* content = message->if_contains("content");
  if (!content || !content->is_string()) return nonsense("/choices/0/message/content", "missing");
  return std::string(content->get_string());
}

Result<std::vector<std::vector<float>>> vectors_of(const json::Object& answer, std::size_t wanted) {
  const auto* data = answer.if_contains("data");
  if (!data || !data->is_array()) return nonsense("/data", "missing");
  std::vector<std::vector<float>> out(wanted);
  for (const auto& item : data->get_array()) {
    const auto* object = item.if_object();
    const auto* index = object ? object->if_contains("index") : nullptr;
    const auto* numbers = object ? object->if_contains("embedding") : nullptr;
    if (!index || !index->is_int64() || !numbers || !numbers->is_array()) return nonsense("/data", "shape");
    const auto at = index->get_int64();
    if (at < 0 || static_cast<std::size_t>(at) >= wanted || !out[static_cast<std::size_t>(at)].empty()) return nonsense("/data", "index");
    for (const auto& number : numbers->get_array()) {
      if (!number.is_number()) return nonsense("/data/" + std::to_string(at), "number");
      out[static_cast<std::size_t>(at)].push_back(number.to_number<float>());
    }
  }
  return out;
}

}  // namespace

std::string openai_body(const OpenAiOptions& options, const ModelQuestion& question) {
  if (question.task == ModelTask::embed) {
    json::Array texts;
    for (const auto& text : question.texts) texts.emplace_back(text);
    return boost::json::serialize(json::Object{{"model", options.embedding_model}, {"input", std::move(texts)}, {"encoding_format", "float"}});
  }
  json::Array messages;
  if (!question.instruction.empty()) messages.push_back(json::Object{{"role", "system"}, {"content", question.instruction}});
  messages.push_back(json::Object{{"role", "user"}, {"content", user_content(question)}});
  json::Object body{{"model", question.task == ModelTask::look ? options.vision_model : options.chat_model}, {"messages", std::move(messages)}, {"temperature", 0}, {"max_tokens", question.most_tokens}, {"stream", false}};
  if (options.schema_mode && !question.schema.is_null()) {
    body["response_format"] = json::Object{{"type", "json_schema"}, {"json_schema", json::Object{{"name", "answer"}, {"strict", true}, {"schema", question.schema}}}};
  }
  return boost::json::serialize(body);
}

Result<ModelReply> read_openai_answer(const ModelQuestion& question, std::string_view body) {
  const auto parsed = json::parse_text(body);
  if (!parsed || !parsed->is_object()) return nonsense("", "json");
  const auto& answer = parsed->get_object();
  ModelReply reply;
  if (const auto* model = answer.if_contains("model"); model && model->is_string()) reply.model = shorten(std::string(model->get_string()), 60);
  if (question.task == ModelTask::embed) {
    auto vectors = vectors_of(answer, question.texts.size());
    if (!vectors) return tl::unexpected(vectors.error());
    reply.vectors = std::move(*vectors);
    reply.usage = usage_of(answer, question, 0);
    return reply;
  }
  const auto content = content_of(answer);
  if (!content) return tl::unexpected(content.error());
  auto value = json::parse_text(bare_json(*content));
  if (!value) return nonsense("/choices/0/message/content", "json");
  reply.value = std::move(*value);
  reply.usage = usage_of(answer, question, count_codepoints(*content));
  return reply;
}

}  // namespace yiwang
