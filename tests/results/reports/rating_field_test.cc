#include "results/reports/rating_field.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/ratings/some_field.h"

namespace attune {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

RatingRow rated(const std::string& name, double point) {
  RatingRow row;
  row.subject = {name};
  row.rating = Estimate{.point = point};
  return row;
}

TEST(RatingField, EqualRatingsShareARankAndRowsWithoutOneComeLast) {
  RatingRow none;
  none.subject = {"lab/0"};
  std::vector<RatingRow> rows = {none, rated("lab/c", 900), rated("lab/b", 1000.0000001),
                                 rated("lab/a", 1000)};
  place_rows(rows, {{}, {.low = 3, .high = 3}, {.low = 2, .high = 2}, {.low = 1, .high = 2}});
  std::vector<std::string> names;
  for (const RatingRow& row : rows) names.push_back(row.subject.text);
  EXPECT_THAT(names, ElementsAre("lab/a", "lab/b", "lab/c", "lab/0"));
  EXPECT_EQ(*rows[0].place, (Place{.rank = 1, .low = 1, .high = 2}));
  EXPECT_EQ(*rows[1].place, (Place{.rank = 1, .low = 1, .high = 2}));  // includes its rank
  EXPECT_EQ(*rows[2].place, (Place{.rank = 3, .low = 3, .high = 3}));
  EXPECT_FALSE(rows[3].place);
}

TEST(RatingField, PairsAreTalliedByTheMeanOfBothOrders) {
  std::vector<Comparison> comparisons = {shown("q1", "lab/a", "lab/b", 3)};
  comparisons.push_back(turned_of(comparisons[0], 3));  // whoever is first: a tie
  comparisons.push_back(shown("q2", "lab/a", "lab/b", 3));
  comparisons.push_back(turned_of(comparisons[2], 2));
  add_pair(comparisons, "q3", "lab/c", "lab/a", 0.5);
  const auto rows = unrated_rows(judged_pairs(comparisons), a_pair_rule(), "");
  EXPECT_EQ(rows[0].tally, (PairTally{.wins = 1, .ties = 1, .losses = 1}));
  EXPECT_EQ(rows[1].tally, (PairTally{.wins = 0, .ties = 1, .losses = 1}));
  EXPECT_EQ(rows[2].tally, (PairTally{.wins = 1, .ties = 0, .losses = 0}));
  EXPECT_EQ(rows[0].opponents, 2U);
  EXPECT_EQ(rows[1].opponents, 1U);
}

TEST(RatingField, RatedAndPointsGoTogether) {
  std::vector<Comparison> comparisons = some_field();
  add_pair(comparisons, "q01", "a/winner", "lab/a", 5);
  RatingOptions options;
  options.bootstrap.resamples = 50;
  const auto field = rate_field(judged_pairs(comparisons), a_pair_rule(), options);
  ASSERT_TRUE(field);
  ASSERT_EQ(field->rated.size(), 4U);
  for (const RatingRow& row : field->rows) {
    const auto found = std::ranges::find(field->rated, Contestant{row.subject, row.release});
    ASSERT_EQ(found != field->rated.end(), row.rating.has_value());
    if (!row.rating) continue;
    EXPECT_EQ(row.rating->point,
              field->points[static_cast<std::size_t>(found - field->rated.begin())]);
  }
}

// Whoever wins, all three stay where symmetry puts them.
TEST(RatingField, IntervalsOfNoWidthAreNoFailure) {
  std::vector<Comparison> comparisons;
  for (const char* scenario : {"q1", "q2", "q3", "q4"}) {
    const double margin = scenario[1] < '4' ? 2 : -2;
    add_pair(comparisons, scenario, "lab/a", "lab/b", margin);
    add_pair(comparisons, scenario, "lab/b", "lab/c", margin);
  }
  RatingOptions options;
  options.bootstrap.resamples = 50;
  options.anchors = {{"lab/a", 1200}, {"lab/b", 1000}};
  const auto field = rate_field(judged_pairs(comparisons), a_pair_rule(), options);
  ASSERT_TRUE(field) << field.error().what;
  EXPECT_NEAR(field->points[2], 800, 1e-6);
  EXPECT_FALSE(field->rows[2].rating->low);
  EXPECT_THAT(field->notes, Not(Contains(HasSubstr("no intervals"))));
}

TEST(RatingField, FewClustersAreSaid) {
  RatingOptions options;
  options.bootstrap.resamples = 50;
  const auto field = rate_field(judged_pairs(some_field({.scenarios = 4})), a_pair_rule(), options);
  ASSERT_TRUE(field);
  EXPECT_THAT(field->notes, Contains(HasSubstr("4 clusters are no more than the 4 rated")));
}

TEST(RatingField, AnAbilityThatDoesNotTieTheRatedTogetherIsSaidAndNotShown) {
  std::vector<Comparison> comparisons = some_field();
  for (Comparison& each : comparisons) {
    if (each.first.text == "lab/a" || each.second.text == "lab/a") {
      auto& margins = std::get<Margins>(each.finding).margins;
      for (Margin& margin : margins) {
        if (margin.criterion == "insight") margin.value = each.first.text == "lab/a" ? 5 : -5;
      }
    }
  }
  RatingOptions options;
  options.bootstrap.resamples = 50;
  const auto field = rate_field(judged_pairs(comparisons), a_pair_rule(), options);
  ASSERT_TRUE(field);
  EXPECT_THAT(field->abilities, ElementsAre("warmth"));
  EXPECT_THAT(
      field->notes,
      Contains("insight has no ratings: its comparisons do not tie all the rated together"));
}

TEST(RatingField, AFactorInWhichNothingDiffersIsSaid) {
  std::vector<Comparison> comparisons = some_field();
  for (Comparison& each : comparisons) each.first_length = each.second_length = 100;
  RatingOptions options;
  options.bootstrap.resamples = 50;
  options.contests.covariates.factors = {Factor::Length};
  const auto field = rate_field(judged_pairs(comparisons), a_pair_rule(), options);
  ASSERT_TRUE(field);
  EXPECT_THAT(field->notes, Contains("length: the same in all comparisons, and left out"));
  EXPECT_TRUE(field->effects.empty());
}

}  // namespace
}  // namespace attune
