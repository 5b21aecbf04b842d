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
//
// tournament: 20 alike, adaptive against uniform in balanced blocks, after 400 to 2400 units: the
// mean absolute error of strengths after the best straight line (in the truth's unit, hundredths),
// and Kendall's tau (hundredths). `spread` 0 is pair_world.h's judge; else a unit is won or lost by
// the odds of strengths drawn with a standard deviation of spread / 10 logits, as in
// specs/emonet-arena-psychometrics-statistics §D.6.

#include <array>
#include <cmath>
#include <cstdlib>
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
#include "tests/harness/pairing/pair_world.h"

namespace attune {
namespace {

constexpr std::uint32_t kLadder = 40;
constexpr std::uint32_t kNewcomer = kLadder;

std::size_t worlds(std::size_t usual) {
  const char* const asked = std::getenv("ATTUNE_LADDERS");
  return asked == nullptr ? usual : static_cast<std::size_t>(std::atoi(asked));
}

// Mean and standard error.
struct Mean {
  double sum = 0;
  double squares = 0;
  double count = 0;

  void add(double value) {
    sum += value;
    squares += value * value;
    ++count;
  }

  [[nodiscard]] double mean() const { return sum / count; }

  [[nodiscard]] double error() const {
    return std::sqrt(std::max(0.0, squares / count - mean() * mean()) / (count - 1));
  }
};

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

// The newcomer's skill, as the ladder's true skills over its ratings have it.
double skill_at(const PairWorld& world, const std::vector<double>& ratings) {
  constexpr std::size_t kNear = 12;
  std::vector<double> away;
  for (std::size_t at = 0; at < kLadder; ++at)
    away.push_back(std::abs(ratings[at] - ratings[kNewcomer]));
  std::vector<double> sorted = away;
  std::nth_element(sorted.begin(), sorted.begin() + kNear, sorted.end());
  const double width = sorted[kNear];
  double w0 = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
  for (std::size_t at = 0; at < kLadder; ++at) {
    const double near = std::max(0.0, 1 - std::pow(away[at] / width, 3));
    const double w = near * near * near;
    const double x = ratings[at] - ratings[kNewcomer];
    w0 += w;
    wx += w * x;
    wy += w * world.skills[at];
    wxx += w * x * x;
    wxy += w * x * world.skills[at];
  }
  const double slope = (w0 * wxy - wx * wy) / (w0 * wxx - wx * wx);
  return (wy - slope * wx) / w0;
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
       eqbench3_ratings({.names = names, .matches = schedule.matches()}, options))
    means.push_back(*rating.elo);
  return means;
}

// What a way to place the newcomer made of it, over worlds.
struct Found {
  Mean error;
  Mean own;
  Mean above;  // the reference's error in the same world

