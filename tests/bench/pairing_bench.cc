// What a rating costs in judge calls, in worlds whose skills are known (pair_world.h says how their
// judge errs). ATTUNE_LADDERS says how many worlds are simulated, with seeds from 1 on; two unless
// it is set, from which nothing can be told.
//
// place_newcomer: a ladder of 40, grown by EQ-Bench 3's own schedule, and one newcomer, in the
// same world by four ways: `reference`, that schedule and its TrueSkill ratings; `reference_bt`,
// the same units, rated by Bradley-Terry; `adaptive` and `uniform` (drawn), rated by Bradley-Terry,
// after so many parts of the calls that the reference took in that world. These are judged by one
// and the same form, EQ-Bench 3's; `own_form` is adaptive once more with six criteria and their
// mean.
//
// Errors are of the newcomer's skill as read off its rating: true skills of the ladder over its
// ratings by the same method, a straight line fitted to the twelve nearest (tricube weights), at
// the newcomer's rating. So no scale has an advantage, and a ladder bent by its method is bent
// back. `error`: mean absolute error against the skill, in points of 0-100; `se`: its standard
// error; `own`: the error against the mean of the newcomer's own replies, which leaves out that
// scenarios are a sample; `vs_reference`: by how much the error is above the reference's, within
// worlds.

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "harness/pairing/adaptive_pairs.h"
#include "harness/pairing/eqbench3_pairs.h"
#include "harness/pairing/uniform_pairs.h"
#include "results/ratings/bradley_terry.h"
#include "results/ratings/eqbench3_ratings.h"
#include "tests/bench/worlds.h"
#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

constexpr std::uint32_t kLadder = 40;
constexpr std::uint32_t kNewcomer = kLadder;

enum Where { Interior, Top, Bottom };

struct Noise {
  double reply_spread;
  double quirk;
  double mood;
  double noise;
};

constexpr std::array<Noise, 6> kNoises = {{
    {8, 1, 0.5, 1.5},  // usual: a reply's luck, the judge's mood and the criteria's noise all count
    {8, 0, 0, 1.5},    // no quirks and no moods: what the judge errs in is noise
    {8, 1, 1, 1.5},    // a moody judge
    {8, 3, 0.5, 1.5},  // pairs of many quirks
    {0, 1, 0.5, 1.5},  // replies are always as good as their subject
    {16, 1, 0.5, 1.5}  // replies that differ much
}};

// A grown ladder, made once for all cases.
struct Ladder {
  PairWorld world;
  std::vector<JudgedUnit> known;  // shares of the group
};

const Ladder& ladder_of(std::size_t noise, std::uint64_t seed) {
  static std::map<std::pair<std::size_t, std::uint64_t>, std::unique_ptr<Ladder>> made;
  auto& ladder = made[{noise, seed}];
  if (ladder) return *ladder;
  ladder = std::make_unique<Ladder>();
  Rng rng = Rng::named(seed, "skills");
  ladder->world.seed = seed;
  ladder->world.reply_spread = kNoises[noise].reply_spread;
  ladder->world.quirk = kNoises[noise].quirk;
  ladder->world.mood = kNoises[noise].mood;
  ladder->world.noise = kNoises[noise].noise;
  ladder->world.skills = drawn_skills(kLadder + 1, rng);
  ladder->known = grown_ladder(ladder->world, kLadder);
  return *ladder;
}

// Between two of the middle half, or a point beyond an end.
double newcomer_skill(const PairWorld& world, Where where) {
  std::vector<double> skills(world.skills.begin(), world.skills.begin() + kLadder);
  std::sort(skills.begin(), skills.end());
  if (where == Top) return skills.back() + 1;
  if (where == Bottom) return skills.front() - 1;
  Rng rng = Rng::named(world.seed, "newcomer");
  const std::size_t rank = 10 + rng.below(20);
  return (skills[rank - 1] + skills[rank]) / 2;
}

PairWorld world_with(const Ladder& ladder, Where where) {
  PairWorld world = ladder.world;
  world.skills[kNewcomer] = newcomer_skill(world, where);
  return world;
}

std::vector<JudgedUnit> judged_again(const PairWorld& world, std::vector<JudgedUnit> units,
                                     double WorldShares::*rule) {
  for (JudgedUnit& each : units) each.share = world_shares(world, each.unit).*rule;
  return units;
}

PairField field_of(const PairWorld& world, const std::vector<JudgedUnit>& known,
                   double WorldShares::*rule) {
  PairField field = world_field(world);
  field.newcomers = {kNewcomer};
  field.known = judged_again(world, known, rule);
  return field;
}

std::vector<double> bradley_terry_of(const PairField& field,
                                     const std::vector<JudgedUnit>& judged) {
  const auto fit = fit_bradley_terry(field.contestants, to_contests(field, judged), {},
                                     {.spread = Spread::Buckets});
  return fit ? fit->theta : std::vector<double>(field.contestants);
}

std::vector<double> trueskill_of(const Eqbench3Pairs& schedule, const PairWorld& world) {
  Eqbench3RatingOptions options;
  const std::vector<std::string> names = world_eqbench3(world).names;
  for (const std::uint32_t each : schedule.ladder()) options.ladder.push_back(names[each]);
  std::vector<double> means;
  for (const Eqbench3Rating& rating :
       eqbench3_ratings({.names = names, .contests = schedule.contests()}, options))
    means.push_back(*rating.elo);
  return means;
}

// What a way to place the newcomer made of it, over worlds.
struct Found {
  Mean error;
  Mean own;
  Mean above;  // the reference's error in the same world

