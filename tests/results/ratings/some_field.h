#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "scenarios/base/rng.h"
#include "tests/results/ratings/some_comparisons.h"

namespace attune {

// A field whose strengths are known, in log-odds: every pair on every scenario, in both orders, by
// one judge, with margins drawn about what the strengths give.
struct FieldPlan {
  std::map<std::string, double> strengths = {
      {"lab/a", 1}, {"lab/b", 0.4}, {"shop/c", -0.2}, {"shop/d", -1.2}};
  std::size_t scenarios = 12;
  double noise = 1;     // standard deviation of a margin
  double position = 0;  // added to the log-odds of who is shown first
  double length = 0;    // added to the log-odds, times the balance of lengths
  std::string judge = "court/judge";
  std::uint64_t seed = 1;
};

// The margin, -5 to 5, that log-odds are worth.
inline double margin_at(double log_odds) {
  return 5 * (2 / (1 + std::exp(-log_odds)) - 1);
}

inline std::vector<Comparison> some_field(const FieldPlan& plan = {}) {
  std::vector<Comparison> comparisons;
  Rng rng(plan.seed);
  const auto drawn = [&](double log_odds) {
    return std::clamp(margin_at(log_odds) + plan.noise * rng.normal(), -5.0, 5.0);
  };
  for (std::size_t scenario = 1; scenario <= plan.scenarios; ++scenario) {
    for (auto first = plan.strengths.begin(); first != plan.strengths.end(); ++first) {
      for (auto second = std::next(first); second != plan.strengths.end(); ++second) {
        Comparison there = shown(fmt::format("q{:02}", scenario), first->first, second->first, 0);
        there.judge = plan.judge;
        there.first_length = 400 + 400 * rng.uniform();
        there.second_length = 400 + 400 * rng.uniform();
        const double balance = (*there.first_length - *there.second_length) /
                               (*there.first_length + *there.second_length);
        const double lead = first->second - second->second + plan.length * balance;
        const double other = rng.normal();
        const auto finding = [&](double log_odds, double sign) {
          const double warmth = drawn(log_odds);
          return Margins{
              {{"insight", std::clamp(warmth / 2 + sign * other, -5.0, 5.0)}, {"warmth", warmth}}};
        };
        there.finding = finding(lead + plan.position, 1);
        Comparison back = turned_of(there, 0);
        back.finding = finding(-lead + plan.position, -1);
        comparisons.push_back(there);
        comparisons.push_back(back);
      }
    }
  }
  return comparisons;
}

}  // namespace attune
