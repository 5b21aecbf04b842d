#include "results/ratings/bradley_terry.h"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/contests.h"
#include "tests/support/tournaments.h"

namespace attune {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const double kPerLogit = RatingScale{}.per_logit;

double rating(const Strengths& fit, std::size_t at) {
  return 1000 + kPerLogit * fit.theta[at];
}

double error_of(const Strengths& fit, std::size_t at) {
  const std::size_t size = fit.theta.size() + fit.effects.size();
  return std::sqrt(fit.covariance[at * size + at]);
}

double error_of_difference(const Strengths& fit, std::size_t first, std::size_t second) {
  return kPerLogit * std::sqrt(difference_variance(fit, first, second));
}

Strengths fitted(std::size_t contestants, const std::vector<Contest>& contests,
                 const Covariates& covariates = {}, const FitOptions& options = {}) {
  auto fit = fit_bradley_terry(contestants, contests, covariates, options);
  EXPECT_TRUE(fit) << fit.error().what;
  return fit ? *fit : Strengths{};
}

std::string fault(std::size_t contestants, const std::vector<Contest>& contests,
                  const Covariates& covariates = {}, const FitOptions& options = {}) {
  const auto fit = fit_bradley_terry(contestants, contests, covariates, options);
  if (fit) return "no fault";
  EXPECT_EQ(fit.error().remedy, Remedy::FixInput);
  return fit.error().what;
}

// specs/emonet-arena-psychometrics-statistics §B.4, "with the pseudo-inverse".
TEST(BradleyTerry, FindsTheGoldenStrengthsAndErrorsOf22Games) {
  const Strengths fit = fitted(4, twenty_two_games(), {}, {.spread = Spread::Buckets});
  const double ratings[] = {922.427, 1007.366, 927.768, 1142.439};
  const double theta[] = {-.446545, .042403, -.415803, .819946};
  const double errors[] = {94.56209, 84.19318, 91.75310, 108.39468};
  for (std::size_t at = 0; at < 4; ++at) {
    EXPECT_NEAR(fit.theta[at], theta[at], 1e-6);
    EXPECT_NEAR(rating(fit, at), ratings[at], 1e-3);
    EXPECT_NEAR(kPerLogit * error_of(fit, at), errors[at], 1e-5);
  }
  EXPECT_NEAR(rating(fit, 3) - rating(fit, 0), 220.012, 1e-3);
  EXPECT_NEAR(error_of_difference(fit, 3, 0), 155.06288, 1e-5);
}

TEST(BradleyTerry, FindsTheGoldenStrengthsAndErrorsOfGamesWithTies) {
  const Strengths fit = fitted(3, games_with_ties(), {}, {.spread = Spread::Buckets});
  const double ratings[] = {1095.22393, 984.79789, 919.97818};
  const double errors[] = {24.28839, 21.96457, 24.76312};
  for (std::size_t at = 0; at < 3; ++at) {
    EXPECT_NEAR(rating(fit, at), ratings[at], 1e-5);
    EXPECT_NEAR(kPerLogit * error_of(fit, at), errors[at], 1e-5);
  }
  EXPECT_NEAR(error_of_difference(fit, 2, 0), 43.86153, 1e-5);
}

// Zermelo's iteration (1929; Hunter 2004, Annals of Statistics 32): slow, but with no derivative.
std::vector<double> zermelo(std::size_t contestants, const std::vector<Contest>& contests) {
  std::vector<double> strength(contestants, 1);
  for (int round = 0; round < 5000; ++round) {
    std::vector<double> won(contestants, 0);
    std::vector<double> met(contestants, 0);
    for (const Contest& contest : contests) {
      won[contest.first] += contest.weight * contest.share;
      won[contest.second] += contest.weight * (1 - contest.share);
      const double part = contest.weight / (strength[contest.first] + strength[contest.second]);
      met[contest.first] += part;
      met[contest.second] += part;
    }
    for (std::size_t at = 0; at < contestants; ++at) strength[at] = won[at] / met[at];
  }
  double mean = 0;
  for (double& each : strength) mean += std::log(each) / static_cast<double>(contestants);
  for (double& each : strength) each = std::log(each) - mean;
  return strength;
}

TEST(BradleyTerry, AgreesWithZermelosIterationOnSoftSharesAndWeights) {
  Rng rng(4);
  std::vector<Contest> contests;
  for (std::uint32_t at = 0; at < 60; ++at) {
    const auto first = static_cast<std::uint32_t>(rng.below(5));
    const auto second = static_cast<std::uint32_t>((first + 1 + rng.below(4)) % 5);
    contests.push_back({first, second, rng.uniform(), 0.1 + rng.uniform(), at % 7});
  }
  const Strengths fit = fitted(5, contests);
  const std::vector<double> twin = zermelo(5, contests);
  for (std::size_t at = 0; at < 5; ++at) EXPECT_NEAR(fit.theta[at], twin[at], 1e-9);
}

TEST(BradleyTerry, TakesASoftShareForPartsOfAWinAndALoss) {
  std::vector<Contest> soft = {{0, 1, 0.7, 1, 0}, {1, 2, 0.4, 1, 1}, {2, 0, 0.25, 1, 2}};
  std::vector<Contest> parts;
  for (const Contest& contest : soft) {
    parts.push_back(contest);
    parts.back().share = 1;
    parts.back().weight = contest.share;
    parts.push_back(contest);
    parts.back().share = 0;
    parts.back().weight = 1 - contest.share;
  }
  const Strengths fit = fitted(3, soft);
  const Strengths twin = fitted(3, parts);
  for (std::size_t at = 0; at < 3; ++at) EXPECT_NEAR(fit.theta[at], twin.theta[at], 1e-12);
}

TEST(BradleyTerry, FindsStrengthsThatAreFarApart) {
  const Strengths fit =
      fitted(2, {{0, 1, 1, 1'000'000, 0}, {0, 1, 0, 1, 1}}, {}, {.spread = Spread::Buckets});
  EXPECT_NEAR(fit.theta[0] - fit.theta[1], std::log(1e6), 1e-9);
}

TEST(BradleyTerry, DoesNotDependOnTheOrderOfContestsByOneBit) {
  Rng rng(2);
  std::vector<Contest> contests =
      TournamentMaker({.scenarios = 12, .votes = 5, .density = 0.5, .subjects = 6}, rng)
          .make()
          .contests;
  Covariates covariates{{"position", "length"}, {}};
  for (std::size_t at = 0; at < contests.size(); ++at) {
    covariates.values.push_back(1);
    covariates.values.push_back(std::floor(4 * rng.normal()));
  }
  for (const Spread spread : {Spread::Buckets, Spread::Clusters}) {
    const Strengths fit = fitted(6, contests, covariates, {.spread = spread});
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
      shuffle(contests, covariates, seed);
      const Strengths again = fitted(6, contests, covariates, {.spread = spread});
      EXPECT_EQ(fit.theta, again.theta);
      EXPECT_EQ(fit.effects, again.effects);
      EXPECT_EQ(fit.covariance, again.covariance);
      EXPECT_EQ(fit.freedom, again.freedom);
    }
  }
}

