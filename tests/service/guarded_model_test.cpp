#include "service/guarded_model.h"

#include <gtest/gtest.h>

#include <deque>

#include "service/second_reader.h"

namespace yiwang {
namespace {

const Instant kMorning = *parse_instant("2026-11-20T01:00:00Z");

/// Answers what a test lined up; notes what it was asked.
class Scripted final : public ModelProvider {
 public:
  explicit Scripted(SetClock& clock) : clock_(clock) {}
  Result<ModelReply> ask(const ModelQuestion& question, milliseconds) override {
    asked.push_back(question);
    clock_.advance(milliseconds{200});
    if (during) during();
    if (next.empty()) return good();
    auto reply = next.front();
    next.pop_front();
    return reply;
  }
  std::string describe() const override { return "scripted"; }
  static Result<ModelReply> good() {
    ModelReply reply;
    reply.value = json::Object{{"answer", "好"}};
    reply.usage = {1000, 100, false};
    reply.model = "scripted-1";
    return reply;
  }
  static Result<ModelReply> late() { return refuse(Reason::model_late); }

  std::deque<Result<ModelReply>> next;
  std::vector<ModelQuestion> asked;
  std::function<void()> during;

 private:
  SetClock& clock_;
};

struct Guarded : testing::Test {
  SetClock clock{kMorning};
  std::shared_ptr<Scripted> behind = std::make_shared<Scripted>(clock);
  ModelLimits limits;
  std::unique_ptr<GuardedModel> model;
  void SetUp() override { make(); }
  void make() { model = std::make_unique<GuardedModel>(behind, limits, clock); }
  Result<ModelReply> ask(std::string text = "x") {
    ModelQuestion question;
    question.purpose = "matter";
    question.caller = "U-1";
    question.text = std::move(text);
    return model->ask(question, seconds{1});
  }
  std::string why(const Result<ModelReply>& reply) { return reply ? "answered" : reply.error().facts.empty() ? "" : reply.error().facts.front().second; }
};

TEST_F(Guarded, WhatLeavesIsScrubbedOfPersonalData) {
  ModelQuestion question;
  question.instruction = "case of 13912345678";
  question.text = "我叫小王，电话13912345678，车牌苏A12345，邮箱wang@example.com";
  ASSERT_TRUE(model->ask(question, seconds{1}));
  for (const auto* secret : {"13912345678", "苏A12345", "wang@example.com"}) {
    EXPECT_EQ(behind->asked.at(0).text.find(secret), std::string::npos) << secret;
    EXPECT_EQ(behind->asked.at(0).instruction.find(secret), std::string::npos) << secret;
  }
  question.task = ModelTask::embed;
  question.texts = {"打13912345678"};
  (void)model->ask(question, seconds{1});
  EXPECT_EQ(behind->asked.at(1).texts.at(0).find("13912345678"), std::string::npos);
}

TEST_F(Guarded, PicturesStayInTheHouseUnlessTheCityLetsThemOut) {
  ModelQuestion question;
  question.task = ModelTask::look;
  question.images = {{"image/png", "x"}};
  EXPECT_EQ(model->ask(question, seconds{1}).error().reason, Reason::not_permitted);
  EXPECT_TRUE(behind->asked.empty());
  limits.images_may_leave = true;
  make();
  EXPECT_TRUE(model->ask(question, seconds{1}));
}

TEST_F(Guarded, AFailingServiceRestsThenIsTriedOnceAndRestsLonger) {
  for (int i = 0; i < 5; ++i) behind->next.push_back(Scripted::late());
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask().error().reason, Reason::model_late);
  EXPECT_EQ(why(ask()), "failing");
  EXPECT_EQ(behind->asked.size(), 5U);
  clock.advance(limits.first_rest);
  behind->next.push_back(Scripted::late());
  EXPECT_EQ(ask().error().reason, Reason::model_late);   // the one try
  EXPECT_EQ(behind->asked.size(), 6U);
  clock.advance(limits.first_rest);
  EXPECT_EQ(why(ask()), "failing");                      // twice as long now
  clock.advance(limits.first_rest);
  EXPECT_TRUE(ask());
  EXPECT_TRUE(ask());
  EXPECT_EQ(model->state().health, "working");
}

TEST_F(Guarded, WhileOneTryIsUnderWayAfterARestOthersAreHeldBack) {
  limits.at_once = 4;
  make();
  for (int i = 0; i < 5; ++i) behind->next.push_back(Scripted::late());
  for (int i = 0; i < 5; ++i) (void)ask();
  clock.advance(limits.first_rest);
  std::string second;
  behind->during = [&] { second = why(ask()); };
  EXPECT_TRUE(ask());
  EXPECT_EQ(second, "failing");
}

TEST_F(Guarded, NotMoreAtOnceThanAllowed) {
  std::string second;
  behind->during = [&] { second = why(ask()); };
  EXPECT_TRUE(ask());
  EXPECT_EQ(second, "busy");
}

TEST_F(Guarded, NotMoreAMinuteThanAllowed) {
  limits.a_minute = 3;
  make();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(ask());
  EXPECT_EQ(why(ask()), "too_often");
  clock.advance(minutes{1});
  EXPECT_TRUE(ask());
}

TEST_F(Guarded, ADaysBudgetHoldsAlsoOverARestart) {
  limits.price_in = 10;
  limits.price_out = 20;
  limits.cost_a_day = 0.03;                // a good answer costs 0.01 + 0.002
  make();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(ask());
  EXPECT_EQ(why(ask()), "budget");
  EXPECT_NEAR(model->state().cost_today, 0.036, 1e-9);
  const auto kept = model->save();
  make();
  ASSERT_TRUE(model->load(kept));
  EXPECT_EQ(why(ask()), "budget");
  clock.advance(hours{24});
  EXPECT_TRUE(ask());
  EXPECT_FALSE(model->load("rubbish"));
}

TEST_F(Guarded, CountsAreKeptByDayCallerAndPurpose) {
  behind->next = {Scripted::good(), Scripted::late(), refuse(Reason::model_unreachable), refuse(Reason::model_nonsense)};
  for (int i = 0; i < 4; ++i) (void)ask();
  const auto count = model->state().counts.at("2026-11-20/U-1/matter");
  EXPECT_EQ(count.asked, 4);
  EXPECT_EQ(count.answered, 1);
  EXPECT_EQ(count.late, 1);
  EXPECT_EQ(count.unreachable, 1);
  EXPECT_EQ(count.nonsense, 1);
  EXPECT_EQ(count.tokens_in, 1000);
  EXPECT_EQ(count.spent, milliseconds{800});
  clock.advance(hours{24 * 40});
  (void)ask();
  EXPECT_EQ(model->state().counts.size(), 1U);
}

TEST_F(Guarded, AnAnswerThatBreaksItsSchemaIsNonsense) {
  ModelQuestion question;
  question.schema = json::parse_text(R"({"type":"object","required":["matter"]})").value();
  const auto reply = model->ask(question, seconds{1});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().reason, Reason::model_nonsense);
}

TEST_F(Guarded, AProviderThatThrowsIsOneThatCannotBeReached) {
  behind->during = [] { throw std::runtime_error("broken"); };
  EXPECT_EQ(ask().error().reason, Reason::model_unreachable);
  behind->during = {};
  EXPECT_TRUE(ask());
}

}  // namespace
}  // namespace yiwang
