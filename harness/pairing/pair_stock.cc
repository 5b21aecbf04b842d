#include "harness/pairing/pair_stock.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>
#include <numeric>

namespace attune {
namespace {

constexpr std::uint32_t kNoPair = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kWord = 64;

bool bit(const std::vector<std::uint64_t>& bits, std::size_t at) {
  return (bits[at / kWord] >> (at % kWord) & 1U) != 0;
}

void set_bit(std::vector<std::uint64_t>& bits, std::size_t at) {
  bits[at / kWord] |= std::uint64_t{1} << (at % kWord);
}

std::vector<std::uint64_t> to_bits(const std::vector<bool>& row) {
  std::vector<std::uint64_t> bits(row.size() / kWord + 1);
  for (std::size_t at = 0; at < row.size(); ++at)
    if (row[at]) set_bit(bits, at);
  return bits;
}

std::size_t common(const std::vector<std::uint64_t>& first,
                   const std::vector<std::uint64_t>& second) {
  std::size_t count = 0;
  for (std::size_t word = 0; word < first.size(); ++word)
    count += static_cast<std::size_t>(std::popcount(first[word] & second[word]));
  return count;
}

}  // namespace

std::vector<bool> newcomers_of(const PairField& field) {
  std::vector<bool> newcomer(field.contestants, false);
  for (const std::uint32_t each : field.newcomers) newcomer[each] = true;
  if (std::find(newcomer.begin(), newcomer.end(), false) == newcomer.end())
    newcomer.assign(field.contestants, false);
  return newcomer;
}

std::vector<std::uint32_t> scenarios_of(const PairField& field) {
  if (!field.scenario_of_place.empty()) return field.scenario_of_place;
  std::vector<std::uint32_t> own(field.places);
  std::iota(own.begin(), own.end(), 0U);
  return own;
}

PairStock::PairStock(const PairField& field)
    : contestants_(field.contestants),
      places_(field.places),
      scenario_of_place_(scenarios_of(field)),
      newcomer_(newcomers_of(field)) {
  assert(field.playable.size() == contestants_ && scenario_of_place_.size() == places_);
  const auto last = std::max_element(scenario_of_place_.begin(), scenario_of_place_.end());
  const std::size_t scenarios = last == scenario_of_place_.end() ? 0 : *last + std::size_t{1};
  uses_.assign(contestants_, {.of_scenario = std::vector<std::uint32_t>(scenarios),
                              .of_place = std::vector<std::uint32_t>(places_)});
  for (const std::vector<bool>& row : field.playable) playable_.push_back(to_bits(row));
  list_pairs(field);
  for (const JudgedUnit& each : field.known) note(each.unit.a, each.unit.b, each.unit.place);
}

void PairStock::list_pairs(const PairField& field) {
  const bool alike = std::find(newcomer_.begin(), newcomer_.end(), true) == newcomer_.end();
  index_.assign(contestants_ * contestants_, kNoPair);
  for (std::uint32_t a = 0; a < field.contestants; ++a)
    for (std::uint32_t b = a + 1; b < field.contestants; ++b) {
      if (!alike && !newcomer_[a] && !newcomer_[b]) continue;
      index_[a * contestants_ + b] = static_cast<std::uint32_t>(pairs_.size());
      pairs_.push_back({a, b});
      left_.push_back(common(playable_[a], playable_[b]));
    }
  playable_both_ = left_;
  asked_.resize(pairs_.size());
  all_left_ = std::accumulate(left_.begin(), left_.end(), std::size_t{0});
}

std::size_t PairStock::index_of(std::uint32_t a, std::uint32_t b) const {
  assert(a < b && b < contestants_);
  return index_[a * contestants_ + b];
}

bool PairStock::can_ask(std::size_t pair, std::uint32_t place) const {
  const auto& [a, b] = pairs_[pair];
  return bit(playable_[a], place) && bit(playable_[b], place) &&
         (asked_[pair].empty() || !bit(asked_[pair], place));
}

void PairStock::note(std::uint32_t a, std::uint32_t b, std::uint32_t place) {
  for (const std::uint32_t each : {a, b}) {
    ++uses_[each].of_scenario[scenario_of_place_[place]];
    ++uses_[each].of_place[place];
  }
  const std::size_t pair = index_of(a, b);
  if (pair == kNoPair || !can_ask(pair, place)) return;
  if (asked_[pair].empty()) asked_[pair].resize(playable_[a].size());
  set_bit(asked_[pair], place);
  --left_[pair];
  --all_left_;
}

std::uint64_t PairStock::wear_of(std::uint32_t contestant, std::uint32_t place) const {
  const Uses& uses = uses_[contestant];
  return (std::uint64_t{uses.of_scenario[scenario_of_place_[place]]} << 16U) + uses.of_place[place];
}

std::uint64_t PairStock::wear(const Pair& pair, std::uint32_t place) const {
  const std::uint64_t of_a = wear_of(pair.a, place);
  const std::uint64_t of_b = wear_of(pair.b, place);
  if (newcomer_[pair.a] == newcomer_[pair.b]) return of_a + of_b;
  return newcomer_[pair.a] ? (of_a << 32U) + of_b : (of_b << 32U) + of_a;
}

PairUnit PairStock::take(std::size_t pair, Rng& rng) {
  assert(left_[pair] > 0);
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  std::vector<std::uint32_t> best;
  for (std::uint32_t place = 0; place < places_; ++place) {
    if (!can_ask(pair, place)) continue;
    const std::uint64_t worn = wear(pairs_[pair], place);
    if (worn < least) best.clear();
    if (worn <= least) best.push_back(place);
    least = std::min(least, worn);
  }
  return take_on(pair, best[rng.below(best.size())]);
}

PairUnit PairStock::take_on(std::size_t pair, std::uint32_t place) {
  assert(can_ask(pair, place));
  const auto& [a, b] = pairs_[pair];
  note(a, b, place);
  return {.a = a, .b = b, .place = place};
}

}  // namespace attune
