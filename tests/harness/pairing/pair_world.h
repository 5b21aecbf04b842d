#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "harness/pairing/adaptive_pairs.h"
#include "harness/pairing/eqbench3_pairs.h"
#include "harness/pairing/pair_unit.h"
#include "scenarios/base/rng.h"

namespace attune {

// A field whose skills are known, and a judge whose errors are. Skills are 0 to 100. The reply of a
// subject on a scenario is as good as its skill plus a deviation of its own, which stays the same
// whoever it is compared with; and a pair's difference strays by a quirk of its own, since not all
// that is good in two replies can be weighed on one scale. A judge's margin on a criterion, for
// whom it is shown first, is
//   clip(round((difference of the two replies) / 100 x 10 + first_bias + mood + noise N(0, 1)),
//   -5, 5)
// with the mood shared by all criteria of one answer. Both orders are asked, each with its own
// mood.
struct PairWorld {
  std::vector<double> skills;  // by contestant
  std::size_t scenarios = 45;
  std::size_t iterations = 1;
  double reply_spread = 8;  // deviation of replies, in skill
  double quirk = 1;         // of a pair's difference, the same on all its places, in skill
  double mood = 0.5;        // standard deviation, in margin
  double noise = 1.5;       // the same, for each criterion by itself
  double first_bias = 0.3;
  std::uint64_t seed = 1;
};

// What a judge said of one unit, as shares for `a` by three rules.
struct WorldShares {
  double group = 0.5;     // EQ-Bench 3's: pluses of both orders over 30, on eight criteria
  double eqbench3 = 0.5;  // mean of both orders' pluses over 30
  double pairwise = 0.5;  // attune's own: mean of both orders' (1 + mean margin / 5) / 2, on six
};

inline std::uint64_t world_seed(std::uint64_t seed, std::uint64_t a, std::uint64_t b,
                                std::uint64_t place) {
  std::uint64_t mixed = seed;
  for (const std::uint64_t each : {a, b, place})
    mixed = (mixed ^ (each + 0x9e3779b97f4a7c15U)) * 0x100000001b3U + (mixed >> 29U);
  return mixed;
}

inline double reply_quality(const PairWorld& world, std::uint32_t contestant, std::uint32_t place) {
  Rng rng(world_seed(world.seed, 1000000, contestant, place));
  return world.skills[contestant] + world.reply_spread * rng.normal();
}

// Mean of a subject's own replies: what a judge without errors could find out at best.
inline double mean_quality(const PairWorld& world, std::uint32_t contestant) {
  const auto places = static_cast<std::uint32_t>(world.scenarios * world.iterations);
  double sum = 0;
  for (std::uint32_t place = 0; place < places; ++place)
    sum += reply_quality(world, contestant, place);
  return sum / places;
}

// Margins of one answer, for whom it shows first.
inline std::vector<double> world_margins(const PairWorld& world, double ahead, Rng& rng) {
  std::vector<double> margins(8);
  const double mood = world.mood * rng.normal();
  for (double& margin : margins)
    margin = std::clamp(
        std::round(ahead / 100 * 10 + world.first_bias + mood + world.noise * rng.normal()), -5.0,
        5.0);
  return margins;
}

inline double share_of_pluses_over_30(double difference) {
  return 0.5 + std::clamp(difference / 30, -1.0, 1.0) / 2;
}

inline WorldShares world_shares(const PairWorld& world, const PairUnit& unit) {
  Rng rng(world_seed(world.seed, unit.a, unit.b, unit.place));
  Rng quirk(world_seed(world.seed, 2000000, unit.a, unit.b));
  const double ahead = reply_quality(world, unit.a, unit.place) -
                       reply_quality(world, unit.b, unit.place) + world.quirk * quirk.normal();
  const std::vector<double> forward = world_margins(world, ahead, rng);
  const std::vector<double> turned = world_margins(world, -ahead, rng);
  const double pluses = std::accumulate(forward.begin(), forward.end(), 0.0);
  const double pluses_turned = -std::accumulate(turned.begin(), turned.end(), 0.0);
  const double six = std::accumulate(forward.begin(), forward.begin() + 6, 0.0) -
                     std::accumulate(turned.begin(), turned.begin() + 6, 0.0);
  return {
      .group = share_of_pluses_over_30(pluses + pluses_turned),
      .eqbench3 = (share_of_pluses_over_30(pluses) + share_of_pluses_over_30(pluses_turned)) / 2,
      .pairwise = (1 + six / 12 / 5) / 2};
}

inline std::vector<JudgedUnit> judged_by(const PairWorld& world, const std::vector<PairUnit>& units,
                                         double WorldShares::*rule) {
  std::vector<JudgedUnit> judged;
  for (const PairUnit& unit : units) judged.push_back({unit, world_shares(world, unit).*rule});
  return judged;
}

// Everybody has a sample everywhere.
inline PairField world_field(const PairWorld& world) {
  PairField field;
  field.contestants = world.skills.size();
  field.places = world.scenarios * world.iterations;
  field.playable.assign(field.contestants, std::vector<bool>(field.places, true));
  for (std::uint32_t place = 0; place < field.places; ++place)
    field.scenario_of_place.push_back(place / static_cast<std::uint32_t>(world.iterations));
  return field;
}

// Ids of EQ-Bench 3's kind: role play from 1 on, analyses from 401 on.
inline Eqbench3Options world_eqbench3(const PairWorld& world) {
  Eqbench3Options options;
  for (std::size_t at = 0; at < world.skills.size(); ++at)
    options.names.push_back(fmt::format("lab/model-{:03}", at));
  for (std::size_t scenario = 0; scenario < world.scenarios; ++scenario)
    for (std::size_t iteration = 1; iteration <= world.iterations; ++iteration)
      options.places.push_back({std::to_string(scenario < 26 ? scenario + 1 : scenario + 375),
                                static_cast<int>(iteration)});
  return options;
}

// Skills of `count` subjects from 15 to 85: one drawn in each of as many equal parts, shuffled.
inline std::vector<double> drawn_skills(std::size_t count, Rng& rng) {
  std::vector<double> skills;
  for (std::size_t at = 0; at < count; ++at)
    skills.push_back(15 +
                     70 * (static_cast<double>(at) + rng.uniform()) / static_cast<double>(count));
  rng.shuffle(skills);
  return skills;
}

// A ladder of the contestants 0 to `count` - 1 that grew as EQ-Bench 3's does: each entered it by
// the reference's schedule, one after the other. In the order of judging, with the group's shares.
inline std::vector<JudgedUnit> grown_ladder(const PairWorld& world, std::size_t count) {
  std::vector<JudgedUnit> known;
  for (std::uint32_t newcomer = 1; newcomer < count; ++newcomer) {
    PairWorld so_far = world;
    so_far.skills.resize(newcomer + 1U);
    PairField field = world_field(so_far);
    field.newcomers = {newcomer};
    field.known = known;
    Eqbench3Pairs schedule(std::move(field), world_eqbench3(so_far));
    for (auto round = schedule.next_round(); !round.empty(); round = schedule.next_round()) {
      const auto judged = judged_by(world, round, &WorldShares::group);
      known.insert(known.end(), judged.begin(), judged.end());
      schedule.heard(judged);
    }
  }
  return known;
}

// A ladder of the contestants 0 to `count` - 1 in which everybody met the three next to them, on
// every place, judged from the weakest up. Cheaper to make; TrueSkill spreads it as wide as it
// goes.
inline std::vector<JudgedUnit> near_ladder(const PairWorld& world, std::size_t count) {
  std::vector<std::uint32_t> ladder(count);
  std::iota(ladder.begin(), ladder.end(), 0U);
  std::sort(ladder.begin(), ladder.end(), [&](std::uint32_t first, std::uint32_t second) {
    return world.skills[first] < world.skills[second];
  });
  std::vector<PairUnit> units;
  for (std::size_t at = 0; at < count; ++at)
    for (std::size_t next = at + 1; next < std::min(count, at + 4); ++next)
      for (std::uint32_t place = 0; place < world.scenarios * world.iterations; ++place)
        units.push_back({.a = std::min(ladder[at], ladder[next]),
                         .b = std::max(ladder[at], ladder[next]),
                         .place = place});
  return judged_by(world, units, &WorldShares::group);
}

// The last contestant's skill as its rating has it: true skills of the others over their ratings by
// the same method, a straight line fitted to the twelve nearest (tricube weights), there.
inline double skill_read_off(const PairWorld& world, const std::vector<double>& ratings) {
  const std::size_t ladder = ratings.size() - 1;
  const double own = ratings[ladder];
  std::vector<double> away;
  for (std::size_t at = 0; at < ladder; ++at) away.push_back(std::abs(ratings[at] - own));
  std::vector<double> sorted = away;
  std::sort(sorted.begin(), sorted.end());
  const double width = sorted[std::min<std::size_t>(12, ladder - 1)];
  double weights = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
  for (std::size_t at = 0; at < ladder; ++at) {
    const double w = std::pow(std::max(0.0, 1 - std::pow(away[at] / width, 3)), 3);
    const double x = ratings[at] - own;
    weights += w;
    wx += w * x;
    wy += w * world.skills[at];
    wxx += w * x * x;
    wxy += w * x * world.skills[at];
  }
  const double slope = (weights * wxy - wx * wy) / (weights * wxx - wx * wx);
  return (wy - slope * wx) / weights;
}

// Skills on one seed.
inline PairWorld a_world(std::size_t contestants, std::size_t scenarios = 45) {
  PairWorld world;
  Rng rng(1);
  world.skills = drawn_skills(contestants, rng);
  world.scenarios = scenarios;
  return world;
}

// A ladder of all but the last, who is a newcomer.
inline PairField field_with_newcomer(const PairWorld& world, double WorldShares::*rule) {
  const std::size_t ladder = world.skills.size() - 1;
  PairField field = world_field(world);
  field.newcomers = {static_cast<std::uint32_t>(ladder)};
  field.known = near_ladder(world, ladder);
  for (JudgedUnit& each : field.known) each.share = world_shares(world, each.unit).*rule;
  return field;
}

// All that a chooser asks of this world, judged by one rule.
template <class Pairs>
std::vector<JudgedUnit> play(Pairs& pairs, const PairWorld& world,
                             double WorldShares::*rule = &WorldShares::pairwise) {
  std::vector<JudgedUnit> judged;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    const auto answers = judged_by(world, round, rule);
    pairs.heard(answers);
    judged.insert(judged.end(), answers.begin(), answers.end());
  }
  return judged;
}

inline AdaptiveOptions up_to(std::size_t units) {
  return {.half_width = std::nullopt, .max_units = units};
}

}  // namespace attune
