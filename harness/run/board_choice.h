#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "results/store/store.h"
#include "scenarios/base/result.h"

namespace attune {

// How a store's boards are chosen from: which pack version, scorer and judge stand for a pack.

// "rubric" of "rubric@1".
std::string scorer_name(const std::string& scorer_id);

// Everything about a store that boards are chosen by; without the looks of watches.
struct Catalogue {
  std::map<std::string, PackRecord> packs;  // by digest
  std::vector<PlanRecord> plans;
  std::map<RunId, RunRecord> runs;
  std::vector<BoardKey> boards;
};

Result<Catalogue> load_catalogue(Store& store);

// What is wanted; empty fields leave the choice open.
struct BoardChoice {
  std::string pack;    // id
  std::string scorer;  // name or id
  std::string judge;
};

// A board that could be shown, with what decides whether it is.
struct BoardCandidate {
  BoardKey key;
  UtcTime newest;         // run of its pack version
  std::size_t order = 0;  // of its scorer in the pack's own list
};

// By pack id, the best first: of the newest version, then of the scorer that covers most subjects
// (on a tie the pack's own order decides), then of the judge that does.
std::map<std::string, std::vector<BoardCandidate>> board_candidates(const Catalogue& catalogue,
                                                                    const BoardChoice& choice);

}  // namespace attune
