#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/audit/judge_audit.h"

namespace attune {

// p values corrected for all that are asked together (Holm 1979, "A Simple Sequentially Rejective
// Multiple Test Procedure"): the i-th smallest of m becomes the largest of (m - j + 1) p_j, j <= i,
// at most 1. Those that are absent are not among the m.
std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p);

// What was asked of a bias and found.
struct BiasFinding {
  std::string name;
  std::optional<double> effect;  // above 0 towards `more`
  std::optional<double> p;
  std::string more;  // "it favours what is shown first"
  std::string less;
  std::string unknown;  // why nothing is known
};

// A flag for each, found where the adjusted p is at most 1 - level.
std::vector<AuditFlag> audit_flags(std::span<const BiasFinding> findings, double level);

}  // namespace attune
