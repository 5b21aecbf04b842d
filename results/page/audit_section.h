#pragma once

#include <string>
#include <vector>

#include "results/audit/judge_audit.h"

namespace attune {

// What is known of the judges of one pack: three questions with their answers, then every figure
// with its interval, then notes. `id` is that of its heading; empty without audits.
std::string audit_section(const std::vector<JudgeAudit>& audits, const std::string& id);

}  // namespace attune
