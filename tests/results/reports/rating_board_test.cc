#include "results/reports/rating_board.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/ratings/some_field.h"

namespace attune {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

RatingFacts facts_of(std::vector<Comparison> comparisons) {
  return {.pack = {.digest = "sha256:1", .id = {"feelings"}, .version = "1.0", .title = "Feelings"},
          .scorer = "pairwise@1",
          .rule = a_pair_rule(),
          .comparisons = std::move(comparisons)};
}

RatingOptions quick() {
  RatingOptions options;
  options.bootstrap.resamples = 200;
  return options;
}

RatingBoard board_of(const RatingFacts& facts, const RatingOptions& options = quick()) {
  auto board = make_rating_board(facts, options);
  EXPECT_TRUE(board) << board.error().what;
  return board ? *std::move(board) : RatingBoard{};
}

std::vector<std::string> names_of(const std::vector<RatingRow>& rows) {
  std::vector<std::string> names;
  for (const RatingRow& row : rows) names.push_back(row.subject.text);
  return names;
}

std::string error_of(const RatingFacts& facts, const RatingOptions& options) {
  const auto board = make_rating_board(facts, options);
  return board ? "none" : board.error().what;
}

TEST(RatingBoard, RanksTheKnownTruth) {
  const RatingBoard board = board_of(facts_of(some_field()));
  EXPECT_THAT(names_of(board.rows), ElementsAre("lab/a", "lab/b", "shop/c", "shop/d"));
  double sum = 0;
  for (const RatingRow& row : board.rows) {
    sum += row.rating->point;
    EXPECT_LT(*row.rating->low, row.rating->point);
    EXPECT_GT(*row.rating->high, row.rating->point);
    EXPECT_EQ(row.rating->samples, 12U * 6U);
    EXPECT_EQ(row.rating->clusters, 12U);
    EXPECT_EQ(row.tally.wins + row.tally.ties + row.tally.losses, 12U * 3U);
    EXPECT_EQ(row.opponents, 3U);
  }
  EXPECT_NEAR(sum, 4000, 1e-6);
  EXPECT_EQ(board.rows[0].place->rank, 1U);
  EXPECT_EQ(board.rows[3].place->low, 4U);  // far off: surely last
}

TEST(RatingBoard, TheOrderOfTheComparisonsMovesNothing) {
  std::vector<Comparison> comparisons = some_field();
  for (const Comparison& each : some_field({.strengths = {{"stub/a", 1}, {"stub/b", 0.2}}}))
    comparisons.push_back(each);
  for (Comparison& each : comparisons) {
    if (each.scenario.text < "q06") each.judge = "court/other";
  }
  RatingOptions options = quick();
  options.contests.covariates.factors = {Factor::Position, Factor::Length};
  const RatingBoard before = board_of(facts_of(comparisons), options);
  Rng rng(5);
  rng.shuffle(comparisons);
  EXPECT_EQ(board_of(facts_of(comparisons), options), before);
  options.contests.covariates.factors = {};
  options.interval = RatingInterval::Bootstrap;
  const RatingBoard drawn = board_of(facts_of(comparisons), options);
  rng.shuffle(comparisons);
  EXPECT_EQ(board_of(facts_of(comparisons), options), drawn);
}

TEST(RatingBoard, OtherPacksScorersAndJudgesArePassedOver) {
  std::vector<Comparison> comparisons = some_field();
  const RatingBoard alone = board_of(facts_of(comparisons));
  for (std::size_t other = 0; other < 3; ++other) {
    std::vector<Comparison> more = some_field({.strengths = {{"lab/a", -3}, {"lab/b", 2}}});
    for (Comparison& each : more) {
      if (other == 0) each.pack_digest = "sha256:2";
      if (other == 1) each.scorer = "pairwise@2";
      if (other == 2) each.judge = "court/third";
    }
    comparisons.insert(comparisons.end(), more.begin(), more.end());
  }
  RatingFacts facts = facts_of(comparisons);
  facts.judge = "court/judge";
  EXPECT_EQ(board_of(facts).rows, alone.rows);
}

TEST(RatingBoard, StubsAreRatedAmongThemselvesAndMixedPairsCountInNeither) {
  std::vector<Comparison> comparisons = some_field();
  const RatingBoard alone = board_of(facts_of(comparisons));
  for (const Comparison& each : some_field({.strengths = {{"stub/x", 1}, {"stub/y", 0}}}))
    comparisons.push_back(each);
  add_pair(comparisons, "q01", "stub/x", "lab/a", 5);
  const RatingBoard board = board_of(facts_of(comparisons));
  EXPECT_EQ(board.rows, alone.rows);
  EXPECT_THAT(names_of(board.stub_rows), ElementsAre("stub/x", "stub/y"));
  EXPECT_TRUE(board.stub_rows[0].stub);
  EXPECT_THAT(board.notes,
              Contains("2 comparisons of a stub with a measured subject count in neither table"));
  EXPECT_THAT(board.notes, Contains(HasSubstr("not a model")));
}

TEST(RatingBoard, NothingButStubsAreTheRows) {
  const RatingBoard board =
      board_of(facts_of(some_field({.strengths = {{"stub/x", 1}, {"stub/y", 0}}})));
  EXPECT_THAT(board.rows, SizeIs(2));
  EXPECT_THAT(board.stub_rows, IsEmpty());
}

TEST(RatingBoard, WhoIsNotTiedToTheOthersIsListedWithTheReasonAndNotRated) {
  std::vector<Comparison> comparisons = some_field();
  for (const char* scenario : {"q01", "q02"}) {
    add_pair(comparisons, scenario, "lab/winner", "lab/a", 5);
    add_pair(comparisons, scenario, "lab/b", "lab/loser", 5);
    add_pair(comparisons, scenario, "far/x", "far/y", 1);
  }
  comparisons.push_back(shown("q01", "lab/a", "lab/unread", 1));
  comparisons.back().finding = Unscored{"no answer"};
  const RatingBoard board = board_of(facts_of(comparisons));
  ASSERT_THAT(names_of(board.rows), ElementsAre("lab/a", "lab/b", "shop/c", "shop/d", "far/x",
                                                "far/y", "lab/loser", "lab/unread", "lab/winner"));
  std::map<std::string, std::string> why;
  for (const RatingRow& row : board.rows) {
    EXPECT_EQ(row.rating.has_value(), !row.unrated.has_value());
    EXPECT_EQ(row.rating.has_value(), row.place.has_value());
    if (row.unrated) why[row.subject.text] = *row.unrated;
  }
  EXPECT_EQ(why["lab/winner"], "undefeated");
  EXPECT_EQ(why["lab/loser"], "lost everything");
  EXPECT_EQ(why["far/x"], "compared with nobody of the rated");
  EXPECT_EQ(why["lab/unread"], "no comparison counts");
  EXPECT_THAT(board.notes, Contains(HasSubstr("5 of 9 subjects are not rated")));
}

TEST(RatingBoard, ANamedPriorRatesThemAndIsSaid) {
  std::vector<Comparison> comparisons = some_field();
  add_pair(comparisons, "q01", "lab/winner", "lab/a", 5);
  RatingOptions options = quick();
  options.prior = {.kind = Prior::Kind::PseudoTie, .strength = 0.5};
  const RatingBoard board = board_of(facts_of(comparisons), options);
  EXPECT_EQ(board.rows[0].subject.text, "lab/winner");
  EXPECT_TRUE(board.rows[0].rating);
  EXPECT_THAT(board.notes, Contains(HasSubstr("prior: pseudo-tie 0.5")));
  EXPECT_THAT(board_of(facts_of(comparisons)).notes, Not(Contains(HasSubstr("prior:"))));
}

TEST(RatingBoard, ReleasesOfOneSubjectAreRowsOfTheirOwn) {
  std::vector<Comparison> comparisons = some_field({.strengths = {{"lab/a", 1}, {"lab/b", 0}}});
  for (Comparison& each : comparisons) {
    const bool a_first = each.first.text == "lab/a";
    each.first = each.second = {"lab/a"};
    (a_first ? each.first_release : each.second_release) = "v2";
    (a_first ? each.second_release : each.first_release) = "v1";
  }
  const RatingBoard board = board_of(facts_of(comparisons));
  ASSERT_THAT(board.rows, SizeIs(2));
  EXPECT_EQ(board.rows[0].release, "v2");
  EXPECT_EQ(board.rows[1].release, "v1");

  RatingOptions options = quick();
  options.anchors = {{"lab/a", 1200}};
  EXPECT_EQ(error_of(facts_of(comparisons), options),
            "anchor 'lab/a' stands under 2 releases; name one: 'lab/a (v1)'");
  options.anchors = {{"lab/a (v1)", 1200}};
  EXPECT_DOUBLE_EQ(board_of(facts_of(comparisons), options).rows[1].rating->point, 1200);
}

TEST(RatingBoard, OneAnchorShiftsAndIntervalsAreOfTheDifference) {
  const RatingFacts facts = facts_of(some_field());
  const RatingBoard plain = board_of(facts);
  RatingOptions options = quick();
  options.anchors = {{"shop/c", 1500}};
  const RatingBoard board = board_of(facts, options);
  EXPECT_DOUBLE_EQ(board.rows[2].rating->point, 1500);
  EXPECT_FALSE(board.rows[2].rating->low);
  EXPECT_NEAR(board.rows[0].rating->point - 1500,
              plain.rows[0].rating->point - plain.rows[2].rating->point, 1e-9);
  const auto width = [](const RatingRow& row) { return *row.rating->high - *row.rating->low; };
  EXPECT_GT(width(board.rows[0]), width(plain.rows[0]));
  EXPECT_THAT(board.notes, Contains(HasSubstr("by convention shop/c is 1500")));
  EXPECT_THAT(board.notes, Contains(HasSubstr("of the difference from the anchor")));
  EXPECT_THAT(plain.notes, Contains(HasSubstr("relative to the mean of the field")));
  EXPECT_EQ(board.rows[0].place, plain.rows[0].place);
}

TEST(RatingBoard, TwoAnchorsStretchTheScale) {
  RatingOptions options = quick();
  options.anchors = {{"lab/a", 1500}, {"shop/d", 200}};
  const RatingBoard board = board_of(facts_of(some_field()), options);
  EXPECT_NEAR(board.rows[0].rating->point, 1500, 1e-9);
  EXPECT_NEAR(board.rows[3].rating->point, 200, 1e-9);
  EXPECT_FALSE(board.rows[0].rating->low);
  EXPECT_FALSE(board.rows[3].rating->low);
  EXPECT_GT(*board.rows[1].rating->high, board.rows[1].rating->point);
}

TEST(RatingBoard, TwoAnchorsOfTheBootstrapAgreeWithTheDeltaMethod) {
  RatingOptions options = quick();
  options.bootstrap.resamples = 1000;
  options.anchors = {{"lab/a", 1500}, {"shop/d", 200}};
  const RatingFacts facts = facts_of(some_field({.scenarios = 30}));
  const RatingBoard sandwich = board_of(facts, options);
  options.interval = RatingInterval::Bootstrap;
  const RatingBoard drawn = board_of(facts, options);
  for (const std::size_t at : {1U, 2U}) {
    const Estimate& a = *sandwich.rows[at].rating;
    const Estimate& b = *drawn.rows[at].rating;
    EXPECT_DOUBLE_EQ(a.point, b.point);
    EXPECT_NEAR((*a.high - *a.low) / (*b.high - *b.low), 1, 0.15);
  }
  EXPECT_THAT(drawn.notes, Contains(HasSubstr("bootstrap over scenarios")));
}

TEST(RatingBoard, AnAnchorThatIsNotThereIsAnsweredWithTheNearest) {
  RatingOptions options = quick();
  options.anchors = {{"shop/cc", 1500}};
  EXPECT_EQ(error_of(facts_of(some_field()), options),
            "no rated subject 'shop/cc'; did you mean 'shop/c'?");
  std::vector<Comparison> comparisons = some_field();
  add_pair(comparisons, "q01", "lab/winner", "lab/a", 5);
  options.anchors = {{"lab/winner", 1500}};
  EXPECT_EQ(error_of(facts_of(comparisons), options),
            "anchor 'lab/winner' is not rated: undefeated");
  options.anchors = {{"lab/a", 1500}, {"lab/a", 1200}};
  EXPECT_EQ(error_of(facts_of(comparisons), options), "anchor 'lab/a' is given twice");
}

TEST(RatingBoard, AbilitiesHaveRatingsOfTheirOwnOnTheSameScale) {
  const RatingFacts facts = facts_of(some_field());
  const RatingBoard board = board_of(facts);
  EXPECT_THAT(board.abilities, ElementsAre("insight", "warmth"));
  double sum = 0;
  for (const RatingRow& row : board.rows) sum += row.abilities.at("warmth").point;
  EXPECT_NEAR(sum, 4000, 1e-6);
  RatingOptions options = quick();
  options.contests.ability = "warmth";
  const RatingBoard warmth = board_of(facts, options);
  EXPECT_NEAR(warmth.rows[0].rating->point, board.rows[0].abilities.at("warmth").point, 1e-6);
  EXPECT_THAT(warmth.abilities, IsEmpty());
  options.contests.ability = "warmht";
  EXPECT_EQ(error_of(facts, options), "no ability 'warmht'; did you mean 'warmth'?");
}

TEST(RatingBoard, OneCriterionAloneIsNoAbilityOfItsOwn) {
  std::vector<Comparison> comparisons;
  for (const char* scenario : {"q1", "q2", "q3"}) {
    add_pair(comparisons, scenario, "lab/a", "lab/b", scenario[1] == '1' ? -2 : 2);
  }
  EXPECT_THAT(board_of(facts_of(comparisons)).abilities, IsEmpty());
}

TEST(RatingBoard, FactorsAreEstimatedBesideTheStrengths) {
  RatingOptions options = quick();
  options.contests.covariates.factors = {Factor::Position, Factor::Length};
  const RatingBoard board =
      board_of(facts_of(some_field({.scenarios = 30, .position = 0.5, .length = 2})), options);
  ASSERT_THAT(board.effects, SizeIs(2));
  EXPECT_EQ(board.effects[0].name, "position");
  // The whole verdict is the mean of a full and of half an effect.
  EXPECT_GT(*board.effects[0].log_odds.low, 0.2);
  EXPECT_LT(*board.effects[0].log_odds.high, 0.5);
  EXPECT_NEAR(board.effects[0].share->point, 100 / (1 + std::exp(-board.effects[0].log_odds.point)),
              1e-9);
  EXPECT_EQ(board.effects[0].when, "for who is shown first");
  EXPECT_GT(*board.effects[1].log_odds.low, 0.5);
  EXPECT_LT(*board.effects[1].log_odds.high, 2.2);
  EXPECT_EQ(board.effects[1].when, "for the reply that is twice as long");
  EXPECT_THAT(names_of(board.rows), ElementsAre("lab/a", "lab/b", "shop/c", "shop/d"));
}

TEST(RatingBoard, WhatComparisonsDoNotTellIsAnError) {
  std::vector<Comparison> comparisons = some_field();
  comparisons[0].first_length.reset();
  RatingOptions options = quick();
  options.contests.covariates.factors = {Factor::Length};
  EXPECT_THAT(error_of(facts_of(comparisons), options), HasSubstr("length: 1 of 144 comparisons"));
  options = quick();
  options.contests.cluster = ClusterBy::Session;
  EXPECT_THAT(error_of(facts_of(comparisons), options), HasSubstr("do not say in which session"));
  options = quick();
  options.interval = RatingInterval::Bootstrap;
  options.contests.covariates.factors = {Factor::Position};
  EXPECT_THAT(error_of(facts_of(comparisons), options), HasSubstr("goes without factors"));
}

TEST(RatingBoard, JudgesArePooledAndEachIsComparedWithThePool) {
  std::vector<Comparison> comparisons = some_field({.seed = 1});
  for (Comparison each : some_field({.judge = "court/other", .seed = 2}))
    comparisons.push_back(each);
  FieldPlan odd{.scenarios = 4, .judge = "court/odd", .seed = 3};
  odd.strengths = {{"lab/a", -1.5}, {"lab/b", -0.5}, {"shop/c", 0.5}, {"shop/d", 1.5}};
  for (Comparison each : some_field(odd)) comparisons.push_back(each);
  const RatingBoard board = board_of(facts_of(comparisons));
  ASSERT_THAT(board.judges, SizeIs(3));
  EXPECT_EQ(board.judges[2].judge, "court/odd");
  EXPECT_EQ(board.judges[2].pairs, 24U);
  EXPECT_EQ(board.judges[2].rated, 4U);
  EXPECT_DOUBLE_EQ(*board.judges[2].spearman, -1);
  EXPECT_EQ(board.judges[2].farthest, 3U);
  EXPECT_DOUBLE_EQ(*board.judges[0].spearman, 1);
  EXPECT_EQ(board.judges[0].farthest, 0U);
  EXPECT_THAT(board.notes, Contains("3 judges are pooled: each pair weighs the same"));
  ASSERT_TRUE(board.agreement);
  EXPECT_EQ(board.agreement->samples, 72U);
  EXPECT_EQ(board.agreement->clusters, 12U);
  EXPECT_LT(board.agreement->point, 1);
}

TEST(RatingBoard, CountsWhatIsLeftOut) {
  std::vector<Comparison> comparisons = some_field();
  comparisons.push_back(shown("q99", "lab/a", "lab/b", 1));
  comparisons.push_back(shown("q98", "lab/a", "lab/b", 1));
  comparisons.back().finding = Unscored{"no answer"};
  const RatingBoard board = board_of(facts_of(comparisons));
  EXPECT_THAT(board.notes, Contains("144 comparisons of 72 pairs count"));
  EXPECT_THAT(board.notes, Contains("1 comparisons without their other order are left out"));
  EXPECT_THAT(board.notes, Contains("1 comparisons without a finding are left out"));
}

TEST(RatingBoard, OfOneScenarioThereAreNoIntervals) {
  const RatingBoard board = board_of(facts_of(some_field({.scenarios = 1})));
  EXPECT_TRUE(board.rows[0].rating);
  EXPECT_FALSE(board.rows[0].rating->low);
  EXPECT_EQ(*board.rows[0].place, (Place{.rank = 1, .low = 1, .high = 4}));
  EXPECT_THAT(board.notes, Contains(HasSubstr("there are no intervals")));
  EXPECT_THAT(board.notes, Not(Contains(HasSubstr("places:"))));
}

TEST(RatingBoard, EloFollowsTheOrderOfTimeAndSaysSo) {
  std::vector<Comparison> comparisons = some_field();
  std::int64_t when = 1000;
  for (Comparison& each : comparisons) each.when.millis = when++;
  RatingOptions options = quick();
  options.method = RatingMethod::Elo;
  const RatingBoard board = board_of(facts_of(comparisons), options);
  EXPECT_EQ(board.method, "elo");
  EXPECT_THAT(names_of(board.rows), ElementsAre("lab/a", "lab/b", "shop/c", "shop/d"));
  EXPECT_TRUE(board.rows[0].rating->low);
  EXPECT_EQ(board.rows[0].rating->samples, 36U);
  EXPECT_THAT(board.notes, Contains(HasSubstr("depends on the order")));
  Rng rng(2);
  rng.shuffle(comparisons);  // the order of time stays
  EXPECT_EQ(board_of(facts_of(comparisons), options), board);
  options.prior = {.kind = Prior::Kind::Ridge, .strength = 1};
  EXPECT_EQ(error_of(facts_of(comparisons), options), "Elo takes no prior; Bradley-Terry does");
}

TEST(RatingBoard, TrueSkillIsForTheComparisonsOfItsBenchmarkAlone) {
  RatingOptions options = quick();
  options.method = RatingMethod::TrueSkill;
  EXPECT_THAT(error_of(facts_of(some_field()), options), HasSubstr("EQ-Bench 3's own"));
  std::vector<Comparison> comparisons = some_field();
  for (Comparison& each : comparisons) each.scorer = "eqbench3-pair@1";
  for (Comparison& each : comparisons) {
    for (Margin& margin : std::get<Margins>(each.finding).margins)
      margin.value = std::round(margin.value);
  }
  RatingFacts facts = facts_of(comparisons);
  facts.scorer = "eqbench3-pair@1";
  const RatingBoard board = board_of(facts, options);
  EXPECT_EQ(names_of(board.rows).front(), "lab/a");
  EXPECT_TRUE(board.rows[0].rating->low);
  EXPECT_THAT(board.notes, Contains(HasSubstr("far too narrow")));
  options.anchors = {{"lab/a", 1500}};
  EXPECT_THAT(error_of(facts, options), HasSubstr("two anchors"));
  options.anchors.push_back({"shop/d", 200});
  EXPECT_DOUBLE_EQ(board_of(facts, options).rows[0].rating->point, 1500);
}

TEST(RatingBoard, CitedRatingsStandBesideTheHighestFirst) {
  RatingFacts facts = facts_of(some_field());
  const std::vector<RatingRow> rows = board_of(facts).rows;
  facts.cited = {{.subject = {"lab/a"}, .figure = "elo", .value = 900},
                 {.subject = {"lab/z"}, .figure = "elo", .value = 1100}};
  const RatingBoard board = board_of(facts);
  EXPECT_EQ(board.cited[0].subject.text, "lab/z");
  EXPECT_EQ(board.rows, rows);
}

TEST(RatingBoard, VotesWeighOneEach) {
  std::vector<Comparison> votes;
  for (int at = 0; at < 12; ++at) {
    votes.push_back(vote("q" + std::to_string(at), "lab/a", "lab/b", at < 8 ? 1 : -1));
  }
  RatingFacts facts = facts_of(votes);
  facts.scorer = "vote@1";
  facts.rule = {.most = 1};
  const RatingBoard board = board_of(facts);
  // Odds of 8 to 4: 400 log10(2) points apart.
  EXPECT_NEAR(board.rows[0].rating->point - board.rows[1].rating->point, 400 * std::log10(2), 1e-6);
  EXPECT_EQ(board.rows[0].tally, (PairTally{.wins = 8, .ties = 0, .losses = 4}));
}

}  // namespace
}  // namespace attune