TEST(BradleyTerry, DoesNotDependOnTheNumbersOfClusters) {
  Rng rng(3);
  std::vector<Contest> contests =
      TournamentMaker({.scenarios = 10, .subjects = 5}, rng).make().contests;
  const Strengths fit = fitted(5, contests);
  for (Contest& contest : contests) contest.cluster = 4'000'000'000U - 77 * contest.cluster;
  const Strengths again = fitted(5, contests);
  EXPECT_EQ(fit.clusters, 10U);
  EXPECT_EQ(again.clusters, 10U);
  for (std::size_t at = 0; at < fit.covariance.size(); ++at)
    EXPECT_NEAR(fit.covariance[at], again.covariance[at], 1e-14);
}

// In a field of alike contests, the spread comes from clusters: copies of a contest are no news.
TEST(BradleyTerry, SeesThroughCopiesWithinAClusterButNotWithinBuckets) {
  Rng rng(5);
  const std::vector<Contest> once =
      TournamentMaker({.scenarios = 20, .subjects = 4}, rng).make().contests;
  std::vector<Contest> fourfold;
  for (int copy = 0; copy < 4; ++copy) fourfold.insert(fourfold.end(), once.begin(), once.end());
  EXPECT_NEAR(error_of(fitted(4, fourfold), 0), error_of(fitted(4, once), 0), 1e-12);
  const FitOptions buckets{.spread = Spread::Buckets};
  EXPECT_NEAR(error_of(fitted(4, fourfold, {}, buckets), 0),
              error_of(fitted(4, once, {}, buckets), 0) / 2, 1e-12);
}

