#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace attune {

// The marks of one question in one iteration, each absent where that part could not be read.
struct PassMarks {
  std::optional<double> first_pass;
  std::optional<double> revised;
  bool operator==(const PassMarks&) const = default;
};

// Which pass stands for an iteration, its mean and how many questions are in it.
struct ChosenPass {
  enum class Side { FirstPass, Revised };
  Side side = Side::FirstPass;
  std::optional<double> mean = {};  // absent where no question of the chosen side could be read
  std::size_t parseable = 0;
  bool operator==(const ChosenPass&) const = default;
};

// EQ-Bench's choice (specs/eq-bench-family §1.5): revised, where its mean is no lower and it has at
// least 95 % as many readable questions. A side without any counts as a mean of 0 in the choice,
// and nothing guards against a first pass with few, as in the reference.
ChosenPass first_or_revised(std::span<const PassMarks> questions);

}  // namespace attune
