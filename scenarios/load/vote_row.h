#pragma once

#include "scenarios/base/result.h"
#include "scenarios/load/table_rows.h"
#include "scenarios/load/vote.h"
#include "scenarios/load/vote_formats.h"

namespace attune {

// The vote that a row holds. Its scenario is what the row names, else the prompt ("prompt-" and a
// digest), else the vote's id, else empty. FixInput naming the place, the column and what was
// expected there.
Result<Vote> vote_in(const TableRow& row, const VoteFormat& format);

}  // namespace attune
