#include "results/reports/whole.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace attune {

std::string_view cluster_of(std::string_view scenario) {
  return scenario.substr(0, scenario.find('/'));
}

Clustered::Clustered(std::span<const Scored> samples, std::span<const std::string_view> clusters)
    : samples_(clusters.size()), times_(clusters.size()) {
  for (const Scored& sample : samples) {
    const auto found = std::ranges::find(clusters, cluster_of(sample.scenario));
    if (found == clusters.end()) continue;
    samples_[static_cast<std::size_t>(found - clusters.begin())].push_back(sample);
  }
}

std::string_view Clustered::renamed(std::string_view scenario, std::size_t time) {
  std::string& name = names_[{scenario, time}];
  if (name.empty()) {
    const std::string_view cluster = cluster_of(scenario);
    name = fmt::format("{}#{}{}", cluster, time, scenario.substr(cluster.size()));
  }
  return name;
}

std::optional<double> Clustered::figure(Whole whole, std::span<const std::uint32_t> drawn) {
  drawn_.clear();
  std::ranges::fill(times_, 0);
  for (const std::uint32_t cluster : drawn) {
    const std::size_t time = ++times_[cluster];
    for (Scored sample : samples_[cluster]) {
      if (time > 1) sample.scenario = renamed(sample.scenario, time);
      drawn_.push_back(sample);
    }
  }
  return whole(drawn_);
}

namespace {

// The figure itself for every cluster once in its order, the coarser one for draws.
Whole whole_for(const ScoreRule& rule, std::span<const std::uint32_t> drawn) {
  if (rule.whole_drawn == nullptr) return rule.whole;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (drawn[i] != i) return rule.whole_drawn;
  }
  return rule.whole;
}

}  // namespace

std::vector<std::string_view> clusters_of(std::span<const Scored> samples) {
  std::vector<std::string_view> clusters;
  for (const Scored& sample : samples) clusters.push_back(cluster_of(sample.scenario));
  std::ranges::sort(clusters);
  clusters.erase(std::unique(clusters.begin(), clusters.end()), clusters.end());
  return clusters;
}

std::variant<Estimate, Unscored> whole_score(std::span<const Scored> samples, const ScoreRule& rule,
                                             const Bootstrap& bootstrap) {
  assert(!samples.empty() && rule.whole != nullptr);
  const std::vector<std::string_view> clusters = clusters_of(samples);
  Clustered clustered(samples, clusters);
  const auto estimate =
      estimate_figure([&](auto drawn) { return clustered.figure(whole_for(rule, drawn), drawn); },
                      {.samples = samples.size(), .clusters = clusters.size()}, bootstrap);
  if (!estimate)
    return Unscored{fmt::format("{} scored samples are too few for this figure", samples.size())};
  if (estimate->clusters > 1 && !estimate->low) {
    return Unscored{fmt::format(
        "fewer than half of the resamples of {} scored samples allow this figure", samples.size())};
  }
  return *estimate;
}

std::vector<DrawnFigure> whole_field(std::span<const std::vector<Scored>> subjects,
                                     const ScoreRule& rule, const Bootstrap& bootstrap) {
  std::vector<Scored> all;
  for (const auto& samples : subjects) all.insert(all.end(), samples.begin(), samples.end());
  const std::vector<std::string_view> clusters = clusters_of(all);
  std::vector<DrawnFigure> field;
  for (const auto& samples : subjects) {
    Clustered clustered(samples, clusters);
    std::vector<bool> has;
    for (std::size_t at = 0; at < clusters.size(); ++at) has.push_back(clustered.has(at));
    const auto figure = [&](auto drawn) { return clustered.figure(whole_for(rule, drawn), drawn); };
    field.push_back(drawn_figure(figure, std::move(has), bootstrap));
  }
  return field;
}

}  // namespace attune
