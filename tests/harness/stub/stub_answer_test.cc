#include "harness/stub/stub_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using testing::HasSubstr;

StubRequest asking(std::string model, std::string trace = "t") {
  StubRequest request;
  request.model = std::move(model);
  request.last_user = "Hello?";
  request.all_text = "user:\nHello?\n";
  request.trace = std::move(trace);
  return request;
}

StubAnswer answered(std::string model, int attempt = 1, const StubOptions& options = {}) {
  return StubAnswers::make(options)->to(asking(std::move(model)), attempt,
                                        {.millis = 784111777000});
}

std::string value_of(const StubAnswer& answer, std::string_view name) {
  for (const Header& header : answer.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

TEST(StubAnswers, AreChatCompletions) {
  const StubAnswer answer = answered("skill-85");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.completed);
  const auto body = nlohmann::json::parse(answer.body);
  EXPECT_EQ(body["model"], "skill-85");
  EXPECT_EQ(body["system_fingerprint"], "stub");
  EXPECT_THAT(body["choices"][0]["message"]["content"].get<std::string>(),
              HasSubstr("[stub skill "));
}

TEST(StubAnswers, AShiftedSkillAnswersAsAnotherModelWould) {
  const auto said = [](const char* model, int shift) {
    const StubAnswer answer = answered(model, 1, {.skill_shift = shift});
    return nlohmann::json::parse(answer.body)["choices"][0]["message"]["content"]
        .get<std::string>();
  };
  EXPECT_EQ(said("skill-85", -25), said("skill-60", 0));
  EXPECT_NE(said("skill-85", -25), said("skill-85", 0));
  EXPECT_EQ(said("skill-85", 50), said("skill-100", 0));
  EXPECT_EQ(said("refuser", -25), said("refuser", 0));
}

TEST(StubAnswers, JudgesOfPairsLeanAsTheirNamesSay) {
  StubRequest request = asking("judge");
  request.last_user =
      "lines that carry the mark 1234abcd:\n"
      "<<<reply of HJK, turn 1 1234abcd>>>\n[stub skill 50]\n"
      "<<<end reply of HJK, turn 1 1234abcd>>>\n"
      "<<<reply of QRV, turn 1 1234abcd>>>\n[stub skill 50] and more\n"
      "<<<end reply of QRV, turn 1 1234abcd>>>\n"
      "{\"warmth\": \"<HJK, QRV or tie> <0-5>\"}";
  const auto answers = StubAnswers::make({.judge_noise = 0});
  ASSERT_TRUE(answers);
  const auto warmth = [&](const char* model) {
    request.model = model;
    const auto body = nlohmann::json::parse(answers->to(request, 1, {}).body);
    const std::string text = body["choices"][0]["message"]["content"];
    return nlohmann::json::parse(text).at("warmth").get<std::string>();
  };
  EXPECT_EQ(warmth("judge"), "tie 0");
  EXPECT_EQ(warmth("judge-first"), "HJK 2");
  EXPECT_EQ(warmth("judge-long"), "QRV 2");
}

TEST(StubAnswers, AnUnknownModelOrFaultIs404) {
  EXPECT_EQ(answered("gpt-4").status, 404);
  EXPECT_EQ(answered("skill-85+nonsense").status, 404);
  EXPECT_THAT(answered("skill-85+50").body, HasSubstr("model_not_found"));
}

TEST(StubAnswers, AFaultOfTheWholeServerMustExist) {
  const Result<StubAnswers> answers = StubAnswers::make({.faults = "nonsense"});
  ASSERT_FALSE(answers);
  EXPECT_EQ(answers.error().remedy, Remedy::FixInput);
}

TEST(StubAnswers, AFaultOfTheModelGoesBeforeThatOfTheServer) {
  EXPECT_EQ(answered("skill-85", 1, {.faults = "500"}).status, 500);
  EXPECT_EQ(answered("skill-85+503", 1, {.faults = "500"}).status, 503);
  EXPECT_EQ(answered("skill-85", 2, {.faults = "500"}).status, 200);
}

TEST(StubAnswers, SayTheSameAfterAFault) {
  const auto content = [](const StubAnswer& answer) {
    return nlohmann::json::parse(answer.body)["choices"][0]["message"]["content"];
  };
  EXPECT_EQ(content(answered("skill-85+500", 2)), content(answered("skill-85")));
}

TEST(StubAnswers, GiveEveryKindOfWaitHint) {
  EXPECT_EQ(value_of(answered("judge+429"), "retry-after-ms"), "20");
  EXPECT_EQ(value_of(answered("judge+429-retry-after"), "Retry-After"), "1");
  EXPECT_EQ(value_of(answered("judge+429-date"), "Retry-After"), "Sun, 06 Nov 1994 08:49:38 GMT");
  EXPECT_THAT(answered("judge+429-google").body, HasSubstr("\"retryDelay\":\"0.05s\""));
  EXPECT_EQ(value_of(answered("judge+429-reset"), "x-ratelimit-reset-requests"), "50ms");
}

TEST(StubAnswers, RefuseATemperatureOnlyWhileItIsSent) {
  EXPECT_EQ(answered("skill-85+unsupported-temperature").status, 200);
  StubRequest request = asking("skill-85+unsupported-temperature");
  request.sends_temperature = true;
  EXPECT_EQ(StubAnswers::make({})->to(request, 5, {}).status, 400);
}

TEST(StubAnswers, HtmlIsCalledHtml) {
  const StubAnswer answer = answered("skill-85+html-502");
  EXPECT_EQ(answer.status, 502);
  EXPECT_EQ(value_of(answer, "content-type"), "text/html");
}

TEST(StubAnswers, ChangeTheWayTheyAreSent) {
  EXPECT_LT(answered("skill-85+truncated-body").cut_at,
            answered("skill-85+truncated-body").body.size());
  EXPECT_GT(answered("skill-85+slow-drip").pause, Millis(0));
  EXPECT_GT(answered("skill-85+hang").delay, Millis(1'000'000'000));
  EXPECT_GE(answered("skill-85+huge").body.size(), 5'000'000U);
  EXPECT_FALSE(nlohmann::json::accept(answered("skill-85+bad-utf8").body));
}

TEST(StubAnswers, ChangeWhatIsSaid) {
  const auto choice = [](std::string model) {
    return nlohmann::json::parse(answered(std::move(model)).body)["choices"][0];
  };
  EXPECT_EQ(choice("skill-85+length")["finish_reason"], "length");
  EXPECT_EQ(choice("skill-85+content-filter")["finish_reason"], "content_filter");
  EXPECT_TRUE(choice("skill-85+refusal")["message"]["refusal"].is_string());
}

TEST(StubAnswers, TakeTheirTimeAroundTheMedian) {
  const StubAnswers answers = *StubAnswers::make({.latency = Millis(1000), .latency_spread = 0.5});
  int slower = 0;
  for (int i = 0; i < 1000; ++i) {
    slower += answers.to(asking("skill-85", std::to_string(i)), 1, {}).delay > Millis(1000) ? 1 : 0;
  }
  EXPECT_NEAR(slower, 500, 70);
}

}  // namespace
}  // namespace attune
