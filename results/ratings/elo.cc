#include "results/ratings/elo.h"

#include <cassert>
#include <cmath>

#include "results/stats/bootstrap.h"
#include "scenarios/base/rng.h"

namespace attune {

std::vector<double> online_elo(std::size_t contestants, std::span<const Contest> contests,
                               const EloOptions& options) {
  std::vector<double> ratings(contestants, options.start);
  for (const Contest& contest : contests) {
    assert(contest.first < contestants && contest.second < contestants);
    double& first = ratings[contest.first];
    double& second = ratings[contest.second];
    const double expected = 1 / (1 + std::pow(10.0, (second - first) / 400));
    const double move = options.step * (contest.share - expected);
    first += move;
    second -= move;
  }
  return ratings;
}

std::vector<double> median_elo(std::size_t contestants, std::span<const Contest> contests,
                               std::size_t shuffles, std::uint64_t seed,
                               const EloOptions& options) {
  assert(shuffles > 0);
  Rng rng = Rng::named(seed, "orders of contests");
  std::vector<Contest> order(contests.begin(), contests.end());
  std::vector<std::vector<double>> ratings(contestants);
  for (std::size_t shuffle = 0; shuffle < shuffles; ++shuffle) {
    rng.shuffle(order);
    const std::vector<double> drawn = online_elo(contestants, order, options);
    for (std::size_t at = 0; at < contestants; ++at) ratings[at].push_back(drawn[at]);
  }
  std::vector<double> medians;
  for (std::vector<double>& each : ratings) medians.push_back(quantile(each, 0.5));
  return medians;
}

}  // namespace attune
