#include "results/audit/judge_probe.h"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/biased_judge.h"

namespace attune {
namespace {

using testing::AWorld;
using testing::Judging;

Judging judged(std::uint64_t seed) {
  AWorld world;
  world.scenarios = 6;
  Judging judging(world, seed);
  judging.judge("openai/gpt-4", "openai", {});
  judging.judge("lab/other", "lab", {});
  judging.vote();
  return judging;
}

TEST(QuestionsToRepeat, SpreadOverScenariosAndOrders) {
  const Judging judging = judged(1);
  const auto chosen = questions_to_repeat(judging.facts("openai/gpt-4"), 12, 3);
  ASSERT_EQ(chosen.size(), 12U);
  std::map<std::string, int> scenarios;
  std::set<const Comparison*> once;
  for (const Comparison* each : chosen) {
    EXPECT_EQ(each->judge, "openai/gpt-4");
    ++scenarios[each->scenario.text];
    once.insert(each);
  }
  EXPECT_EQ(once.size(), 12U);
  for (const auto& [scenario, count] : scenarios) EXPECT_EQ(count, 2) << scenario;
  const auto straight = [](const Comparison* each) { return each->first < each->second; };
  EXPECT_EQ(std::ranges::count_if(chosen, straight), 6);
}

TEST(QuestionsToRepeat, AreAllThereAreWhereMoreAreAskedForAndDrawnOnTheSeed) {
  const Judging judging = judged(1);
  EXPECT_EQ(questions_to_repeat(judging.facts("openai/gpt-4"), 10'000, 1).size(), 6U * 21);
  EXPECT_NE(questions_to_repeat(judging.facts("openai/gpt-4"), 5, 1),
            questions_to_repeat(judging.facts("openai/gpt-4"), 5, 2));
}

TEST(AnchorPairs, AreThoseOnWhichAllOthersAgree) {
  Judging judging = judged(2);
  const auto anchors = anchor_pairs(judging.facts("openai/gpt-4"), 2, 1000, 1);
  ASSERT_GT(anchors.size(), 20U);
  ASSERT_LT(anchors.size(), 6U * 21);
  for (const AnchorPair& anchor : anchors) {
    EXPECT_EQ(anchor.agreed, 2U);  // a judge and a vote
    const Comparison& shown = *anchor.showing;
    for (const Comparison& row : judging.rows()) {
      const bool there = row.first == shown.first && row.second == shown.second;
      const bool back = row.first == shown.second && row.second == shown.first;
      if (row.source != "vote" || row.scenario != shown.scenario || (!there && !back)) continue;
      const double margin = std::get<Margins>(row.finding).margins[0].value;
      EXPECT_EQ(margin > 0, anchor.first_is_better == there);
    }
  }
}

TEST(PaddedReply, SaysItsOwnPointsOnceMoreAndNothingNew) {
  const std::string reply = "I hear how tired you are. Would a walk help? You are not alone.";
  EXPECT_EQ(*padded_reply(reply), reply +
                                      "\n\nHere is all of that once more as a list:\n"
                                      "\n1. I hear how tired you are."
                                      "\n2. Would a walk help?"
                                      "\n3. You are not alone.\n");
}

TEST(PaddedReply, TakesTheItemsOfAList) {
  const auto padded = padded_reply("Three things:\n- rest first\n2) call her\n* eat well\n");
  ASSERT_TRUE(padded);
  EXPECT_NE(padded->find("\n1. rest first\n2. call her\n3. eat well\n"), std::string::npos);
  EXPECT_EQ(padded->find(". Three things"), std::string::npos);
}

TEST(PaddedReply, LeavesOutCodeAndHeadings) {
  const auto padded = padded_reply(
      "# A heading of some length.\n```\nint a sentence in code.\n```\nThe first point is here. "
      "The "
      "second is here.");
  ASSERT_TRUE(padded);
  EXPECT_NE(padded->find("\n1. The first point is here.\n2. The second is here.\n"),
            std::string::npos);
}

TEST(PaddedReply, IsAbsentWhereThereIsNothingToRepeat) {
  EXPECT_FALSE(padded_reply(""));
  EXPECT_FALSE(padded_reply("Just this one sentence."));
  EXPECT_FALSE(padded_reply("U.S. e.g."));
}

TEST(FooledByPadding, CountsWhatWinsByBothOrders) {
  const std::vector<PaddedOutcome> outcomes = {{{"1"}, 1.0, 1.0},
                                               {{"1"}, 1.0, 0.0},  // the first shown, twice
                                               {{"2"}, 0.5, 0.8},
                                               {{"2"}, 0.5, 0.5},
                                               {{"3"}, 0.9, std::nullopt}};
  const AuditFigure figure = fooled_by_padding(outcomes, {.resamples = 50});
  EXPECT_NEAR(figure.estimate->point, 50, 1e-9);
  EXPECT_EQ(figure.estimate->samples, 4U);
  EXPECT_FALSE(fooled_by_padding({}, {}).estimate);
}

TEST(RightOnAnchors, CountsWinsOfTheBetter) {
  const std::vector<AnchorOutcome> outcomes = {
      {{"1"}, 0.9}, {{"1"}, 0.5}, {{"2"}, 0.1}, {{"2"}, 0.7}, {{"2"}, std::nullopt}};
  const AuditFigure figure = right_on_anchors(outcomes, {.resamples = 50});
  EXPECT_NEAR(figure.estimate->point, 50, 1e-9);
  EXPECT_FALSE(right_on_anchors({}, {}).estimate);
}

}  // namespace
}  // namespace attune
