#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "results/ratings/bradley_terry.h"

namespace attune {

// Who of a field can be rated against each other.
struct RatedGroup {
  std::vector<std::uint32_t> rated;  // ascending
  // By contestant, why not: "undefeated", "lost everything", "compared with nobody of the others",
  // "no comparison counts", …; empty for the rated.
  std::vector<std::string> why;
};

// With a prior, everybody who has a contest. Without one, the largest connected group (of equally
// large ones that whose contests weigh more, then that of the first contestant); nobody where all
// groups are of one.
RatedGroup rated_group(std::size_t contestants, std::span<const Contest> contests,
                       const Prior& prior);

}  // namespace attune
