#include "results/audit/audit_flags.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace attune {
namespace {

AuditFlag flag_of(const BiasFinding& finding, const std::optional<double>& p, double level) {
  AuditFlag flag{.name = finding.name, .p = p};
  if (!p || !finding.effect) {
    flag.p.reset();
    flag.sentence = finding.unknown;
    return flag;
  }
  const bool found = *p <= 1 - level;
  flag.bias = found ? Bias::Found : Bias::NotFound;
  flag.sentence = !found                ? "no sign of it beyond chance"
                  : *finding.effect > 0 ? finding.more
                                        : finding.less;
  return flag;
}

}  // namespace

std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t at = 0; at < p.size(); ++at) {
    if (p[at]) order.emplace_back(*p[at], at);
  }
  std::ranges::sort(order);
  std::vector<std::optional<double>> adjusted(p.size());
  double largest = 0;
  for (std::size_t at = 0; at < order.size(); ++at) {
    const auto left = static_cast<double>(order.size() - at);
    largest = std::max(largest, left * order[at].first);
    adjusted[order[at].second] = std::min(1.0, largest);
  }
  return adjusted;
}

std::vector<AuditFlag> audit_flags(std::span<const BiasFinding> findings, double level) {
  std::vector<std::optional<double>> p;
  for (const BiasFinding& finding : findings)
    p.push_back(finding.effect ? finding.p : std::nullopt);
  const std::vector<std::optional<double>> adjusted = holm(p);
  std::vector<AuditFlag> flags;
  for (std::size_t at = 0; at < findings.size(); ++at)
    flags.push_back(flag_of(findings[at], adjusted[at], level));
  return flags;
}

}  // namespace attune
