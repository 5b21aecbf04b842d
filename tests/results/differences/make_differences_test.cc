#include "results/differences/make_differences.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "results/stats/multiplicity.h"
#include "scenarios/base/rng.h"
#include "tests/results/differences/some_sides.h"

namespace attune {
namespace {

bool said(const std::vector<std::string>& notes, const std::string& part) {
  return std::ranges::any_of(
      notes, [&part](const std::string& note) { return note.find(part) != std::string::npos; });
}

// Scenarios of several repeats, some of them missing or unscored, in two runs.
SideFacts random_side(const std::string& subject, double skill, Rng& rng) {
  SideFacts side = a_side(subject);
  for (int scenario = 0; scenario < 14; ++scenario) {
    for (int repeat = 1; repeat <= 3; ++repeat) {
      if (rng.uniform() < 0.1) continue;
      SideValue finding{.scenario = "s" + std::to_string(scenario),
                        .repeat = repeat,
                        .finding = points(skill + 10 * rng.normal(), {{"warmth", rng.normal()}}),
                        .run = repeat == 3 ? "run-2" : "run-1"};
      if (rng.uniform() < 0.1) finding.finding = Unscored{"cut"};
      add(side, finding);
    }
  }
  side.planned = 42;
  return side;
}

DifferenceFacts random_facts(std::uint64_t seed) {
  Rng rng(seed);
  return facts_of({random_side("lab/a", 60, rng), random_side("lab/b", 50, rng),
                   random_side("stub/c", 60, rng)});
}

// The slow obvious twin of the point: loops over all pairs of records.
double plain_point(const SideFacts& first, const SideFacts& second) {
  std::map<std::string, std::pair<double, int>> scenarios;
  for (const VerdictRecord& a : first.verdicts) {
    for (const VerdictRecord& b : second.verdicts) {
      if (a.key.scenario != b.key.scenario || a.key.repeat != b.key.repeat) continue;
      const auto* one = std::get_if<Marks>(&a.verdict.finding);
      const auto* two = std::get_if<Marks>(&b.verdict.finding);
      if (one == nullptr || two == nullptr) continue;
      scenarios[a.key.scenario.text].first += one->points - two->points;
      scenarios[a.key.scenario.text].second += 1;
    }
  }
  double sum = 0;
  for (const auto& [scenario, tally] : scenarios) sum += tally.first / tally.second;
  return sum / static_cast<double>(scenarios.size());
}

TEST(MakeDifferences, ThePointIsThatOfTheObviousTwin) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const DifferenceFacts facts = random_facts(seed);
    const DifferenceReport report = make_differences(facts, quick());
    ASSERT_EQ(report.differences.size(), 2U);
    for (std::size_t at = 0; at < 2; ++at) {
      ASSERT_TRUE(report.differences[at].difference);
      EXPECT_NEAR(report.differences[at].difference->point,
                  plain_point(facts.sides[0], facts.sides[at + 1]), 1e-9);
    }
  }
}

TEST(MakeDifferences, TheOrderOfTheRecordsMovesNothing) {
  DifferenceFacts facts = random_facts(3);
  const DifferenceReport report = make_differences(facts, quick());
  Rng rng(1);
  for (SideFacts& side : facts.sides) {
    rng.shuffle(side.samples);
    rng.shuffle(side.verdicts);
  }
  EXPECT_EQ(make_differences(facts, quick()), report);
}

TEST(MakeDifferences, SidesTurnedRoundTurnTheDifference) {
  DifferenceFacts facts = random_facts(4);
  facts.sides.pop_back();
  const Difference one = make_differences(facts, quick()).differences[0];
  std::swap(facts.sides[0], facts.sides[1]);
  const Difference other = make_differences(facts, quick()).differences[0];
  EXPECT_NEAR(one.difference->point, -other.difference->point, 1e-9);
  EXPECT_NEAR(*one.difference->low, -*other.difference->high, 1e-9);
  EXPECT_EQ(one.p, other.p);
  EXPECT_NEAR(one.correlation->point, other.correlation->point, 1e-12);
  EXPECT_EQ(one.wins.won, other.wins.lost);
}

