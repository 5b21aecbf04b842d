#pragma once

#include <string>
#include <variant>
#include <vector>

#include "scorers/verdict.h"

namespace attune {

// What one criterion says of two samples: above 0 where the first shown is better.
struct Margin {
  std::string criterion;
  double value = 0;
  bool operator==(const Margin&) const = default;
};

// A finding on two samples. Criteria that could not be read are not in it; without any, and where
// the values cancel out, neither is better.
struct Margins {
  std::vector<Margin> margins;
  bool operator==(const Margins&) const = default;
};

// One scorer's finding on two samples in the order in which they were shown.
struct PairVerdict {
  std::string scorer;  // "pairwise@1"
  std::variant<Margins, Unscored> finding;
  std::string rationale;
  bool operator==(const PairVerdict&) const = default;
};

}  // namespace attune
