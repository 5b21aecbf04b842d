#include "results/ratings/covariates_of.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/ratings/some_comparisons.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string provider_of(const SubjectId& model) {
  return std::string(model.provider());
}

Result<NamedCovariates> made_of(const std::vector<Comparison>& comparisons,
                                std::vector<Factor> factors) {
  std::vector<const Comparison*> rows;
  for (const Comparison& each : comparisons) rows.push_back(&each);
  return covariates_of(rows, {.factors = std::move(factors), .family = provider_of});
}

TEST(CovariatesOf, PositionIsAnIntercept) {
  const auto made = made_of({shown("q1", "lab/a", "lab/b", 1), shown("q1", "lab/b", "lab/a", 1)},
                            {Factor::Position});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->covariates.names, ElementsAre("position"));
  EXPECT_THAT(made->covariates.values, ElementsAre(1, 1));
}

TEST(CovariatesOf, WithoutFactorsThereIsNothing) {
  const auto made = made_of({shown("q1", "lab/a", "lab/b", 1)}, {});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->covariates.names, IsEmpty());
  EXPECT_THAT(made->covariates.values, IsEmpty());
}

TEST(CovariatesOf, EveryJudgeHasALeaningOfItsOwnInsteadOfOneForAll) {
  std::vector<Comparison> comparisons(2 * kLeastOfAJudge + 1, shown("q1", "lab/a", "lab/b", 1));
  for (std::size_t at = 0; at < kLeastOfAJudge; ++at) comparisons[at].judge = "court/b";
  comparisons.back().judge = "court/seldom";
  const auto made = made_of(comparisons, {Factor::Judge, Factor::Position});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->covariates.names,
              ElementsAre("position, court/b", "position, court/judge", "position, other judges"));
  const auto& values = made->covariates.values;
  EXPECT_THAT(std::vector<double>(values.begin(), values.begin() + 3), ElementsAre(1, 0, 0));
  EXPECT_THAT(std::vector<double>(values.end() - 6, values.end()), ElementsAre(0, 1, 0, 0, 0, 1));
}

TEST(CovariatesOf, WhereNoJudgeGaveEnoughThereIsOnePositionForAll) {
  std::vector<Comparison> comparisons(3, shown("q1", "lab/a", "lab/b", 1));
  comparisons[1].judge = "court/other";
  const auto made = made_of(comparisons, {Factor::Judge});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->covariates.names, ElementsAre("position"));
}

TEST(CovariatesOf, JudgesBeyondTheMostShareAColumn) {
  std::vector<Comparison> comparisons;
  for (std::size_t judge = 0; judge < kJudgesOfTheirOwn + 3; ++judge) {
    for (std::size_t at = 0; at < kLeastOfAJudge; ++at) {
      comparisons.push_back(shown("q1", "lab/a", "lab/b", 1));
      comparisons.back().judge = "court/" + std::to_string(judge);
    }
  }
  const auto made = made_of(comparisons, {Factor::Judge});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->covariates.names.size(), kJudgesOfTheirOwn + 1);
}

TEST(CovariatesOf, LengthAndStyleAreBalances) {
  Comparison each = shown("q1", "lab/a", "lab/b", 1);
  each.first_length = 200;
  each.second_length = 100;
  each.first_style = ReplyStyle{.headers = 3, .lists = 0, .bold = 0};
  each.second_style = ReplyStyle{.headers = 1, .lists = 2, .bold = 0};
  const auto made = made_of({each, turned_of(each, -1)}, {Factor::Style, Factor::Length});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->covariates.names, ElementsAre("length", "headers", "lists"));
  EXPECT_THAT(made->covariates.values, ElementsAre(1.0 / 3, 0.5, -1, -1.0 / 3, -0.5, 1));
  EXPECT_THAT(made->even, ElementsAre("bold"));
}

TEST(CovariatesOf, WhatIsNotKnownOfEveryComparisonIsAnError) {
  Comparison known = shown("q1", "lab/a", "lab/b", 1);
  known.first_length = known.second_length = 5;
  known.first_style = ReplyStyle{};
  Comparison unknown = shown("q1", "lab/a", "lab/b", 1);
  unknown.judge = "";
  const auto error = [&](Factor factor) {
    const auto made = made_of({known, unknown}, {factor});
    return made ? "none" : made.error().what;
  };
  EXPECT_EQ(error(Factor::Length),
            "length: 1 of 2 comparisons do not say how long both replies were");
  EXPECT_THAT(error(Factor::Style), HasSubstr("style: 2 of 2 comparisons"));
  EXPECT_THAT(error(Factor::Judge), HasSubstr("judge: 1 of 2 comparisons"));
  EXPECT_THAT(error(Factor::Family), HasSubstr("family: 1 of 2 comparisons"));
  EXPECT_EQ(error(Factor::Position), "none");
}

TEST(CovariatesOf, AFamilyCountsWhereOneOfTheTwoIsOfTheJudgesHouse) {
  std::vector<Comparison> comparisons = {
      shown("q1", "lab/a", "shop/b", 1), shown("q1", "shop/b", "lab/a", 1),
      shown("q1", "lab/a", "lab/c", 1), shown("q1", "lab/a", "shop/b", 1)};
  for (Comparison& each : comparisons) each.judge = "lab/judge";
  comparisons.back().judge = "shop/judge";
  const auto made = made_of(comparisons, {Factor::Family});
  ASSERT_TRUE(made);
  EXPECT_THAT(made->covariates.names, ElementsAre("own family, lab", "own family, shop"));
  EXPECT_THAT(made->covariates.values, ElementsAre(1, 0, -1, 0, 0, 0, 0, -1));
}

}  // namespace
}  // namespace attune