  void note(const PairWorld& world, const std::vector<double>& ratings, double reference) {
    const double skill = skill_at(world, ratings);
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

template <class Pairs>
std::vector<JudgedUnit> play(Pairs& pairs, const PairWorld& world, Rule rule) {
  std::vector<JudgedUnit> judged;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    const auto answers = judged_by(world, round, rule);
    pairs.heard(answers);
    judged.insert(judged.end(), answers.begin(), answers.end());
  }
  return judged;
}

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
  const double error = std::abs(skill_at(world, ratings) - world.skills[kNewcomer]);
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
  const double skill = skill_at(world, ratings);
  const double error = std::abs(skill - world.skills[kNewcomer]);
  ratings[kNewcomer] += *pairs.standing()->half_widths[kNewcomer] / RatingScale{}.per_logit;
  placing.stop_calls.add(2.0 * static_cast<double>(pairs.asked()));
  placing.stop_error.add(error);
  placing.stop_covered.add(error <= skill_at(world, ratings) - skill ? 1 : 0);
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

constexpr std::size_t kAlike = 20;
constexpr std::array<std::size_t, 5> kBudgets = {400, 800, 1200, 1600, 2400};

// A field of alike, and what a unit of it comes to.
struct Tournament {
  PairWorld world;
  double spread = 0;  // of strengths in logits; 0: the world's judge
  std::vector<double> truth;
};

Tournament a_tournament(double spread, std::uint64_t seed) {
  Tournament made;
  Rng rng = Rng::named(seed, "tournament");
  made.spread = spread;
  made.world.seed = seed;
  made.world.skills = drawn_skills(kAlike, rng);
  made.truth = made.world.skills;
  if (spread > 0)
    for (double& each : made.truth) each = spread * rng.normal();
  return made;
}

std::vector<JudgedUnit> judged_in(const Tournament& tournament,
                                  const std::vector<PairUnit>& units) {
  if (tournament.spread == 0) return judged_by(tournament.world, units, &WorldShares::pairwise);
  std::vector<JudgedUnit> judged;
  for (const PairUnit& unit : units) {
    Rng rng(world_seed(tournament.world.seed, unit.a, unit.b, unit.place));
    const double ahead = tournament.truth[unit.a] - tournament.truth[unit.b];
    judged.push_back({unit, rng.uniform() < 1 / (1 + std::exp(-ahead)) ? 1.0 : 0.0});
  }
  return judged;
}

double tau(const std::vector<double>& first, const std::vector<double>& second) {
  double agreed = 0;
  for (std::size_t a = 0; a < kAlike; ++a)
    for (std::size_t b = 0; b < a; ++b)
      agreed += (first[a] - first[b]) * (second[a] - second[b]) > 0 ? 1 : -1;
  return agreed / (kAlike * (kAlike - 1) / 2);
}

double error_after_line(const std::vector<double>& truth, const std::vector<double>& found) {
  double mean_truth = 0;
  double mean_found = 0;
  for (std::size_t at = 0; at < kAlike; ++at) {
    mean_truth += truth[at] / kAlike;
    mean_found += found[at] / kAlike;
  }
  double across = 0;
  double square = 0;
  for (std::size_t at = 0; at < kAlike; ++at) {
    across += (truth[at] - mean_truth) * (found[at] - mean_found);
    square += (found[at] - mean_found) * (found[at] - mean_found);
  }
  double sum = 0;
  for (std::size_t at = 0; at < kAlike; ++at)
    sum += std::abs(truth[at] - mean_truth - across / square * (found[at] - mean_found));
  return sum / kAlike;
}

struct Placed {
  Mean error;
  Mean tau;
};

// Undefeated contestants are common among 400 lost or won units: a weak ridge holds both ways.
template <class Pairs>
void play_tournament(Pairs& pairs, const Tournament& tournament,
                     std::map<std::size_t, Placed>& placed) {
  const PairField field = world_field(tournament.world);
  std::vector<JudgedUnit> judged;
  std::size_t next = 0;
  for (auto round = pairs.next_round(); !round.empty(); round = pairs.next_round()) {
    const auto answers = judged_in(tournament, round);
    pairs.heard(answers);
    judged.insert(judged.end(), answers.begin(), answers.end());
    for (; next < kBudgets.size() && judged.size() >= kBudgets[next]; ++next) {
      const std::vector<JudgedUnit> first(
          judged.begin(), judged.begin() + static_cast<std::ptrdiff_t>(kBudgets[next]));
      const auto fit =
          fit_bradley_terry(kAlike, to_contests(field, first), {},
                            {.prior = {Prior::Kind::Ridge, 0.05}, .spread = Spread::Buckets});
      if (!fit) continue;
      placed[kBudgets[next]].error.add(error_after_line(tournament.truth, fit->theta));
      placed[kBudgets[next]].tau.add(tau(tournament.truth, fit->theta));
    }
  }
}

void tournament(benchmark::State& state) {
  std::map<std::size_t, Placed> placed;
  for (auto _ : state)
    for (std::uint64_t seed = 1; seed <= worlds(2); ++seed) {
      const Tournament each = a_tournament(static_cast<double>(state.range(0)) / 10, seed);
      const PairField field = world_field(each.world);
      if (state.range(1) == 1) {
        AdaptivePairs pairs(
            field, {.seed = seed, .half_width = std::nullopt, .max_units = kBudgets.back()});
        play_tournament(pairs, each, placed);
      } else {
        UniformPairs pairs(field, {.seed = seed, .max_units = kBudgets.back()});
        play_tournament(pairs, each, placed);
      }
    }
  for (const auto& [units, found] : placed) {
    const std::string after = fmt::format("{:04}", units);
    state.counters[after + ":error_100"] = 100 * found.error.mean();
    state.counters[after + ":error_100_se"] = 100 * found.error.error();
    state.counters[after + ":tau_100"] = 100 * found.tau.mean();
    state.counters[after + ":tau_100_se"] = 100 * found.tau.error();
  }
}

BENCHMARK(tournament)
    ->ArgNames({"spread", "adaptive"})
    ->ArgsProduct({{0, 5, 10, 20}, {0, 1}})
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

// One round of the largest field: its choice, and what was heard of it taken in.
void a_round_of_200(benchmark::State& state) {
  PairWorld world;
  Rng rng(1);
  world.skills = drawn_skills(200, rng);
  for (auto _ : state) {
    state.PauseTiming();
    AdaptivePairs pairs(world_field(world), {.half_width = std::nullopt});
    for (int round = 0; round < state.range(0); ++round)
      pairs.heard(judged_by(world, pairs.next_round(), &WorldShares::pairwise));
    state.ResumeTiming();
    const auto units = pairs.next_round();
    benchmark::DoNotOptimize(units.data());
    state.PauseTiming();
    const auto judged = judged_by(world, units, &WorldShares::pairwise);
    state.ResumeTiming();
    pairs.heard(judged);
  }
}

BENCHMARK(a_round_of_200)
    ->ArgName("rounds_before")
    ->Arg(1)
    ->Arg(30)
    ->Iterations(2)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
