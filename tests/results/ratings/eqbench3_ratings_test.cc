#include "results/ratings/eqbench3_ratings.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

using Names = std::vector<std::string>;
using Contests = std::vector<Eqbench3Contest>;

int wins_by(int difference, int wins) {
  const double fraction = std::min(difference / 30.0, 1.0) / 2 + 0.5;
  return eqbench3_wins(fraction, wins).first;
}

// `test` beats `neighbor` by this many pluses, negative: loses.
Eqbench3Contest contest(std::uint32_t test, std::uint32_t neighbor, int by,
                        const std::string& scenario = "1") {
  return {.test = test,
          .neighbor = neighbor,
          .scenario = scenario,
          .pluses = Eqbench3Pluses{std::max(by, 0), std::max(-by, 0)}};
}

std::vector<Skill> solve(const Names& names, const Contests& contests, int wins = kEqbench3Wins) {
  return eqbench3_solve({.names = names, .contests = contests}, wins);
}

std::vector<Eqbench3Rating> rate(const Names& names, const Contests& contests,
                                 const Eqbench3RatingOptions& options = {}) {
  return eqbench3_ratings({.names = names, .contests = contests}, options);
}

// specs/eq-bench-family §10, the reference's rounding included.
TEST(Eqbench3Wins, AreTheGoldenOnes) {
  const std::pair<int, int> of20[] = {{1, 1},   {2, 2},   {3, 3},   {6, 4},   {9, 7},   {10, 7},
                                      {15, 10}, {18, 13}, {24, 16}, {29, 20}, {30, 20}, {80, 20}};
  for (const auto& [difference, wins] : of20)
    EXPECT_EQ(wins_by(difference, 20), wins) << difference;
  for (int difference = 1; difference <= 40; ++difference) {
    const int expected = difference <= 6    ? 1
                         : difference <= 12 ? 2
                         : difference <= 17 ? 3
                         : difference <= 24 ? 4
                                            : 5;
    EXPECT_EQ(wins_by(difference, 5), expected) << difference;
  }
}

TEST(Eqbench3Wins, OfNobodyAreOneEach) {
  EXPECT_EQ(eqbench3_wins(0.5, 20), std::pair(1, 1));
  EXPECT_EQ(eqbench3_wins(0.5 + 1e-10, 20), std::pair(1, 1));
  EXPECT_EQ(eqbench3_wins(0.4, 5), std::pair(0, 1));
}

TEST(Eqbench3Solve, PlaysAMarginAsThatManyWinsInARow) {
  const auto skills = solve({"a", "b"}, {contest(0, 1, 15)});
  EXPECT_NEAR(skills[0].mean, 1330.354468, 1e-6);  // ten straight wins, specs §10
  EXPECT_NEAR(skills[0].deviation, 69.755350, 1e-6);
  EXPECT_NEAR(skills[1].mean, 2400 - 1330.354468, 1e-6);
}

TEST(Eqbench3Solve, AddsUpThePlusesOfBothOrdersWhoeverWasTheTest) {
  const auto apart = solve({"a", "b"}, {contest(0, 1, 10), contest(1, 0, -5)});
  EXPECT_EQ(apart, solve({"a", "b"}, {contest(0, 1, 15)}));
  EXPECT_EQ(apart, solve({"a", "b"}, {contest(1, 0, -15)}));
}

TEST(Eqbench3Solve, TakesOrdersThatCancelOutAsADraw) {
  const auto skills = solve({"a", "b"}, {contest(0, 1, 7), contest(1, 0, 7)});
  Skill first;
  Skill second;
  trueskill_draw(first, second);
  EXPECT_EQ(skills, (std::vector<Skill>{first, second}));
}

TEST(Eqbench3Solve, AveragesFractionsWhereAnyContestOfTheGroupHasNoPluses) {
  Eqbench3Contest bare = contest(1, 0, 0);
  bare.pluses.reset();
  bare.fraction = 0.25;
  Eqbench3Contest other = contest(0, 1, 30);
  other.fraction = 0.5;
  const auto skills = solve({"a", "b"}, {other, bare});
  // (0.5 + 0.75) / 2 = 0.625: five of twenty wins.
  EXPECT_NEAR(skills[0].mean, 1313.413636, 1e-6);
}

