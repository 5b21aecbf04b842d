#include "scorers/rules/first_or_revised.h"

namespace attune {
namespace {

ChosenPass tallied(std::span<const PassMarks> questions, ChosenPass::Side side) {
  ChosenPass pass{.side = side};
  double sum = 0;
  for (const PassMarks& marks : questions) {
    const auto& mark = side == ChosenPass::Side::Revised ? marks.revised : marks.first_pass;
    if (!mark) continue;
    sum += *mark;
    ++pass.parseable;
  }
  if (pass.parseable > 0) pass.mean = sum / static_cast<double>(pass.parseable);
  return pass;
}

}  // namespace

ChosenPass first_or_revised(std::span<const PassMarks> questions) {
  const ChosenPass first = tallied(questions, ChosenPass::Side::FirstPass);
  const ChosenPass revised = tallied(questions, ChosenPass::Side::Revised);
  const bool enough =
      static_cast<double>(revised.parseable) >= 0.95 * static_cast<double>(first.parseable);
  const bool no_lower = revised.mean.value_or(0) >= first.mean.value_or(0);
  return revised.parseable > 0 && enough && no_lower ? revised : first;
}

}  // namespace attune
