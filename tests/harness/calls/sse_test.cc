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

TEST(SseData, IsWhatTheEventsHold) {
  EXPECT_EQ(sse_data("event: a\ndata: 1\n\n: hi\n\ndata: 2\ndata: 3\n\n"),
            (std::vector<std::string>{"1", "2\n3"}));
}

}  // namespace
}  // namespace attune
