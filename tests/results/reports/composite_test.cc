#include "results/reports/composite.h"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/stats/paired.h"
#include "scenarios/base/rng.h"
#include "tests/results/reports/boards.h"

namespace attune {
namespace {

using testing::Contains;
using testing::HasSubstr;

const BoardOptions kFew{.bootstrap = {.seed = 1, .resamples = 400}};

// A pack on which subjects have these points, each scenario a little off.
BoardFacts a_pack_of(const std::string& id, const std::map<std::string, double>& subjects,
                     int scenarios = 20, double noise = 5) {
  BoardFacts facts = some_facts();
  facts.pack.id = {id};
  facts.pack.digest = "sha256:" + id;
  Rng rng = Rng::named(1, id);
  for (const auto& [subject, level] : subjects) {
    for (int scenario = 0; scenario < scenarios; ++scenario) {
      add(facts, {.subject = subject,
                  .scenario = std::to_string(scenario),
                  .finding = points(level + noise * rng.normal()),
                  .cost_usd = 0.01});
    }
  }
  return facts;
}

const Standing& row_of(const Leaderboard& board, const std::string& subject) {
  return *std::ranges::find(board.rows, SubjectId{subject}, &Standing::subject);
}

TEST(Composite, IsTheWeightedMeanOfThePacksScores) {
  const std::vector<WeightedFacts> parts = {
      {a_pack_of("acts", {{"lab/a", 40}, {"lab/b", 60}}), 1},
      {a_pack_of("feelings", {{"lab/a", 90}, {"lab/b", 50}}), 3}};
  const Leaderboard board = make_composite(parts, kFew);
  const Leaderboard acts = make_leaderboard(parts[0].facts, kFew);
  const Leaderboard feelings = make_leaderboard(parts[1].facts, kFew);
  ASSERT_EQ(board.rows.size(), 2U);
  for (const char* subject : {"lab/a", "lab/b"}) {
    const Standing& row = row_of(board, subject);
    const Standing& first = row_of(acts, subject);
    const Standing& second = row_of(feelings, subject);
    EXPECT_DOUBLE_EQ(row.score->point, 0.25 * first.score->point + 0.75 * second.score->point);
    EXPECT_EQ(row.score->samples, 40U);
    EXPECT_EQ(row.score->clusters, 40U);
    EXPECT_EQ(row.criteria.at("acts"), *first.score);
    EXPECT_EQ(row.criteria.at("feelings"), *second.score);
    EXPECT_NEAR(*row.cost_usd, 0.4, 1e-9);
    EXPECT_TRUE(row.cost_known);
  }
  EXPECT_EQ(board.rows[0].subject.text, "lab/a");
  EXPECT_EQ(board.rows[0].place, (Place{1, 1, 1}));
}

// Independent packs: the squared errors of the parts add up.
TEST(Composite, DrawsEveryPackByItself) {
  const std::vector<WeightedFacts> parts = {{a_pack_of("acts", {{"lab/a", 40}}, 30), 1},
                                            {a_pack_of("feelings", {{"lab/a", 40}}, 30), 1}};
  const BoardOptions many{.bootstrap = {.seed = 1, .resamples = 4000}};
  const Leaderboard board = make_composite(parts, many);
  const auto half = [](const Estimate& estimate) { return (*estimate.high - *estimate.low) / 2; };
  const Standing& row = board.rows.front();
  const double apart = std::hypot(half(row.criteria.at("acts")), half(row.criteria.at("feelings")));
  EXPECT_NEAR(half(*row.score), apart / 2, apart / 20);
}

TEST(Composite, PlacesByBothPacksTogether) {
  // On one pack alone the noise is too great to tell them apart.
  const std::vector<WeightedFacts> parts = {
      {a_pack_of("acts", {{"lab/a", 54}, {"lab/b", 50}}, 20, 6), 1},
      {a_pack_of("feelings", {{"lab/a", 70}, {"lab/b", 50}}, 20, 6), 1}};
  const Leaderboard board = make_composite(parts, kFew);
  EXPECT_EQ(board.rows[0].place, (Place{1, 1, 1}));
  EXPECT_EQ(board.rows[1].place, (Place{2, 2, 2}));
  ASSERT_TRUE(board.least_difference);
  // Two errors of the difference, 6 sqrt(2 / 20) each, at a half: times 2.8 for about 38 degrees.
  EXPECT_NEAR(*board.least_difference, 2.8 * 6 * std::sqrt(2.0 / 20) / std::sqrt(2.0), 1);
}

TEST(Composite, ListsWhoLacksAPackWithTheReasonAndWithoutAScore) {
  std::vector<WeightedFacts> parts = {{a_pack_of("acts", {{"lab/a", 40}, {"lab/b", 60}}), 1},
                                      {a_pack_of("feelings", {{"lab/a", 90}}), 1}};
  add(parts[1].facts,
      {.subject = "lab/c", .scenario = "1", .finding = Unscored{"refused"}, .release = "new"});
  const Leaderboard board = make_composite(parts, kFew);
  ASSERT_EQ(board.rows.size(), 3U);
  EXPECT_EQ(board.rows[0].subject.text, "lab/a");
  EXPECT_FALSE(board.rows[1].score);
  EXPECT_FALSE(board.rows[1].place);
  EXPECT_EQ(row_of(board, "lab/b").failed, "not played on feelings");
  EXPECT_EQ(row_of(board, "lab/b").criteria.size(), 1U);
  EXPECT_EQ(row_of(board, "lab/c").failed, "not played on acts; no score on feelings");
  EXPECT_EQ(row_of(board, "lab/c").unscored, 1U);
}

TEST(Composite, NamesWeightsDigestsScorersAndJudges) {
  const std::vector<WeightedFacts> parts = {{a_pack_of("acts", {{"lab/a", 40}}), 2},
                                            {a_pack_of("feelings", {{"lab/a", 90}}), 6}};
  const Leaderboard board = make_composite(parts, kFew);
  ASSERT_EQ(board.parts.size(), 2U);
  EXPECT_EQ(board.parts[0],
            (CompositePart{{"acts"}, "1.0", "sha256:acts", "rubric@1", "lab/judge", 0.25}));
  EXPECT_EQ(board.parts[1].weight, 0.75);
  EXPECT_EQ(board.judge, "lab/judge");
  EXPECT_EQ(board.pack.text, "composite");
  EXPECT_THAT(board.notes, Contains("25 % of the score: acts 1.0 (acts), marked by rubric@1 with "
                                    "lab/judge"));
  EXPECT_THAT(board.notes, Contains(HasSubstr("the scenarios of each pack by themselves")));
}

TEST(Composite, HasADigestOfItsPartsAndTheirShares) {
  std::vector<WeightedFacts> parts = {{a_pack_of("acts", {{"lab/a", 40}}), 1},
                                      {a_pack_of("feelings", {{"lab/a", 90}}), 1}};
  const std::string digest = make_composite(parts, kFew).digest;
  parts[0].weight = parts[1].weight = 7;  // the same shares
  EXPECT_EQ(make_composite(parts, kFew).digest, digest);
  parts[0].weight = 3;
  EXPECT_NE(make_composite(parts, kFew).digest, digest);
}

TEST(Composite, BoundsWhatIsMissing) {
  std::vector<WeightedFacts> parts = {{a_pack_of("acts", {{"lab/a", 40}}, 20, 0), 1},
                                      {a_pack_of("feelings", {{"lab/a", 90}}, 20, 0), 1}};
  parts[0].facts.planned[{{"lab/a"}, ""}] = 40;
  const Standing row = make_composite(parts, kFew).rows.front();
  EXPECT_EQ(row.missing, 20U);
  EXPECT_NEAR(row.bounds->worst, (20 + 90) / 2.0, 1e-9);
  EXPECT_NEAR(row.bounds->best, (70 + 90) / 2.0, 1e-9);
}

TEST(Composite, FollowsTheChoiceOfFirstPassOrRevision) {
  BoardFacts facts = a_pack_of("acts", {});
  facts.rule.headline = ScoreRule::Headline::FirstOrRevised;
  Rng rng(2);
  for (int scenario = 0; scenario < 12; ++scenario) {
    const double mark = 60 + 5 * rng.normal();
    add(facts, {.subject = "lab/a",
                .scenario = std::to_string(scenario),
                .finding = Marks{mark, {{"first_pass", mark}, {"revised", mark - 9}}}});
    // An iteration without a readable answer counts 0.
    add(facts, {.subject = "lab/a",
                .scenario = std::to_string(scenario),
                .repeat = 2,
                .finding = Unscored{"unreadable"}});
  }
  const Standing alone = make_leaderboard(facts, kFew).rows.front();
  const Standing row = make_composite({{facts, 1}}, kFew).rows.front();
  EXPECT_NEAR(row.score->point, alone.score->point, 1e-9);
  EXPECT_NEAR(row.score->point, 30, 3);
  EXPECT_NEAR(*row.score->low, *alone.score->low, 0.5);
  EXPECT_NEAR(*row.score->high, *alone.score->high, 0.5);
}

// The highest mark of any scenario: a figure that is no mean.
std::optional<double> highest(std::span<const Scored> samples) {
  if (samples.empty()) return std::nullopt;
  double most = 0;
  for (const Scored& sample : samples) most = std::max(most, sample.marks->points);
  return most;
}

TEST(Composite, TakesWholesBesideMeans) {
  BoardFacts wholes = a_pack_of("acts", {{"lab/a", 40}, {"lab/b", 80}});
  wholes.rule = {.headline = ScoreRule::Headline::Whole, .whole = highest};
  const std::vector<WeightedFacts> parts = {
      {wholes, 1}, {a_pack_of("feelings", {{"lab/a", 50}, {"lab/b", 50}}), 1}};
  const Leaderboard board = make_composite(parts, kFew);
  const Leaderboard alone = make_leaderboard(wholes, kFew);
  EXPECT_EQ(board.rows[0].subject.text, "lab/b");
  EXPECT_EQ(board.rows[0].place, (Place{1, 1, 1}));
  EXPECT_EQ(board.rows[0].criteria.at("acts"), *alone.rows[0].score);
  EXPECT_TRUE(board.rows[0].score->low);
}

TEST(Composite, NeverPutsStubsBesideMeasuredRows) {
  const std::vector<WeightedFacts> parts = {
      {a_pack_of("acts", {{"lab/a", 40}, {"stub/b", 60}}), 1},
      {a_pack_of("feelings", {{"lab/a", 90}, {"stub/b", 50}}), 1}};
  const Leaderboard board = make_composite(parts, kFew);
  ASSERT_EQ(board.rows.size(), 1U);
  ASSERT_EQ(board.stub_rows.size(), 1U);
  EXPECT_TRUE(board.stub_rows[0].stub);
  EXPECT_EQ(board.stub_rows[0].place, (Place{1, 1, 1}));
}

TEST(Composite, IsTheSameWhateverTheOrderOfRecords) {
  std::vector<WeightedFacts> parts = {
      {a_pack_of("acts", {{"lab/a", 40}, {"lab/b", 41}, {"lab/c", 45}}), 1},
      {a_pack_of("feelings", {{"lab/a", 90}, {"lab/b", 89}, {"lab/c", 85}}), 2}};
  const Leaderboard board = make_composite(parts, kFew);
  Rng rng(4);
  for (WeightedFacts& part : parts) {
    rng.shuffle(part.facts.samples);
    rng.shuffle(part.facts.marked.verdicts);
  }
  EXPECT_EQ(make_composite(parts, kFew), board);
}

// The promise over 60 composites of five equals on two packs.
TEST(Composite, HoldsAllTruePlacesTogether) {
  const std::map<std::string, double> equals = {
      {"lab/a", 50}, {"lab/b", 50}, {"lab/c", 50}, {"lab/d", 50}, {"lab/e", 50}};
  const BoardOptions quick{.bootstrap = {.seed = 1, .resamples = 100}};
  Rng rng(8);
  int held = 0;
  for (int time = 0; time < 60; ++time) {
    std::vector<WeightedFacts> parts = {{a_pack_of("acts", equals, 8), 1},
                                        {a_pack_of("feelings", equals, 12), 1}};
    for (WeightedFacts& part : parts) {
      for (BoardVerdict& each : part.facts.marked.verdicts)
        each.finding = points(50 + 5 * rng.normal());
    }
    const auto rows = make_composite(parts, quick).rows;
    held +=
        std::ranges::all_of(
            rows, [](const Standing& row) { return row.place->low == 1 && row.place->high == 5; })
            ? 1
            : 0;
  }
  EXPECT_GE(held, 53);  // 57 wanted; two standard errors are 3.4
}

}  // namespace
}  // namespace attune
