#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/audit/audit_pairs.h"

namespace attune {

// Whether a judge favours models of its own family.
struct FamilyAudit {
  AuditPart part;
  std::optional<double> own;  // log-odds, where it is known
  std::optional<double> p;    // that its family does not matter
  std::string why;            // why nothing is known
  std::vector<std::string> notes;
};

// Three figures (specs/emonet-arena-psychometrics-statistics §D.2):
//
// The judge x author interaction: strengths that all who judged have in common, fitted with +1
// where the audited judge compared a first of its family to a second that is not, -1 the other way
// round. One judge's comparisons alone cannot tell it from strength. The judge may be sharper or
// blunter than the others: a column of its own, its differences by the strengths of the others
// alone, takes that up.
//
// Equal opportunity, where people voted: P(picks own | people prefer own) - P(picks other | people
// prefer other), in percent points; a fair judge has more than 0 where its family is the stronger.
// How much more often than people it picks its own is 0 there, for a judge as sure as people are.
// Ties count as half, and each of two orders.
//
// The error of the interaction takes the others' strengths as known: in simulations a fair judge
// 2.5 times as sharp as the others had an interval without 0 in 10 % instead of 5 %.
FamilyAudit audit_family(const AuditPairs& pairs, const Bootstrap& bootstrap);

}  // namespace attune
