#pragma once

#include <string_view>

#include "results/store/store.h"
#include "scenarios/base/result.h"
#include "scenarios/load/eqbench3_elo.h"
#include "scenarios/model/pack.h"

namespace attune {

// What the import of an Elo file brought in.
struct ImportedElo {
  RunId run;
  bool fresh = true;
  std::size_t comparisons = 0;  // stored now
  std::size_t known = 0;        // in the store already, from another file
  std::size_t unscored = 0;     // errors among those stored
  std::size_t stale = 0;        // the file's own figures are not what its answers give
  std::size_t ratings = 0;      // models with published ratings
};

// Stores an Elo file: its comparisons, read from the judge's answers as the reference reads them,
// and its ratings as cited figures. Comparisons that another file brought in are left out. The file
// does not say who judged, so judges are empty.
//
// Errors: FixInput, before anything is stored, for scenarios the pack does not have.
// REQUIRES: a pack of parse_eqbench3() that the store has.
Result<ImportedElo> import_eqbench3_elo(const Eqbench3Elo& elo, const Pack& pack, Store& store);

// Under which source the ratings of an Elo file are cited.
inline constexpr std::string_view kEqbench3EloSource = "EQ-Bench 3, its Elo file";

}  // namespace attune
