#include "scorers/rules/last_reply.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

Sample replied(std::string reply, Outcome outcome = Outcome::Ok) {
  Sample sample{.outcome = outcome, .why = "why\nso"};
  sample.transcript.turns = {{text_message(Role::User, "?"), std::move(reply), ""}};
  return sample;
}

TEST(NoReply, IsNothingWhereOneCanBeRead) {
  EXPECT_EQ(no_reply(replied("A")), std::nullopt);
  EXPECT_EQ(no_reply(replied("A", Outcome::Truncated)), std::nullopt);
}

TEST(NoReply, SaysHowTheSampleEnded) {
  EXPECT_EQ(no_reply(replied("A", Outcome::Refused)), "refused: why so");
  EXPECT_EQ(no_reply(replied("")), "empty");
  EXPECT_EQ(no_reply(Sample{}), "empty");
}

TEST(WithoutThoughts, KeepsWhatFollowsTheLastOfThem) {
  EXPECT_EQ(without_thoughts("<think>Answer: A</think>B"), "B");
  EXPECT_EQ(without_thoughts("A</think>B</think>C"), "C");
  EXPECT_EQ(without_thoughts("plain"), "plain");
}

TEST(WithoutThoughts, LeavesOutThoughtsThatNeverEnd) {
  EXPECT_EQ(without_thoughts("A<think>Answer: B"), "A");
  EXPECT_EQ(without_thoughts("<think>B"), "");
}

TEST(UnreadableReply, QuotesTheReplyAndSaysThatItWasCut) {
  EXPECT_EQ(unreadable_reply(replied("Hm\n?"), "no letter"), "no letter; reply: “Hm ?”");
  EXPECT_EQ(unreadable_reply(replied("Hm", Outcome::Truncated), "no letter"),
            "truncated; no letter; reply: “Hm”");
}

}  // namespace
}  // namespace attune