// A field with a bias of `gamma` per sd of length, in which the stronger write at greater length.
struct StyledField {
  std::vector<double> truth;
  std::vector<Contest> contests;
  Covariates covariates;
};

StyledField a_styled_field(double gamma, double position) {
  StyledField field{{}, {}, {{"length", "position"}, {}}};
  Rng rng(11);
  for (int at = 0; at < 6; ++at) field.truth.push_back(0.3 * at - 0.75);
  for (std::uint32_t at = 0; at < 3000; ++at) {
    const auto first = static_cast<std::uint32_t>(rng.below(6));
    const auto second = static_cast<std::uint32_t>((first + 1 + rng.below(5)) % 6);
    const double gap = field.truth[first] - field.truth[second];
    const double length = gap + rng.normal();
    const double odds = gap + gamma * length + position;
    const double share = rng.uniform() < 1 / (1 + std::exp(-odds)) ? 1 : 0;
    field.contests.push_back({first, second, share, 1, at});
    field.covariates.values.push_back(length);
    field.covariates.values.push_back(1);
  }
  return field;
}

TEST(BradleyTerry, RecoversAStyleEffectAndAPositionEffectWithinTwoErrors) {
  const StyledField field = a_styled_field(0.25, 0.4);
  const Strengths fit = fitted(6, field.contests, field.covariates);
  EXPECT_NEAR(fit.effects[0], 0.25, 2 * error_of(fit, 6));
  EXPECT_LT(error_of(fit, 6), 0.06);
  EXPECT_NEAR(fit.effects[1], 0.4, 2 * error_of(fit, 7));
  EXPECT_LT(error_of(fit, 7), 0.06);
}

TEST(BradleyTerry, LeavesNoStyleBiasInTheRatings) {
  const StyledField field = a_styled_field(0.25, 0);
  const Strengths fit = fitted(6, field.contests, field.covariates);
  const Strengths naive = fitted(6, field.contests);
  for (std::size_t at = 0; at < 6; ++at)
    EXPECT_NEAR(fit.theta[at], field.truth[at], 2.5 * error_of(fit, at));
  // Without the covariate the strongest gets 0.25 logits for each logit by writing more.
  EXPECT_GT(naive.theta[5] - field.truth[5], 3 * error_of(naive, 5));
}

// arena-rank's ridge of 1 on a mean loss shrinks the effect about 7 times (specs §B.5).
TEST(BradleyTerry, ShrinksAnEffectUnderAStrongRidgeOnly) {
  const StyledField field = a_styled_field(0.25, 0);
  const double free = fitted(6, field.contests, field.covariates).effects[0];
  const double none = fitted(6, field.contests, field.covariates, {.effect_ridge = 0}).effects[0];
  const double strong = fitted(6, field.contests, field.covariates, {.effect_ridge = 1}).effects[0];
  EXPECT_NEAR(free, none, 1e-4);
  EXPECT_LT(strong, free / 5);
}

TEST(BradleyTerry, GivesEffectsInTheCovariatesOwnUnit) {
  StyledField field = a_styled_field(0.25, 0.4);
  const Strengths fit = fitted(6, field.contests, field.covariates);
  for (std::size_t at = 0; at < field.covariates.values.size(); at += 2)
    field.covariates.values[at] *= 1000;
  const Strengths same = fitted(6, field.contests, field.covariates);
  EXPECT_NEAR(same.effects[0] * 1000, fit.effects[0], 1e-12);
  EXPECT_NEAR(error_of(same, 6) * 1000, error_of(fit, 6), 1e-12);
  EXPECT_NEAR(same.effects[1], fit.effects[1], 1e-12);
  EXPECT_NEAR(same.theta[0], fit.theta[0], 1e-12);
}

TEST(BradleyTerry, NamesTheGroupsThatNothingTiesTogether) {
  // 0 and 1 took from each other and from 2; 2 took from nobody; 3 met nobody.
  const std::vector<Contest> contests = {
      {0, 1, 1, 1, 0}, {1, 0, 1, 1, 1}, {0, 2, 1, 1, 2}, {2, 1, 0, 1, 3}};
  EXPECT_THAT(fault(4, contests), AllOf(HasSubstr("{0, 1}, {2}, {3}"), HasSubstr("prior")));
}

