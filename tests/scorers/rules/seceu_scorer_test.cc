#include "scorers/rules/seceu_scorer.h"

#include <cmath>

#include <gtest/gtest.h>

namespace attune {
namespace {

Scenario an_item() {
  Scenario scenario{.id = {"1"}, .kind = "rating_profile", .language = "en"};
  scenario.key = IntensityKey{{{"Joyful", 0, 1}, {"Angry", 0, 2}, {"Sad", 0, 3}, {"Calm", 0, 4}},
                              Norm{2.79, 0.822}};
  return scenario;
}

Verdict verdict_of(const Scenario& scenario, std::string reply, Outcome outcome = Outcome::Ok) {
  Sample sample{.scenario = &scenario, .outcome = outcome};
  sample.transcript.turns = {{text_message(Role::User, "?"), std::move(reply), ""}};
  return seceu_scorer().make()->verdict(sample, {});
}

std::string why(const Verdict& verdict) {
  const auto* unscored = std::get_if<Unscored>(&verdict.finding);
  return unscored == nullptr ? "scored" : unscored->why;
}

TEST(SeceuDistance, IsEuclideanAfterScalingToTen) {
  const IntensityKey key = *an_item().key;
  const std::vector<double> same = {0.5, 1, 1.5, 2};
  const std::vector<double> other = {4, 3, 2, 1};
  EXPECT_NEAR(*seceu_distance(same, key), 0, 1e-12);
  EXPECT_NEAR(*seceu_distance(other, key), std::sqrt(9.0 + 1 + 1 + 9), 1e-12);
  EXPECT_EQ(seceu_distance(std::vector<double>(4), key), std::nullopt);
}

TEST(SeceuScorer, GivesTheEqOfTheDistance) {
  const Verdict verdict = verdict_of(an_item(), "Joyful: 4\nAngry: 3\nSad: 2\nCalm: 1");
  const Marks* marks = std::get_if<Marks>(&verdict.finding);
  ASSERT_NE(marks, nullptr);
  const double distance = std::sqrt(20.0);
  EXPECT_NEAR(marks->points, 15 * (2.79 - distance) / 0.822 + 100, 1e-9);
  EXPECT_EQ(marks->marks, (std::vector<Mark>{{"distance", distance}}));
  EXPECT_EQ(verdict.rationale, "Joyful 4, Angry 3, Sad 2, Calm 1");
}

TEST(SeceuScorer, IsAHundredAtTheMeanOfPeople) {
  Scenario item = an_item();
  item.key->norm = Norm{std::sqrt(20.0), 1};
  const Verdict verdict =
      verdict_of(item, "{\"joyful\": 4, \"angry\": 3, \"sad\": 2, \"calm\": 1}");
  ASSERT_EQ(why(verdict), "scored");
  EXPECT_NEAR(std::get_if<Marks>(&verdict.finding)->points, 100, 1e-9);
}

TEST(SeceuScorer, LeavesUnscoredWhatHasNoRatings) {
  EXPECT_EQ(why(verdict_of(an_item(), "Joyful: 0\nAngry: 0\nSad: 0\nCalm: 0")).substr(0, 16),
            "every value is 0");
  EXPECT_EQ(why(verdict_of(an_item(), "Joyful: 4")), "no value for Angry; reply: “Joyful: 4”");
  EXPECT_EQ(why(verdict_of(an_item(), "", Outcome::Filtered)), "filtered");
  Scenario without = an_item();
  without.key->norm.reset();
  EXPECT_EQ(why(verdict_of(without, "Joyful: 4")), "no human profile with a norm");
  without.key.reset();
  EXPECT_EQ(why(verdict_of(without, "Joyful: 4")), "no human profile with a norm");
}

TEST(SeceuScorer, BoundsItsPointsByWhatIsPossible) {
  const ScoreRule rule = seceu_scorer().rule;
  EXPECT_NEAR(rule.high, 150.912, 0.001);
  EXPECT_NEAR(rule.low, 15 * (2.79 - std::sqrt(200.0)) / 0.822 + 100, 1e-9);
}

}  // namespace
}  // namespace attune
