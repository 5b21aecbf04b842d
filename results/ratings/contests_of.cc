#include "results/ratings/contests_of.h"

#include <algorithm>

#include <fmt/format.h>

#include "results/ratings/name_ranks.h"

namespace attune {
namespace {

const std::string& cluster_name(const Comparison& comparison, ClusterBy by) {
  switch (by) {
    case ClusterBy::Scenario:
      return comparison.scenario.text;
    case ClusterBy::Judge:
      return comparison.judge;
    case ClusterBy::Session:
      return comparison.session;
  }
  return comparison.scenario.text;
}

std::string_view lacking(ClusterBy by) {
  switch (by) {
    case ClusterBy::Scenario:
      return "which scenario they are of";
    case ClusterBy::Judge:
      return "who judged";
    case ClusterBy::Session:
      return "in which session they were given";
  }
  return "";
}

// Numbers the clusters in the order of their names.
NameRanks clusters_of(const std::vector<const Comparison*>& rows, ClusterBy by) {
  NameRanks clusters(rows.size());
  for (const Comparison* row : rows) clusters.add(cluster_name(*row, by));
  clusters.settle();
  return clusters;
}

// The contests without their clusters, and the comparison of each.
struct Listed {
  Contests made;
  std::vector<const Comparison*> rows;
};

Listed listed(const JudgedPairs& judged, const PairRule& rule, const std::string& ability) {
  Listed list;
  list.made.contests.reserve(2 * judged.pairs.size());
  list.made.pairs.reserve(2 * judged.pairs.size());
  list.rows.reserve(2 * judged.pairs.size());
  for (std::size_t at = 0; at < judged.pairs.size(); ++at) {
    const JudgedPair& pair = judged.pairs[at];
    if (!share_of_a(pair, rule, ability)) continue;
    for (const Comparison* each : pair.orders) {
      const bool there = shows_a_first(*each);
      list.made.contests.push_back({.first = there ? pair.a : pair.b,
                                    .second = there ? pair.b : pair.a,
                                    .share = share_of_first(*each, rule, ability).value_or(0.5),
                                    .weight = 1 / static_cast<double>(pair.orders.size())});
      list.made.pairs.push_back(static_cast<std::uint32_t>(at));
      list.rows.push_back(each);
    }
  }
  return list;
}

}  // namespace

Result<Contests> contests_of(const JudgedPairs& judged, const PairRule& rule,
                             const ContestOptions& options) {
  Listed list = listed(judged, rule, options.ability);
  const auto clusters = clusters_of(list.rows, options.cluster);
  if (!clusters.names().empty() && clusters.names().front().first.empty()) {
    const auto count = std::ranges::count_if(list.rows, [&](const Comparison* row) {
      return cluster_name(*row, options.cluster).empty();
    });
    return fix_input(fmt::format("{} of {} comparisons do not say {}", count, list.rows.size(),
                                 lacking(options.cluster)));
  }
  for (std::size_t at = 0; at < list.rows.size(); ++at) {
    list.made.contests[at].cluster = clusters.rank(at);
  }
  auto covariates = covariates_of(list.rows, options.covariates);
  if (!covariates) return std::move(covariates).error();
  list.made.covariates = std::move(covariates->covariates);
  list.made.even = std::move(covariates->even);
  return std::move(list.made);
}

}  // namespace attune
