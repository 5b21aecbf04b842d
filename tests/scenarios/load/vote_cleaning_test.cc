#include "scenarios/load/vote_cleaning.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

Vote a_vote(const std::string& first, const std::string& second = "Good.") {
  Vote vote;
  vote.first = {.model = "a", .replies = {"Fine.", first}};
  vote.second = {.model = "b", .replies = {second}};
  return vote;
}

bool leaks(const std::string& reply) {
  return flaw_of(a_vote(reply)) == VoteFlaw::Identity;
}

TEST(VoteCleaning, NothingIsWrongWithAnOrdinaryVote) {
  EXPECT_EQ(flaw_of(a_vote("Here you are.")), std::nullopt);
  EXPECT_EQ(flaw_of(Vote()), std::nullopt) << "without texts nothing shows";
}

TEST(VoteCleaning, ANameIsAWholeWordWhateverItsCase) {
  EXPECT_TRUE(leaks("I am Claude."));
  EXPECT_TRUE(leaks("made by OPENAI"));
  EXPECT_TRUE(leaks("Google\xE2\x80\x99s model"));
  EXPECT_TRUE(leaks("\xE6\x88\x91\xE6\x98\xAFGemini\xE3\x80\x82"));
  EXPECT_TRUE(leaks("as llama2 and gpt-4o would"));
  EXPECT_TRUE(leaks("UC Berkeley"));
  EXPECT_FALSE(leaks("We googled the bombardment"));
  EXPECT_FALSE(leaks("lampalms napalm"));
  EXPECT_FALSE(leaks("claudette's palms"));
}

TEST(VoteCleaning, OnlyRepliesAreLookedAtForNames) {
  Vote vote = a_vote("Here you are.");
  vote.prompt = "Are you ChatGPT?";
  EXPECT_EQ(flaw_of(vote), std::nullopt);
}

TEST(VoteCleaning, UnusableRepliesOfEitherSideAreFound) {
  EXPECT_EQ(flaw_of(a_vote("And then \xE2\x96\x8C")), VoteFlaw::Unfinished);
  EXPECT_EQ(flaw_of(a_vote("Fine", "So \xE2\x96\x8C\n")), VoteFlaw::Unfinished);
  EXPECT_EQ(flaw_of(a_vote("**API REQUEST ERROR** Reason: The response was blocked.")),
            VoteFlaw::Error);
  Vote vote = a_vote("Fine");
  vote.second.silent = true;
  EXPECT_EQ(flaw_of(vote), VoteFlaw::Silent);
}

TEST(VoteCleaning, WhoKnewTheNamesIsNotCountedUnlessNobodySays) {
  Vote vote = a_vote("Fine");
  vote.anonymous = true;
  EXPECT_EQ(flaw_of(vote), std::nullopt);
  vote.anonymous = false;
  EXPECT_EQ(flaw_of(vote), VoteFlaw::Named);
}

TEST(VoteCleaning, TheMakersOwnSamplingIsFollowed) {
  Vote vote = a_vote("Fine");
  vote.sampled = true;
  EXPECT_EQ(flaw_of(vote), std::nullopt);
  vote.sampled = false;
  EXPECT_EQ(flaw_of(vote), VoteFlaw::Frequent);
}

TEST(VoteCleaning, EveryFlawHasASentenceOfItsOwn) {
  EXPECT_EQ(to_text(VoteFlaw::Identity), "a reply names a model or its maker");
  EXPECT_NE(to_text(VoteFlaw::Silent), to_text(VoteFlaw::Unfinished));
  EXPECT_NE(to_text(VoteFlaw::Named), to_text(VoteFlaw::Frequent));
}

TEST(VoteCleaning, PromptsAreEqualWhenTheirFirstTenThousandCharactersAre) {
  Vote one;
  Vote other;
  EXPECT_EQ(prompt_key(one), std::nullopt);
  for (int i = 0; i < 10'000; ++i) one.prompt += "\xC3\xA4";
  other.prompt = one.prompt + "and more";
  EXPECT_EQ(prompt_key(one), prompt_key(other));
  other.prompt[0] = '\xC4';
  EXPECT_NE(prompt_key(one), prompt_key(other));
}

std::size_t dropped_in(const std::vector<std::optional<std::uint64_t>>& prompts,
                       const PromptLimit& limit = {}) {
  std::size_t count = 0;
  for (const bool dropped : too_frequent(prompts, limit)) count += dropped ? 1 : 0;
  return count;
}

TEST(VoteCleaning, APromptMayHaveAsManyVotesAsNearlyAllOthers) {
  std::vector<std::optional<std::uint64_t>> prompts;
  for (std::uint64_t prompt = 0; prompt < 99; ++prompt) prompts.insert(prompts.end(), 3, prompt);
  prompts.insert(prompts.end(), 50, 99);
  prompts.insert(prompts.end(), 40, std::nullopt);
  EXPECT_EQ(dropped_in(prompts, {.quantile = 0.99}), 47U);
  EXPECT_EQ(dropped_in(prompts), 0U) << "of a hundred prompts none is beyond 0.9999 of them";
  EXPECT_EQ(dropped_in({}), 0U);
}

TEST(VoteCleaning, WhichOfTooManyStayIsDrawnOnTheSeed) {
  std::vector<std::optional<std::uint64_t>> prompts(60, 1);
  for (std::uint64_t prompt = 2; prompt < 12; ++prompt) prompts.insert(prompts.end(), 5, prompt);
  const PromptLimit limit = {.quantile = 0.9};
  const auto dropped = too_frequent(prompts, limit);
  EXPECT_EQ(dropped_in(prompts, limit), 55U);
  EXPECT_EQ(dropped, too_frequent(prompts, limit));
  EXPECT_NE(dropped, too_frequent(prompts, {.quantile = 0.9, .seed = 43}));
  const std::vector<bool> last(dropped.begin() + 5, dropped.begin() + 60);
  EXPECT_NE(last, std::vector<bool>(55, true)) << "not simply the first ones";
}

}  // namespace
}  // namespace attune
