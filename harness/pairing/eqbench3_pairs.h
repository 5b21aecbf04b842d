#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/pairing/pair_stock.h"
#include "harness/pairing/pair_unit.h"
#include "harness/pairing/python_random.h"
#include "results/ratings/eqbench3_ratings.h"

namespace attune {

struct Eqbench3Place {
  std::string scenario;  // its id
  int iteration = 1;
  bool operator==(const Eqbench3Place&) const = default;
};

struct Eqbench3Options {
  std::vector<std::string> names;     // by contestant: two names' order decides about rounding
  std::vector<Eqbench3Place> places;  // by place
  // Of the ladder as published, by contestant; the newcomer's is not read. Empty: solved from what
  // is known, all of it.
  std::vector<double> ratings;
  std::uint32_t seed = 42;
  std::optional<std::size_t> max_units;
};

// The whole schedule that EQ-Bench 3 sends one new model through, for comparing costs and for
// following published runs (specs/eq-bench-family §4.5): six stages of ever more pairs with ever
// nearer neighbours on the ladder, each repeated until the rank stays, four times at most; after
// every round all is rated anew by TrueSkill, in the order in which it was judged. What is known
// counts in the order given.
//
// Two things are settled here that threads decide there: opponents are heard weakest first. And no
// unit is asked twice: there, one without a finding is chosen again in the next loop.
//
// Thread-safety: all members from one thread.
class Eqbench3Pairs {
 public:
  // REQUIRES: as PairStock; one newcomer; names, places and (unless empty) ratings as many as the
  // field has.
  Eqbench3Pairs(PairField field, Eqbench3Options options);

  // What to judge now; nothing when settled. Units have a chance of 1.
  std::vector<PairUnit> next_round();

  // REQUIRES: every unit of the round, each once; in any order.
  void heard(std::span<const JudgedUnit> judged);

  [[nodiscard]] const std::optional<PairsSettled>& settled() const { return settled_; }

  // The ladder as it stands, weakest first.
  [[nodiscard]] std::vector<std::uint32_t> ladder() const;

  // Of the last solve, as the schedule ranks by, in order of contestants.
  [[nodiscard]] const std::vector<double>& ratings() const { return ratings_; }

  // Known and heard, in the order in which the reference would have them in its list.
  [[nodiscard]] const std::vector<Eqbench3Contest>& contests() const { return contests_; }

  [[nodiscard]] std::size_t asked() const { return asked_; }

 private:
  std::vector<PairUnit> units_of_loop();
  [[nodiscard]] std::vector<std::uint32_t> units_against(std::size_t pair, std::size_t cap) const;
  [[nodiscard]] std::size_t pair_with(std::uint32_t opponent) const;
  [[nodiscard]] Eqbench3Contest contest_of(const JudgedUnit& judged) const;
  [[nodiscard]] std::size_t rank() const;
  void solve(bool within_window);
  void end_loop();
  void next_stage();

  PairField field_;
  Eqbench3Options options_;
  std::uint32_t newcomer_ = 0;
  PairStock stock_;
  std::vector<std::uint32_t> order_;         // places as the reference sorts them
  std::vector<std::size_t> pair_of_;         // by opponent: index in the stock
  std::vector<std::size_t> scored_against_;  // by opponent: units with a finding
  PythonRandom random_;
  std::vector<double> ratings_;
  std::vector<Eqbench3Contest> contests_;
  std::vector<PairUnit> round_;
  std::map<std::size_t, JudgedUnit> waiting_;  // by place in the round: heard of it
  std::size_t stage_ = 0;
  int loop_ = 0;
  std::size_t asked_ = 0;
  std::optional<PairsSettled> settled_;
};

// Ranks to meet in the first stage of a ladder of `length`, ascending, without one's own: every
// length/10-th from somewhere near the middle.
std::vector<std::size_t> eqbench3_anchors(std::size_t rank, std::size_t length,
                                          PythonRandom& random);

// Ranks to meet in a later stage, ascending: up to `samples` within one place, half as many within
// two, a quarter within three, evenly spread.
std::vector<std::size_t> eqbench3_neighbours(std::size_t rank, std::size_t length,
                                             std::size_t samples);

}  // namespace attune
