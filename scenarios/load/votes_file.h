#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/load/vote.h"

namespace attune {

// What a file of votes turned out to be.
struct VotesFile {
  std::string format;  // "arena-140k", "plain"
  std::size_t votes = 0;
};

// Reads people's votes or judges' verdicts, each handed over in the order of the file: one whole
// file is never held as votes. The forms are those of vote_formats.h, as CSV, JSON lines or a JSON
// list. A verdict without a figure has no `share`. Texts that the file has give lengths; figures
// that it has itself stand before those.
//
// Where nothing says what was answered, the scenario is named for the prompt ("prompt-" and a
// digest), or for the vote itself. FixInput with file:line for the first row at fault, and how many
// more there are; what was handed over by then is then of no use. Words for an outcome are taken
// from a table; any other is a fault.
Result<VotesFile> each_vote(const PackFile& file, const std::function<void(Vote)>& visit);

}  // namespace attune
