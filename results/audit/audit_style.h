#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/audit/audit_pairs.h"

namespace attune {

// What beside strength moves a judge, from its own comparisons alone: who is shown first, how long
// a reply is, how much markdown stands in it. Strengths are fitted with them, and the more of the
// differences in length go with who wrote the replies, the less is left to see.
struct StyleAudit {
  AuditPart part;
  std::optional<double> length;  // log-odds, where it is known
  std::optional<double> p;       // that it does not matter
  std::string why;               // why nothing is known of length
  std::vector<std::string> notes;
};

StyleAudit audit_style(const AuditPairs& pairs, double level);

// Length per showing, as seen from who is shown first; absent where any of these pairs lacks it.
std::optional<std::vector<double>> length_column(const std::vector<AuditPair>& pairs);

}  // namespace attune
