#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "results/stats/figure.h"
#include "scorers/registry.h"

namespace attune {

using Whole = std::optional<double> (*)(std::span<const Scored> samples);

// The cluster a scenario belongs to: what stands before the first slash of its id, or all of it.
std::string_view cluster_of(std::string_view scenario);

// What one subject had scored, by clusters of scenarios, and the figure of any choice of them.
//
// A cluster that is drawn again is another cluster to `whole`: from the second time on its ids read
// "first-to-ring#2/rowan" where the pack has "first-to-ring/rowan", so that what counts scenarios
// or looks for the repeats of one counts rightly. Samples come in order of draw, then as given.
//
// Ownership: what `samples` point to belongs to somebody who outlives this.
class Clustered {
 public:
  // `clusters`: the names by whose indices clusters are drawn; samples of others are left out.
  Clustered(std::span<const Scored> samples, std::span<const std::string_view> clusters);

  [[nodiscard]] bool has(std::size_t cluster) const { return !samples_[cluster].empty(); }

  // REQUIRES: every index below the number of clusters.
  std::optional<double> figure(Whole whole, std::span<const std::uint32_t> drawn);

 private:
  std::string_view renamed(std::string_view scenario, std::size_t time);

  std::vector<std::vector<Scored>> samples_;                               // by cluster
  std::map<std::pair<std::string_view, std::size_t>, std::string> names_;  // of those drawn again
  std::vector<Scored> drawn_;
  std::vector<std::size_t> times_;
};

// The names of all clusters in `samples`, in order, each once.
std::vector<std::string_view> clusters_of(std::span<const Scored> samples);

// The rule's `whole` of the samples with its interval (results/stats/figure.h), or why there is no
// such figure: `whole` finds nothing in them, or in more than half of the draws, which says that
// the figure hangs on few clusters. With one cluster there is a figure without an interval.
// REQUIRES: samples not empty.
std::variant<Estimate, Unscored> whole_score(std::span<const Scored> samples, const ScoreRule& rule,
                                             const Bootstrap& bootstrap);

// Subjects under the same draws of the clusters that any of them has. REQUIRES: none without
// samples.
std::vector<DrawnFigure> whole_field(std::span<const std::vector<Scored>> subjects,
                                     const ScoreRule& rule, const Bootstrap& bootstrap);

}  // namespace attune
