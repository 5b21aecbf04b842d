#include "harness/calls/completion.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/calls/body.h"

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

}  // namespace
}  // namespace attune
