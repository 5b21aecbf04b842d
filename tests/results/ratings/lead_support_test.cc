#include "results/ratings/lead_support.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/tournaments.h"

namespace attune {
namespace {

std::vector<Contest> without(const std::vector<Contest>& contests,
                             const std::vector<std::size_t>& left_out) {
  std::vector<Contest> rest;
  for (std::size_t at = 0; at < contests.size(); ++at) {
    if (std::find(left_out.begin(), left_out.end(), at) == left_out.end())
      rest.push_back(contests[at]);
  }
  return rest;
}

double lead_in(const std::vector<Contest>& contests, const LeadSupport& of) {
  const auto fit = fit_bradley_terry(5, contests);
  EXPECT_TRUE(fit);
  return fit ? fit->theta[of.ahead] - fit->theta[of.behind] : 0;
}

TEST(LeadSupport, IsTheContestsWithoutWhichTwoNeighboursSwap) {
  Rng rng(6);
  const auto contests =
      TournamentMaker({.scenarios = 40, .votes = 5, .spread = 0.2, .subjects = 5}, rng)
          .make()
          .contests;
  const auto fit = fit_bradley_terry(5, contests);
  ASSERT_TRUE(fit);
  const auto supports = lead_supports(*fit, contests);
  ASSERT_EQ(supports.size(), 4U);
  for (const LeadSupport& support : supports) {
    ASSERT_FALSE(support.contests.empty());
    EXPECT_GE(support.lead, 0);
    EXPECT_NEAR(support.lead, lead_in(contests, support), 1e-12);
    // First order is good to a contest or two among hundreds.
    EXPECT_LT(lead_in(without(contests, support.contests), support), 0.02);
    std::vector<std::size_t> fewer = support.contests;
    fewer.resize(fewer.size() / 2);
    EXPECT_GT(lead_in(without(contests, fewer), support), 0);
  }
}

// Twin: leave out each contest, one at a time.
TEST(LeadSupport, BeginsWithTheContestThatMattersMost) {
  Rng rng(7);
  const auto contests =
      TournamentMaker({.scenarios = 4, .votes = 5, .spread = 0.3, .subjects = 5}, rng)
          .make()
          .contests;
  const auto fit = fit_bradley_terry(5, contests);
  ASSERT_TRUE(fit);
  const LeadSupport support = lead_supports(*fit, contests).front();
  ASSERT_FALSE(support.contests.empty());
  double least = support.lead;
  for (std::size_t at = 0; at < contests.size(); ++at)
    least = std::min(least, lead_in(without(contests, {at}), support));
  EXPECT_NEAR(lead_in(without(contests, {support.contests.front()}), support), least, 0.01);
  EXPECT_LT(least, support.lead);
}

TEST(LeadSupport, IsNoneWhereTheLeadStandsWithoutIt) {
  // The prior alone holds them where nothing is left.
  const std::vector<Contest> contests = {{0, 1, 1, 1000, 0}, {0, 1, 1, 1, 1}};
  const Prior prior{Prior::Kind::Ridge, 10};
  const auto fit = fit_bradley_terry(2, contests, {}, {.prior = prior});
  ASSERT_TRUE(fit);
  const auto supports = lead_supports(*fit, contests, prior);
  ASSERT_EQ(supports.size(), 1U);
  EXPECT_EQ(supports[0].ahead, 0U);
  EXPECT_TRUE(supports[0].contests.empty());
}

}  // namespace
}  // namespace attune
