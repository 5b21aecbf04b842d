#pragma once

#include <string>

#include "results/audit/judge_audit.h"

namespace attune {

// An audit as text. Holds no escapes, whatever judges and subjects are called.

// For a terminal, 80 columns wide: the three questions first, then every figure with its interval
// and what it was made of, then notes.
std::string to_table(const JudgeAudit& audit);

std::string to_markdown(const JudgeAudit& audit);

// A record for each figure, those that are absent with their reason: part, name, title, unit,
// point, low, high, level, samples, clusters, why; and for each flag, part "flag".
std::string to_csv(const JudgeAudit& audit);

// "attune.audit/1", as results/README.md explains it.
std::string to_json(const JudgeAudit& audit);

// "12.3", "0.258": as many decimals as a unit needs.
std::string figure_text(double value, const std::string& unit);
// "-1.8 to 6.7", "-" without an interval.
std::string figure_interval(const AuditFigure& figure);

}  // namespace attune
