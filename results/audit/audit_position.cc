#include "results/audit/audit_position.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "results/audit/audit_rates.h"

namespace attune {
namespace {

constexpr double kPercent = 100;

bool both_orders(const AuditPair& pair) {
  return pair.showings.size() == 2 && pair.showings[0].a_first && !pair.showings[1].a_first;
}

// 1 where the first shown won both times, -1 where the second did, else 0.
double lean_of(const AuditPair& pair) {
  const double there = pair.showings[0].won;
  const double back = 1 - pair.showings[1].won;
  if (there == 1 && back == 1) return 1;
  return there == 0 && back == 0 ? -1 : 0;
}

AuditPart without_orders(const std::string& why) {
  return {.title = "Position",
          .figures = {absent({"position.consistency", "same winner in both orders", "%"}, why),
                      absent({"position.first_bias", "first shown favoured", "%"}, why)}};
}

// With the same winner in every pair, nothing leans; by how much it might is what inconsistency
// there might be.
void bound_by_consistency(std::optional<Estimate>& bias, const std::optional<Estimate>& same) {
  if (!bias || !same || same->point < kPercent || !same->low) return;
  bias->low = *same->low - kPercent;
  bias->high = kPercent - *same->low;
}

AuditFigure stability(const AuditPairs& pairs, const Bootstrap& bootstrap) {
  // By samples, order and scenario: how often each outcome came.
  std::map<std::tuple<std::uint32_t, bool, std::uint32_t>, std::array<double, 3>> outcomes;
  for (const AuditPair& pair : pairs.own.pairs) {
    for (const Showing& showing : pair.showings) {
      const auto outcome = static_cast<std::size_t>(std::lround(2 * showing.won));
      outcomes[{pair.unit, showing.a_first, pair.scenario}].at(outcome) += 1;
    }
  }
  std::vector<ClusterSum> modal(pairs.scenarios);
  for (const auto& [question, counts] : outcomes) {
    const double asked = counts[0] + counts[1] + counts[2];
    if (asked < 2) continue;
    ClusterSum& tally = modal[std::get<2>(question)];
    tally.sum += kPercent * *std::ranges::max_element(counts) / asked;
    tally.count += 1;
  }
  return figure_or({"verdicts.stability", "same winner when asked again (modal share)", "%"},
                   estimate_rate(modal, {.least = 0}, bootstrap),
                   "nothing was asked twice in the same order");
}

AuditFigure ties(const AuditPairs& pairs, const Bootstrap& bootstrap) {
  std::vector<ClusterSum> tied(pairs.scenarios);
  for (const AuditPair& pair : pairs.own.pairs) {
    for (const Showing& showing : pair.showings) {
      tied[pair.scenario].sum += showing.won == 0.5 ? kPercent : 0;
      tied[pair.scenario].count += 1;
    }
  }
  return figure_or({"verdicts.ties", "ties", "%"}, estimate_rate(tied, {.least = 0}, bootstrap),
                   "it compared nothing");
}

AuditFigure saturation(const AuditPairs& pairs, const PairRule& rule, const Bootstrap& bootstrap) {
  std::vector<ClusterSum> ends(pairs.scenarios);
  for (const AuditPair& pair : pairs.own.pairs) {
    for (const Showing& showing : pair.showings) {
      for (const Margin& margin : std::get<Margins>(showing.row->finding).margins) {
        ends[pair.scenario].sum += std::abs(margin.value) >= rule.most ? kPercent : 0;
        ends[pair.scenario].count += 1;
      }
    }
  }
  return figure_or({"verdicts.margin_saturation", "margins at the end of the scale", "%"},
                   estimate_rate(ends, {.least = 0}, bootstrap), "it gave no margins");
}

}  // namespace

PositionAudit audit_position(const AuditPairs& pairs, const Bootstrap& bootstrap) {
  std::vector<ClusterSum> same(pairs.scenarios);
  std::vector<ClusterSum> lean(pairs.scenarios);
  std::vector<std::vector<double>> leans(pairs.scenarios);
  for (const AuditPair& pair : pairs.own.pairs) {
    if (!both_orders(pair)) continue;
    const double one = lean_of(pair);
    same[pair.scenario].sum += pair.showings[0].won == pair.showings[1].won ? kPercent : 0;
    same[pair.scenario].count += 1;
    lean[pair.scenario].sum += kPercent * one;
    lean[pair.scenario].count += 1;
    leans[pair.scenario].push_back(one);
  }
  const auto consistency = estimate_rate(same, {.least = 0}, bootstrap);
  if (!consistency) return {.part = without_orders("no pair was shown to it in both orders")};
  auto bias = estimate_rate(lean, {.least = -kPercent}, bootstrap);
  bound_by_consistency(bias, consistency);
  PositionAudit audit{.first_bias = bias->point, .p = p_of_zero(leans)};
  audit.part = {
      .title = "Position",
      .figures = {
          figure_or({"position.consistency", "same winner in both orders", "%"}, consistency, ""),
          figure_or({"position.first_bias", "first shown favoured", "%"}, bias, "")}};
  return audit;
}

AuditPart audit_verdicts(const AuditPairs& pairs, const JudgeAuditFacts& facts,
                         const Bootstrap& bootstrap) {
  AuditPart part{.title = "Comparisons"};
  part.figures.push_back(stability(pairs, bootstrap));
  part.figures.push_back(ties(pairs, bootstrap));
  const auto rule = facts.rules.find(facts.scorer);
  part.figures.push_back(
      saturation(pairs, rule == facts.rules.end() ? PairRule{} : rule->second, bootstrap));
  return part;
}

}  // namespace attune
