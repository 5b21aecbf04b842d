#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "results/ratings/bradley_terry.h"
#include "tests/support/contests.h"
#include "tests/support/tournaments.h"

namespace attune {
namespace {

// Every draw's contests written out and fitted from scratch.
std::vector<std::vector<double>> twin_of(std::size_t contestants,
                                         const std::vector<Contest>& contests, const Prior& prior,
                                         const Bootstrap& bootstrap) {
  std::map<std::uint32_t, std::vector<Contest>> clusters;
  for (const Contest& contest : contests) clusters[contest.cluster].push_back(contest);
  std::vector<std::vector<Contest>> by_place;
  for (const auto& [number, of_one] : clusters) by_place.push_back(of_one);
  Resampler resampler(by_place.size(), bootstrap.seed);
  std::vector<std::vector<double>> draws;
  for (std::size_t draw = 0; draw < bootstrap.resamples; ++draw) {
    std::vector<Contest> drawn;
    for (const std::uint32_t place : resampler.draw())
      drawn.insert(drawn.end(), by_place[place].begin(), by_place[place].end());
    const auto fit =
        fit_bradley_terry(contestants, drawn, {}, {.prior = prior, .spread = Spread::Buckets});
    if (fit) draws.push_back(fit->theta);
  }
  return draws;
}

void expect_equal(const std::vector<std::vector<double>>& draws,
                  const std::vector<std::vector<double>>& twin) {
  ASSERT_EQ(draws.size(), twin.size());
  for (std::size_t draw = 0; draw < draws.size(); ++draw) {
    for (std::size_t at = 0; at < draws[draw].size(); ++at)
      EXPECT_NEAR(draws[draw][at], twin[draw][at], 1e-9);
  }
}

TEST(DrawnStrengths, AreFitsOfResampledClusters) {
  Rng rng(1);
  const auto contests =
      TournamentMaker({.scenarios = 20, .votes = 5, .density = 0.6, .subjects = 5}, rng)
          .make()
          .contests;
  const Bootstrap bootstrap{.seed = 5, .resamples = 25};
  const auto draws = drawn_strengths(5, contests, {}, bootstrap);
  EXPECT_EQ(draws.size(), 25U);
  expect_equal(draws, twin_of(5, contests, {}, bootstrap));
}

// Few and uneven clusters: draws far from the full fit, and some without a fit.
TEST(DrawnStrengths, AreAbsentWhereADrawTiesTheFieldTogetherNoLonger) {
  Rng rng(2);
  const auto contests =
      TournamentMaker({.scenarios = 5, .density = 0.5, .spread = 2, .uneven = 1.5, .subjects = 5},
                      rng)
          .make()
          .contests;
  ASSERT_EQ(connected_groups(5, contests).size(), 1U);
  const Bootstrap bootstrap{.seed = 5, .resamples = 60};
  const auto draws = drawn_strengths(5, contests, {}, bootstrap);
  EXPECT_LT(draws.size(), 60U);
  EXPECT_GT(draws.size(), 5U);
  expect_equal(draws, twin_of(5, contests, {}, bootstrap));
}

TEST(DrawnStrengths, AreAllThereWithAPrior) {
  const Bootstrap bootstrap{.seed = 5, .resamples = 60};
  for (const Prior& prior : {Prior{Prior::Kind::Ridge, 0.5}, Prior{Prior::Kind::PseudoTie, 0.5}}) {
    const auto draws = drawn_strengths(4, twenty_two_games(), prior, bootstrap);
    EXPECT_EQ(draws.size(), 60U);
    expect_equal(draws, twin_of(4, twenty_two_games(), prior, bootstrap));
  }
}

TEST(DrawnStrengths, AreNoneWhereTheFieldItselfHasNoFit) {
  const std::vector<Contest> contests = {{0, 1, 1, 1, 0}, {0, 1, 1, 1, 1}};
  EXPECT_TRUE(drawn_strengths(2, contests, {}, {.resamples = 5}).empty());
  EXPECT_TRUE(drawn_strengths(2, contests, {Prior::Kind::Ridge, 0}, {.resamples = 5}).empty());
  EXPECT_TRUE(drawn_strengths(2, {}, {}, {.resamples = 5}).empty());
}

TEST(DrawnStrengths, DoNotDependOnTheOrderOfContestsByOneBit) {
  Rng rng(3);
  std::vector<Contest> contests =
      TournamentMaker({.scenarios = 15, .votes = 5, .subjects = 4}, rng).make().contests;
  const Bootstrap bootstrap{.seed = 5, .resamples = 20};
  const auto draws = drawn_strengths(4, contests, {}, bootstrap);
  rng.shuffle(contests);
  EXPECT_EQ(drawn_strengths(4, contests, {}, bootstrap), draws);
}

}  // namespace
}  // namespace attune