TEST(MakeDifferences, PIsAdjustedForAllOthersNamed) {
  const DifferenceReport report = make_differences(random_facts(5), quick());
  const std::vector<double> p = {*report.differences[0].p, *report.differences[1].p};
  const std::vector<double> adjusted = holm(p);
  EXPECT_EQ(report.differences[0].adjusted, adjusted[0]);
  EXPECT_EQ(report.differences[1].adjusted, adjusted[1]);
  EXPECT_TRUE(said(report.notes, "adjusted for 2 comparisons"));
}

TEST(MakeDifferences, ARegularDifferenceIsShownAndNoneIsNot) {
  std::vector<double> better;
  std::vector<double> worse;
  for (int at = 0; at < 12; ++at) {
    worse.push_back(40 + at);
    better.push_back(45 + at + at % 3);
  }
  const auto facts = facts_of({a_side_of("lab/a", better), a_side_of("lab/b", worse)});
  const DifferenceReport report = make_differences(facts, quick());
  EXPECT_TRUE(report.differences[0].shown);
  const auto same = facts_of({a_side_of("lab/a", better), a_side_of("lab/b", better)});
  const Difference none = make_differences(same, quick()).differences[0];
  EXPECT_FALSE(none.shown);
  EXPECT_EQ(none.p, 1);
  EXPECT_EQ(none.wins.tied, 12U);
}

TEST(MakeDifferences, EquivalenceHasFourStates) {
  const std::vector<double> base = {40, 50, 60, 70, 45, 55, 65, 75, 42, 52};
  const auto likeness = [&base](double shift, double spread, double margin) {
    std::vector<double> other = base;
    for (std::size_t at = 0; at < other.size(); ++at)
      other[at] += shift + (at % 2 == 0 ? spread : -spread);
    DifferenceOptions options = quick();
    options.margin = margin;
    const auto facts = facts_of({a_side_of("lab/a", other), a_side_of("lab/b", base)});
    return make_differences(facts, options).differences[0].equivalence->likeness;
  };
  EXPECT_EQ(likeness(5, 1, 2), Likeness::Different);
  EXPECT_EQ(likeness(1, 0.5, 2), Likeness::DifferentWithin);
  EXPECT_EQ(likeness(0, 0.5, 2), Likeness::EqualWithin);
  EXPECT_EQ(likeness(0, 20, 2), Likeness::NeitherShown);
}

TEST(MakeDifferences, WithFewScenariosItSaysThatNothingCanBeShown) {
  const auto facts =
      facts_of({a_side_of("lab/a", {50, 60, 70, 80}), a_side_of("lab/b", {10, 20, 30, 45})});
  const Difference difference = make_differences(facts, quick()).differences[0];
  EXPECT_FALSE(difference.shown);
  EXPECT_TRUE(said(difference.notes, "p cannot come below 0.125"));
}

TEST(MakeDifferences, NothingInCommonIsAFailureWithItsReason) {
  const auto facts = facts_of({a_side("lab/a", {{.scenario = "x", .finding = points(10)}}),
                               a_side("lab/b", {{.scenario = "y", .finding = points(10)}})});
  const Difference difference = make_differences(facts, quick()).differences[0];
  EXPECT_FALSE(difference.difference || difference.p || difference.shown);
  EXPECT_EQ(difference.failed, "nothing was scored on both sides");
}

TEST(MakeDifferences, WhatHasNoCounterpartIsSaid) {
  SideFacts often = a_side_of("lab/a", {50, 60});
  add(often, {.scenario = "s00", .repeat = 2, .finding = points(90)});
  const auto facts = facts_of({often, a_side_of("lab/b", {50, 60})});
  const Difference difference = make_differences(facts, quick()).differences[0];
  EXPECT_NEAR(difference.difference->point, 0, 1e-12);
  EXPECT_TRUE(said(difference.notes, "1 scored sample of lab/a had no counterpart"));
}

