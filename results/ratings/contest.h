#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace attune {

// A comparison in numbers, as Bradley-Terry and its kin take it. Contestants are indices from 0.
struct Contest {
  std::uint32_t first = 0;
  std::uint32_t second = 0;   // never `first`
  double share = 0.5;         // of the win that went to `first`, 0 to 1; a tie is 0.5
  double weight = 1;          // above 0; each of a pair's two orders has 0.5
  std::uint32_t cluster = 0;  // contests that go together: a scenario, a judge or a session
  bool operator==(const Contest&) const = default;
};

// What else may have moved the outcome of a contest, as seen from `first`: above 0 where it favours
// `first`. One row a contest, one column a name.
struct Covariates {
  std::vector<std::string> names;  // "position", "length"
  std::vector<double> values;      // row-major: contests x names
  bool operator==(const Covariates&) const = default;
};

}  // namespace attune