TEST(Eqbench3Solve, PlaysAGroupWhereItsFirstContestStands) {
  const Contests spread = {contest(0, 1, 10), contest(1, 2, 10), contest(1, 0, -5)};
  EXPECT_EQ(solve({"a", "b", "c"}, spread),
            solve({"a", "b", "c"}, {contest(0, 1, 15), contest(1, 2, 10)}));
}

TEST(Eqbench3Solve, DependsOnTheOrderOfGroups) {
  const Contests contests = {contest(0, 1, 30), contest(1, 2, 30)};
  const Contests turned = {contests[1], contests[0]};
  const auto one = solve({"a", "b", "c"}, contests);
  const auto other = solve({"a", "b", "c"}, turned);
  EXPECT_GT(std::abs(one[2].mean - other[2].mean), 20);
}

TEST(Eqbench3Solve, KeepsScenariosAndIterationsApart) {
  Contests contests = {contest(0, 1, 3, "1"), contest(0, 1, 3, "2"), contest(0, 1, 3, "1")};
  contests[2].iteration = 2;
  const auto skills = solve({"a", "b"}, contests, 5);  // one win each
  Skill winner;
  Skill loser;
  for (int win = 0; win < 3; ++win) trueskill_win(winner, loser);
  EXPECT_EQ(skills[0], winner);
}

TEST(Eqbench3Within, LeavesOutWhoStandsFarOffOrNotAtAll) {
  const Contests contests = {contest(0, 1, 1), contest(0, 2, 1), contest(0, 3, 1)};
  const std::vector<std::uint32_t> ladder = {0, 1, 2};
  EXPECT_EQ(eqbench3_within(contests, ladder, 1), Contests{contests[0]});
  EXPECT_EQ(eqbench3_within(contests, ladder, 2), (Contests{contests[0], contests[1]}));
}

TEST(Eqbench3Ratings, TakeTheMeanOfTwentyAndTheDeviationOfFive) {
  const Contests contests = {contest(0, 1, 15)};
  const auto ratings = rate({"a", "b"}, contests);
  EXPECT_NEAR(*ratings[0].elo, 1330.354468, 1e-6);
  const double sigma = solve({"a", "b"}, contests, 5)[0].deviation;  // three wins
  EXPECT_DOUBLE_EQ(*ratings[0].sigma, sigma);
  EXPECT_DOUBLE_EQ(*ratings[0].ci_high, *ratings[0].elo + 1.96 * sigma);
  EXPECT_DOUBLE_EQ(*ratings[0].ci_low, *ratings[0].elo - 1.96 * sigma);
}

TEST(Eqbench3Ratings, AreNormalisedByTwoAnchorsAndRawWithFewer) {
  const Contests contests = {contest(0, 1, 30), contest(1, 2, 12)};
  const Names names = {"o3", "middle", "meta-llama/llama-3.2-1b-instruct"};
  const auto ratings = rate(names, contests);
  EXPECT_NEAR(*ratings[0].elo_norm, 1500, 1e-9);
  EXPECT_NEAR(*ratings[2].elo_norm, 200, 1e-9);
  const double scale = 1300 / (*ratings[0].elo - *ratings[2].elo);
  EXPECT_NEAR(*ratings[1].elo_norm, 1500 + scale * (*ratings[1].elo - *ratings[0].elo), 1e-9);
  EXPECT_NEAR(*ratings[1].ci_high_norm - *ratings[1].ci_low_norm,
              scale * 2 * 1.96 * *ratings[1].sigma, 1e-9);
  const auto raw = rate({"o3", "middle", "other"}, contests);
  EXPECT_EQ(raw[1].elo_norm, raw[1].elo);
  EXPECT_EQ(raw[1].ci_low_norm, raw[1].ci_low);
}

