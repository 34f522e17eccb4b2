#include "adapters/models/openai.h"

#include <gtest/gtest.h>

#include "models/odd_service.h"
#include "service/guarded_model.h"

namespace yiwang {
namespace {

constexpr auto kLong = seconds{20};        // nothing here should come near it
constexpr auto kShort = milliseconds{150};

ModelQuestion matter_question() {
  ModelQuestion question;
  question.purpose = "matter";
  question.caller = "hotline";
  question.instruction = "choose";
  question.text = "路灯不亮";
  question.schema = json::parse_text(R"({"type":"object","properties":{"matter":{"enum":["010101","010102"]}},"required":["matter"],"additionalProperties":false})").value();
  return question;
}

std::string chat(const std::string& content, const std::string& more = R"(,"usage":{"prompt_tokens":12,"completion_tokens":7})") {
  return R"({"model":"small-1","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":)" + json::to_text(content) + "}}]" + more + "}";
}

OpenAiOptions options_for(const std::string& url) { return {url, "secret-key", "small-1", "small-embed", "small-look"}; }

Result<ModelReply> ask(OddService::Manner manner, ModelQuestion question = matter_question(), milliseconds limit = kLong) {
  OddService service(std::move(manner));
  const auto provider = open_openai(options_for(service.url()));
  auto reply = provider->ask(question, limit);
  if (reply) {
    if (auto wrong = misfit(question, *reply)) return tl::unexpected(*wrong);
  }
  return reply;
}

Result<ModelReply> answered_with(const std::string& body, std::string_view status = "200 OK", std::string_view more = "") {
  return ask([=](const std::string&, int socket) { OddService::answer(socket, body, status, more); });
}

TEST(OpenAi, AGoodAnswerIsReadWithItsModelAndTokens) {
  const auto reply = answered_with(chat(R"({"matter":"010102"})"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->value.at("matter").as_string(), "010102");
  EXPECT_EQ(reply->model, "small-1");
  EXPECT_EQ(reply->usage.tokens_in, 12);
  EXPECT_EQ(reply->usage.tokens_out, 7);
  EXPECT_FALSE(reply->usage.estimated);
}

TEST(OpenAi, TheRequestCarriesModelKeySchemaAndTheWordsApart) {
  OddService service([](const std::string&, int socket) { OddService::answer(socket, chat(R"({"matter":"010101"})")); });
  ASSERT_TRUE(open_openai(options_for(service.url()))->ask(matter_question(), kLong));
  const auto request = service.requests().at(0);
  EXPECT_TRUE(request.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"));
  EXPECT_NE(request.find("Authorization: Bearer secret-key\r\n"), std::string::npos);
  const auto body = json::parse_text(request.substr(request.find("\r\n\r\n") + 4)).value();
  EXPECT_EQ(body.at("model").as_string(), "small-1");
  EXPECT_EQ(body.at("temperature").as_int64(), 0);
  EXPECT_EQ(body.at("messages").at(0).at("role").as_string(), "system");
  EXPECT_EQ(body.at("messages").at(1).at("content").as_string(), "路灯不亮");
  EXPECT_EQ(body.at("response_format").at("json_schema").at("schema"), matter_question().schema);
}

TEST(OpenAi, AFenceAndThoughtsAroundTheJsonDoNotMatter) {
  EXPECT_TRUE(answered_with(chat("```json\n{\"matter\":\"010101\"}\n```")));
  EXPECT_TRUE(answered_with(chat("<think>路灯，市政……{}</think>\n\n{\"matter\":\"010101\"}")));
}

TEST(OpenAi, MissingOrAbsurdUsageIsGuessedAndSaidSo) {
  for (const auto* usage : {"", R"(,"usage":null)", R"(,"usage":{"prompt_tokens":-4,"completion_tokens":1})", R"(,"usage":{"prompt_tokens":"many","completion_tokens":1})", R"(,"usage":{"prompt_tokens":99999999999,"completion_tokens":1})"}) {
    const auto reply = answered_with(chat(R"({"matter":"010101"})", usage));
    ASSERT_TRUE(reply) << usage;
    EXPECT_TRUE(reply->usage.estimated) << usage;
    EXPECT_GT(reply->usage.tokens_in, 0) << usage;
  }
}

struct Nonsense {
  std::string name, body;
};
class OpenAiNonsense : public testing::TestWithParam<Nonsense> {};
TEST_P(OpenAiNonsense, IsRefusedAsSuch) {
  const auto reply = answered_with(GetParam().body);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().reason, Reason::model_nonsense) << GetParam().body;
}
INSTANTIATE_TEST_SUITE_P(Odd, OpenAiNonsense, testing::Values(
    Nonsense{"empty", ""}, Nonsense{"html", "<html>502 Bad Gateway</html>"}, Nonsense{"list", "[]"}, Nonsense{"cut_json", R"({"choices":[{"mess)"},
    Nonsense{"broken_utf8", "{\"choices\":\"\xff\xfe\"}"}, Nonsense{"deep", std::string(5000, '[') + std::string(5000, ']')}, Nonsense{"no_choices", R"({"choices":[]})"},
    Nonsense{"choices_number", R"({"choices":4})"}, Nonsense{"choice_text", R"({"choices":["a"]})"}, Nonsense{"no_message", R"({"choices":[{}]})"},
    Nonsense{"message_list", R"({"choices":[{"message":[]}]})"}, Nonsense{"content_null", R"({"choices":[{"message":{"content":null}}]})"},
    Nonsense{"refusal", R"({"choices":[{"message":{"content":"{}","refusal":"I cannot"}}]})"}, Nonsense{"cut_answer", R"({"choices":[{"finish_reason":"length","message":{"content":"{\"matter\":\"010101\"}"}}]})"},
    Nonsense{"prose", chat("好的，这是市政问题。")}, Nonsense{"unknown_code", chat(R"({"matter":"999999"})")}, Nonsense{"more_fields", chat(R"({"matter":"010101","note":"x"})")},
    Nonsense{"wrong_type", chat(R"({"matter":10101})")}, Nonsense{"nothing", chat("{}")}, Nonsense{"two_answers", chat(R"({"matter":"010101"}{"matter":"010102"})")}),
    [](const auto& one) { return one.param.name; });

