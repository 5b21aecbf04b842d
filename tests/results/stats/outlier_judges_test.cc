#include "results/stats/outlier_judges.h"

#include <cmath>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

TEST(OutlierJudges, TheTailOfChiSquaredIsThatOfTables) {
  // Critical values at 0.05: 5.991 (2 degrees), 9.488 (4), 55.758 (40), 233.994 (200).
  EXPECT_NEAR(chi_squared_beyond(5.991464547 / 2, 1), 0.05, 1e-9);
  EXPECT_NEAR(chi_squared_beyond(9.487729037 / 2, 2), 0.05, 1e-9);
  EXPECT_NEAR(chi_squared_beyond(55.75847928 / 2, 20), 0.05, 1e-9);
  EXPECT_NEAR(chi_squared_beyond(233.9942688 / 2, 100), 0.05, 1e-8);
  EXPECT_EQ(chi_squared_beyond(0, 3), 1);
  EXPECT_EQ(chi_squared_beyond(1e6, 3), 0) << "no underflow to something else";
}

// What one vote says against its judge, by going through all votes.
double slow_minus_log_p(const std::vector<PairVote>& votes, const PairVote& vote, bool high) {
  double leaning = 0;
  for (const PairVote& each : votes) leaning += each.pair == vote.pair ? each.share - 0.5 : 0;
  if (leaning < 0) high = !high;
  std::size_t others = 0;
  std::size_t as_far = 0;
  for (const PairVote& other : votes) {
    if (other.pair != vote.pair || other.judge == vote.judge) continue;
    ++others;
    as_far += (high ? other.share >= vote.share : other.share <= vote.share) ? 1 : 0;
  }
  return others == 0 ? 0
                     : -std::log(static_cast<double>(1 + as_far) / static_cast<double>(1 + others));
}

std::vector<PairVote> some_votes(Rng& rng, std::size_t judges, std::size_t each) {
  std::vector<PairVote> votes;
  for (std::size_t i = 0; i < judges * each; ++i)
    votes.push_back({.judge = static_cast<std::uint32_t>(rng.below(judges)),
                     .pair = static_cast<std::uint32_t>(rng.below(4)),
                     .share = rng.below(8) == 0 ? 0.5 * static_cast<double>(rng.below(3)) : 1.0});
  return votes;
}

TEST(OutlierJudges, AreThoseThatTheDefinitionFinds) {
  Rng rng(3);
  std::size_t found = 0;
  for (int round = 0; round < 20; ++round) {
    auto votes = some_votes(rng, 12, 10);
    for (PairVote& vote : votes) vote.share = vote.pair == 3 ? 1 - vote.share : vote.share;
    const OutlierRule rule = {.alpha = 4, .least = 5, .looks = {6, 8, 9, 10, 12}};
    std::vector<bool> expected(12, false);
    for (std::uint32_t judge = 0; judge < 12; ++judge) {
      std::size_t seen = 0;
      double high = 0;
      double low = 0;
      bool out = false;
      const auto look = [&] {
        return chi_squared_beyond(std::max(high, low), seen) < rule.alpha / 5;
      };
      for (const PairVote& vote : votes) {
        if (vote.judge != judge || seen == 12) continue;
        high += slow_minus_log_p(votes, vote, true);
        low += slow_minus_log_p(votes, vote, false);
        ++seen;
        const bool looked = seen == 6 || seen == 8 || seen == 9 || seen == 10 || seen == 12;
        out = out || (looked && look());
      }
      expected[judge] = out || (seen >= 5 && look());
      found += expected[judge] ? 1 : 0;
    }
    EXPECT_EQ(outlying_judges(votes, 12, rule), expected);
  }
  EXPECT_GT(found, 10U);
  EXPECT_LT(found, 200U);
}

// Twenty pairs on which nine in ten agree, this way or that; some judges see it the other way.
TEST(OutlierJudges, WhoVotesAgainstTheRestIsFoundAndHardlyAnybodyElse) {
  Rng rng(5);
  constexpr std::uint32_t kJudges = 200;
  constexpr std::uint32_t kContrary = 10;
  std::vector<PairVote> votes;
  for (std::uint32_t judge = 0; judge < kJudges; ++judge) {
    for (int i = 0; i < 30; ++i) {
      const auto pair = static_cast<std::uint32_t>(rng.below(20));
      const bool usual = rng.uniform() < (judge < kContrary ? 0.1 : 0.9);
      votes.push_back({.judge = judge, .pair = pair, .share = usual == (pair < 10) ? 1.0 : 0.0});
    }
  }
  const auto outlying = outlying_judges(votes, kJudges);
  std::size_t contrary = 0;
  std::size_t others = 0;
  for (std::uint32_t judge = 0; judge < kJudges; ++judge)
    (judge < kContrary ? contrary : others) += outlying[judge] ? 1 : 0;
  EXPECT_EQ(contrary, kContrary);
  EXPECT_EQ(others, 0U) << "on so few outcomes far fewer than alpha";
}

TEST(OutlierJudges, LittleOrNothingToCompareWithSaysNothing) {
  std::vector<PairVote> votes(50, {.judge = 0, .pair = 0, .share = 1});
  EXPECT_EQ(outlying_judges(votes, 1), std::vector<bool>{false}) << "nobody else voted";
  votes.insert(votes.end(), 4, {.judge = 1, .pair = 0, .share = 0});
  EXPECT_FALSE(outlying_judges(votes, 2)[1]) << "four votes are too few";
  EXPECT_EQ(outlying_judges({}, 0), std::vector<bool>{});
}

}  // namespace
}  // namespace attune
