#include "harness/examine/readings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/harness/examine/hearing.h"

namespace attune {
namespace {

using testing::HasSubstr;
using State = FindingState;

State state_in(std::string_view probe, const std::vector<std::string>& texts) {
  return finding_in(probe, texts).state;
}

Finding counted(std::string text, Outcome outcome) {
  return finding_of(probe_named("max_tokens"), hearing_of({a_reply_of(std::move(text), outcome)}));
}

TEST(ReadAnswers, SaysWhoServesAndWhetherItIsCounted) {
  Reply reply = a_reply_of("Hello!");
  reply.served_id = "tiny-1";
  reply.fingerprint = "fp_1";
  reply.usage = {.prompt_tokens = 3, .completion_tokens = 2};
  const Finding finding = finding_of(probe_named("answers"), hearing_of({reply}));
  EXPECT_EQ(finding.state, State::Honoured);
  EXPECT_EQ(finding.evidence, "served by tiny-1, fingerprint fp_1, usage reported");
  reply.usage = {.prompt_tokens = 3};
  reply.served_id = reply.fingerprint = "";
  EXPECT_EQ(finding_of(probe_named("answers"), hearing_of({reply})).evidence,
            "does not say who serves, usage reported in part");
}

TEST(ReadAnswers, AnEmptyReplyIsUnclear) {
  const Finding finding =
      finding_of(probe_named("answers"), hearing_of({a_reply_of("", Outcome::Empty)}));
  EXPECT_EQ(finding.state, State::Unclear);
  EXPECT_THAT(finding.evidence, HasSubstr("the reply was empty; does not say who serves"));
}

TEST(ReadSystem, LooksForTheWordInAnyCase) {
  EXPECT_EQ(state_in("system", {"**Marzipan.**"}), State::Honoured);
  EXPECT_EQ(state_in("system", {"Blue."}), State::Ignored);
}

TEST(ReadMaxTokens, ACutReplyIsHonoured) {
  EXPECT_EQ(counted("1 2 3 4", Outcome::Truncated).state, State::Honoured);
  EXPECT_EQ(counted("", Outcome::Truncated).state, State::Honoured);  // spent on reasoning
}

TEST(ReadMaxTokens, ACutThatIsNotToldIsHonouredAndSaid) {
  const Finding finding = counted("1 2 3 4", Outcome::Ok);
  EXPECT_EQ(finding.state, State::Honoured);
  EXPECT_THAT(finding.evidence, HasSubstr("without saying so"));
}

TEST(ReadMaxTokens, ALongReplyIsIgnoredWhateverItsFinishReason) {
  EXPECT_EQ(counted(std::string(500, '7'), Outcome::Ok).state, State::Ignored);
  EXPECT_EQ(counted(std::string(500, '7'), Outcome::Truncated).state, State::Ignored);
}

TEST(ReadMaxTokens, AShortReplyThatDoesNotCountIsUnclear) {
  EXPECT_EQ(counted("No.", Outcome::Ok).state, State::Unclear);
  EXPECT_EQ(counted("1 2 3 ... 200", Outcome::Ok).state, State::Unclear);
}

TEST(ReadStop, EndsAtOrBeforeTheText) {
  EXPECT_EQ(state_in("stop", {"10 11 12 13 14 "}), State::Honoured);
  EXPECT_EQ(state_in("stop", {"10 11 12 13 14 15"}), State::Honoured);
  EXPECT_EQ(state_in("stop", {"10 11 12 13 14 15 16 17 18 19"}), State::Ignored);
  EXPECT_EQ(state_in("stop", {"Ten, eleven, twelve"}), State::Unclear);
}

TEST(ReadTemperature, EqualWhenColdAndDifferentWhenWarmIsHonoured) {
  EXPECT_EQ(state_in("temperature", {"a", " a\n", "a", "b", "c", "b"}), State::Honoured);
}

TEST(ReadTemperature, AllEqualOrAllDifferentIsIgnoredAndSaysWhich) {
  const Finding equal = finding_in("temperature", {"a", "a", "a", "a", "a", "a"});
  EXPECT_EQ(equal.state, State::Ignored);
  EXPECT_THAT(equal.evidence, HasSubstr("all 6 replies are equal"));
  const Finding different = finding_in("temperature", {"a", "b", "c", "d", "e", "f"});
  EXPECT_EQ(different.state, State::Ignored);
  EXPECT_THAT(different.evidence, HasSubstr("3 replies at temperature 0 all differ"));
}

TEST(ReadTemperature, ColdRepliesThatPartLateAreUnclear) {
  const std::string start = "Saltmere is the name; its market smells of ";
  const Finding finding = finding_in(
      "temperature", {start + "tar", start + "rope", start + "eel", "Port Ash", "Dunmere", "Eld"});
  EXPECT_EQ(finding.state, State::Unclear);
  EXPECT_THAT(finding.evidence, HasSubstr("begin alike"));
}

TEST(ReadTemperature, TwoColdRepliesThatBeginAlikeByChanceSayNothing) {
  const std::string stock = "Saltmere is the name; its market smells of ";
  EXPECT_EQ(
      state_in("temperature", {stock + "tar", "Ash", stock + "eel", "Port Ash", "Dun", "Eld"}),
      State::Ignored);
}

TEST(ReadTemperature, TwoEqualOfThreeIsUnclear) {
  EXPECT_EQ(state_in("temperature", {"a", "a", "b", "c", "d", "e"}), State::Unclear);
  EXPECT_EQ(state_in("temperature", {"a", "a", "a", "b", "b", "b"}), State::Unclear);
}

TEST(ReadTopP, NeedsRepliesThatDifferWithoutIt) {
  EXPECT_EQ(state_in("top_p", {"a", "b", "c", "c", "c"}), State::Honoured);
  EXPECT_EQ(state_in("top_p", {"a", "a", "a", "a", "a"}), State::Unclear);
  EXPECT_EQ(state_in("top_p", {"a", "b", "c", "d", "e"}), State::Ignored);
  EXPECT_EQ(state_in("top_p", {"a", "b", "c", "c", "d"}), State::Unclear);
}

TEST(ReadSeed, NeedsEqualRepliesOfOneSeedAndDifferentOnesOfOthers) {
  EXPECT_EQ(state_in("seed", {"a", "a", "b", "c"}), State::Honoured);
  EXPECT_EQ(state_in("seed", {"a", "a", "a", "c"}), State::Honoured);
  EXPECT_EQ(state_in("seed", {"a", "a", "a", "a"}), State::Unclear);
  EXPECT_EQ(state_in("seed", {"a", "b", "c", "d"}), State::Ignored);
}

TEST(ReadSchema, WantsJsonOfTheShapeAlone) {
  EXPECT_EQ(state_in("schema", {R"( {"town": "Saltmere", "people": 900} )"}), State::Honoured);
  EXPECT_EQ(state_in("schema", {"```json\n{\"town\": \"S\", \"people\": 9}\n```"}), State::Ignored);
  for (const char* text :
       {R"({"town": "S", "people": "nine"})", R"({"town": 1, "people": 9})", R"({"town": "S"})",
        R"({"town": "S", "people": 9, "x": 1})", "[]", "null", "7", R"([{"town":"S","people":9}])"})
    EXPECT_THAT(finding_in("schema", {text}).evidence, HasSubstr("not of the schema")) << text;
  EXPECT_EQ(state_in("schema", {"Saltmere has nine people."}), State::Ignored);
}

TEST(ReadSchema, AnswersOfAnyBytesAreRead) {
  EXPECT_EQ(state_in("schema", {std::string(200'000, '[')}), State::Ignored);
  EXPECT_EQ(state_in("schema", {std::string("\xff\xfe\0{", 4)}), State::Ignored);
}

TEST(ReadAcceptance, IsUnclear) {
  for (const char* probe : {"reasoning_effort", "min_p"}) {
    const Finding finding = finding_in(probe, {"42"});
    EXPECT_EQ(finding.state, State::Unclear);
    EXPECT_EQ(finding.evidence, "accepted, effect not visible");
  }
}

}  // namespace
}  // namespace attune
