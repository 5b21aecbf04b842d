#include "harness/calls/completion.h"

#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/calls/body.h"
#include "harness/calls/sse.h"

namespace attune {
namespace {

ChatCompletion read(std::initializer_list<std::string_view> pieces) {
  ChatCompletion completion;
  for (const std::string_view piece : pieces) absorb(parsed_json(piece), completion);
  return completion;
}

TEST(ChatCompletion, KeepsNullContentApartFromEmpty) {
  EXPECT_EQ(read({R"({"choices":[{"message":{"content":null}}]})"}).content, std::nullopt);
  EXPECT_EQ(read({R"({"choices":[{"message":{"content":""}}]})"}).content, "");
  EXPECT_EQ(read({R"({"choices":[{"message":{"content":5}}]})"}).content, std::nullopt);
}

TEST(ChatCompletion, IsAnsweredOnlyByAMessage) {
  for (const char* body : {R"({"choices":null})", R"({"choices":[]})", R"({"choices":[null]})",
                           R"({"choices":[{}]})", R"({"choices":[{"message":[]}]})", "{}", "7"}) {
    EXPECT_FALSE(read({body}).answered) << body;
  }
}

TEST(ChatCompletion, JoinsContentParts) {
  const ChatCompletion completion = read({R"({"choices":[{"message":{"content":[
      {"type":"thinking","thinking":[{"type":"text","text":"hm"}]},
      {"type":"text","text":"I "},{"type":"text","text":"see."},7]}}]})"});
  EXPECT_EQ(completion.content, "I see.");
  EXPECT_EQ(completion.reasoning, "hm");
}

TEST(ChatCompletion, AppendsChunks) {
  const ChatCompletion completion = read({R"({"model":"m","choices":[{"delta":{"content":"I "}}]})",
                                          R"({"choices":[{"delta":{"content":"see."}}]})"});
  EXPECT_EQ(completion.content, "I see.");
  EXPECT_EQ(completion.served_id, "m");
}

TEST(ChatCompletion, LeavesOtherChoicesOut) {
  const ChatCompletion completion = read({R"({"choices":[{"index":1,"delta":{"content":"b"}},
                                                         {"index":0,"delta":{"content":"a"}}]})"});
  EXPECT_EQ(completion.content, "a");
}

TEST(ChatCompletion, TakesReasoningOnceFromWhicheverFieldHasIt) {
  const auto reasoning = [](std::string_view message) {
    return read({std::string(R"({"choices":[{"message":)") + std::string(message) + "}]}"})
        .reasoning;
  };
  EXPECT_EQ(reasoning(R"({"reasoning":"a"})"), "a");
  EXPECT_EQ(reasoning(R"({"reasoning_content":"b"})"), "b");
  EXPECT_EQ(reasoning(R"({"reasoning":"a","reasoning_content":"a"})"), "a");
  EXPECT_EQ(reasoning(R"({"reasoning":null,"reasoning_details":[{"text":"c"},{"summary":"d"}]})"),
            "cd");
}

TEST(ChatCompletion, IgnoresUsageOfWrongTypeOrSign) {
  const ChatCompletion completion = read({R"({"usage":{"prompt_tokens":12,"completion_tokens":-3,
      "completion_tokens_details":{"reasoning_tokens":"7"},
      "prompt_tokens_details":{"cached_tokens":4}}})"});
  EXPECT_EQ(completion.usage.prompt_tokens, 12);
  EXPECT_EQ(completion.usage.completion_tokens, std::nullopt);
  EXPECT_EQ(completion.usage.reasoning_tokens, std::nullopt);
  EXPECT_EQ(completion.usage.cached_tokens, 4);
}

TEST(ChatCompletion, SeesErrorsOfTheWholeAndOfTheChoice) {
  EXPECT_TRUE(read({R"({"error":{"code":502}})"}).complaint);
  EXPECT_TRUE(read({R"({"choices":[{"error":{"code":502},"message":{"content":""}}]})"}).complaint);
  EXPECT_FALSE(read({R"({"error":null,"choices":[]})"}).complaint);
}

Streamed of_stream(std::string_view body) {
  return put_together(sse_data(body), absorb);
}

constexpr std::string_view kStream =
    "data: {\"id\":\"1\",\"model\":\"m-1\",\"system_fingerprint\":\"fp\",\"choices\":[{\"index\":0,"
    "\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"I \"}}],\"usage\":null}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"see.\"}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\n"
    "data: [DONE]\n\n";

TEST(Streamed, IsPutTogetherFromItsChunks) {
  const Streamed streamed = of_stream(kStream);
  EXPECT_TRUE(streamed.whole);
  EXPECT_EQ(streamed.completion.content, "I see.");
  EXPECT_EQ(streamed.completion.reasoning, "hm");
  EXPECT_EQ(streamed.completion.finish_reason, "stop");
  EXPECT_EQ(streamed.completion.served_id, "m-1");
  EXPECT_EQ(streamed.completion.fingerprint, "fp");
  EXPECT_EQ(streamed.completion.usage.completion_tokens, 4);
}

TEST(Streamed, IsWholeOnlyFromItsFinishReasonOn) {
  const std::size_t finish = kStream.find("\"stop\"}]}") + std::string_view("\"stop\"}]}").size();
  for (std::size_t size = 0; size <= kStream.size(); ++size) {
    const Streamed streamed = of_stream(kStream.substr(0, size));
    EXPECT_EQ(streamed.whole, size >= finish) << size;
    EXPECT_TRUE(!streamed.whole || streamed.completion.content == "I see.") << size;
  }
}

TEST(Streamed, DoesNotPassForWholeOverAGarbledChunk) {
  const Streamed streamed = of_stream(
      "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
      "data: {\"choices\":[{\"delta\":{\"cont\n\n"
      "data: {\"choices\":[{\"delta\":{\"content\":\"c\"},\"finish_reason\":\"stop\"}]}\n\n");
  EXPECT_FALSE(streamed.whole);
}

TEST(Streamed, SeesAnErrorInTheMiddle) {
  const Streamed streamed = of_stream(
      "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
      "data: {\"error\":{\"code\":429,\"message\":\"slow\"}}\n\ndata: [DONE]\n\n");
  ASSERT_TRUE(streamed.completion.complaint);
  EXPECT_EQ(streamed.completion.complaint->code, "429");
}

TEST(Counts, AreAddedAsFarAsTheyAreKnownAndAsNumbersGo) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(sum_of(1, 2), 3);
  EXPECT_EQ(sum_of(std::nullopt, 2), 2);
  EXPECT_EQ(sum_of(1, std::nullopt), 1);
  EXPECT_EQ(sum_of(std::nullopt, std::nullopt), std::nullopt);
  EXPECT_EQ(sum_of(kMost, 1), kMost);
}

}  // namespace
}  // namespace attune
