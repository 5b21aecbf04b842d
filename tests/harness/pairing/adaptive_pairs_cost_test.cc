#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "harness/pairing/adaptive_pairs.h"
#include "harness/pairing/eqbench3_pairs.h"
#include "harness/pairing/uniform_pairs.h"
#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

std::vector<double> strengths(const PairField& field, const std::vector<JudgedUnit>& judged) {
  const auto fit =
      fit_bradley_terry(field.contestants, to_contests(field, judged), {},
                        {.prior = {Prior::Kind::Ridge, 0.05}, .spread = Spread::Buckets});
  return fit ? fit->theta : std::vector<double>(field.contestants);
}

// Mean absolute error after the best straight line: what is left when only the scale was wrong.
double distance(const std::vector<double>& truth, const std::vector<double>& found) {
  const auto size = static_cast<double>(truth.size());
  const double mean_truth = std::accumulate(truth.begin(), truth.end(), 0.0) / size;
  const double mean_found = std::accumulate(found.begin(), found.end(), 0.0) / size;
  double across = 0;
  double square = 0;
  for (std::size_t at = 0; at < truth.size(); ++at) {
    across += (truth[at] - mean_truth) * (found[at] - mean_found);
    square += (found[at] - mean_found) * (found[at] - mean_found);
  }
  double sum = 0;
  for (std::size_t at = 0; at < truth.size(); ++at)
    sum += std::abs(truth[at] - mean_truth - across / square * (found[at] - mean_found));
  return sum / size;
}

// Units won or lost by the odds of known strengths.
std::vector<JudgedUnit> won_or_lost(const std::vector<double>& theta, std::uint64_t seed,
                                    const std::vector<PairUnit>& units) {
  std::vector<JudgedUnit> judged;
  for (const PairUnit& unit : units) {
    Rng luck(world_seed(seed, unit.a, unit.b, unit.place));
    const double odds = 1 / (1 + std::exp(theta[unit.b] - theta[unit.a]));
    judged.push_back({unit, luck.uniform() < odds ? 1.0 : 0.0});
  }
  return judged;
}

template <class Pairs>
double error_of(Pairs pairs, const PairField& field, const std::vector<double>& theta,
                std::uint64_t seed) {
  std::vector<JudgedUnit> all;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    const auto judged = won_or_lost(theta, seed, round);
    pairs.heard(judged);
    all.insert(all.end(), judged.begin(), judged.end());
  }
  return distance(theta, strengths(field, all));
}

// As specs/emonet-arena-psychometrics-statistics §D.6 has it for wide fields; tests/bench has the
// figures.
TEST(AdaptivePairs, RatesAWideFieldBetterThanAsManyUnitsOfAllPairsAlike) {
  const PairField field = world_field(a_world(10));
  std::vector<double> theta;
  for (int at = 0; at < 10; ++at) theta.push_back(at - 4.5);
  double adaptive = 0;
  double uniform = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    AdaptiveOptions options = up_to(200);
    options.seed = seed;
    options.round_units = 20;
    adaptive += error_of(AdaptivePairs(field, options), field, theta, seed);
    uniform += error_of(UniformPairs(field, {.seed = seed, .max_units = 200}), field, theta, seed);
  }
  EXPECT_LT(adaptive, uniform);
}

// The claim, in small: half the calls of EQ-Bench 3's schedule, and the newcomer's skill is known
// as well. tests/bench has it on ladders of 40.
TEST(AdaptivePairs, PlacesANewcomerAsWellAsTheReferenceDoesForHalfTheCalls) {
  double reference = 0;
  double adaptive = 0;
  double uniform = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    PairWorld world;
    world.seed = seed;
    Rng rng(seed);
    world.skills = drawn_skills(11, rng);
    const auto error = [&](const std::vector<double>& ratings) {
      return std::abs(skill_read_off(world, ratings) - world.skills.back());
    };
    Eqbench3Pairs schedule(field_with_newcomer(world, &WorldShares::group), world_eqbench3(world));
    play(schedule, world, &WorldShares::group);
    reference += error(schedule.ratings());
    const PairField field = field_with_newcomer(world, &WorldShares::eqbench3);
    AdaptiveOptions options = up_to(schedule.asked() / 2);
    options.seed = seed;
    options.round_units = 48;
    AdaptivePairs chosen(field, options);
    adaptive += error(strengths(field, play(chosen, world, &WorldShares::eqbench3)));
    UniformPairs drawn(
        field,
        {.order = UniformOptions::Order::Drawn, .seed = seed, .max_units = schedule.asked() / 2});
    uniform += error(strengths(field, play(drawn, world, &WorldShares::eqbench3)));
  }
  EXPECT_LE(adaptive, 1.1 * reference);
  EXPECT_LT(adaptive, uniform);
}

}  // namespace
}  // namespace attune
