#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "harness/pairing/pair_stock.h"
#include "harness/pairing/pair_unit.h"
#include "scenarios/base/rng.h"

namespace attune {

struct UniformOptions {
  // Blocks: every pair once, then every pair once more, and so on, each time on another place, so
  // that whatever is cut off leaves a balanced part. Drawn: units at random, each as likely as any.
  enum class Order { Blocks, Drawn };
  Order order = Order::Blocks;
  std::uint64_t seed = 1;
  std::optional<std::size_t> max_units;
};

// Every pair on every place that both can play, in an order that looks at no outcome. A unit's
// chance is the share of all units that is asked: 1 unless there is a limit below that.
//
// Thread-safety: all members from one thread.
class UniformPairs {
 public:
  // REQUIRES: as PairStock.
  UniformPairs(PairField field, UniformOptions options);

  // What to judge now, 256 units at most; nothing when settled.
  std::vector<PairUnit> next_round();

  // For the same form as its neighbours: nothing depends on it.
  void heard(std::span<const JudgedUnit> /*judged*/) {}

  [[nodiscard]] const std::optional<PairsSettled>& settled() const { return settled_; }

  [[nodiscard]] std::size_t asked() const { return asked_; }

 private:
  [[nodiscard]] std::optional<PairUnit> next_unit();
  void begin_block();
  PairUnit draw();

  UniformOptions options_;
  PairStock stock_;
  Rng rng_;
  double chance_ = 1;
  std::vector<std::size_t> block_;  // pairs still to come in this block, last first
  std::size_t asked_ = 0;
  std::optional<PairsSettled> settled_;
};

}  // namespace attune
