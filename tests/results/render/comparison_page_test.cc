#include "results/render/comparison_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Comparison shown(std::string first, std::string second, bool turned) {
  return {.run = {"run-1"},
          .pack = {"feelings"},
          .scenario = {"q1"},
          .first = {std::move(first)},
          .second = {std::move(second)},
          .turned = turned,
          .scorer = "pairwise@1",
          .judge = "court/judge",
          .finding = Margins{{{"warmth", 2}, {"insight", -0.5}}},
          .rationale = "the first one listens"};
}

TEST(ComparisonPage, BothOrdersHaveTheNameOfTheirPair) {
  EXPECT_EQ(comparison_name(shown("lab/a", "lab/b", false)), "q1@lab/a@lab/b#1");
  EXPECT_EQ(comparison_name(shown("lab/b", "lab/a", true)), "q1@lab/a@lab/b#1");
}

TEST(ComparisonPage, AListingsMarginsAreThePairsFirsts) {
  Comparison unscored = shown("lab/a", "lab/b", false);
  unscored.finding = Unscored{"no answer"};
  const std::vector<Comparison> all = {shown("lab/a", "lab/b", false),
                                       shown("lab/b", "lab/a", true), unscored};
  EXPECT_THAT(comparison_listing(all).rows,
              ElementsAre(ElementsAre("q1@lab/a@lab/b#1", "court/judge", "lab/a", "+1.5"),
                          ElementsAre("q1@lab/a@lab/b#1", "court/judge", "lab/b", "-1.5"),
                          ElementsAre("q1@lab/a@lab/b#1", "court/judge", "lab/a", "-")));
}

TEST(ComparisonPage, APageSaysWhatWasFoundInEveryOrderAndWhy) {
  Comparison unscored = shown("lab/b", "lab/a", true);
  unscored.finding = Unscored{"no answer"};
  const std::string page =
      comparison_page(std::vector{shown("lab/a", "lab/b", false), unscored}, {});
  EXPECT_THAT(page, HasSubstr("shown first: lab/a"));
  EXPECT_THAT(page, HasSubstr("+2.0"));
  EXPECT_THAT(page, HasSubstr("-0.5"));
  EXPECT_THAT(page, HasSubstr("the first one listens"));
  EXPECT_THAT(page, HasSubstr("without a finding: no answer"));
}

}  // namespace
}  // namespace attune
