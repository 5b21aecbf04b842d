#include "harness/pairing/uniform_pairs.h"

#include <algorithm>

#include <fmt/format.h>

namespace attune {
namespace {

constexpr std::size_t kRound = 256;

}  // namespace

UniformPairs::UniformPairs(PairField field, UniformOptions options)
    : options_(options), stock_(field), rng_(Rng::named(options.seed, "uniform pairs")) {
  if (options_.max_units && *options_.max_units < stock_.left())
    chance_ = static_cast<double>(*options_.max_units) / static_cast<double>(stock_.left());
}

void UniformPairs::begin_block() {
  for (std::size_t pair = 0; pair < stock_.pairs().size(); ++pair)
    if (stock_.left(pair) > 0) block_.push_back(pair);
  rng_.shuffle(block_);
}

// A pair by the units it has left, then one of these.
PairUnit UniformPairs::draw() {
  std::size_t at = rng_.below(stock_.left());
  std::size_t pair = 0;
  for (; at >= stock_.left(pair); ++pair) at -= stock_.left(pair);
  std::uint32_t place = 0;
  for (;; ++place) {
    if (!stock_.can_ask(pair, place)) continue;
    if (at-- == 0) break;
  }
  return stock_.take_on(pair, place);
}

std::optional<PairUnit> UniformPairs::next_unit() {
  if (stock_.left() == 0) {
    settled_ = {PairsSettled::Why::NothingLeft,
                fmt::format("after {} units there is nothing left to judge", asked_)};
  } else if (options_.max_units && asked_ >= *options_.max_units) {
    settled_ = {PairsSettled::Why::UnitsUsedUp,
                fmt::format("all {} units that were allowed are used", asked_)};
  }
  if (settled_) return std::nullopt;
  ++asked_;
  if (options_.order == UniformOptions::Order::Drawn) return draw();
  if (block_.empty()) begin_block();
  const std::size_t pair = block_.back();
  block_.pop_back();
  return stock_.take(pair, rng_);
}

std::vector<PairUnit> UniformPairs::next_round() {
  std::vector<PairUnit> round;
  while (round.size() < kRound) {
    auto unit = next_unit();
    if (!unit) break;
    unit->chance = chance_;
    round.push_back(*unit);
  }
  // The end is told when there is nothing more to judge, not while a last round is out.
  if (!round.empty()) settled_.reset();
  return round;
}

}  // namespace attune
