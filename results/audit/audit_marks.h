#pragma once

#include "results/audit/judge_audit.h"

namespace attune {

// How strictly the judge marks samples beside others who marked the same ones with the same scorer,
// how far they agree, and how often it marks at the ends of the scale; by point scorer. Verdicts
// that the judge repeated on a sample count with their mean.
AuditPart audit_marks(const JudgeAuditFacts& facts, const Bootstrap& bootstrap);

}  // namespace attune
