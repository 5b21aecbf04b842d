#include "harness/pairing/eqbench3_pairs.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace attune {
namespace {

// The first is over the whole ladder, with as many anchors at most; then pairs per neighbour.
constexpr std::array<std::size_t, 6> kSamples = {10, 4, 8, 16, 24, 9999};
constexpr std::size_t kTiers = 3;
constexpr int kMostLoops = 4;
constexpr double kFirstRating = 1200;

// Python's round(): halves to even.
std::size_t rounded(double value) {
  const double below = std::floor(value);
  const auto whole = static_cast<std::size_t>(below);
  if (value - below != 0.5) return value - below > 0.5 ? whole + 1 : whole;
  return whole + whole % 2;
}

// `count` of `items`, from the first to the last, as evenly as whole places allow; one: the first.
template <class T>
std::vector<T> evenly_spread(const std::vector<T>& items, std::size_t count) {
  if (count >= items.size()) return items;
  std::vector<T> chosen;
  if (count == 0) return chosen;
  if (count == 1) return {items.front()};
  const double step = static_cast<double>(items.size() - 1) / static_cast<double>(count - 1);
  for (std::size_t at = 0; at < count; ++at)
    chosen.push_back(items[rounded(static_cast<double>(at) * step)]);
  return chosen;
}

// Pairs with one opponent so many places away, at most, over all rounds.
std::size_t cap_of(std::size_t stage, std::size_t depth) {
  if (stage == 0) return 1;
  const std::size_t samples = kSamples[stage];
  if (depth == 1) return samples;
  return std::max<std::size_t>(1, samples / (depth == 2 ? 2 : 4));
}

// Scenario 404 first, then by the id as text, then by iteration.
std::vector<std::uint32_t> sorted_places(const std::vector<Eqbench3Place>& places) {
  std::vector<std::uint32_t> order(places.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t at) {
    return std::tuple(places[at].scenario != "404", std::string_view(places[at].scenario),
                      places[at].iteration);
  };
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t first, std::uint32_t second) { return key(first) < key(second); });
  return order;
}

// As the reference goes through them: scenario and iteration, both as text.
bool played_before(const Eqbench3Place& first, const Eqbench3Place& second) {
  return std::tuple(first.scenario, std::to_string(first.iteration)) <
         std::tuple(second.scenario, std::to_string(second.iteration));
}

}  // namespace

std::vector<std::size_t> eqbench3_anchors(std::size_t rank, std::size_t length,
                                          PythonRandom& random) {
  const auto most = kSamples.front();
  const std::size_t step = std::max<std::size_t>(1, (length + most - 1) / most);
  const int half = static_cast<int>(step / 2);
  const int jitter = random.between(-static_cast<int>((step + 1) / 2), half);
  const auto last = static_cast<int>(length) - 1;
  const auto centre = static_cast<std::size_t>(std::clamp(last / 2 + jitter, 0, last));
  std::vector<std::size_t> anchors = {centre};
  for (std::size_t away = step; anchors.size() < most && (away <= centre || centre + away < length);
       away += step) {
    if (away <= centre) anchors.push_back(centre - away);
    if (anchors.size() < most && centre + away < length) anchors.push_back(centre + away);
  }
  std::erase(anchors, rank);
  std::sort(anchors.begin(), anchors.end());
  return anchors;
}

std::vector<std::size_t> eqbench3_neighbours(std::size_t rank, std::size_t length,
                                             std::size_t samples) {
  std::set<std::size_t> picks;
  for (std::size_t radius = 1; radius <= kTiers; ++radius) {
    std::vector<std::size_t> pool;
    for (std::size_t at = rank - std::min(rank, radius); at < std::min(length, rank + radius + 1);
         ++at)
      if (at != rank) pool.push_back(at);
    const auto tier = evenly_spread(pool, samples >> (radius - 1));
    picks.insert(tier.begin(), tier.end());
  }
  return {picks.begin(), picks.end()};
}

Eqbench3Pairs::Eqbench3Pairs(PairField field, Eqbench3Options options)
    : field_(std::move(field)),
      options_(std::move(options)),
      newcomer_(field_.newcomers.front()),
      stock_(field_),
      order_(sorted_places(options_.places)),
      pair_of_(field_.contestants),
      scored_against_(field_.contestants),
      random_(options_.seed),
      ratings_(options_.ratings) {
  assert(field_.newcomers.size() == 1 && options_.places.size() == field_.places &&
         options_.names.size() == field_.contestants);
  for (std::size_t at = 0; at < stock_.pairs().size(); ++at) {
    const Pair& pair = stock_.pairs()[at];
    pair_of_[pair.a == newcomer_ ? pair.b : pair.a] = at;
  }
  for (const JudgedUnit& each : field_.known) {
    if (!each.share) continue;
    contests_.push_back(contest_of(each));
    if (each.unit.a == newcomer_) ++scored_against_[each.unit.b];
    if (each.unit.b == newcomer_) ++scored_against_[each.unit.a];
  }
  if (ratings_.empty()) solve(false);
  ratings_[newcomer_] = kFirstRating;
}

