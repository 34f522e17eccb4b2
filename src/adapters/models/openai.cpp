#include "adapters/models/openai.h"

#include <curl/curl.h>

#include <algorithm>

#include "base/text.h"

namespace yiwang {
namespace {

struct Received {
  std::string body;
  std::size_t most = 0;
  bool too_large = false;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& received = *static_cast<Received*>(into);
  if (received.body.size() + size * count > received.most) {
    received.too_large = true;
    return 0;
  }
  received.body.append(bytes, size * count);
  return size * count;
}

tl::unexpected<Refusal> unreachable(std::string detail, long status = 0) {
  std::vector<std::pair<std::string, std::string>> facts{{"detail", std::move(detail)}};
  if (status != 0) facts.insert(facts.begin(), {"status", std::to_string(status)});
  return refuse(Reason::model_unreachable, std::move(facts));
}

/// Once in the life of the program, before the first call on any thread.
void start_curl() {
  static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

class OpenAi final : public ModelProvider {
 public:
  explicit OpenAi(OpenAiOptions options) : options_(std::move(options)) {
    start_curl();
    while (options_.url.ends_with('/')) options_.url.pop_back();
  }

  Result<ModelReply> ask(const ModelQuestion& question, milliseconds limit) override {
    const auto& model = question.task == ModelTask::embed ? options_.embedding_model : question.task == ModelTask::look ? options_.vision_model : options_.chat_model;
    if (model.empty()) return refuse(Reason::model_off);
    const auto body = post(question.task == ModelTask::embed ? "/embeddings" : "/chat/completions", openai_body(options_, question), limit);
    if (!body) return tl::unexpected(body.error());
    auto reply = read_openai_answer(question, *body);
    if (reply && reply->model.empty()) reply->model = model;
    return reply;
  }

  std::string describe() const override { return options_.chat_model + " at " + options_.url; }

 private:
  Result<std::string> post(std::string_view path, const std::string& body, milliseconds limit) const {
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    if (!curl) throw std::runtime_error("libcurl makes no handle");
    curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
    list = curl_slist_append(list, "Accept: application/json");
    list = curl_slist_append(list, "Expect:");
    if (!options_.key.empty()) list = curl_slist_append(list, ("Authorization: Bearer " + options_.key).c_str());
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);
    Received received{{}, options_.most_bytes};
    const auto set = [&](auto option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    const auto url = options_.url + std::string(path);
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);       // a redirect would carry citizens' words to a house nobody chose
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(limit.count(), 1)));
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDS, body.data());
    set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_WRITEFUNCTION, take);
    set(CURLOPT_WRITEDATA, &received);
    const auto result = curl_easy_perform(curl.get());
    if (received.too_large) return refuse(Reason::model_nonsense, {{"at", ""}, {"detail", "too large"}});
    if (result == CURLE_OPERATION_TIMEDOUT) return refuse(Reason::model_late, {{"limit_ms", std::to_string(limit.count())}});
    if (result == CURLE_PARTIAL_FILE || result == CURLE_WEIRD_SERVER_REPLY || result == CURLE_BAD_CONTENT_ENCODING || result == CURLE_UNSUPPORTED_PROTOCOL) {
      return refuse(Reason::model_nonsense, {{"at", ""}, {"detail", curl_easy_strerror(result)}});
    }
    if (result != CURLE_OK) return unreachable(curl_easy_strerror(result));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status < 200 || status > 299) return unreachable(shorten(received.body.substr(0, broken_utf8_at(received.body)), 120), status);
    return std::move(received.body);
  }

  OpenAiOptions options_;
};

}  // namespace

std::unique_ptr<ModelProvider> open_openai(OpenAiOptions options) { return std::make_unique<OpenAi>(std::move(options)); }

}  // namespace yiwang
