#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/run/duel.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"

namespace attune {

// Which samples are meant.
struct DuelistQuery {
  std::string pack_digest;
  std::string release;  // empty: of any
};

// For each subject the run in which it has most samples that ended ok, of equals the newest; absent
// where it has none.
//
// Errors: StopRun when the store cannot be read.
Result<std::vector<std::optional<Duelist>>> find_duelists(const DuelistQuery& query,
                                                          const std::vector<SubjectId>& subjects,
                                                          Store& store);

// Everybody whose samples duels by this scorer (its id) compared on the pack, in order.
//
// Errors: StopRun when the store cannot be read.
Result<std::vector<Duelist>> ladder_of(const std::string& pack_digest, const std::string& scorer,
                                       Store& store);

}  // namespace attune