// specs/eq-bench-family §10: raw 1561.3 and 991.8 to 1500 and 200 make 1456.6 1261.0.
TEST(Eqbench3Ratings, HaveThePublishedAnchors) {
  const Eqbench3RatingOptions options;
  ASSERT_EQ(options.anchors.size(), 2U);
  const double scale = (options.anchors[0].rating - options.anchors[1].rating) / (1561.3 - 991.8);
  EXPECT_NEAR(options.anchors[0].rating + scale * (1456.6 - 1561.3), 1261.0, 0.05);
  EXPECT_NEAR(options.anchors[0].rating + scale * (1188.6 - 1561.3), 649.3, 0.1);
}

TEST(Eqbench3Ratings, LeaveOutContestsFarOffTheLadder) {
  const Contests contests = {contest(0, 1, 15), contest(2, 0, 30)};
  const auto ratings =
      rate({"a", "b", "c"}, contests, {.ladder = {"b", "a", "x", "c"}, .window = 1});
  EXPECT_NEAR(*ratings[0].elo, 1330.354468, 1e-6);
  EXPECT_EQ(*ratings[2].elo, 1200);
  EXPECT_NEAR(*ratings[2].sigma, 350.0 / 3, 1e-12);
}

Comparison compared(const std::string& scenario, bool turned, std::vector<Margin> margins) {
  Comparison comparison;
  comparison.scenario = {scenario};
  comparison.first = {turned ? "unknown/b" : "unknown/a"};
  comparison.second = {turned ? "unknown/a" : "unknown/b"};
  comparison.turned = turned;
  comparison.finding = Margins{std::move(margins)};
  return comparison;
}

TEST(Eqbench3Ratings, OfStoredComparisonsFollowWhoWasShownFirst) {
  const std::vector<Comparison> comparisons = {
      compared("1", false, {{"empathy", 4}, {"depth", 5}, {"tailoring", -1}}),
      compared("1", true, {{"empathy", -5}, {"depth", -3}, {"tailoring", 1}})};
  const auto ratings = eqbench3_ratings(comparisons);
  ASSERT_EQ(ratings.size(), 2U);
  EXPECT_EQ(ratings[0].model, "a");
  EXPECT_NEAR(*ratings[0].elo, 1330.354468, 1e-6);  // 17 against 2 pluses
}

TEST(Eqbench3Ratings, OfAnalysesWeighTwoPlusesAtMost) {
  const std::vector<Comparison> comparisons = {compared("401", false, {{"depth", 5}}),
                                               compared("401", true, {{"depth", -5}})};
  EXPECT_NEAR(*eqbench3_ratings(comparisons)[0].elo, 1283.830528, 1e-6);  // two wins
}

TEST(Eqbench3Ratings, LeaveOutWhatIsUnscored) {
  std::vector<Comparison> comparisons = {compared("1", false, {{"depth", 15}}),
                                         compared("1", true, {})};
  comparisons[1].finding = Unscored{"unreadable"};
  EXPECT_NEAR(*eqbench3_ratings(comparisons)[0].elo, 1330.354468, 1e-6);
}

// 20 and 16 pluses for the test: 36 of 30 are all, where the mean of both orders' shares is not.
TEST(Eqbench3GroupShare, AddsUpBothOrdersBeforeItDivides) {
  const Comparison straight = compared("1", false, {{"depth", 20}});
  EXPECT_DOUBLE_EQ(*eqbench3_group_share(straight, compared("1", true, {{"depth", -16}})), 1);
  EXPECT_DOUBLE_EQ(*eqbench3_group_share(straight, compared("1", true, {{"depth", -4}})), 0.9);
  EXPECT_DOUBLE_EQ(*eqbench3_group_share(straight, compared("1", true, {{"depth", 20}})), 0.5);
}

TEST(Eqbench3GroupShare, OfAnalysesIsOnePlusAnOrderAtMost) {
  EXPECT_DOUBLE_EQ(*eqbench3_group_share(compared("404", false, {{"depth", 5}}),
                                         compared("404", true, {{"depth", -9}})),
                   0.5 + 2 / 30.0 / 2);
}

TEST(Eqbench3GroupShare, IsAbsentWithoutAFindingInBothOrders) {
  Comparison unscored = compared("1", true, {});
  unscored.finding = Unscored{"no answer"};
  EXPECT_FALSE(eqbench3_group_share(compared("1", false, {{"depth", 5}}), unscored));
}

}  // namespace
}  // namespace attune
