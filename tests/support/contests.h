#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "results/ratings/contest.h"
#include "scenarios/base/rng.h"

namespace attune {

// Adds `games` of one result, each a cluster of its own.
inline void add_games(std::vector<Contest>& contests, std::uint32_t games, const Contest& game) {
  for (std::uint32_t at = 0; at < games; ++at) {
    contests.push_back(game);
    contests.back().cluster = static_cast<std::uint32_t>(contests.size());
  }
}

// The 22 games of A, B, C, D in specs/emonet-arena-psychometrics-statistics §B.4.
inline std::vector<Contest> twenty_two_games() {
  std::vector<Contest> contests;
  const auto beat = [&](std::uint32_t winner, std::uint32_t loser, std::uint32_t games) {
    add_games(contests, games, {.first = winner, .second = loser, .share = 1});
  };
  beat(0, 1, 2);
  beat(1, 0, 3);
  beat(0, 3, 1);
  beat(3, 0, 4);
  beat(1, 2, 5);
  beat(2, 1, 3);
  beat(2, 3, 1);
  beat(3, 2, 3);
  return contests;
}

// The games with ties of m1, m2, m3 there.
inline std::vector<Contest> games_with_ties() {
  std::vector<Contest> contests;
  const auto play = [&](std::uint32_t first, std::uint32_t second,
                        std::vector<std::uint32_t> won_lost_tied) {
    const double shares[] = {1, 0, 0.5};
    for (std::size_t at = 0; at < 3; ++at)
      add_games(contests, won_lost_tied[at],
                {.first = first, .second = second, .share = shares[at]});
  };
  play(0, 1, {30, 12, 8});
  play(1, 2, {20, 10, 10});
  play(2, 0, {9, 25, 6});
  return contests;
}

// The same contests in another order, each with its covariates.
inline void shuffle(std::vector<Contest>& contests, Covariates& covariates, std::uint64_t seed) {
  std::vector<std::size_t> order(contests.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  Rng(seed).shuffle(order);
  const std::size_t width = covariates.names.size();
  std::vector<Contest> moved;
  std::vector<double> values;
  for (const std::size_t at : order) {
    moved.push_back(contests[at]);
    for (std::size_t k = 0; k < width; ++k) values.push_back(covariates.values[at * width + k]);
  }
  contests = moved;
  covariates.values = values;
}

}  // namespace attune
