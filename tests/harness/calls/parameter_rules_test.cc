#include "harness/calls/parameter_rules.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Globs, MatchTheWholeText) {
  EXPECT_TRUE(matches_glob("gpt-5", "gpt-5"));
  EXPECT_FALSE(matches_glob("gpt-5-mini", "gpt-5"));
  EXPECT_FALSE(matches_glob("gpt", "gpt-5"));
  EXPECT_TRUE(matches_glob("", ""));
  EXPECT_FALSE(matches_glob("a", ""));
}

TEST(Globs, TakeAStarForAnyLettersAndAQuestionMarkForOne) {
  EXPECT_TRUE(matches_glob("o1-mini", "o1*"));
  EXPECT_TRUE(matches_glob("o1", "o1*"));
  EXPECT_TRUE(matches_glob("claude-opus-4-7-20270101", "claude-*-4-7*"));
  EXPECT_FALSE(matches_glob("claude-opus-4-1", "claude-*-4-7*"));
  EXPECT_TRUE(matches_glob("abcab", "*ab"));
  EXPECT_TRUE(matches_glob("aXbXc", "a?b?c"));
  EXPECT_FALSE(matches_glob("a", "a?"));
  EXPECT_TRUE(matches_glob("", "**"));
  EXPECT_TRUE(matches_glob("a.b", "*.*"));
  EXPECT_FALSE(matches_glob(std::string(1000, 'a'), std::string(20, '*') + "a*a*a*a*b"));
}

TEST(ParameterRules, ApplyWhereWireProviderAndModelFit) {
  const std::vector<ParameterRule> rules = {
      {.wire = "openai", .drop = {"seed"}},
      {.wire = "openai", .provider = "lab", .drop = {"stop"}},
      {.wire = "openai", .model = "big*", .drop = {"min_p"}},
      {.wire = "google", .drop = {"top_p"}},
  };
  const auto dropped = [&](const AskedModel& model) { return rules_for(rules, model).dropped; };
  EXPECT_EQ(dropped({"openai", "x", "y"}), std::set<std::string>{"seed"});
  EXPECT_EQ(dropped({"openai", "lab", "bigger"}), (std::set<std::string>{"seed", "stop", "min_p"}));
  EXPECT_EQ(dropped({"google", "lab", "big"}), std::set<std::string>{"top_p"});
  EXPECT_EQ(rules_for(rules, {"ollama", "lab", "big"}), ParameterRules{});
}

TEST(ParameterRules, LetTheFirstThatSpeaksOfAParameterDecide) {
  const std::vector<ParameterRule> rules = {
      {.wire = "w", .keep = {"seed"}, .drop = {"stop"}, .fix = {.temperature = 1}},
      {.wire = "w",
       .drop = {"seed", "temperature", "top_p"},
       .drop_when_thinking = {"stop", "min_p"},
       .fix = {.temperature = 2, .max_tokens = 5, .stop = {"x"}}},
  };
  const ParameterRules found = rules_for(rules, {"w", "p", "m"});
  EXPECT_EQ(found.dropped, (std::set<std::string>{"stop", "top_p"}));
  EXPECT_EQ(found.dropped_when_thinking, std::set<std::string>{"min_p"});
  EXPECT_EQ(found.fixed, (Parameters{.temperature = 1, .max_tokens = 5}));
}

TEST(ParameterRules, LetTheFirstRenameAndTheFirstWayToThinkStand) {
  const std::vector<ParameterRule> rules = {
      {.wire = "w", .rename = {{"seed", "a"}}},
      {.wire = "w", .rename = {{"seed", "b"}, {"stop", "c"}}, .thinking = Thinking::Budget},
      {.wire = "w", .thinking = Thinking::Level},
  };
  const ParameterRules found = rules_for(rules, {"w", "p", "m"});
  EXPECT_EQ(found.renamed,
            (std::vector<std::pair<std::string, std::string>>{{"seed", "a"}, {"stop", "c"}}));
  EXPECT_EQ(found.thinking, Thinking::Budget);
}

TEST(ParameterRules, KnowFourWaysToThink) {
  EXPECT_EQ(parse_thinking("none"), Thinking::None);
  EXPECT_EQ(parse_thinking("level"), Thinking::Level);
  EXPECT_EQ(parse_thinking("newest"), std::nullopt);
}

}  // namespace
}  // namespace attune
