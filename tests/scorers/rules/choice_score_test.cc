#include "scorers/rules/choice_score.h"

#include <functional>

#include <gtest/gtest.h>

namespace attune {
namespace {

Choice a_choice(const std::vector<double>& weights, int take = 1) {
  Choice choice{.name = "answer", .take = take};
  for (const double weight : weights) choice.options.push_back({"o", weight});
  return choice;
}

double credit(const Choice& choice, const std::vector<std::size_t>& chosen) {
  return choice_credit(choice, chosen);
}

// The slow twin of chance_score: the mean over every way to choose, as subsets given by bits.
void each_subset(const Choice& choice, const std::function<void(std::vector<std::size_t>)>& use) {
  for (unsigned bits = 0; bits < (1U << choice.options.size()); ++bits) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < choice.options.size(); ++i) {
      if ((bits >> i & 1U) != 0) chosen.push_back(i);
    }
    if (chosen.size() == static_cast<std::size_t>(choice.take)) use(std::move(chosen));
  }
}

double chance_by_trying(const ChoiceKey& key) {
  std::vector<std::vector<double>> ways = {{}};
  for (const Choice& choice : key.choices) {
    std::vector<std::vector<double>> longer;
    for (const auto& way : ways) {
      each_subset(choice, [&](const std::vector<std::size_t>& chosen) {
        longer.push_back(way);
        longer.back().push_back(choice_credit(choice, chosen));
      });
    }
    ways = std::move(longer);
  }
  double sum = 0;
  for (const auto& way : ways) sum += choice_score(key, way);
  return sum / static_cast<double>(ways.size());
}

TEST(ChoiceCredit, ScalesWeightsFromTheLeastToTheMost) {
  const Choice choice = a_choice({0.2, 0.6, 0.5, 1.0});
  EXPECT_DOUBLE_EQ(credit(choice, {0}), 0);
  EXPECT_DOUBLE_EQ(credit(choice, {1}), 0.5);
  EXPECT_DOUBLE_EQ(credit(choice, {3}), 1);
  EXPECT_DOUBLE_EQ(credit(a_choice({0.5, 0.5}), {0}), 1);
}

TEST(ChoiceCredit, IsTheShareOfHitsWhereSeveralAreChosen) {
  const Choice choice = a_choice({1, 0, 1, 0}, 2);
  EXPECT_DOUBLE_EQ(credit(choice, {0, 2}), 1);
  EXPECT_DOUBLE_EQ(credit(choice, {0, 1}), 0.5);
  EXPECT_DOUBLE_EQ(credit(choice, {1, 3}), 0);
}

TEST(ChoiceScore, IsTheMeanOrAllOrNothing) {
  const std::vector<double> credits = {1, 0.5};
  const std::vector<double> full = {1, 1};
  EXPECT_DOUBLE_EQ(choice_score({}, credits), 0.75);
  EXPECT_DOUBLE_EQ(choice_score({.all_needed = true}, credits), 0);
  EXPECT_DOUBLE_EQ(choice_score({.all_needed = true}, full), 1);
}

TEST(ChanceScore, IsExact) {
  const Choice weighted = a_choice({0, 0.25, 1, 0.5});
  const Choice two_of_four = a_choice({1, 0, 1, 0}, 2);
  const Choice one_of_six = a_choice({0, 0, 0, 1, 0, 0});
  for (const bool all_needed : {false, true}) {
    for (const std::vector<Choice>& choices : {std::vector{weighted},
                                               {two_of_four},
                                               {one_of_six, weighted},
                                               {two_of_four, one_of_six},
                                               {a_choice({1, 1, 1, 0, 0}, 3)}}) {
      const ChoiceKey key{.choices = choices, .all_needed = all_needed};
      EXPECT_NEAR(chance_score(key), chance_by_trying(key), 1e-12);
    }
  }
  EXPECT_NEAR(chance_score({.choices = {one_of_six, a_choice({1, 0, 0, 0})}, .all_needed = true}),
              1.0 / 24, 1e-12);
}

TEST(AboveChance, IsZeroAtChanceAndOneAtBest) {
  EXPECT_DOUBLE_EQ(*above_chance(0.25, 0.25), 0);
  EXPECT_DOUBLE_EQ(*above_chance(1, 0.25), 1);
  EXPECT_NEAR(*above_chance(0, 0.25), -1.0 / 3, 1e-12);
  EXPECT_EQ(above_chance(1, 1), std::nullopt);
}

TEST(ChoiceBaselines, AreRandomAndTheBestFixedLetter) {
  Pack pack;
  for (const std::vector<double>& weights :
       {std::vector<double>{0, 1, 0, 0}, {0, 1, 0, 0}, {1, 0, 0, 0}}) {
    Scenario scenario;
    scenario.choices = ChoiceKey{.choices = {a_choice(weights)}};
    scenario.choices->shuffle = 7;  // does not matter
    pack.scenarios.push_back(scenario);
  }
  pack.scenarios.push_back({});  // of another kind
  const auto baselines = choice_baselines(pack);
  ASSERT_TRUE(baselines);
  EXPECT_DOUBLE_EQ(baselines->random_points, 25);
  EXPECT_EQ(baselines->best_letter, 'B');
  EXPECT_NEAR(baselines->best_letter_points, 200.0 / 3, 1e-9);
}

TEST(ChoiceBaselines, TakeTheFollowingLettersWhereSeveralAreChosen) {
  Pack pack;
  Scenario scenario;
  scenario.choices = ChoiceKey{.choices = {a_choice({1, 0, 0, 1}, 2)}};
  pack.scenarios = {scenario};
  EXPECT_EQ(choice_baselines(pack)->best_letter, 'D');
  EXPECT_DOUBLE_EQ(choice_baselines(pack)->best_letter_points, 100);
  EXPECT_DOUBLE_EQ(choice_baselines(pack)->random_points, 50);
}

TEST(ChoiceBaselines, AreAbsentWithoutChoices) {
  EXPECT_EQ(choice_baselines({}), std::nullopt);
}

}  // namespace
}  // namespace attune