  void note(const PairWorld& world, const std::vector<double>& ratings, double reference) {
    const double skill = skill_read_off(world, ratings);
    const double off = std::abs(skill - world.skills[kNewcomer]);
    error.add(off);
    own.add(std::abs(skill - mean_quality(world, kNewcomer)));
    above.add(off - reference);
  }

  void tell(benchmark::State& state, const std::string& name) const {
    state.counters[name + ":error"] = error.mean();
    state.counters[name + ":se"] = error.error();
    state.counters[name + ":own"] = own.mean();
    state.counters[name + ":own_se"] = own.error();
    state.counters[name + ":vs_reference"] = above.mean();
    state.counters[name + ":vs_se"] = above.error();
  }
};

constexpr std::array<double, 7> kParts = {0.125, 0.25, 0.375, 0.4375, 0.5, 0.75, 1};

using Rule = double WorldShares::*;

struct Placing {
  Mean calls;  // of the reference
  std::map<std::string, Found> ways;
  Mean stop_calls;    // of adaptive with its default end
  Mean stop_error;    // there
  Mean stop_covered;  // 1 where its interval there holds the true skill
};

// The error of the reference in this world, and what it took.
struct Reference {
  std::size_t units = 0;
  double error = 0;
};

Reference place_by_reference(const Ladder& ladder, const PairWorld& world, Placing& placing) {
  Eqbench3Pairs schedule(field_of(world, ladder.known, &WorldShares::group), world_eqbench3(world));
  const auto judged = play(schedule, world, &WorldShares::group);
  placing.calls.add(2.0 * static_cast<double>(schedule.asked()));
  const std::vector<double> ratings = trueskill_of(schedule, world);
  const double error = std::abs(skill_read_off(world, ratings) - world.skills[kNewcomer]);
  placing.ways["reference"].note(world, ratings, error);
  placing.ways["reference_bt"].note(
      world,
      bradley_terry_of(field_of(world, ladder.known, &WorldShares::eqbench3),
                       judged_again(world, judged, &WorldShares::eqbench3)),
      error);
  return {schedule.asked(), error};
}

// The rating after each part of the reference's units.
void note_parts(const std::string& name, const PairField& field, const PairWorld& world,
                const std::vector<JudgedUnit>& judged, const Reference& reference,
                Placing& placing) {
  for (const double part : kParts) {
    const auto units = static_cast<std::size_t>(part * static_cast<double>(reference.units));
    const std::vector<JudgedUnit> first(
        judged.begin(),
        judged.begin() + static_cast<std::ptrdiff_t>(std::min(units, judged.size())));
    placing.ways[fmt::format("{}_{:.4f}", name, part)].note(world, bradley_terry_of(field, first),
                                                            reference.error);
  }
}

// Where adaptive ends by itself. The interval is in rating points; its width in skill points
// follows from the ladder around the newcomer.
void note_stop(const PairField& field, const PairWorld& world, Placing& placing) {
  AdaptivePairs pairs(field, {.seed = world.seed});
  play(pairs, world, &WorldShares::eqbench3);
  std::vector<double> ratings = pairs.standing()->strengths.theta;
  const double skill = skill_read_off(world, ratings);
  const double error = std::abs(skill - world.skills[kNewcomer]);
  ratings[kNewcomer] += *pairs.standing()->half_widths[kNewcomer] / RatingScale{}.per_logit;
  placing.stop_calls.add(2.0 * static_cast<double>(pairs.asked()));
  placing.stop_error.add(error);
  placing.stop_covered.add(error <= skill_read_off(world, ratings) - skill ? 1 : 0);
}

void place(const Ladder& ladder, Where where, Placing& placing) {
  const PairWorld world = world_with(ladder, where);
  const Reference reference = place_by_reference(ladder, world, placing);
  for (const auto& [name, rule] : std::map<std::string, Rule>{
           {"adaptive", &WorldShares::eqbench3}, {"own_form", &WorldShares::pairwise}}) {
    const PairField field = field_of(world, ladder.known, rule);
    AdaptivePairs pairs(
        field, {.seed = world.seed, .half_width = std::nullopt, .max_units = reference.units});
    note_parts(name, field, world, play(pairs, world, rule), reference, placing);
  }
  const PairField field = field_of(world, ladder.known, &WorldShares::eqbench3);
  UniformPairs uniform(
      field,
      {.order = UniformOptions::Order::Drawn, .seed = world.seed, .max_units = reference.units});
  note_parts("uniform", field, world, play(uniform, world, &WorldShares::eqbench3), reference,
             placing);
  note_stop(field, world, placing);
}

void place_newcomer(benchmark::State& state) {
  Placing placing;
  for (auto _ : state)
    for (std::uint64_t seed = 1; seed <= worlds(2); ++seed)
      place(ladder_of(static_cast<std::size_t>(state.range(0)), seed),
            static_cast<Where>(state.range(1)), placing);
  state.counters["calls"] = placing.calls.mean();
  state.counters["calls_se"] = placing.calls.error();
  state.counters["stop_calls"] = placing.stop_calls.mean();
  state.counters["stop_error"] = placing.stop_error.mean();
  state.counters["stop_covered"] = placing.stop_covered.mean();
  for (const auto& [name, found] : placing.ways) found.tell(state, name);
}

BENCHMARK(place_newcomer)
    ->ArgNames({"noise", "where"})
    ->ArgsProduct({{0}, {Interior, Top, Bottom}})
    ->ArgsProduct({{1, 2, 3, 4, 5}, {Interior}})
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

}  // namespace
}  // namespace attune
