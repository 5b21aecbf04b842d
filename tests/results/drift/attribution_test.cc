#include "results/drift/attribution.h"

#include <cmath>
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "results/drift/ruling.h"
#include "results/stats/paired.h"
#include "tests/results/drift/drift_worlds.h"

namespace attune {
namespace {

using testing::DriftWorld;
using testing::two_releases;
using testing::TwoReleases;

TwoReleases a_small_world() {
  TwoReleases made;
  made.from.judge = made.to.judge = "lab/judge";
  made.from.points = {{{"a"}, {50, 60}}, {{"b"}, {70}}, {{"c"}, {10}}};
  made.to.points = {{{"a"}, {50}}, {{"b"}, {64}}, {{"d"}, {99}}};
  made.from.anchors = {
      {"one", {"a"}, 40}, {"two", {"a"}, 60}, {"three", {"e"}, 50}, {"four", {"b"}, 1}};
  made.to.anchors = {{"one", {"a"}, 38},
                     {"two", {"a"}, 56},
                     {"three", {"e"}, 40},
                     {"three", {"e"}, 44},
                     {"five", {"b"}, 2}};
  return made;
}

TEST(Attribute, TakesWhatBothReleasesHave) {
  const TwoReleases made = a_small_world();
  const Parts parts = attribute(made.from, made.to, {});
  EXPECT_DOUBLE_EQ(parts.total->point, -5.5);  // (50 - 55 + 64 - 70) / 2
  EXPECT_EQ(parts.total->clusters, 2U);
  EXPECT_DOUBLE_EQ(parts.judge->point, -5.5);  // ((-2 - 4) / 2 + (42 - 50)) / 2
  EXPECT_EQ(parts.anchors, 3U);
  EXPECT_EQ(parts.anchor_scenarios, 2U);
  EXPECT_DOUBLE_EQ(parts.model->point, 0);
}

TEST(Attribute, SaysNothingOfWhatThereIsNot) {
  TwoReleases made = a_small_world();
  made.to.anchors.clear();
  const Parts without = attribute(made.from, made.to, {});
  EXPECT_TRUE(without.total);
  EXPECT_FALSE(without.judge);
  EXPECT_FALSE(without.model);
  made.to.points.clear();
  EXPECT_FALSE(attribute(made.from, made.to, {}).total);
}

// The total's interval is that of any paired difference; and what rules mark is the model's.
TEST(Attribute, LeavesAllOfItToTheModelWhereRulesMark) {
  DriftWorld world;
  world.model_shift = -5;
  world.anchors = 0;
  TwoReleases made = two_releases(world, 3);
  made.from.judge = made.to.judge = "";
  const Parts parts = attribute(made.from, made.to, {});
  ScenarioMeans from, to;
  for (const auto& [scenario, values] : made.from.points) from.emplace_back(values.front());
  for (const auto& [scenario, values] : made.to.points) to.emplace_back(values.front());
  EXPECT_EQ(parts.total, paired_difference(to, from, {}));
  EXPECT_EQ(parts.model, parts.total);
  EXPECT_EQ(parts.judge->point, 0);
  EXPECT_EQ(*parts.judge->low, 0);
  EXPECT_EQ(*parts.judge->high, 0);
  EXPECT_EQ(rule_on(parts, made.from, made.to).cause, Cause::Model);
}

// The slow obvious twin: every draw from the scenarios' own values, by name.
TEST(Attribute, DrawsScenariosWithTheirAnchors) {
  DriftWorld world{.scenarios = 12, .anchors = 9};
  world.judge_shift = -4;
  TwoReleases made = two_releases(world, 5);
  made.to.points.erase(testing::scenario_named(2));  // perhaps with anchors all the same
  const Bootstrap bootstrap{.resamples = 500};
  std::map<ScenarioId, std::pair<std::optional<double>, Cluster>> gained;
  for (const auto& [scenario, values] : made.to.points)
    gained[scenario].first = values.front() - made.from.points.at(scenario).front();
  for (std::size_t at = 0; at < made.to.anchors.size(); ++at)
    gained[made.to.anchors[at].scenario].second.push_back(made.to.anchors[at].points -
                                                          made.from.anchors[at].points);
  std::vector<std::pair<std::optional<double>, Cluster>> scenarios;
  for (const auto& [scenario, each] : gained) scenarios.push_back(each);
  Resampler resampler(scenarios.size(), bootstrap.seed);
  std::vector<double> models;
  for (std::size_t draw = 0; draw < bootstrap.resamples; ++draw) {
    double total = 0, totals = 0, judge = 0, judges = 0;
    for (const auto at : resampler.draw()) {
      const auto& [own, anchors] = scenarios[at];
      if (own) total += *own, totals += 1;
      if (!anchors.empty()) {
        judge += (anchors.front() + anchors.back()) / 2;
        judges += 1;
      }
    }
    if (totals > 0 && judges > 0) models.push_back(total / totals - judge / judges);
  }
  const Parts parts = attribute(made.from, made.to, bootstrap);
  const Interval interval =
      interval_of(models, expanded_tail(parts.model->clusters, parts.model->level));
  EXPECT_NEAR(*parts.model->low, interval.low, 1e-9);
  EXPECT_NEAR(*parts.model->high, interval.high, 1e-9);
  EXPECT_NEAR(parts.model->level, 0.98333, 1e-5);
  EXPECT_EQ(parts.model->clusters, std::min<std::size_t>(parts.anchor_scenarios, 11));
}

// The first verdict is in both parts, so that it drops out of the model's.
TEST(Attribute, KnowsThatOwnAnchorsShareTheFirstVerdict) {
  DriftWorld world{.scenarios = 60, .anchors = 60};
  world.judge_sd = 8;
  const TwoReleases made = two_releases(world, 7);
  const Parts parts = attribute(made.from, made.to, {});
  const auto width = [](const Estimate& each) { return *each.high - *each.low; };
  // As if apart: sqrt(total^2 + judge^2). Together: less by the verdict they share.
  EXPECT_LT(width(*parts.model),
            0.95 * std::hypot(width(*parts.total) * 2.394 / 1.96, width(*parts.judge)));
}

TEST(Attribute, MovesAnchorsToTheSubjectsLevelWhereAsked) {
  DriftWorld world{.scenarios = 60, .anchors = 60};
  world.reply_sd = 0;
  world.judge_sd = 0;
  world.judge_scale = 0.5;
  world.own_anchors = false;
  world.anchor_level = 45;  // the subject's is 65, and the scale narrows around 50
  const TwoReleases made = two_releases(world, 7);
  const Parts parts = attribute(made.from, made.to, {});
  EXPECT_NEAR(parts.spread->point, 0.5, 1e-9);
  EXPECT_NEAR(parts.model->point, -10, 1e-9);  // no change of the model's
  EXPECT_NEAR(parts.levelled->point, 0, 1e-9);
  EXPECT_EQ(rule_on(parts, made.from, made.to).why,
            "the judge's scale changed, and the frozen replies stood at another level");
}

struct Tally {
  std::map<Cause, int> causes;
  int judge_held = 0;  // intervals that held the truth
  int model_held = 0;
};

bool holds(const Estimate& estimate, double truth) {
  return *estimate.low <= truth && truth <= *estimate.high;
}

Tally simulate(const DriftWorld& world, int runs) {
  Tally tally;
  for (int run = 0; run < runs; ++run) {
    const TwoReleases made = two_releases(world, 100 + static_cast<std::uint64_t>(run));
    const Parts parts = attribute(made.from, made.to, {.resamples = 400});
    ++tally.causes[rule_on(parts, made.from, made.to).cause];
    tally.judge_held += holds(*parts.judge, world.judge_shift) ? 1 : 0;
    tally.model_held += holds(*parts.model, world.model_shift) ? 1 : 0;
  }
  return tally;
}

constexpr int kRuns = 100;

TEST(Attribution, BlamesAJudgeWhoBecameStricterAndNotTheModel) {
  DriftWorld world;
  world.judge_shift = -6;
  Tally tally = simulate(world, kRuns);
  EXPECT_GE(tally.causes[Cause::Judge], 95);
  EXPECT_EQ(tally.causes[Cause::Model], 0);
  EXPECT_GE(tally.judge_held, 93);  // 98.3 %
  EXPECT_GE(tally.model_held, 93);
}

TEST(Attribution, BlamesAJudgeWhoseScaleBecameNarrower) {
  DriftWorld world;
  world.judge_scale = 0.65;  // about 5 points less at the subject's level
  Tally tally = simulate(world, kRuns);
  EXPECT_GE(tally.causes[Cause::Judge], 95);
  EXPECT_EQ(tally.causes[Cause::Model], 0);
}

TEST(Attribution, BlamesAModelThatChangedAndNotTheJudge) {
  DriftWorld world;
  world.model_shift = -6;
  Tally tally = simulate(world, kRuns);
  EXPECT_GE(tally.causes[Cause::Model], 95);
  EXPECT_EQ(tally.causes[Cause::Judge], 0);
}

TEST(Attribution, ClaimsNothingWhereNothingChanged) {
  Tally tally = simulate({}, kRuns);
  EXPECT_LE(kRuns - tally.causes[Cause::None] - tally.causes[Cause::Unknown], 5);
  EXPECT_GE(tally.judge_held, 93);
  EXPECT_GE(tally.model_held, 93);
}

TEST(Attribution, FindsBothWhereBothChanged) {
  DriftWorld world;
  world.model_shift = -6;
  world.judge_shift = -6;
  Tally tally = simulate(world, kRuns);
  EXPECT_GE(tally.causes[Cause::Both], 95);
}

// Opposite changes hide each other in the score alone.
TEST(Attribution, FindsBothWhereTheyCancelOut) {
  DriftWorld world;
  world.model_shift = 6;
  world.judge_shift = -6;
  Tally tally = simulate(world, kRuns);
  EXPECT_GE(tally.causes[Cause::Both], 95);
}

// Anchors of another subject, far below, and a judge whose scale became narrower: their part is
// not the subject's, and the model must not pay for it.
TEST(Attribution, DoesNotBlameTheModelForAnchorsOfAnotherLevel) {
  DriftWorld world;
  world.judge_scale = 0.65;
  world.judge_shift = 6;
  world.own_anchors = false;
  world.anchor_level = 50;
  Tally tally = simulate(world, kRuns);
  EXPECT_LE(tally.causes[Cause::Model] + tally.causes[Cause::Both], 10);
}

}  // namespace
}  // namespace attune
