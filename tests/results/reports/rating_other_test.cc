#include "results/reports/rating_other.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/ratings/eqbench3_ratings.h"
#include "scenarios/load/eqbench3_runs.h"
#include "tests/results/ratings/some_field.h"

namespace attune {
namespace {

using testing::HasSubstr;

RatingOptions quick() {
  RatingOptions options;
  options.bootstrap.resamples = 100;
  return options;
}

const RatingRow& row_of(const RatingField& field, const std::string& name) {
  return *std::ranges::find(field.rows, SubjectId{name}, &RatingRow::subject);
}

// specs/emonet-arena-psychometrics-statistics §B.3.
std::vector<Comparison> published_sequence() {
  struct Game {
    const char* first;
    const char* second;
    double margin;
  };

  std::vector<Comparison> votes;
  for (const Game& game : std::initializer_list<Game>{{"m/1", "m/2", 5},
                                                      {"m/2", "m/3", 5},
                                                      {"m/3", "m/1", 0},
                                                      {"m/1", "m/2", -5},
                                                      {"m/2", "m/3", 0},
                                                      {"m/3", "m/1", -5},
                                                      {"m/1", "m/3", 5},
                                                      {"m/2", "m/1", 5}}) {
    votes.push_back(
        vote("q" + std::to_string(9 - votes.size()), game.first, game.second, game.margin));
  }
  return votes;
}

TEST(EloField, FollowsTheOrderInWhichVotesCame) {
  const std::vector<Comparison> votes = published_sequence();
  const auto field = elo_field(judged_pairs(votes), a_pair_rule(), quick());
  ASSERT_TRUE(field);
  EXPECT_NEAR(row_of(*field, "m/1").rating->point, 1001.909414, 1e-6);
  EXPECT_NEAR(row_of(*field, "m/2").rating->point, 1004.010793, 1e-6);
  EXPECT_NEAR(row_of(*field, "m/3").rating->point, 994.079793, 1e-6);
}

TEST(EloField, TimeGoesBeforeTheOrderInWhichTheyCame) {
  std::vector<Comparison> votes = published_sequence();
  for (std::size_t at = 0; at < votes.size(); ++at)
    votes[at].when.millis = static_cast<std::int64_t>(at);
  std::ranges::reverse(votes);
  const auto field = elo_field(judged_pairs(votes), a_pair_rule(), quick());
  ASSERT_TRUE(field);
  EXPECT_NEAR(row_of(*field, "m/1").rating->point, 1001.909414, 1e-6);
}

TEST(EloField, AnAnchorShiftsAndHasNoInterval) {
  RatingOptions options = quick();
  options.anchors = {{"m/2", 1500}};
  const std::vector<Comparison> votes = published_sequence();
  const auto field = elo_field(judged_pairs(votes), a_pair_rule(), options);
  ASSERT_TRUE(field);
  EXPECT_DOUBLE_EQ(row_of(*field, "m/2").rating->point, 1500);
  EXPECT_FALSE(row_of(*field, "m/2").rating->low);
  EXPECT_TRUE(row_of(*field, "m/1").rating->low);
}

TEST(EloField, TakesNoFactors) {
  RatingOptions options = quick();
  options.contests.covariates.factors = {Factor::Position};
  const std::vector<Comparison> votes = published_sequence();
  const auto field = elo_field(judged_pairs(votes), a_pair_rule(), options);
  ASSERT_FALSE(field);
  EXPECT_EQ(field.error().what, "Elo takes no factors; Bradley-Terry does");
}

class Eqbench3Field : public testing::Test {
 protected:
  Eqbench3Field() {
    for (Comparison& each : comparisons_) {
      each.scorer = "eqbench3-pair@1";
      for (Margin& margin : std::get<Margins>(each.finding).margins)
        margin.value = std::round(margin.value);
    }
  }

  Result<RatingField> field(const RatingOptions& options = quick()) {
    return eqbench3_field(comparisons_, judged_pairs(comparisons_), a_pair_rule(), options);
  }

  std::vector<Comparison> comparisons_ = some_field();
};

TEST_F(Eqbench3Field, HasTheFiguresOfTheReference) {
  const auto made = field();
  ASSERT_TRUE(made);
  for (const Eqbench3Rating& each : eqbench3_ratings(comparisons_)) {
    const auto row = std::ranges::find_if(made->rows, [&](const RatingRow& candidate) {
      return eqbench3_model(candidate.subject) == each.model;
    });
    ASSERT_NE(row, made->rows.end()) << each.model;
    EXPECT_EQ(row->rating->point, *each.elo_norm);
    EXPECT_EQ(row->rating->low, each.ci_low_norm);
  }
}

TEST_F(Eqbench3Field, KnowsNoReleases) {
  for (Comparison& each : comparisons_) {
    if (each.scenario.text == "q01" && each.first.text == "lab/a") each.first_release = "v2";
    if (each.scenario.text == "q01" && each.second.text == "lab/a") each.second_release = "v2";
  }
  const auto made = field();
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().what, HasSubstr("knows no releases, and 'lab/a' has several"));
}

TEST_F(Eqbench3Field, RatesWholeVerdictsAlone) {
  RatingOptions options = quick();
  options.contests.ability = "warmth";
  EXPECT_FALSE(field(options));
}

}  // namespace
}  // namespace attune
