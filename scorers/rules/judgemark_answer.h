#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/model/scenario.h"

namespace attune {

// One line of a judge's answer.
struct GivenMark {
  std::string name;  // plain_name() of it, without the marks around it
  double value = 0;
  bool operator==(const GivenMark&) const = default;
};

// A criterion's name as rubrics and answers share it: lower case, "_" and "-" as blanks.
std::string plain_name(std::string_view name);

// The lines "name: number" of a judge's answer, each name once with its last number, in order of
// their first lines (specs/eq-bench-family §6 "Parse"): optional "**", a name of 2-100 letters
// without ":[]", ":", optional "[" or "**", a number, the end of the line. Beyond the reference,
// list marks before the name and "/10" after the number are passed over. Linear time.
std::vector<GivenMark> given_marks(std::string_view answer);

// One mark on the scale 1-10: the mean of the marks in 0-10, those of inverted criteria as 10 - x,
// mapped to 1-10 and rounded to two decimals. Criteria are told by plain_name();
// a name that the rubric does not know counts as it stands, as in the reference. Absent with fewer
// than five marks in 0-10.
std::optional<double> judgemark_raw(const std::vector<GivenMark>& marks, const Rubric& rubric);

}  // namespace attune
