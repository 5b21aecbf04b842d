#pragma once

#include <optional>

#include "results/audit/audit_pairs.h"

namespace attune {

// Whether the order in which two replies are shown moves a judge, and how decided it is.
struct PositionAudit {
  AuditPart part;
  std::optional<double> first_bias;  // in percent, where it is known
  std::optional<double> p;           // that there is none
};

// Position consistency: the share of pairs, asked in both orders, with the same winner in both (or
// none in both). First bias: (pairs whose first shown wins both times - pairs whose second does) /
// pairs. Specs/emonet-arena-psychometrics-statistics §D.2.
PositionAudit audit_position(const AuditPairs& pairs, const Bootstrap& bootstrap);

// Repetition stability, the modal share of one question asked again and again; ties; margins at the
// ends of the scale. `rule` is that of the audited scorer.
AuditPart audit_verdicts(const AuditPairs& pairs, const JudgeAuditFacts& facts,
                         const Bootstrap& bootstrap);

}  // namespace attune
