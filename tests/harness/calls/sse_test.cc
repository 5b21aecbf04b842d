#include "harness/calls/sse.h"

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

using Events = std::vector<SseEvent>;

TEST(SseEvents, EndAtABlankLineOfAnyKind) {
  const Events expected = {{"", "a"}, {"", "b"}};
  EXPECT_EQ(sse_events("data: a\n\ndata: b\n\n"), expected);
  EXPECT_EQ(sse_events("data: a\r\n\r\ndata: b\r\n\r\n"), expected);
  EXPECT_EQ(sse_events("data: a\r\rdata: b\r\r"), expected);
}

TEST(SseEvents, JoinDataOfSeveralLines) {
  EXPECT_EQ(sse_events("data: a\ndata:b\ndata:  c\ndata\n\n"), (Events{{"", "a\nb\n c\n"}}));
}

TEST(SseEvents, LeaveCommentsAndOtherFieldsOut) {
  EXPECT_EQ(sse_events(": OPENROUTER PROCESSING\n\nid: 3\nretry: 10\ndata: a\n\n: x\n\n"),
            (Events{{"", "a"}}));
}

TEST(SseEvents, KeepTheNameOfTheirOwnBlock) {
  EXPECT_EQ(sse_events("event: error\ndata: a\n\ndata: b\n\nevent: ping\n\n"),
            (Events{{"error", "a"}, {"", "b"}}));
}

TEST(SseEvents, PassOverAByteOrderMarkAndTakeALastEventWithoutItsEnd) {
  EXPECT_EQ(sse_events("\xEF\xBB\xBF"
                       "data: a\n\ndata: b"),
            (Events{{"", "a"}, {"", "b"}}));
  EXPECT_TRUE(sse_events("").empty());
}

// Round trip: whatever the line ends and comments between, the data comes out as it went in.
TEST(SseEvents, ComeOutAsTheyWentIn) {
  Rng rng(11);
  for (int round = 0; round < 300; ++round) {
    Events sent;
    std::string body;
    const std::string_view end = rng.below(2) == 0 ? "\n" : "\r\n";
    for (std::size_t left = rng.below(6); left > 0; --left) {
      std::string data;
      for (std::size_t size = rng.below(20); size > 0; --size) data += "ab: \n"[rng.below(5)];
      std::string lines = "data: ";
      for (const char c : data) {
        if (c == '\n')
          lines.append(end).append("data: ");
        else
          lines += c;
      }
      body.append(": keep-alive").append(end).append(lines).append(end).append(end);
      sent.push_back({"", data});
    }
    EXPECT_EQ(sse_events(body), sent) << body;
  }
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

TEST(StreamedCompletion, IsPutTogetherFromItsChunks) {
  const Streamed streamed = streamed_completion(kStream);
  EXPECT_TRUE(streamed.whole);
  EXPECT_EQ(streamed.completion.content, "I see.");
  EXPECT_EQ(streamed.completion.reasoning, "hm");
  EXPECT_EQ(streamed.completion.finish_reason, "stop");
  EXPECT_EQ(streamed.completion.served_id, "m-1");
  EXPECT_EQ(streamed.completion.fingerprint, "fp");
  EXPECT_EQ(streamed.completion.usage.completion_tokens, 4);
}

TEST(StreamedCompletion, IsWholeOnlyFromItsFinishReasonOn) {
  const std::size_t finish = kStream.find("\"stop\"}]}") + std::string_view("\"stop\"}]}").size();
  for (std::size_t size = 0; size <= kStream.size(); ++size) {
    const Streamed streamed = streamed_completion(kStream.substr(0, size));
    EXPECT_EQ(streamed.whole, size >= finish) << size;
    EXPECT_TRUE(!streamed.whole || streamed.completion.content == "I see.") << size;
  }
}

TEST(StreamedCompletion, DoesNotPassForWholeOverAGarbledChunk) {
  const Streamed streamed = streamed_completion(
      "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
      "data: {\"choices\":[{\"delta\":{\"cont\n\n"
      "data: {\"choices\":[{\"delta\":{\"content\":\"c\"},\"finish_reason\":\"stop\"}]}\n\n");
  EXPECT_FALSE(streamed.whole);
}

TEST(StreamedCompletion, SeesAnErrorInTheMiddle) {
  const Streamed streamed = streamed_completion(
      "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
      "data: {\"error\":{\"code\":429,\"message\":\"slow\"}}\n\ndata: [DONE]\n\n");
  ASSERT_TRUE(streamed.completion.complaint);
  EXPECT_EQ(streamed.completion.complaint->code, "429");
}

}  // namespace
}  // namespace attune
