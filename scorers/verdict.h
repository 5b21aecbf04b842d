#pragma once

#include <string>
#include <variant>
#include <vector>

namespace attune {

// One named figure of a verdict, on its scorer's own scale.
struct Mark {
  std::string name;
  double value = 0;
  bool operator==(const Mark&) const = default;
};

// A finding in numbers. `points` is the sample's score, 100 at best.
struct Marks {
  double points = 0;
  std::vector<Mark> marks;
  bool operator==(const Marks&) const = default;
};

// No finding, and why: never a number.
struct Unscored {
  std::string why;
  bool operator==(const Unscored&) const = default;
};

// One scorer's finding on one sample.
struct Verdict {
  std::string scorer;  // "rubric@1"
  std::variant<Marks, Unscored> finding;
  std::string rationale;
  bool operator==(const Verdict&) const = default;
};

}  // namespace attune
