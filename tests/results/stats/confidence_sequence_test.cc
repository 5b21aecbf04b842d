#include "results/stats/confidence_sequence.h"

#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

NormalMixture tuned_to_100() {
  return {.variance = 0.25, .rho = narrowest_rho(25, 0.05), .alpha = 0.05};
}

AsymptoticMixture tuned_to(double count) {
  return {.rho = std::sqrt(1 / narrowest_rho(count, 0.05)), .alpha = 0.05};
}

double fixed_half_width(double count) {
  return 1.959964 * 0.5 / std::sqrt(count);
}

// specs/emonet-arena-psychometrics-statistics §D.5.
TEST(NormalMixture, IsWhatTheSpecificationComputed) {
  const NormalMixture mixture = tuned_to_100();
  EXPECT_NEAR(mixture.rho, 3.044337, 5e-7);
  EXPECT_NEAR(half_width(mixture, 50), 0.21769, 5e-6);
  EXPECT_NEAR(half_width(mixture, 100), 0.15176, 5e-6);
  EXPECT_NEAR(half_width(mixture, 200), 0.10833, 5e-6);
  EXPECT_NEAR(half_width(mixture, 400), 0.07827, 5e-6);
  EXPECT_NEAR(half_width(mixture, 1000), 0.05133, 5e-6);
}

TEST(NormalMixture, CostsHalfAsMuchAgainAsAnIntervalMadeOnce) {
  constexpr std::array<double, 5> kCounts = {50, 100, 200, 400, 1000};
  constexpr std::array<double, 5> kOnce = {0.13859, 0.098, 0.0693, 0.049, 0.03099};
  for (std::size_t at = 0; at < kCounts.size(); ++at)
    EXPECT_NEAR(fixed_half_width(kCounts[at]), kOnce[at], 5e-5);
  EXPECT_NEAR(half_width(tuned_to_100(), 100) / kOnce[1], 1.55, 0.005);
}

TEST(NormalMixture, IsNarrowestWhereItIsTunedTo) {
  const NormalMixture tuned = tuned_to_100();
  for (const double factor : {0.5, 0.9, 1.1, 2.0}) {
    NormalMixture other = tuned;
    other.rho *= factor;
    EXPECT_LT(half_width(tuned, 100), half_width(other, 100));
  }
}

// The slow obvious twin: w from w e^w = x by halving.
TEST(LambertWLower, SolvesItsEquation) {
  for (const double x : {-0.3678, -0.2, -0.01, -1e-6, -1e-12}) {
    double low = -60;
    double high = -1;
    for (int step = 0; step < 200; ++step) {
      const double middle = (low + high) / 2;
      (middle * std::exp(middle) > x ? low : high) = middle;
    }
    EXPECT_NEAR(lambert_w_lower(x), low, 1e-9);
  }
  EXPECT_NEAR(lambert_w_lower(-std::exp(-1.0)), -1, 1e-7);
}

TEST(AsymptoticMixture, IsTheNormalMixtureWithTheSpreadFound) {
  const AsymptoticMixture mixture = tuned_to(100);
  const double t = 70;
  const double squared = mixture.rho * mixture.rho;
  const double direct = std::sqrt(2 * (t * squared + 1) / (t * t * squared) *
                                  std::log(std::sqrt(t * squared + 1) / 0.05));
  EXPECT_NEAR(half_width(mixture, t), direct, 1e-12);
  EXPECT_NEAR(half_width(mixture, t) / 2, half_width(tuned_to_100(), t), 1e-9);
}

TEST(KnownVariance, IsWiderTheLessIsKnown) {
  EXPECT_LT(half_width(KnownVariance{1, 1}, 0.05), half_width(KnownVariance{2, 1}, 0.05));
  EXPECT_LT(half_width(KnownVariance{1, 1}, 0.05), half_width(KnownVariance{1, 1}, 0.01));
}

// In how many of `runs` any interval from the `first` on leaves the mean out.
template <class Mixture>
int misses(const Mixture& mixture, const std::function<double(Rng&)>& draw, double mean,
           std::size_t first, int runs) {
  Rng rng(9);
  int missed = 0;
  for (int run = 0; run < runs; ++run) {
    std::vector<double> values(400);
    for (double& value : values) value = draw(rng);
    const std::vector<Interval> intervals = confidence_sequence(values, mixture);
    bool out = false;
    for (std::size_t at = first; at < intervals.size(); ++at)
      out = out || intervals[at].low > mean || intervals[at].high < mean;
    missed += out ? 1 : 0;
  }
  return missed;
}

TEST(ConfidenceSequence, HoldsAtAllLooksTogether) {
  constexpr int kRuns = 400;
  const auto toss = [](Rng& rng) { return rng.uniform() < 0.5 ? 0.0 : 1.0; };
  EXPECT_LE(misses(tuned_to_100(), toss, 0.5, 0, kRuns), 0.05 * kRuns);
  const auto normal = [](Rng& rng) { return rng.normal(); };
  EXPECT_LE(misses(tuned_to(100), normal, 0, 20, kRuns), 0.05 * kRuns);
}

// Asymptotic: strongly skewed values claim too much for a long time.
TEST(ConfidenceSequence, NearlyHoldsForSkewedValuesOnceThereAreMany) {
  constexpr int kRuns = 400;
  const auto skewed = [](Rng& rng) { return -std::log(1 - rng.uniform()); };
  EXPECT_LE(misses(tuned_to(100), skewed, 1, 30, kRuns), 0.1 * kRuns);
  EXPECT_GT(misses(tuned_to(100), skewed, 1, 0, kRuns), 0.1 * kRuns);
}

// The intervals would hold if they were as wide as the world; one made for a single look does not.
TEST(ConfidenceSequence, IsNeededWhereOneLooksAgainAndAgain) {
  constexpr int kRuns = 100;
  const auto toss = [](Rng& rng) { return rng.uniform() < 0.5 ? 0.0 : 1.0; };
  Rng rng(9);
  int missed = 0;
  for (int run = 0; run < kRuns; ++run) {
    double sum = 0;
    bool out = false;
    for (int count = 1; count <= 400; ++count) {
      sum += toss(rng);
      out = out || (count > 20 && std::abs(sum / count - 0.5) > fixed_half_width(count));
    }
    missed += out ? 1 : 0;
  }
  EXPECT_GT(missed, 0.2 * kRuns);
}

TEST(ConfidenceSequence, LeavesOutWhatIsNotTheMean) {
  Rng rng(3);
  std::vector<double> values(400);
  for (double& value : values) value = 0.3 + rng.normal();
  EXPECT_GT(confidence_sequence(values, tuned_to(100)).back().low, 0);
}

}  // namespace
}  // namespace attune
