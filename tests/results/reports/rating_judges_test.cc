#include "results/reports/rating_judges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "results/stats/agreement.h"
#include "tests/results/ratings/some_field.h"

namespace attune {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

RatingOptions quick() {
  RatingOptions options;
  options.bootstrap.resamples = 50;
  return options;
}

TEST(JudgesAgreement, IsKrippendorffsAlphaWithEveryPairFromBothSides) {
  std::vector<Comparison> comparisons;
  for (const auto& [judge, seed] :
       std::map<std::string, std::uint64_t>{{"a/1", 1}, {"b/2", 2}, {"c/3", 3}}) {
    for (const Comparison& each :
         some_field({.scenarios = seed + 3, .noise = 3, .judge = judge, .seed = seed}))
      comparisons.push_back(each);
  }
  const JudgedPairs judged = judged_pairs(comparisons);
  const auto alpha = judges_agreement(judged, a_pair_rule(), quick());
  ASSERT_TRUE(alpha);

  std::map<std::string, std::pair<Unit, Unit>> units;
  for (const JudgedPair& pair : judged.pairs) {
    const double share = *share_of_a(pair, a_pair_rule(), "");
    auto& unit = units[pair.orders[0]->scenario.text + std::to_string(10 * pair.a + pair.b)];
    unit.first.push_back(share);
    unit.second.push_back(1 - share);
  }
  std::vector<Unit> both;
  std::size_t common = 0;
  for (const auto& [name, unit] : units) {
    both.push_back(unit.first);
    both.push_back(unit.second);
    common += unit.first.size() > 1 ? 1 : 0;
  }
  EXPECT_NEAR(alpha->point, *krippendorff_alpha(both, Scale::Interval), 1e-9);
  EXPECT_EQ(alpha->samples, common);
  EXPECT_EQ(alpha->clusters, 5U);
}

TEST(JudgesAgreement, IsAbsentWhereNoPairHadTwoJudges) {
  std::vector<Comparison> comparisons = some_field();
  EXPECT_FALSE(judges_agreement(judged_pairs(comparisons), a_pair_rule(), quick()));
  for (Comparison& each : comparisons) {
    if (each.scenario.text > "q06") each.judge = "court/other";  // rotated
  }
  EXPECT_FALSE(judges_agreement(judged_pairs(comparisons), a_pair_rule(), quick()));
}

TEST(JudgesAgreement, OtherSamplesOfTheSameTwoAreAnotherPair) {
  std::vector<Comparison> comparisons;
  add_pair(comparisons, "q1", "lab/a", "lab/b", 2);
  add_pair(comparisons, "q1", "lab/a", "lab/b", 3);
  for (std::size_t at : {2U, 3U}) {
    comparisons[at].judge = "court/other";
    (comparisons[at].first.text == "lab/a" ? comparisons[at].first_run
                                           : comparisons[at].second_run) = {"run-9"};
  }
  EXPECT_FALSE(judges_agreement(judged_pairs(comparisons), a_pair_rule(), quick()));
}

TEST(JudgeViews, OneJudgeHasNoReport) {
  const std::vector<Comparison> comparisons = some_field();
  const JudgedPairs judged = judged_pairs(comparisons);
  const auto field = rate_field(judged, a_pair_rule(), quick());
  EXPECT_THAT(judge_views(judged, a_pair_rule(), quick(), *field), IsEmpty());
}

TEST(JudgeViews, AJudgeOfTooFewPairsIsListedWithoutAFigure) {
  std::vector<Comparison> comparisons = some_field();
  add_pair(comparisons, "q50", "lab/a", "lab/b", 5);
  for (std::size_t at = comparisons.size() - 2; at < comparisons.size(); ++at)
    comparisons[at].judge = "court/seldom";
  const JudgedPairs judged = judged_pairs(comparisons);
  const auto field = rate_field(judged, a_pair_rule(), quick());
  const auto views = judge_views(judged, a_pair_rule(), quick(), *field);
  ASSERT_THAT(views, SizeIs(2));
  EXPECT_EQ(views[1], (JudgeView{.judge = "court/seldom", .pairs = 1}));
}

}  // namespace
}  // namespace attune
