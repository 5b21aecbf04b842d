#pragma once

#include <span>

#include "scenarios/model/scenario.h"
#include "scorers/registry.h"

namespace attune {

// Euclidean distance between ratings, scaled to a sum of 10, and the human profile (the key's
// shares): 0 to 10 * sqrt(2). SECEU (Wang et al. 2023; specs/emonet-arena-psychometrics-statistics
// §C.3). Absent where the ratings do not add up to more than 0.
// REQUIRES: as many ratings as emotions.
std::optional<double> seceu_distance(std::span<const double> ratings, const IntensityKey& key);

// "seceu@1": how near a subject's shares of four emotions are to those that people gave, on the
// scale of an IQ: 15 (M - distance) / SD + 100, M and SD being the key's norm, so that the mean
// over items is SECEU's EQ. Mark: "distance". Ratings are read in any sensible form
// (intensity_robust.h). The rule's bounds hold for the published norm.
ScorerRegistry::Entry seceu_scorer();

}  // namespace attune
