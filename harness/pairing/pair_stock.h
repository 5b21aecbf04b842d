#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "harness/pairing/pair_unit.h"
#include "scenarios/base/rng.h"

namespace attune {

// Two contestants, a < b.
struct Pair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  bool operator==(const Pair&) const = default;
};

// The units of a field that can still be asked. What is known of a field counts as asked.
class PairStock {
 public:
  // REQUIRES: `field.playable` has a row for each contestant and in it a value for each place;
  // indices are below the field's counts.
  explicit PairStock(const PairField& field);

  // Those that may be chosen: of two contestants alike, or with a newcomer among them. In order.
  [[nodiscard]] const std::vector<Pair>& pairs() const { return pairs_; }

  // Units of this pair, and of all, that were not asked yet. A place counts where both can play.
  [[nodiscard]] std::size_t left(std::size_t pair) const { return left_[pair]; }

  [[nodiscard]] std::size_t left() const { return all_left_; }

  // Units of this pair that were asked.
  [[nodiscard]] std::size_t asked(std::size_t pair) const {
    return playable_both_[pair] - left_[pair];
  }

  // Whether the unit can still be asked. REQUIRES: place below the field's.
  [[nodiscard]] bool can_ask(std::size_t pair, std::uint32_t place) const;

  // Takes the unit on the place that the two have used least: scenarios first, then places; ties
  // are drawn. Of a newcomer and another, the newcomer's uses go before. The unit's chance is 1.
  // REQUIRES: left(pair) > 0.
  PairUnit take(std::size_t pair, Rng& rng);

  // Takes this unit. REQUIRES: can_ask(pair, place).
  PairUnit take_on(std::size_t pair, std::uint32_t place);

 private:
  using Bits = std::vector<std::uint64_t>;  // by place

  // How often a contestant was put on each.
  struct Uses {
    std::vector<std::uint32_t> of_scenario;
    std::vector<std::uint32_t> of_place;
  };

  void list_pairs(const PairField& field);
  void note(std::uint32_t a, std::uint32_t b, std::uint32_t place);
  [[nodiscard]] std::uint64_t wear(const Pair& pair, std::uint32_t place) const;
  [[nodiscard]] std::uint64_t wear_of(std::uint32_t contestant, std::uint32_t place) const;
  [[nodiscard]] std::size_t index_of(std::uint32_t a, std::uint32_t b) const;

  std::size_t contestants_ = 0;
  std::size_t places_ = 0;
  std::vector<std::uint32_t> scenario_of_place_;
  std::vector<bool> newcomer_;  // by contestant; all false where all are alike
  std::vector<Bits> playable_;  // by contestant
  std::vector<Uses> uses_;      // by contestant
  std::vector<Pair> pairs_;
  std::vector<std::uint32_t> index_;        // of pair (a, b), at a x contestants + b
  std::vector<Bits> asked_;                 // by pair; empty: none
  std::vector<std::size_t> playable_both_;  // by pair: places where both can play
  std::vector<std::size_t> left_;           // by pair
  std::size_t all_left_ = 0;
};

// Whether somebody is to be placed on the ladder of others, by contestant. A field of newcomers
// only is one in which all are alike.
std::vector<bool> newcomers_of(const PairField& field);

// The scenario of every place, and how many there are.
std::vector<std::uint32_t> scenarios_of(const PairField& field);

}  // namespace attune
