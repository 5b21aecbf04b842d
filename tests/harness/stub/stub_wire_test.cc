#include "harness/stub/stub_wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

TEST(StubWire, ReadsStringsAndParts) {
  const auto request = parse_stub_request(
      R"({"model":"skill-1","temperature":0,"stream":true,"messages":[{"role":"system","content":"S"},)"
      R"({"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},)"
      R"({"role":"assistant","content":"c"}]})",
      "key");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->model, "skill-1");
  EXPECT_EQ(request->last_user, "ab");
  EXPECT_EQ(request->all_text, "system:\nS\nuser:\nab\nassistant:\nc\n");
  EXPECT_EQ(request->trace, "key");
  EXPECT_TRUE(request->stream);
  EXPECT_TRUE(request->sends_temperature);
}

TEST(StubWire, NamesACallWithoutAKeyByItsBody) {
  const std::string body = R"({"model":"judge","messages":[]})";
  EXPECT_EQ(parse_stub_request(body, "")->trace, parse_stub_request(body, "")->trace);
  EXPECT_THAT(parse_stub_request(body, "")->trace, HasSubstr("sha256:"));
}

TEST(StubWire, RefusesWhatIsNoChat) {
  for (const char* body :
       {"", "[]", "{}", "null", "{\"messages\":3}", "{\"messages\":[1]}", "{\"messages\":"}) {
    EXPECT_FALSE(parse_stub_request(body, "k")) << body;
  }
}

TEST(StubWire, SaysTheSameStreamedAndWhole) {
  StubRequest request;
  request.model = "skill-1";
  const StubSaid said{.text = "Grüße an alle, die das hier lesen – und an die anderen auch."};
  const auto whole = nlohmann::json::parse(completion_body(request, said));
  EXPECT_EQ(whole["choices"][0]["message"]["content"], said.text);

  const std::string events = completion_events(request, said);
  std::string text;
  for (std::size_t at = 0; (at = events.find("data: {", at)) != std::string::npos; ++at) {
    const auto chunk = nlohmann::json::parse(events.substr(at + 6, events.find('\n', at) - at - 6));
    if (!chunk["choices"].empty()) text += chunk["choices"][0]["delta"].value("content", "");
  }
  EXPECT_EQ(text, said.text);
  EXPECT_THAT(events, EndsWith("data: [DONE]\n\n"));
}

TEST(StubWire, RefusesInTheFieldMadeForIt) {
  const StubSaid said{.text = "x", .finish_reason = "stop", .refusal = "no"};
  const auto message = nlohmann::json::parse(completion_body({}, said))["choices"][0]["message"];
  EXPECT_TRUE(message["content"].is_null());
  EXPECT_EQ(message["refusal"], "no");
}

TEST(StubWire, CountsTokensByTheBytes) {
  StubRequest request;
  request.all_text = std::string(40, 'x');
  const auto usage =
      nlohmann::json::parse(completion_body(request, {.text = std::string(8, 'y')}))["usage"];
  EXPECT_EQ(usage["prompt_tokens"], 10);
  EXPECT_EQ(usage["completion_tokens"], 2);
}

TEST(StubWire, ListsModels) {
  EXPECT_THAT(models_body(), HasSubstr("\"skill-85\""));
}

}  // namespace
}  // namespace attune
