#pragma once

#include <string>
#include <string_view>

#include "harness/run/import_votes.h"
#include "results/facts/records.h"
#include "results/store/store.h"

namespace attune {

// The pack and the run that an import of votes, verdicts or comparisons makes for itself.
struct VotedPack {
  PackRecord pack;
  RunRecord run;
  bool fresh = true;  // the store does not have the run
};

// `content` names the file. A pack that the store has under this digest stays as it is there.
Result<VotedPack> voted_pack(std::string_view content, const VotesOptions& options, UtcTime when,
                             Store& store);

}  // namespace attune
