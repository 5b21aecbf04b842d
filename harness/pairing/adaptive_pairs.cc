#include "harness/pairing/adaptive_pairs.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "harness/pairing/pair_design.h"
#include "results/ratings/bradley_terry.h"

namespace attune {
namespace {

constexpr double kPrior = 0.1;  // precision of a strength beforehand: a deviation of 3 logits
constexpr std::size_t kLeastRound = 8;
constexpr std::size_t kRoundForNewcomer = 12;
constexpr double kNearEnough = 0.95;  // of the most information: within 80 rating points of even
constexpr std::size_t kLeastScenarios = 10;  // fewer make an interval out of too little

std::vector<double> strengths_for_choosing(std::size_t contestants,
                                           std::span<const Contest> contests) {
  const FitOptions options{.prior = {.kind = Prior::Kind::Ridge, .strength = kPrior},
                           .spread = Spread::Buckets};
  auto fit = fit_bradley_terry(contestants, contests, {}, options);
  if (!fit) return std::vector<double>(contestants);
  return std::move(fit->theta);
}

std::vector<Pair> pairs_of(std::span<const Contest> contests) {
  std::vector<Pair> pairs;
  for (const Contest& contest : contests) pairs.push_back({contest.first, contest.second});
  return pairs;
}

std::vector<bool> wanted_of(const std::vector<bool>& newcomer) {
  if (std::find(newcomer.begin(), newcomer.end(), true) != newcomer.end()) return newcomer;
  return std::vector<bool>(newcomer.size(), true);
}

std::vector<std::size_t> scenarios_each(const PairField& field) {
  const std::vector<std::uint32_t> scenario = scenarios_of(field);
  std::vector<std::size_t> counts;
  for (const std::vector<bool>& row : field.playable) {
    std::set<std::uint32_t> played;
    for (std::size_t place = 0; place < row.size(); ++place)
      if (row[place]) played.insert(scenario[place]);
    counts.push_back(played.size());
  }
  return counts;
}

std::vector<std::size_t> askable(const PairStock& stock) {
  std::vector<std::size_t> pairs;
  for (std::size_t at = 0; at < stock.pairs().size(); ++at)
    if (stock.left(at) > 0) pairs.push_back(at);
  return pairs;
}

// The pair that teaches most; for newcomers, of those of nearly as near a strength as can be had,
// the one least met. No model knows that a judge weighs one pair otherwise than another, or that
// the ladder is wrong about somebody; many opponents even that out.
std::size_t best_of(const std::vector<std::size_t>& pairs, const PairStock& stock,
                    const PairDesign& design, bool spread) {
  double most = 0;
  for (const std::size_t each : pairs)
    most = std::max(most, design.information(stock.pairs()[each]));
  std::size_t best = pairs.front();
  std::tuple<bool, std::ptrdiff_t, double> highest(false, 0, 0);
  for (const std::size_t each : pairs) {
    const Pair& pair = stock.pairs()[each];
    const bool near = spread && design.information(pair) >= kNearEnough * most;
    const std::ptrdiff_t met = near ? static_cast<std::ptrdiff_t>(stock.asked(each)) : 0;
    const std::tuple rank(near, -met, design.gain(pair));
    if (rank > highest) best = each;
    highest = std::max(highest, rank);
  }
  return best;
}

// The best pair, and with a probability of `exploration` any.
PairChoice choose(const PairStock& stock, const PairDesign& design, bool spread, double exploration,
                  Rng& rng) {
  const std::vector<std::size_t> pairs = askable(stock);
  const std::size_t best = best_of(pairs, stock, design, spread);
  const double each_chance = exploration / static_cast<double>(pairs.size());
  const std::size_t chosen = rng.uniform() < exploration ? pairs[rng.below(pairs.size())] : best;
  return {chosen, chosen == best ? 1 - exploration + each_chance : each_chance};
}

}  // namespace

AdaptivePairs::AdaptivePairs(PairField field, AdaptiveOptions options)
    : field_(std::move(field)),
      options_(options),
      newcomer_(newcomers_of(field_)),
      wanted_(wanted_of(newcomer_)),
      scenarios_(scenarios_each(field_)),
      stock_(field_) {
  assert(field_.contestants >= 2);
  settle();
}

std::size_t AdaptivePairs::round_size() const {
  const std::size_t usual = std::max(kLeastRound, field_.contestants);
  const auto newcomers =
      static_cast<std::size_t>(std::count(newcomer_.begin(), newcomer_.end(), true));
  const std::size_t by_field =
      newcomers == 0 ? usual : std::min(usual, kRoundForNewcomer * newcomers);
  const std::size_t size = std::max<std::size_t>(1, options_.round_units.value_or(by_field));
  return options_.max_units ? std::min(size, *options_.max_units - asked_) : size;
}

PairUnit AdaptivePairs::take(const PairChoice& choice, Rng& rng) {
  ++asked_;
  PairUnit unit = stock_.take(choice.pair, rng);
  unit.chance = choice.chance;
  return unit;
}

void AdaptivePairs::warm_up(std::vector<PairUnit>& round, std::size_t size, Rng& rng) {
  const std::vector<Pair> met = pairs_of(contests_);
  const auto groups = connected_groups(field_.contestants, contests_);
  WarmUp warm_up(newcomer_,
                 {.met = met, .groups = groups, .theta = theta_, .asked = warm_up_asked_});
  while (round.size() < size) {
    const auto choice = warm_up.next(stock_, rng);
    if (!choice) return;
    ++warm_up_asked_;
    round.push_back(take(*choice, rng));
  }
}

void AdaptivePairs::choose_by_design(std::vector<PairUnit>& round, std::size_t size, Rng& rng) {
  PairDesign design(theta_, wanted_, pairs_of(contests_), kPrior);
  while (round.size() < size && stock_.left() > 0) {
    const PairChoice choice =
        choose(stock_, design, wanted_ == newcomer_, options_.exploration, rng);
    design.observe(stock_.pairs()[choice.pair]);
    round.push_back(take(choice, rng));
  }
}

std::vector<PairUnit> AdaptivePairs::next_round() {
  std::vector<PairUnit> round;
  if (!settled_) end_where_nothing_can_be_asked();
  if (settled_) return round;
  Rng rng = Rng::named(options_.seed, fmt::format("pairs of round {}", ++rounds_));
  const std::size_t size = round_size();
  warm_up(round, size, rng);
  // What a warm-up finds is worth waiting for before anything is chosen by it.
  if (round.empty()) choose_by_design(round, size, rng);
  return round;
}

void AdaptivePairs::heard(std::span<const JudgedUnit> judged) {
  for (const JudgedUnit& each : judged)
    heard_.insert_or_assign(Key{each.unit.a, each.unit.b, each.unit.place}, each);
  settle();
}

std::vector<JudgedUnit> AdaptivePairs::all_heard() const {
  std::vector<JudgedUnit> all;
  for (const auto& each : heard_) all.push_back(each.second);
  return all;
}

void AdaptivePairs::settle() {
  contests_ = to_contests(field_, all_heard());
  theta_ = strengths_for_choosing(field_.contestants, contests_);
  standing_ = standing_of(field_, contests_);
  settled_ = reached();
  if (!settled_) end_where_nothing_can_be_asked();
}

void AdaptivePairs::end_where_nothing_can_be_asked() {
  if (options_.max_units && asked_ >= *options_.max_units)
    settled_ = {PairsSettled::Why::UnitsUsedUp,
                fmt::format("all {} units that were allowed are used", asked_)};
  else if (stock_.left() == 0)
    settled_ = {PairsSettled::Why::NothingLeft,
                fmt::format("after {} units there is nothing left to judge", asked_)};
}

bool AdaptivePairs::known_well_enough(std::size_t contestant) const {
  const auto& half = standing_->half_widths[contestant];
  return half && *half <= *options_.half_width &&
         standing_->scenarios[contestant] >= std::min(kLeastScenarios, scenarios_[contestant]);
}

bool AdaptivePairs::out_of_reach(std::size_t contestant) const {
  const auto& floor = standing_->floors[contestant];
  return floor && *floor > *options_.half_width &&
         standing_->scenarios[contestant] >= scenarios_[contestant];
}

std::optional<PairsSettled> AdaptivePairs::reached() const {
  if (!standing_) return std::nullopt;
  if (options_.ranks_suffice) {
    if (auto ranks = ranks_reached()) return ranks;
  }
  if (!options_.half_width) return std::nullopt;
  double widest = 0;
  for (std::size_t at = 0; at < wanted_.size(); ++at) {
    if (!wanted_[at] || known_well_enough(at)) continue;
    if (!out_of_reach(at)) return std::nullopt;
    widest = std::max(widest, *standing_->floors[at]);
  }
  if (widest > 0)
    return PairsSettled{
        PairsSettled::Why::OutOfReach,
        fmt::format("more units on these scenarios would not bring every rating to ±{:g}, but to "
                    "±{:.0f} at best: that takes more scenarios",
                    *options_.half_width, widest)};
  return PairsSettled{
      PairsSettled::Why::TargetReached,
      fmt::format("every {} is known to ±{:g} or better",
                  wanted_ == newcomer_ ? "newcomer's rating" : "rating", *options_.half_width)};
}

std::optional<PairsSettled> AdaptivePairs::ranks_reached() const {
  const std::vector<bool> alone = ranked(*standing_, options_.seed);
  for (std::size_t at = 0; at < wanted_.size(); ++at)
    if (wanted_[at] && !alone[at]) return std::nullopt;
  return PairsSettled{PairsSettled::Why::RanksSeparated,
                      wanted_ == newcomer_ ? "every newcomer has a rank of its own"
                                           : "everybody has a rank of their own"};
}

}  // namespace attune
