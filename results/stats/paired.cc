#include "results/stats/paired.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace attune {
namespace {

std::vector<double> differences(const ScenarioMeans& first, const ScenarioMeans& second) {
  assert(first.size() == second.size());
  std::vector<double> common;
  for (std::size_t at = 0; at < first.size(); ++at) {
    if (first[at] && second[at]) common.push_back(*first[at] - *second[at]);
  }
  return common;
}

// Weighted sums of one subject's figures, one of each for every draw.
struct Sums {
  std::vector<double> values;
  std::vector<double> weights;
};

// A field under one set of draws. Adds up every subject once; a pair costs no more than its draws,
// and what only one of the two has is taken off again.
class Field {
 public:
  Field(std::span<const ScenarioMeans> subjects, const Bootstrap& bootstrap)
      : subjects_(subjects), resamples_(std::max<std::size_t>(bootstrap.resamples, 1)) {
    draw_times(bootstrap.seed);
    for (const ScenarioMeans& subject : subjects_) {
      sums_.push_back({std::vector<double>(resamples_), std::vector<double>(resamples_)});
      for (std::size_t at = 0; at < subject.size(); ++at) {
        if (subject[at]) add(sums_.back(), at, *subject[at], 1);
      }
    }
    for (std::size_t n = 0; n <= scenarios(); ++n) {
      tails_.push_back(n < 2 ? 0 : expanded_tail(n, bootstrap.level));
    }
  }

  Sure compare(std::size_t first, std::size_t second) {
    const std::size_t common = common_of(first, second);
    if (common < 2) return Sure::No;
    std::vector<double>& draws = drawn_differences(first, second);
    if (draws.empty()) return Sure::No;
    return sure_of(interval_of(draws, tails_[common]));
  }

 private:
  [[nodiscard]] std::size_t scenarios() const { return subjects_.front().size(); }

  // times_[scenario * resamples_ + draw]: how often that draw holds that scenario.
  void draw_times(std::uint64_t seed) {
    times_.assign(scenarios() * resamples_, 0);
    if (times_.empty()) return;
    Resampler resampler(scenarios(), seed);
    for (std::size_t draw = 0; draw < resamples_; ++draw) {
      for (const std::uint32_t scenario : resampler.draw()) ++times_[scenario * resamples_ + draw];
    }
  }

  void add(Sums& sums, std::size_t scenario, double value, double sign) const {
    const std::int32_t* times = times_.data() + scenario * resamples_;
    for (std::size_t draw = 0; draw < resamples_; ++draw) {
      const double weight = sign * times[draw];
      sums.values[draw] += weight * value;
      sums.weights[draw] += weight;
    }
  }

  [[nodiscard]] std::size_t common_of(std::size_t first, std::size_t second) const {
    std::size_t common = 0;
    for (std::size_t at = 0; at < scenarios(); ++at) {
      common += subjects_[first][at] && subjects_[second][at] ? 1 : 0;
    }
    return common;
  }

  // The first's sums less the second's, over what both have. Weights are those of the first.
  std::vector<double>& drawn_differences(std::size_t first, std::size_t second) {
    gap_ = sums_[first];
    for (std::size_t draw = 0; draw < resamples_; ++draw) {
      gap_.values[draw] -= sums_[second].values[draw];
    }
    for (std::size_t at = 0; at < scenarios(); ++at) take_off(at, first, second);
    kept_.clear();
    for (std::size_t draw = 0; draw < resamples_; ++draw) {
      if (gap_.weights[draw] > 0) kept_.push_back(gap_.values[draw] / gap_.weights[draw]);
    }
    return kept_;
  }

  void take_off(std::size_t scenario, std::size_t first, std::size_t second) {
    const std::optional<double>& mine = subjects_[first][scenario];
    const std::optional<double>& theirs = subjects_[second][scenario];
    if (mine && !theirs) add(gap_, scenario, *mine, -1);
    if (theirs && !mine) {
      const std::int32_t* times = times_.data() + scenario * resamples_;
      for (std::size_t draw = 0; draw < resamples_; ++draw) {
        gap_.values[draw] += times[draw] * *theirs;
      }
    }
  }

  std::span<const ScenarioMeans> subjects_;
  std::size_t resamples_;
  std::vector<std::int32_t> times_;
  std::vector<Sums> sums_;     // by subject
  std::vector<double> tails_;  // by number of common scenarios
  Sums gap_;                   // of the pair in hand
  std::vector<double> kept_;   // likewise
};

}  // namespace

std::optional<Estimate> paired_difference(const ScenarioMeans& first, const ScenarioMeans& second,
                                          const Bootstrap& bootstrap) {
  std::vector<Cluster> clusters;
  for (const double difference : differences(first, second)) clusters.push_back({difference});
  return estimate_mean(clusters, bootstrap);
}

std::optional<double> paired_standard_error(const ScenarioMeans& first,
                                            const ScenarioMeans& second) {
  return standard_error(differences(first, second));
}

std::vector<RankRange> rank_ranges(std::span<const ScenarioMeans> field,
                                   const Bootstrap& bootstrap) {
  if (field.size() < 2) return ranges_of(field.size(), [](auto, auto) { return Sure::No; });
  Field drawn(field, bootstrap);
  return ranges_of(field.size(),
                   [&drawn](auto first, auto second) { return drawn.compare(first, second); });
}

}  // namespace attune