TEST(BradleyTerry, ListsOnlyTheFirstOfManyGroups) {
  const std::string what = fault(1000, {{0, 1, 0.5, 1, 0}, {0, 1, 0.5, 1, 1}});
  EXPECT_THAT(what, HasSubstr("999 groups"));
  EXPECT_LT(what.size(), 400U);
}

TEST(BradleyTerry, RefusesOneClusterWhereSpreadIsBetweenClusters) {
  const std::vector<Contest> contests = {{0, 1, 1, 1, 5}, {0, 1, 0, 1, 5}};
  EXPECT_THAT(fault(2, contests), HasSubstr("one cluster"));
  EXPECT_EQ(fault(2, contests, {}, {.spread = Spread::Buckets}), "no fault");
}

TEST(BradleyTerry, NamesACovariateThatSaysNothing) {
  Covariates covariates{{"length"}, std::vector<double>(22, 0)};
  EXPECT_THAT(fault(4, twenty_two_games(), covariates), HasSubstr("'length' is the same, 0"));
  covariates.values[3] = std::nan("");
  EXPECT_THAT(fault(4, twenty_two_games(), covariates), HasSubstr("'length' has a value"));
}

TEST(BradleyTerry, NamesACovariateThatMovesWithTheStrengths) {
  StyledField field = a_styled_field(0, 0);
  for (std::size_t at = 0; at < field.contests.size(); ++at) {
    const Contest& contest = field.contests[at];
    field.covariates.values[at * 2 + 1] =
        (contest.first == 2 ? 1 : 0) - (contest.second == 2 ? 1 : 0);
  }
  EXPECT_THAT(fault(6, field.contests, field.covariates), HasSubstr("'position' cannot be told"));
}

TEST(BradleyTerry, NamesACovariateThatRepeatsAnother) {
  StyledField field = a_styled_field(0, 0);
  for (std::size_t at = 0; at < field.contests.size(); ++at)
    field.covariates.values[at * 2 + 1] = -3 * field.covariates.values[at * 2];
  EXPECT_THAT(fault(6, field.contests, field.covariates), HasSubstr("'position' cannot be told"));
}

TEST(BradleyTerry, NamesAPositionThatNobodyVaried) {
  // The one with the lower index always came first, and two do not make a circle.
  std::vector<Contest> contests;
  add_games(contests, 3, {.first = 0, .second = 1, .share = 0.6});
  EXPECT_THAT(fault(2, contests, {{"position"}, {1, 1, 1}}),
              HasSubstr("'position' cannot be told"));
}

TEST(BradleyTerry, NamesACovariateThatAlwaysDecides) {
  // Whoever comes first wins, whoever it is.
  std::vector<Contest> contests;
  add_games(contests, 5, {.first = 0, .second = 1, .share = 1});
  add_games(contests, 5, {.first = 1, .second = 0, .share = 1});
  const Covariates position{{"position"}, std::vector<double>(10, 1)};
  EXPECT_THAT(fault(2, contests, position), HasSubstr("'position' has no finite effect"));
  EXPECT_THAT(fault(2, contests, position, {.effect_ridge = 0}), HasSubstr("'position'"));
  // A ridge that is there to hold it does.
  EXPECT_EQ(fault(2, contests, position, {.effect_ridge = 0.01}), "no fault");
}

TEST(BradleyTerry, NamesACovariateThatDecidesWhereverItSpeaks) {
  StyledField field = a_styled_field(0, 0);
  for (std::size_t at = 0; at < field.contests.size(); ++at) {
    const bool speaks = at % 50 == 0;
    field.covariates.values[at * 2 + 1] = speaks ? 2 : 0;
    if (speaks) field.contests[at].share = 1;
  }
  EXPECT_THAT(fault(6, field.contests, field.covariates), HasSubstr("'position' has no finite"));
}

