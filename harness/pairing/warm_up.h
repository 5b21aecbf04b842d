#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "harness/pairing/pair_stock.h"
#include "scenarios/base/rng.h"

namespace attune {

// A pair that was chosen, by its index in the stock, and with what probability, given all before.
struct PairChoice {
  std::size_t pair = 0;
  double chance = 1;
};

// What the first units of a field are for: that everybody has met somebody, and that no part of the
// field stands alone. Chooses uniformly among the pairs that help most.
//
// Alike: pairs of those with fewest opponents until each has two and all hang together; then, one
// unit for each contestant at most, pairs across groups that took nothing from each other, without
// which strengths have no end. Newcomers: an opponent from each of six bands of the ladder.
class WarmUp {
 public:
  // `met`: a pair for each unit that was scored or is under way. `groups`: of the scored ones, as
  // connected_groups() gives them. `theta`: strengths so far, which order the ladder.
  // `asked`: warm-up units so far, of which there is a limit: what is never scored must not keep
  // this going.
  struct Known {
    std::span<const Pair> met;
    std::span<const std::vector<std::uint32_t>> groups;
    std::span<const double> theta;
    std::size_t asked = 0;
  };

  WarmUp(const std::vector<bool>& newcomer, const Known& known);

  // The next pair, which counts as met from here on; nothing when there is no more to be done.
  std::optional<PairChoice> next(const PairStock& stock, Rng& rng);

 private:
  static constexpr std::uint32_t kNoBand = 0xffffffffU;

  void meet(const Pair& pair);
  void make_bands(std::span<const double> theta);
  [[nodiscard]] std::optional<std::uint64_t> need(const Pair& pair) const;
  [[nodiscard]] std::optional<std::uint64_t> need_of_alike(const Pair& pair) const;
  [[nodiscard]] std::optional<std::uint64_t> need_of_newcomer(const Pair& pair) const;
  [[nodiscard]] bool met(const Pair& pair) const;
  std::uint32_t part_of(std::uint32_t contestant);

  std::size_t size_ = 0;
  std::vector<bool> newcomer_;
  bool alike_ = true;
  std::vector<bool> met_;                  // row-major, both ways
  std::vector<std::uint32_t> opponents_;   // by contestant: how many different ones
  std::vector<std::uint32_t> part_;        // by contestant: of which connected part
  std::vector<std::uint32_t> group_;       // by contestant: of which strongly connected group
  std::vector<std::uint32_t> groups_met_;  // by contestant: units for the sake of groups
  std::vector<std::uint32_t> band_;        // by contestant: of which part of the ladder
  std::uint32_t bands_ = 0;
  std::vector<bool> band_met_;  // contestants x bands
  std::size_t units_left_ = 0;
};

}  // namespace attune
