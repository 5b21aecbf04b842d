#include "scenarios/model/choice_order.h"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

Scenario a_choice(std::optional<std::uint64_t> seed) {
  Scenario scenario{.id = {"late-train"}};
  const Choice choice{.name = "answer",
                      .lead = "What now?\n",
                      .options = {{"wait", 1}, {"shout", 0}, {"leave", 0}, {"ask", 0}}};
  scenario.choices = ChoiceKey{.choices = {choice}, .closing = "\n\nAnswer: X", .shuffle = seed};
  return scenario;
}

TEST(ChoiceOrder, WithoutASeedIsTheAuthors) {
  const Scenario scenario = a_choice({});
  EXPECT_THAT(option_order(scenario, 0, 1), ElementsAre(0U, 1U, 2U, 3U));
  EXPECT_THAT(option_order(scenario, 0, 3), ElementsAre(0U, 1U, 2U, 3U));
  EXPECT_EQ(choice_cue(scenario, 2),
            "What now?\n(A) wait\n(B) shout\n(C) leave\n(D) ask\n\nAnswer: X");
}

TEST(ChoiceOrder, IsAPermutationThatTheSeedAndTheScenarioDecide) {
  std::set<std::vector<std::size_t>> seen;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Scenario scenario = a_choice(seed);
    const auto order = option_order(scenario, 0, 1);
    EXPECT_THAT(order, UnorderedElementsAre(0U, 1U, 2U, 3U));
    EXPECT_EQ(order, option_order(scenario, 0, 1));
    seen.insert(order);
  }
  EXPECT_GT(seen.size(), 10U);
}

TEST(ChoiceOrder, PutsEachOptionInEachPlaceOnceOverAsManyRepeats) {
  const Scenario scenario = a_choice(7);
  std::map<std::size_t, std::set<std::size_t>> places;
  for (int repeat = 1; repeat <= 4; ++repeat) {
    const auto order = option_order(scenario, 0, repeat);
    for (std::size_t at = 0; at < order.size(); ++at) places[order[at]].insert(at);
  }
  for (const auto& [option, at] : places) EXPECT_EQ(at.size(), 4U) << option;
}

TEST(ChoiceOrder, HasNoLetterBeyondZ) {
  EXPECT_EQ(option_letter(0), 'A');
  EXPECT_EQ(option_letter(25), 'Z');
  EXPECT_EQ(option_letter(26), '?');
}

TEST(ChoiceOrder, TheCueShowsThatOrder) {
  const Scenario scenario = a_choice(7);
  const auto order = option_order(scenario, 0, 2);
  const std::string cue = choice_cue(scenario, 2);
  for (std::size_t at = 0; at < order.size(); ++at) {
    const std::string line = std::string("(") + option_letter(at) + ") " +
                             scenario.choices->choices[0].options[order[at]].text;
    EXPECT_NE(cue.find(line), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace attune
