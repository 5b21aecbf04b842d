#include "results/stats/paired.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "scenarios/base/rng.h"

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

PairedField::PairedField(std::span<const ScenarioMeans> field, const Bootstrap& bootstrap)
    : field_(field), resamples_(std::max<std::size_t>(bootstrap.resamples, 1)) {
  const std::size_t scenarios = field.front().size();
  signs_.resize(scenarios * resamples_);
  Rng rng = Rng::named(bootstrap.seed, "signs of scenarios");
  for (double& sign : signs_) sign = rng.uniform() < 0.5 ? -1 : 1;
  for (const ScenarioMeans& subject : field_) {
    sums_.push_back({std::vector<double>(resamples_), std::vector<double>(resamples_)});
    for (std::size_t at = 0; at < scenarios; ++at) {
      if (subject[at]) add(sums_.back(), at, *subject[at], 1);
    }
  }
}

void PairedField::add(Sums& sums, std::size_t scenario, double value, double count) const {
  const double* signs = signs_.data() + scenario * resamples_;
  for (std::size_t draw = 0; draw < resamples_; ++draw) {
    sums.values[draw] += signs[draw] * value;
    sums.signs[draw] += signs[draw] * count;
  }
}

// From the first's sums less the second's, with the signs of the first, takes off what only one of
// the two has.
void PairedField::only_common(std::size_t first, std::size_t second, Sums& sums) const {
  for (std::size_t at = 0; at < field_[first].size(); ++at) {
    const std::optional<double>& mine = field_[first][at];
    const std::optional<double>& theirs = field_[second][at];
    if (mine && !theirs) add(sums, at, -*mine, -1);
    if (theirs && !mine) add(sums, at, *theirs, 0);
  }
}

void PairedField::draw(std::size_t first, std::size_t second, DrawnGap& gap) const {
  Sums sums = sums_[first];
  for (std::size_t draw = 0; draw < resamples_; ++draw)
    sums.values[draw] -= sums_[second].values[draw];
  only_common(first, second, sums);
  const double scale = 1 / ((gap.freedom + 1) * gap.error);
  gap.off.resize(resamples_);
  for (std::size_t draw = 0; draw < resamples_; ++draw)
    gap.off[draw] = scale * (sums.values[draw] - gap.point * sums.signs[draw]);
}

bool PairedField::gap(std::size_t first, std::size_t second, DrawnGap& gap) const {
  const std::vector<double> common = differences(field_[first], field_[second]);
  const std::optional<double> error = standard_error(common);
  if (!error) return false;
  const auto n = static_cast<double>(common.size());
  gap.point = std::accumulate(common.begin(), common.end(), 0.0) / n;
  gap.error = *error;
  gap.freedom = n - 1;
  gap.off.clear();
  if (common.size() >= kFewestDrawn && gap.error > 0) draw(first, second, gap);
  return true;
}

std::vector<RankRange> rank_ranges(std::span<const ScenarioMeans> field,
                                   const Bootstrap& bootstrap) {
  if (field.size() < 2) return std::vector<RankRange>(field.size());
  const PairedField drawn(field, bootstrap);
  return ranges_together(
      field.size(),
      [&drawn](auto first, auto second, auto& gap) { return drawn.gap(first, second, gap); },
      bootstrap.level);
}

}  // namespace attune
