#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "harness/pairing/pair_standing.h"
#include "harness/pairing/pair_stock.h"
#include "harness/pairing/pair_unit.h"
#include "harness/pairing/warm_up.h"
#include "scenarios/base/rng.h"

namespace attune {

struct AdaptiveOptions {
  std::uint64_t seed = 1;
  // The end: when every rating that is looked for (the newcomers', or all) is known to so many
  // rating points at 95 %, before which each was judged on ten scenarios, or all there are; or when
  // it shows that units on these scenarios will not make it so.
  std::optional<double> half_width = 30;
  // Also the end: when each of them holds one rank, simultaneously at 95 %.
  bool ranks_suffice = false;
  std::optional<std::size_t> max_units;
  // Absent: as many as there are contestants, at least 8; 12 for each newcomer, but no more than
  // that. Results depend on it, and not on how many calls run at a time.
  std::optional<std::size_t> round_units;
  double exploration = 0.1;  // share of units on a pair drawn from all, 0 to 1
};

// Chooses what to judge next so that strengths become known with few units: after a warm-up, the
// pairs that teach most (D-optimal; for newcomers, of their own strengths), on the places that are
// least used, with a tenth drawn from all pairs. specs/emonet-arena-psychometrics-statistics §D.6.
//
// A function of the field, the options and what was heard, in whatever order it was heard within a
// round. A round is judged as a whole before the next is asked for: what has not been heard counts
// as never to be known.
//
// PairUnit::chance is the probability with which this pair came next, given all that was chosen and
// heard before: in the warm-up 1 / (pairs that helped as much), after it e / K + (1 - e for the
// pair that teaches most), with e the exploration and K the pairs that could be asked. On which
// place it is asked depends on no outcome and is no part of it.
//
// Where units are won or lost outright and are few, ratings come out too far apart, more so than of
// pairs chosen uniformly: their order gains more than their scale. Shares from margins are not
// affected. tests/bench/pairing_tournament_bench.cc has figures.
//
// Strengths for choosing have a weak ridge as prior; standing() and the end never have one.
//
// Thread-safety: all members from one thread.
class AdaptivePairs {
 public:
  // REQUIRES: as PairStock; at least 2 contestants.
  AdaptivePairs(PairField field, AdaptiveOptions options);

  // What to judge now; nothing when settled.
  std::vector<PairUnit> next_round();

  // REQUIRES: units that next_round() gave, each once.
  void heard(std::span<const JudgedUnit> judged);

  [[nodiscard]] const std::optional<PairsSettled>& settled() const { return settled_; }

  // Ratings with their intervals; absent while units do not determine them.
  [[nodiscard]] const std::optional<PairStanding>& standing() const { return standing_; }

  [[nodiscard]] std::size_t asked() const { return asked_; }

 private:
  using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // a, b, place

  [[nodiscard]] std::vector<JudgedUnit> all_heard() const;
  [[nodiscard]] std::size_t round_size() const;
  void settle();
  void end_where_nothing_can_be_asked();
  [[nodiscard]] std::optional<PairsSettled> reached() const;
  [[nodiscard]] std::optional<PairsSettled> ranks_reached() const;
  [[nodiscard]] bool known_well_enough(std::size_t contestant) const;
  [[nodiscard]] bool out_of_reach(std::size_t contestant) const;
  void warm_up(std::vector<PairUnit>& round, std::size_t size, Rng& rng);
  void choose_by_design(std::vector<PairUnit>& round, std::size_t size, Rng& rng);
  PairUnit take(const PairChoice& choice, Rng& rng);

  PairField field_;
  AdaptiveOptions options_;
  std::vector<bool> newcomer_;
  std::vector<bool> wanted_;            // whose ratings are looked for
  std::vector<std::size_t> scenarios_;  // by contestant: on how many it has a sample
  PairStock stock_;
  std::map<Key, JudgedUnit> heard_;
  std::vector<Contest> contests_;  // all that is scored
  std::vector<double> theta_;      // for choosing
  std::size_t asked_ = 0;
  std::size_t warm_up_asked_ = 0;
  std::size_t rounds_ = 0;
  std::optional<PairStanding> standing_;
  std::optional<PairsSettled> settled_;
};

}  // namespace attune
