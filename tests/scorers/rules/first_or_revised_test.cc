#include "scorers/rules/first_or_revised.h"

#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

using Side = ChosenPass::Side;

std::vector<PassMarks> marks(int both, double first, double revised, int first_only = 0) {
  std::vector<PassMarks> all(static_cast<std::size_t>(both), {first, revised});
  all.insert(all.end(), static_cast<std::size_t>(first_only), {first, std::nullopt});
  return all;
}

TEST(FirstOrRevised, TheHigherMeanStands) {
  EXPECT_EQ(first_or_revised(marks(10, 50, 60)), (ChosenPass{Side::Revised, 60, 10}));
  EXPECT_EQ(first_or_revised(marks(10, 60, 50)), (ChosenPass{Side::FirstPass, 60, 10}));
}

TEST(FirstOrRevised, EqualMeansGoToTheRevision) {
  EXPECT_EQ(first_or_revised(marks(10, 50, 50)).side, Side::Revised);
}

TEST(FirstOrRevised, ARevisionNeeds95PercentOfTheReadableQuestions) {
  EXPECT_EQ(first_or_revised(marks(95, 50, 60, 5)), (ChosenPass{Side::Revised, 60, 95}));
  EXPECT_EQ(first_or_revised(marks(94, 50, 60, 6)), (ChosenPass{Side::FirstPass, 50, 100}));
}

TEST(FirstOrRevised, NothingGuardsAgainstAFirstPassWithFewQuestions) {
  std::vector<PassMarks> all(50, {std::nullopt, 40});
  all.push_back({90, std::nullopt});
  EXPECT_EQ(first_or_revised(all), (ChosenPass{Side::FirstPass, 90, 1}));
}

TEST(FirstOrRevised, AnEmptySideCountsAsZeroInTheChoiceAndHasNoMean) {
  EXPECT_EQ(first_or_revised({}), (ChosenPass{Side::FirstPass, std::nullopt, 0}));
  const std::vector<PassMarks> negative(10, {std::nullopt, -5});
  EXPECT_EQ(first_or_revised(negative), (ChosenPass{Side::FirstPass, std::nullopt, 0}));
}

}  // namespace
}  // namespace attune