TEST(OpenAi, ErrorsOfTheServiceAreUnreachableWithTheirStatus) {
  for (const auto* status : {"400 Bad Request", "401 Unauthorized", "429 Too Many Requests", "500 Internal Server Error", "503 Service Unavailable"}) {
    const auto reply = answered_with(R"({"error":{"message":"no"}})", status);
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().reason, Reason::model_unreachable);
    EXPECT_EQ(reply.error().facts.front(), (std::pair<std::string, std::string>{"status", std::string(status).substr(0, 3)}));
  }
}

TEST(OpenAi, ARedirectIsNotFollowed) {
  OddService elsewhere([](const std::string&, int socket) { OddService::answer(socket, chat(R"({"matter":"010101"})")); });
  const auto reply = answered_with("", "307 Temporary Redirect", "Location: " + elsewhere.url() + "/chat/completions\r\n");
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().reason, Reason::model_unreachable);
  EXPECT_TRUE(elsewhere.requests().empty());
}

TEST(OpenAi, SilenceAndDrippingEndAtTheLimit) {
  const auto silent = ask([](const std::string&, int socket) { OddService::hold(socket); }, matter_question(), kShort);
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.error().reason, Reason::model_late);
  const auto dripping = ask(
      [](const std::string&, int socket) {
        OddService::say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        pollfd gone{socket, POLLIN, 0};
        while (::poll(&gone, 1, 20) == 0) OddService::say(socket, " ");
      },
      matter_question(), kShort);
  ASSERT_FALSE(dripping);
  EXPECT_EQ(dripping.error().reason, Reason::model_late);
}

