#pragma once

#include "results/audit/audit_pairs.h"

namespace attune {

// How far the judge agrees with those who compared the very same samples: with other judges pair by
// pair, with people vote by vote, and all judges with each other by Krippendorff's alpha (nominal).
// What somebody says is who won by both orders together. Coefficients beside the raw share, since a
// raw share is high wherever one outcome is common (specs/emonet-arena-psychometrics-statistics
// §D.2, §D.3).
AuditPart audit_agreement(const AuditPairs& pairs, const Bootstrap& bootstrap);

}  // namespace attune
