#include "results/stats/outlier_judges.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace attune {
namespace {

// Votes on one pair, by which side they take: second, neither, first.
using Sides = std::array<std::size_t, 3>;

std::size_t side_of(double share) {
  if (share == 0.5) return 1;
  return share > 0.5 ? 2 : 0;
}

std::size_t count_from(const Sides& sides, std::size_t low, std::size_t high) {
  std::size_t count = 0;
  for (std::size_t side = low; side <= high; ++side) count += sides[side];
  return count;
}

// All votes on each pair, and each judge's own among them.
struct History {
  std::map<std::uint32_t, Sides> all;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Sides> own;
};

History history_of(std::span<const PairVote> votes) {
  History history;
  for (const PairVote& vote : votes) {
    ++history.all[vote.pair][side_of(vote.share)];
    ++history.own[{vote.judge, vote.pair}][side_of(vote.share)];
  }
  return history;
}

// What a vote says against its judge, as -ln p by either tail.
struct Against {
  double high = 0;
  double low = 0;
};

// Absent where nobody else voted on the pair.
std::optional<Against> against(const PairVote& vote, const History& history) {
  const Sides& all = history.all.at(vote.pair);
  const Sides& own = history.own.at({vote.judge, vote.pair});
  Sides others{};
  for (std::size_t side = 0; side < others.size(); ++side) others[side] = all[side] - own[side];
  const std::size_t count = count_from(others, 0, 2);
  if (count == 0) return std::nullopt;
  const std::size_t side = side_of(vote.share);
  const auto least = std::log(static_cast<double>(1 + count));
  const Against found{
      .high = least - std::log(static_cast<double>(1 + count_from(others, side, 2))),
      .low = least - std::log(static_cast<double>(1 + count_from(others, 0, side)))};
  // By all votes, this one too: that is the same for whoever of them is looked at.
  if (all[0] > all[2]) return Against{.high = found.low, .low = found.high};
  return found;
}

// One judge's running sums of -ln p.
struct Running {
  std::size_t votes = 0;
  double high = 0;
  double low = 0;
  bool out = false;
};

bool beyond(const Running& running, const OutlierRule& rule) {
  const double each = rule.alpha / static_cast<double>(rule.looks.size());
  return chi_squared_beyond(std::max(running.high, running.low), running.votes) < each;
}

}  // namespace

// exp(-h) times the sum of h^i / i! for i < j, each term by its logarithm lest it underflow.
double chi_squared_beyond(double half, std::size_t half_freedom) {
  if (half <= 0) return 1;
  double sum = 0;
  double log_term = -half;
  for (std::size_t i = 0; i < half_freedom; ++i) {
    if (i > 0) log_term += std::log(half / static_cast<double>(i));
    sum += std::exp(log_term);
  }
  return std::min(sum, 1.0);
}

std::vector<bool> outlying_judges(std::span<const PairVote> votes, std::size_t judges,
                                  const OutlierRule& rule) {
  const History history = history_of(votes);
  std::vector<Running> running(judges);
  for (const PairVote& vote : votes) {
    Running& mine = running[vote.judge];
    if (mine.votes == rule.looks.back()) continue;
    const auto says = against(vote, history);
    if (!says) continue;
    mine.high += says->high;
    mine.low += says->low;
    ++mine.votes;
    if (std::ranges::find(rule.looks, mine.votes) != rule.looks.end())
      mine.out = mine.out || beyond(mine, rule);
  }
  std::vector<bool> outlying;
  outlying.reserve(judges);
  for (const Running& mine : running)
    outlying.push_back(mine.out || (mine.votes >= rule.least && beyond(mine, rule)));
  return outlying;
}

}  // namespace attune
