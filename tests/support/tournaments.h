#pragma once

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "results/ratings/contest.h"
#include "scenarios/base/rng.h"

namespace attune {

// Tournaments of known truth.
//
// What the truth is. With shares of a win between 0 and 1, or effects that differ by scenario, the
// strengths a fit tends to are those for which the expected share equals logistic(theta_a -
// theta_b). So tournaments are made such that this holds exactly, whatever goes together: each of
// `votes` votes of a comparison goes to the first where a standard normal latent variable is below
// the normal quantile of logistic(theta_a - theta_b), and the share is the mean of the votes. A
// part of the latent variable belongs to how the two subjects get on with the scenario, another to
// the unit (two orders of one pair of replies), the rest to the vote. Each part is normal and the
// parts' variances add up to 1, so that the mean stays; only the correlation is theirs.
struct TournamentSetting {
  std::uint32_t scenarios = 45;
  int votes = 1;                      // of a comparison; 1: won or lost, more: soft shares
  double density = 1;                 // chance of a pair to meet in a scenario
  double spread = 1;                  // sd of true strengths, logits
  double scenario = 0.05;             // of the latent variance; 0.05: sd 0.3 logits a subject
  double unit = 0.2;                  // likewise
  double uneven = 0;                  // sd of the log of a scenario's density
  std::uint32_t newcomer_in = 1'000;  // scenarios that the first subject is in, at most
  std::size_t subjects = 12;
};

struct Tournament {
  std::vector<double> truth;  // sum 0
  std::vector<Contest> contests;
};

inline double normal_below(double x) {
  return std::erfc(-x / std::sqrt(2.0)) / 2;
}

inline std::vector<double> a_truth(const TournamentSetting& setting, Rng& rng) {
  std::vector<double> truth;
  double sum = 0;
  for (std::size_t at = 0; at < setting.subjects; ++at) {
    truth.push_back(setting.spread * rng.normal());
    sum += truth.back();
  }
  for (double& each : truth) each -= sum / static_cast<double>(setting.subjects);
  return truth;
}

class TournamentMaker {
 public:
  TournamentMaker(const TournamentSetting& setting, Rng& rng) : setting_(setting), rng_(rng) {}

  Tournament make() {
    made_.truth = a_truth(setting_, rng_);
    for (std::uint32_t scenario = 0; scenario < setting_.scenarios; ++scenario) play(scenario);
    return std::move(made_);
  }

 private:
  void play(std::uint32_t scenario) {
    const double chance = setting_.density * std::exp(setting_.uneven * rng_.normal());
    liking_.clear();
    for (std::size_t at = 0; at < setting_.subjects; ++at) liking_.push_back(rng_.normal());
    for (std::uint32_t a = 0; a < setting_.subjects; ++a) {
      for (std::uint32_t b = a + 1; b < setting_.subjects; ++b) {
        const bool meet = rng_.uniform() < chance;
        if (meet && (a > 0 || scenario < setting_.newcomer_in)) compare(a, b, scenario);
      }
    }
  }

  void compare(std::uint32_t a, std::uint32_t b, std::uint32_t scenario) {
    const double p = 1 / (1 + std::exp(made_.truth[b] - made_.truth[a]));
    const double common = std::sqrt(setting_.scenario / 2) * (liking_[b] - liking_[a]) +
                          std::sqrt(setting_.unit) * rng_.normal();
    made_.contests.push_back({a, b, share(p, common), 0.5, scenario});
    made_.contests.push_back({b, a, 1 - share(p, common), 0.5, scenario});
  }

  double share(double p, double common) {
    const double rest = std::sqrt(1 - setting_.scenario - setting_.unit);
    double won = 0;
    for (int vote = 0; vote < setting_.votes; ++vote)
      won += normal_below(common + rest * rng_.normal()) < p ? 1 : 0;
    return won / setting_.votes;
  }

  const TournamentSetting& setting_;
  Rng& rng_;
  Tournament made_;
  std::vector<double> liking_;
};

}  // namespace attune