TEST(MakeDifferences, StubsAreNamedAsSuch) {
  EXPECT_TRUE(said(make_differences(random_facts(6), quick()).notes, "stub subjects are"));
  auto all = facts_of({a_side_of("stub/a", {1, 2}), a_side_of("stub/b", {2, 3})});
  EXPECT_TRUE(said(make_differences(all, quick()).notes, "no model was measured"));
  all.judge = "stub/judge";
  EXPECT_TRUE(said(make_differences(all, quick()).notes, "the judge is attune's stub"));
  const auto none = facts_of({a_side_of("lab/a", {1, 2}), a_side_of("lab/b", {2, 3})});
  EXPECT_FALSE(said(make_differences(none, quick()).notes, "stub"));
}

TEST(MakeDifferences, OtherJudgesTellHowFarJudgesSpread) {
  SideFacts first = a_side_of("lab/a", {50, 60});
  for (const VerdictRecord& each : std::vector<VerdictRecord>(first.verdicts)) {
    VerdictRecord other = each;
    other.judge = "lab/other";
    std::get<Marks>(other.verdict.finding).points += 4;
    first.others.push_back(other);
  }
  const DifferenceReport report =
      make_differences(facts_of({first, a_side_of("lab/b", {40, 30})}), quick());
  const Spreads& spreads = *report.differences[0].spreads;
  ASSERT_TRUE(spreads.first.judges);
  EXPECT_NEAR(spreads.first.judges->variance, 8, 1e-9);
  EXPECT_FALSE(spreads.second.judges);
  EXPECT_NEAR(report.differences[0].difference->point, 20, 1e-12);
  EXPECT_TRUE(said(report.notes, "with one verdict a sample"));
}

TEST(MakeDifferences, TitlesStandByTheirScenarios) {
  auto facts = facts_of({a_side_of("lab/a", {50}), a_side_of("lab/b", {40})});
  facts.titles[{"s00"}] = "The ring";
  const DifferenceReport report = make_differences(facts, quick());
  EXPECT_EQ(report.differences[0].points[0].title, "The ring");
}

// Two sides of equal skill, each scenario as hard for both, with noise of its own in each repeat.
DifferenceFacts twins(Rng& rng) {
  SideFacts first = a_side("lab/a");
  SideFacts second = a_side("lab/b");
  for (int scenario = 0; scenario < 9; ++scenario) {
    const double hard = 50 + 15 * rng.normal();
    for (int repeat = 1; repeat <= 1 + scenario % 2; ++repeat) {
      const std::string id = "s" + std::to_string(scenario);
      add(first, {.scenario = id, .repeat = repeat, .finding = points(hard + 8 * rng.normal())});
      add(second, {.scenario = id, .repeat = repeat, .finding = points(hard + 8 * rng.normal())});
    }
  }
  return facts_of({std::move(first), std::move(second)});
}

TEST(MakeDifferences, WithoutADifferencePIsUniformThroughTheWholeChain) {
  Rng rng(31);
  const DifferenceOptions options{.bootstrap = {.seed = 1, .resamples = 1}};
  constexpr int kSimulations = 300;
  std::vector<double> p;
  for (int simulation = 0; simulation < kSimulations; ++simulation)
    p.push_back(*make_differences(twins(rng), options).differences[0].p);
  std::ranges::sort(p);
  double farthest = 0;
  for (std::size_t at = 0; at < p.size(); ++at) {
    farthest = std::max(farthest, std::abs(static_cast<double>(at + 1) / kSimulations - p[at]));
    farthest = std::max(farthest, std::abs(static_cast<double>(at) / kSimulations - p[at]));
  }
  // The 1 % point of Kolmogorov and Smirnov's D, and the steps of 1/256 in which p comes.
  EXPECT_LT(farthest, 1.63 / std::sqrt(static_cast<double>(kSimulations)) + 1.0 / 256);
}

}  // namespace
}  // namespace attune
