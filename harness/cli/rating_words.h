#pragma once

#include "harness/cli/options.h"
#include "harness/run/rating_boards.h"
#include "scenarios/base/result.h"

namespace attune {

// What the words of `attune ratings` ask for, without the family of models, which is the caller's.
// FixInput with the nearest known name for a word that means nothing.
Result<RatingQuery> rating_query(const RatingsOptions& options);

}  // namespace attune
