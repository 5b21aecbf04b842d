#include "harness/pairing/warm_up.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace attune {
namespace {

constexpr std::uint32_t kOpponents = 2;
constexpr std::size_t kBands = 6;
constexpr std::size_t kUnitsEach = 3;  // of those alike, at most: two opponents, one for groups

// Kinds of need among those alike, after that for opponents, which is below both.
constexpr auto kForParts = std::uint64_t{1} << 40U;
constexpr auto kForGroups = std::uint64_t{2} << 40U;

}  // namespace

WarmUp::WarmUp(const std::vector<bool>& newcomer, const Known& known)
    : size_(newcomer.size()),
      newcomer_(newcomer),
      alike_(std::find(newcomer.begin(), newcomer.end(), true) == newcomer.end()),
      met_(size_ * size_),
      opponents_(size_),
      part_(size_),
      group_(size_),
      groups_met_(size_),
      band_(size_, kNoBand) {
  std::iota(part_.begin(), part_.end(), 0U);
  for (std::uint32_t group = 0; group < known.groups.size(); ++group)
    for (const std::uint32_t each : known.groups[group]) group_[each] = group;
  if (!alike_) make_bands(known.theta);
  for (const Pair& pair : known.met) meet(pair);
  const auto newcomers =
      static_cast<std::size_t>(std::count(newcomer.begin(), newcomer.end(), true));
  const std::size_t limit = alike_ ? kUnitsEach * size_ : 2 * kBands * newcomers;
  units_left_ = limit - std::min(limit, known.asked);
}

// The ladder in bands of equal size, weakest first.
void WarmUp::make_bands(std::span<const double> theta) {
  std::vector<std::uint32_t> ladder;
  for (std::uint32_t each = 0; each < size_; ++each)
    if (!newcomer_[each]) ladder.push_back(each);
  std::sort(ladder.begin(), ladder.end(), [&](std::uint32_t first, std::uint32_t second) {
    return theta[first] != theta[second] ? theta[first] < theta[second] : first < second;
  });
  bands_ = static_cast<std::uint32_t>(std::min(kBands, ladder.size()));
  for (std::size_t rank = 0; rank < ladder.size(); ++rank)
    band_[ladder[rank]] = static_cast<std::uint32_t>(rank * bands_ / ladder.size());
  band_met_.assign(size_ * bands_, false);
}

bool WarmUp::met(const Pair& pair) const {
  return met_[pair.a * size_ + pair.b];
}

void WarmUp::meet(const Pair& pair) {
  const auto& [a, b] = pair;
  if (!alike_ && band_[b] != kNoBand) band_met_[a * bands_ + band_[b]] = true;
  if (!alike_ && band_[a] != kNoBand) band_met_[b * bands_ + band_[a]] = true;
  if (met(pair)) return;
  met_[a * size_ + b] = met_[b * size_ + a] = true;
  ++opponents_[a];
  ++opponents_[b];
  const std::uint32_t joined = part_[a];
  const std::uint32_t gone = part_[b];
  if (joined != gone) std::replace(part_.begin(), part_.end(), gone, joined);
}

// Least is most needed; nothing: not needed.
std::optional<std::uint64_t> WarmUp::need_of_alike(const Pair& pair) const {
  const auto& [a, b] = pair;
  const bool apart = part_[a] != part_[b];
  if (!met(pair) && std::min(opponents_[a], opponents_[b]) < kOpponents)
    return 2 * std::uint64_t{opponents_[a] + opponents_[b]} + (apart ? 0 : 1);
  if (apart) return kForParts;
  if (group_[a] == group_[b] || groups_met_[a] + groups_met_[b] > 1) return std::nullopt;
  return kForGroups + groups_met_[a] + groups_met_[b];
}

std::optional<std::uint64_t> WarmUp::need_of_newcomer(const Pair& pair) const {
  const auto& [a, b] = pair;
  if (newcomer_[a] == newcomer_[b]) return std::nullopt;
  const std::uint32_t newcomer = newcomer_[a] ? a : b;
  const std::uint32_t band = band_[newcomer_[a] ? b : a];
  if (band_met_[newcomer * bands_ + band]) return std::nullopt;
  return std::uint64_t{newcomer} * bands_ + band;
}

std::optional<std::uint64_t> WarmUp::need(const Pair& pair) const {
  return alike_ ? need_of_alike(pair) : need_of_newcomer(pair);
}

std::optional<PairChoice> WarmUp::next(const PairStock& stock, Rng& rng) {
  if (units_left_ == 0) return std::nullopt;
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  std::vector<std::size_t> best;
  for (std::size_t at = 0; at < stock.pairs().size(); ++at) {
    if (stock.left(at) == 0) continue;
    const auto needed = need(stock.pairs()[at]);
    if (!needed || *needed > least) continue;
    if (*needed < least) best.clear();
    least = *needed;
    best.push_back(at);
  }
  if (best.empty()) return std::nullopt;
  --units_left_;
  const std::size_t chosen = best[rng.below(best.size())];
  const Pair& pair = stock.pairs()[chosen];
  if (alike_ && least >= kForGroups) {
    ++groups_met_[pair.a];
    ++groups_met_[pair.b];
  }
  meet(pair);
  return PairChoice{chosen, 1.0 / static_cast<double>(best.size())};
}

}  // namespace attune
