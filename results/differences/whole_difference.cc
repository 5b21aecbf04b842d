#include "results/differences/whole_difference.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "results/differences/mean_difference.h"
#include "results/reports/whole.h"
#include "results/stats/power.h"
#include "results/stats/sign_flip.h"

namespace attune {
namespace {

// Fewer than of means, for each takes two figures of everything.
constexpr std::size_t kExchanges = 999;

using Samples = std::vector<Scored>;

// Both sides' samples of the playings both have, in the same order.
struct Both {
  std::array<Samples, 2> sides;
};

Both common_samples(const SideValues& first, const SideValues& second) {
  Both both;
  for (const auto& [playing, marks] : first.marks) {
    const auto other = second.marks.find(playing);
    if (other == second.marks.end()) continue;
    // The id belongs to the first's map, which outlives this.
    both.sides[0].push_back({playing.first.text, playing.second, marks});
    both.sides[1].push_back({playing.first.text, playing.second, other->second});
  }
  return both;
}

std::optional<double> gap(const Both& both, Whole whole) {
  const std::optional<double> first = whole(both.sides[0]);
  const std::optional<double> second = whole(both.sides[1]);
  if (!first || !second || !std::isfinite(*first) || !std::isfinite(*second)) return std::nullopt;
  return *first - *second;
}

// Both sides with the samples of some clusters exchanged.
Both exchanged(const Both& both, const std::vector<std::string_view>& clusters,
               const std::vector<bool>& swapped) {
  Both other = both;
  for (std::size_t at = 0; at < both.sides[0].size(); ++at) {
    const auto cluster = std::ranges::lower_bound(clusters, cluster_of(both.sides[0][at].scenario));
    if (swapped[static_cast<std::size_t>(cluster - clusters.begin())])
      std::swap(other.sides[0][at], other.sides[1][at]);
  }
  return other;
}

void add_exchange_test(Difference& difference, const Both& both,
                       const std::vector<std::string_view>& clusters, Whole whole,
                       std::uint64_t seed) {
  const auto figure = [&](const std::vector<bool>& swapped) {
    return gap(exchanged(both, clusters, swapped), whole);
  };
  const auto test = swap_test(figure, clusters.size(),
                              {.seed = seed, .draws = kExchanges, .exact_up_to = kExchanges + 1});
  if (!test) return;
  difference.p = test->p;
  difference.test = test_text(*test, "exchanges of scenarios");
}

void add_drawn(Difference& difference, const Both& both, const DifferenceFacts& facts,
               const DifferenceOptions& options) {
  const double level = options.bootstrap.level;
  const std::vector<DrawnFigure> field = whole_field(both.sides, facts.rule, options.bootstrap);
  if (const auto interval = drawn_difference(field[0], field[1], level)) {
    difference.difference->low = interval->low;
    difference.difference->high = interval->high;
  }
  if (options.margin) {
    const double narrower = equivalence_level(level);
    difference.equivalence =
        Equivalence{.margin = *options.margin,
                    .level = narrower,
                    .interval = drawn_difference(field[0], field[1], narrower)};
  }
  const std::optional<double> error = drawn_standard_error(field[0], field[1]);
  if (!error) return;
  const std::size_t clusters = difference.difference->clusters;
  const double variance = *error * *error * static_cast<double>(clusters);
  const TestPlan plan{.alpha = 1 - level};
  difference.detectable.after = detectable_difference(variance, clusters, plan);
  if (options.margin)
    difference.detectable.scenarios_for_margin = scenarios_needed(*options.margin, variance, plan);
}

}  // namespace

void add_whole_difference(Difference& difference, const SideValues& first, const SideValues& second,
                          const DifferenceFacts& facts, const DifferenceOptions& options) {
  const Both both = common_samples(first, second);
  const std::optional<double> found = gap(both, facts.rule.whole);
  if (!found) {
    difference.failed =
        fmt::format("the {} samples both have are too few for this figure", both.sides[0].size());
    return;
  }
  const std::vector<std::string_view> clusters = clusters_of(both.sides[0]);
  difference.first_mean = facts.rule.whole(both.sides[0]);
  difference.second_mean = facts.rule.whole(both.sides[1]);
  difference.difference = Estimate{.point = *found,
                                   .level = options.bootstrap.level,
                                   .samples = both.sides[0].size(),
                                   .clusters = clusters.size()};
  add_drawn(difference, both, facts, options);
  const Whole coarse =
      facts.rule.whole_drawn != nullptr ? facts.rule.whole_drawn : facts.rule.whole;
  add_exchange_test(difference, both, clusters, coarse, options.bootstrap.seed);
  difference.notes.emplace_back(
      "the figure is made of all samples together: there is no difference by scenario");
}

}  // namespace attune