TEST(BradleyTerry, HoldsAnUndefeatedContestantByANamedPrior) {
  const std::vector<Contest> contests = {{0, 1, 1, 1, 0}, {1, 2, 1, 1, 1}, {1, 2, 0, 1, 2}};
  EXPECT_THAT(fault(3, contests), HasSubstr("groups"));
  EXPECT_THAT(fault(3, contests, {}, {.prior = {Prior::Kind::Ridge, 0}}), HasSubstr("strength"));
  for (const Prior::Kind kind : {Prior::Kind::Ridge, Prior::Kind::PseudoTie}) {
    const Strengths fit = fitted(3, contests, {}, {.prior = {kind, 0.5}});
    EXPECT_NEAR(fit.theta[0] + fit.theta[1] + fit.theta[2], 0, 1e-12);
    EXPECT_GT(fit.theta[0], fit.theta[1]);
    EXPECT_GT(error_of(fit, 0), 0);
  }
}

TEST(BradleyTerry, BalancesScoresAgainstTheRidge) {
  const std::vector<Contest> contests = {{0, 1, 1, 1, 0}, {1, 2, 1, 1, 1}, {2, 0, 0.5, 2, 2}};
  const Strengths fit = fitted(3, contests, {}, {.prior = {Prior::Kind::Ridge, 0.3}});
  std::vector<double> score(3, 0);
  for (const Contest& contest : contests) {
    const double p = 1 / (1 + std::exp(fit.theta[contest.second] - fit.theta[contest.first]));
    score[contest.first] += contest.weight * (contest.share - p);
    score[contest.second] -= contest.weight * (contest.share - p);
  }
  for (std::size_t at = 0; at < 3; ++at) EXPECT_NEAR(score[at], 0.3 * fit.theta[at], 1e-12);
}

// Twin: the likelihood with its ties against a contestant of strength 0, over a fine grid.
TEST(BradleyTerry, TiesEachAgainstOneOfMeanStrength) {
  const std::vector<Contest> contests = {{0, 1, 1, 1, 0}, {1, 2, 1, 1, 1}, {1, 2, 0, 1, 2}};
  const Strengths fit = fitted(3, contests, {}, {.prior = {Prior::Kind::PseudoTie, 0.5}});
  const auto log_p = [](double x) { return -std::log1p(std::exp(-x)); };
  const auto value = [&](double a, double b) {
    const double theta[] = {a, b, -a - b};
    double sum = 0;
    for (const double each : theta) sum += 0.25 * (log_p(each) + log_p(-each));
    for (const Contest& contest : contests) {
      const double gap = theta[contest.first] - theta[contest.second];
      sum += contest.share * log_p(gap) + (1 - contest.share) * log_p(-gap);
    }
    return sum;
  };
  const double best = value(fit.theta[0], fit.theta[1]);
  for (double a = -3; a <= 3; a += 0.125) {
    for (double b = -3; b <= 3; b += 0.125) EXPECT_LE(value(a, b), best);
  }
  EXPECT_LT(value(fit.theta[0] + 1e-4, fit.theta[1]), best);
  EXPECT_LT(value(fit.theta[0], fit.theta[1] - 1e-4), best);
}

// 10,000 games of 4 players (specs §B.4): bounds of the bootstrap and of the sandwich.
TEST(BradleyTerry, SpreadsAsFarAsTheBootstrapDoes) {
  Rng rng(8);
  std::vector<Contest> contests;
  for (std::uint32_t at = 0; at < 10'000; ++at) {
    const auto first = static_cast<std::uint32_t>(rng.below(4));
    const auto second = static_cast<std::uint32_t>((first + 1 + rng.below(3)) % 4);
    const double gap = 0.4 * (static_cast<double>(first) - static_cast<double>(second));
    contests.push_back(
        {first, second, rng.uniform() < 1 / (1 + std::exp(-gap)) ? 1.0 : 0.0, 1, at});
  }
  const Strengths sandwich = fitted(4, contests, {}, {.spread = Spread::Buckets});
  const auto draws = drawn_strengths(4, contests, {}, {.seed = 3, .resamples = 200});
  ASSERT_EQ(draws.size(), 200U);
  for (std::size_t at = 0; at < 4; ++at) {
    std::vector<double> own;
    for (const auto& draw : draws) own.push_back(draw[at]);
    const Interval drawn = interval_of(own, 0.025);
    const Interval plain = rating_interval(sandwich, at, 0.95);
    const double width = plain.high - plain.low;
    EXPECT_NEAR(drawn.low, plain.low, width * 0.1);
    EXPECT_NEAR(drawn.high, plain.high, width * 0.1);
  }
}

}  // namespace
}  // namespace attune
