#pragma once

#include <optional>
#include <vector>

#include "scenarios/load/document.h"
#include "scenarios/model/scenario.h"

namespace attune {

// How people did on a test, from the first line of its file if that is {"norm": {"mean": 2.79,
// "sd": 0.822}} and nothing else; that row is taken out of `rows`. What is wrong with it is added
// to `faults`.
std::optional<Norm> take_norm(std::vector<Value>& rows, Faults& faults);

}  // namespace attune
