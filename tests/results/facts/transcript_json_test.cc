#include "results/facts/transcript_json.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

Transcript some_transcript() {
  return {{{text_message(Role::User, "Hi \"é\"\n"), "Hello.", "They greet."},
           {text_message(Role::User, ""), "", ""}}};
}

TEST(TranscriptJson, GivesTheTranscriptAgain) {
  const Result<Transcript> again = transcript_from_json(to_json(some_transcript()));
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, some_transcript());
}

TEST(TranscriptJson, HasTheFormInWhichTheStoreKeepsIt) {
  const Transcript transcript = {{{text_message(Role::User, "a"), "b", "c"}}};
  EXPECT_EQ(to_json(transcript), R"([{"cue":"a","reply":"b","reasoning":"c"}])");
  EXPECT_EQ(to_json(Transcript{}), "[]");
}

TEST(TranscriptJson, MendsRepliesThatAreNotUtf8) {
  const Transcript transcript = {{{text_message(Role::User, "a"), "x\xff", ""}}};
  const Result<Transcript> again = transcript_from_json(to_json(transcript));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->turns.front().reply, "x\xEF\xBF\xBD");
}

TEST(TranscriptJson, IsAnErrorWhereItIsGarbage) {
  for (const char* text : {"", "{}", "[5]", "[", "null"}) {
    EXPECT_FALSE(transcript_from_json(text)) << text;
  }
}

TEST(TranscriptJson, MayNotBeNestedBeyondReason) {
  constexpr std::size_t kDeep = 300'000;
  EXPECT_FALSE(transcript_from_json(R"([{"aside":{"state":{"calm":4,"deep":)" +
                                    std::string(kDeep, '[') + std::string(kDeep, ']') +
                                    R"(}},"cue":"c","reply":"r"}])"));
}

TEST(TranscriptJson, TakesAFieldThatIsNoTextForAbsent) {
  const Result<Transcript> transcript = transcript_from_json(R"([{"cue":5,"reply":null}])");
  ASSERT_TRUE(transcript);
  EXPECT_EQ(transcript->turns.front(), (Turn{text_message(Role::User, ""), "", ""}));
}

}  // namespace
}  // namespace attune
