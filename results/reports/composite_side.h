#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "results/reports/leaderboard.h"
#include "results/stats/figure.h"
#include "results/stats/paired.h"

namespace attune {

// Who counts on a board: a subject under a release label.
using Player = std::pair<SubjectId, std::string>;

// One pack of a composite and what everybody has on it.
//
// Ownership: the facts must outlive it.
struct PackSide {
  const BoardFacts* facts = nullptr;
  double share = 0;     // of the composite; all together 1
  Bootstrap bootstrap;  // with a seed of its own: packs are drawn independently of each other
  Players players;
  std::map<Player, Unplaced> rows;
};

PackSide make_side(const BoardFacts& facts, double share, const Bootstrap& bootstrap);

// Absent for who has no part in this pack.
const Standing* standing_on(const PackSide& side, const Player& who);

// A subject's score of each draw of its own scenarios (clusters of them with Whole). REQUIRES: a
// score.
DrawnFigure own_draws(const PackSide& side, const Player& who);

// Some players on one pack under the same draws, pair by pair as on that pack's own board.
// REQUIRES: all have a score there. Ownership: the side must outlive it.
class SideField {
 public:
  SideField(const PackSide& side, const std::vector<Player>& who);

  bool gap(std::size_t first, std::size_t second, DrawnGap& gap) const;  // as GapOf

 private:
  std::vector<double> points_;
  std::vector<ScenarioMeans> means_;
  std::unique_ptr<PairedField> paired_;  // over means_; null with Whole
  std::vector<DrawnFigure> wholes_;
};

}  // namespace attune