TEST(OpenAi, AConnectionCutShortIsNoAnswer) {
  const auto cut = ask([](const std::string&, int socket) { OddService::say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\":"); });
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().reason, Reason::model_nonsense);
  const auto nothing = ask([](const std::string&, int) {});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().reason, Reason::model_unreachable);
  const auto no_http = ask([](const std::string&, int socket) { OddService::say(socket, "SSH-2.0-OpenSSH\r\n"); });
  ASSERT_FALSE(no_http);
}

TEST(OpenAi, AFloodIsCutAtTheLargestAnswer) {
  OddService service([](const std::string&, int socket) {
    OddService::say(socket, "HTTP/1.1 200 OK\r\n\r\n");
    const std::string much(1 << 16, ' ');
    for (int i = 0; i < 64; ++i) OddService::say(socket, much);
  });
  auto options = options_for(service.url());
  options.most_bytes = 1 << 18;
  const auto reply = open_openai(options)->ask(matter_question(), kLong);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().reason, Reason::model_nonsense);
}

TEST(OpenAi, NobodyListeningIsUnreachable) {
  std::string url;
  {
    OddService gone([](const std::string&, int) {});
    url = gone.url();
  }
  const auto reply = open_openai(options_for(url))->ask(matter_question(), kLong);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().reason, Reason::model_unreachable);
}

TEST(OpenAi, OnlyHttpIsSpoken) {
  const auto reply = open_openai(options_for("file:///etc"))->ask(matter_question(), kLong);
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().reason, Reason::model_nonsense);
}

TEST(OpenAi, ATaskWithoutAModelIsOff) {
  auto options = options_for("http://127.0.0.1:1/v1");
  options.chat_model.clear();
  EXPECT_EQ(open_openai(options)->ask(matter_question(), kLong).error().reason, Reason::model_off);
}

ModelQuestion embed_question() {
  ModelQuestion question;
  question.task = ModelTask::embed;
  question.texts = {"路灯", "噪声"};
  return question;
}

TEST(OpenAi, VectorsComeBackInTheOrderAskedFor) {
  const auto reply = ask([](const std::string&, int socket) { OddService::answer(socket, R"({"model":"e","data":[{"index":1,"embedding":[0,1]},{"index":0,"embedding":[1,0.5]}],"usage":{"prompt_tokens":4}})"); }, embed_question());
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->vectors, (std::vector<std::vector<float>>{{1, 0.5F}, {0, 1}}));
  EXPECT_EQ(reply->usage.tokens_in, 4);
}

TEST(OpenAi, WrongVectorsAreRefused) {
  for (const auto* data : {R"([{"index":0,"embedding":[1]}])", R"([{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}])", R"([{"index":0,"embedding":[1]},{"index":7,"embedding":[1]}])",
                           R"([{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}])", R"([{"index":0,"embedding":[1]},{"index":1,"embedding":["x"]}])", R"([{"index":0,"embedding":[]},{"index":1,"embedding":[]}])",
                           R"([{"index":0,"embedding":[1e99]},{"index":1,"embedding":[1]}])", R"("none")"}) {
    const auto reply = ask([data](const std::string&, int socket) { OddService::answer(socket, R"({"data":)" + std::string(data) + "}"); }, embed_question());
    ASSERT_FALSE(reply) << data;
    EXPECT_EQ(reply.error().reason, Reason::model_nonsense) << data;
  }
}

TEST(OpenAi, PicturesTravelAsDataUrls) {
  ModelQuestion question = matter_question();
  question.task = ModelTask::look;
  question.images = {{"image/png", std::string("\x89PNG", 4)}};
  const auto body = json::parse_text(openai_body(options_for("http://x/v1"), question)).value();
  EXPECT_EQ(body.at("model").as_string(), "small-look");
  EXPECT_EQ(body.at("messages").at(1).at("content").at(1).at("image_url").at("url").as_string(), "data:image/png;base64,iVBORw==");
}

}  // namespace
}  // namespace yiwang
