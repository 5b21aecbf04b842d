#include "results/audit/audit_agreement.h"

#include <array>

#include <fmt/format.h>

#include "results/audit/audit_rates.h"
#include "results/stats/agreement.h"

namespace attune {
namespace {

constexpr double kPercent = 100;

using Clusters = std::vector<std::vector<Twice>>;

struct Kind {
  Coefficient coefficient;
  const char* name;
  const char* title;
  const char* unit;
};

constexpr std::array kKinds = {
    Kind{Coefficient::Raw, "raw", "same winner, ties counted", "%"},
    Kind{Coefficient::Untied, "untied", "same winner, ties left out", "%"},
    Kind{Coefficient::Kappa, "kappa", "Cohen's kappa", ""},
    Kind{Coefficient::Ac1, "ac1", "Gwet's AC1", ""},
};

// What the judge and each of the others said of the same unit.
Clusters together(const AuditPairs& pairs, bool people) {
  Clusters clusters(pairs.scenarios);
  const auto own = first_by_unit(pairs.own, pairs.units);
  const auto add = [&](const AuditPair& other) {
    const std::ptrdiff_t at = own[other.unit];
    if (at < 0) return;
    const AuditPair& mine = pairs.own.pairs[static_cast<std::size_t>(at)];
    clusters[mine.scenario].push_back({won_by_a(mine), won_by_a(other)});
  };
  for (const Rater& rater : pairs.others) {
    if (rater.people != people) continue;
    if (people) {
      for (const AuditPair& pair : rater.pairs) add(pair);
      continue;
    }
    for (const std::ptrdiff_t at : first_by_unit(rater, pairs.units)) {
      if (at >= 0) add(rater.pairs[static_cast<std::size_t>(at)]);
    }
  }
  return clusters;
}

// With the doubt that a bootstrap of equal clusters lacks.
std::optional<Estimate> estimate_share(const Clusters& clusters, const Agreement& kind,
                                       const Bootstrap& bootstrap) {
  std::vector<ClusterSum> tallies(clusters.size());
  for (std::size_t at = 0; at < clusters.size(); ++at) {
    for (const Twice& pair : clusters[at]) {
      const bool tied = pair.first == kind.tie || pair.second == kind.tie;
      if (tied && kind.coefficient == Coefficient::Untied) continue;
      tallies[at].sum += pair.first == pair.second ? kPercent : 0;
      tallies[at].count += 1;
    }
  }
  return estimate_rate(tallies, {}, bootstrap);
}

void add_figures(AuditPart& part, const AuditPairs& pairs, bool people,
                 const Bootstrap& bootstrap) {
  const char* whom = people ? "people" : "judges";
  const Clusters clusters = together(pairs, people);
  for (const Kind& each : kKinds) {
    const Agreement kind{.coefficient = each.coefficient, .categories = {0, 0.5, 1}};
    const bool share = std::string_view(each.unit) == "%";
    const auto estimate = share ? estimate_share(clusters, kind, bootstrap)
                                : estimate_agreement(clusters, kind, bootstrap);
    part.figures.push_back(figure_or(
        {fmt::format("agreement.{}.{}", whom, each.name),
         fmt::format("with {}: {}", people ? "people" : "other judges", each.title), each.unit},
        estimate,
        people ? "people did not vote on pairs it compared, or all outcomes are alike"
               : "no other judge compared the same samples, or all outcomes are alike"));
  }
}

// What each judge said, by unit, grouped by scenario.
std::vector<std::vector<Unit>> judged_units(const AuditPairs& pairs) {
  std::vector<Unit> units(pairs.units);
  std::vector<std::uint32_t> scenarios(pairs.units, 0);
  const auto add = [&](const Rater& rater) {
    if (rater.people) return;
    for (const std::ptrdiff_t at : first_by_unit(rater, pairs.units)) {
      if (at < 0) continue;
      const AuditPair& pair = rater.pairs[static_cast<std::size_t>(at)];
      units[pair.unit].push_back(won_by_a(pair));
      scenarios[pair.unit] = pair.scenario;
    }
  };
  add(pairs.own);
  for (const Rater& rater : pairs.others) add(rater);
  std::vector<std::vector<Unit>> clusters(pairs.scenarios);
  for (std::size_t at = 0; at < units.size(); ++at) {
    if (!units[at].empty()) clusters[scenarios[at]].push_back(std::move(units[at]));
  }
  return clusters;
}

}  // namespace

AuditPart audit_agreement(const AuditPairs& pairs, const Bootstrap& bootstrap) {
  AuditPart part{.title = "Agreement on comparisons"};
  add_figures(part, pairs, false, bootstrap);
  part.figures.push_back(
      figure_or({"agreement.judges.alpha", "all judges: Krippendorff's alpha, nominal", ""},
                krippendorff_alpha(judged_units(pairs), Scale::Nominal, bootstrap),
                "no two judges compared the same samples, or all outcomes are alike"));
  add_figures(part, pairs, true, bootstrap);
  return part;
}

}  // namespace attune
