#pragma once

#include <string>
#include <vector>

#include "results/facts/passport.h"

namespace attune {

// What an endpoint does otherwise than when it was examined before, an entry for each: "served id
// a-1 -> a-2", "stop: honoured -> ignored", "context: 4096 -> 8192". Wordings of evidence are not
// compared, nor are figures that differ only because less was asked for.
std::vector<std::string> passport_changes(const Passport& before, const Passport& now);

}  // namespace attune
