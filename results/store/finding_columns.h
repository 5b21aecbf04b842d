#pragma once

#include <string>
#include <variant>

#include "results/store/sql.h"
#include "scorers/verdict.h"

namespace attune {

// The marks of a finding as the store keeps them, {"name":8,"other":3.5}; {} where it has none.
std::string marks_to_json(const Verdict& verdict);

// A finding of three columns that follow one another: points, marks, and why there are none. Marks
// that are no numbers are passed over.
std::variant<Marks, Unscored> finding_from(const Statement& row, int column);

}  // namespace attune