Eqbench3Contest Eqbench3Pairs::contest_of(const JudgedUnit& judged) const {
  const PairUnit& unit = judged.unit;
  const Eqbench3Place& place = options_.places[unit.place];
  return {.test = unit.a,
          .neighbor = unit.b,
          .scenario = place.scenario,
          .iteration = place.iteration,
          .fraction = *judged.share};
}

std::vector<std::uint32_t> Eqbench3Pairs::ladder() const {
  std::vector<std::uint32_t> ladder(field_.contestants);
  std::iota(ladder.begin(), ladder.end(), 0U);
  std::stable_sort(ladder.begin(), ladder.end(), [this](std::uint32_t first, std::uint32_t second) {
    return ratings_[first] < ratings_[second];
  });
  return ladder;
}

std::size_t Eqbench3Pairs::rank() const {
  const std::vector<std::uint32_t> order = ladder();
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), newcomer_) - order.begin());
}

// Who has no contest that counts keeps the rating they had.
void Eqbench3Pairs::solve(bool within_window) {
  const std::vector<Eqbench3Contest> counted =
      within_window ? eqbench3_within(contests_, ladder()) : contests_;
  const std::vector<Skill> skills =
      eqbench3_solve({.names = options_.names, .contests = counted}, kEqbench3Wins);
  ratings_.resize(field_.contestants, kFirstRating);
  for (const Eqbench3Contest& contest : counted)
    for (const std::uint32_t each : {contest.test, contest.neighbor})
      ratings_[each] = skills[each].mean;
}

std::vector<std::uint32_t> Eqbench3Pairs::units_against(std::size_t pair, std::size_t cap) const {
  std::vector<std::uint32_t> places;
  for (const std::uint32_t place : order_)
    if (stock_.can_ask(pair, place)) places.push_back(place);
  std::vector<std::uint32_t> chosen = evenly_spread(places, cap);
  std::sort(chosen.begin(), chosen.end(), [this](std::uint32_t first, std::uint32_t second) {
    return played_before(options_.places[first], options_.places[second]);
  });
  return chosen;
}

std::vector<PairUnit> Eqbench3Pairs::units_of_loop() {
  const std::vector<std::uint32_t> order = ladder();
  const std::size_t own = rank();
  const auto ranks = stage_ == 0 ? eqbench3_anchors(own, order.size(), random_)
                                 : eqbench3_neighbours(own, order.size(), kSamples[stage_]);
  std::vector<PairUnit> units;
  for (const std::size_t each : ranks) {
    const std::uint32_t opponent = order[each];
    const std::size_t cap = cap_of(stage_, each > own ? each - own : own - each);
    const std::size_t open = cap - std::min(cap, scored_against_[opponent]);
    for (const std::uint32_t place : units_against(pair_of_[opponent], open)) {
      if (options_.max_units && asked_ == *options_.max_units) return units;
      units.push_back(stock_.take_on(pair_of_[opponent], place));
      ++asked_;
    }
  }
  return units;
}

void Eqbench3Pairs::next_stage() {
  ++stage_;
  loop_ = 0;
  if (stage_ < kSamples.size() || settled_) return;
  settled_ = {PairsSettled::Why::NothingLeft,
              fmt::format("the schedule of EQ-Bench 3 is through: place {} of {}",
                          field_.contestants - rank(), field_.contestants)};
}

void Eqbench3Pairs::end_loop() {
  const std::size_t before = rank();
  solve(stage_ > 0);
  ++loop_;
  if (stage_ == 0 || loop_ == kMostLoops || rank() == before) next_stage();
}

std::vector<PairUnit> Eqbench3Pairs::next_round() {
  while (!settled_) {
    if (options_.max_units && asked_ >= *options_.max_units) {
      settled_ = {PairsSettled::Why::UnitsUsedUp,
                  fmt::format("all {} units that were allowed are used", asked_)};
      break;
    }
    round_ = units_of_loop();
    if (!round_.empty()) return round_;
    end_loop();  // nothing new to judge, but the ladder may have moved
  }
  return {};
}

void Eqbench3Pairs::heard(std::span<const JudgedUnit> judged) {
  for (const JudgedUnit& each : judged) {
    const auto at = std::find_if(round_.begin(), round_.end(), [&](const PairUnit& unit) {
      return std::tie(unit.a, unit.b, unit.place) ==
             std::tie(each.unit.a, each.unit.b, each.unit.place);
    });
    assert(at != round_.end());
    waiting_.insert_or_assign(static_cast<std::size_t>(at - round_.begin()), each);
  }
  if (waiting_.size() < round_.size()) return;
  for (const auto& each : waiting_) {
    const JudgedUnit& unit = each.second;
    if (!unit.share) continue;
    contests_.push_back(contest_of(unit));
    ++scored_against_[unit.unit.a == newcomer_ ? unit.unit.b : unit.unit.a];
  }
  waiting_.clear();
  round_.clear();
  end_loop();
}

}  // namespace attune
