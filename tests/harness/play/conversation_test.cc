#include "harness/play/conversation.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace attune {
namespace {

Scenario a_talk() {
  Scenario scenario = a_scenario();
  scenario.cues = {{"I lost my job."}, {"Say more."}};
  scenario.generation.parameters.temperature = 0.7;
  return scenario;
}

Reply ended(Outcome outcome) {
  return {.outcome = outcome, .text = "half", .refusal = "no"};
}

TEST(Conversation, BeginsWithItsFirstCueAndItsOwnParameters) {
  const Scenario scenario = a_talk();
  const auto ask = Conversation(scenario).next();
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->messages, std::vector{text_message(Role::User, "I lost my job.")});
  EXPECT_EQ(ask->parameters.temperature, 0.7);
  EXPECT_EQ(ask->position, 0);
  EXPECT_EQ(ask->asked, 1);
}

TEST(Conversation, SendsTheWholeHistoryWithEachCue) {
  const Scenario scenario = a_talk();
  Conversation talk(scenario);
  talk.heard(a_reply("Oh no."));
  const auto ask = talk.next();
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->messages, (std::vector{text_message(Role::User, "I lost my job."),
                                        text_message(Role::Assistant, "Oh no."),
                                        text_message(Role::User, "Say more.")}));
  EXPECT_EQ(ask->position, 1);
}

TEST(Conversation, KeepsReasoningOutOfTheHistory) {
  const Scenario scenario = a_talk();
  Conversation talk(scenario);
  talk.heard({.text = "Oh no.", .reasoning = "secret"});
  EXPECT_EQ(text_of(talk.next()->messages[1]), "Oh no.");
  EXPECT_EQ(talk.transcript().turns[0].reasoning, "secret");
}

TEST(Conversation, EndsAfterItsLastCue) {
  const Scenario scenario = a_talk();
  Conversation talk(scenario);
  talk.heard(a_reply("Oh no."));
  talk.heard(a_reply("Tell me."));
  EXPECT_FALSE(talk.next());
  EXPECT_EQ(talk.outcome(), Outcome::Ok);
  EXPECT_EQ(talk.transcript().turns.size(), 2U);
}

TEST(Conversation, AReplyThatIsNotOkEndsItAndStays) {
  for (const Outcome outcome :
       {Outcome::Refused, Outcome::Filtered, Outcome::Truncated, Outcome::Empty}) {
    const Scenario scenario = a_talk();
    Conversation talk(scenario);
    talk.heard(ended(outcome));
    EXPECT_FALSE(talk.next());
    EXPECT_EQ(talk.outcome(), outcome);
    EXPECT_FALSE(talk.why().empty());
    EXPECT_EQ(talk.transcript().turns.at(0).reply, "half");
  }
}

TEST(Conversation, AFailureEndsItAndLeavesWhatWasSaid) {
  const Scenario scenario = a_talk();
  Conversation talk(scenario);
  talk.heard(a_reply("Oh no."));
  talk.failed(Outcome::OverContext, "too long");
  EXPECT_FALSE(talk.next());
  EXPECT_EQ(talk.outcome(), Outcome::OverContext);
  EXPECT_EQ(talk.why(), "too long");
  EXPECT_EQ(talk.transcript().turns.size(), 1U);
}

TEST(Conversation, IsNotTriedAgainUnlessTheScenarioSaysSo) {
  const Scenario scenario = a_scenario();
  Conversation talk(scenario);
  talk.heard(a_reply("?"));
  EXPECT_FALSE(talk.try_again());
  EXPECT_FALSE(talk.next());
}

TEST(Conversation, EachTryIsAStepWarmerAndBeginsAtTheFirstCue) {
  Scenario scenario = a_scenario();
  scenario.generation = {.tries = 3, .temperature_step = 0.25};
  Conversation talk(scenario);
  talk.heard(a_reply("?"));
  ASSERT_TRUE(talk.try_again());
  EXPECT_EQ(talk.next()->parameters.temperature, 0.25);
  EXPECT_EQ(talk.next()->asked, 2);
  talk.heard(a_reply("?"));
  ASSERT_TRUE(talk.try_again());
  EXPECT_EQ(talk.next()->parameters.temperature, 0.5);
  EXPECT_EQ(talk.next()->messages.size(), 1U);
}

TEST(Conversation, AsManyTriesAsAllowedAndNoMore) {
  Scenario scenario = a_scenario();
  scenario.generation.tries = 2;
  Conversation talk(scenario);
  talk.heard(a_reply("?"));
  ASSERT_TRUE(talk.try_again());
  talk.heard(a_reply("?"));
  EXPECT_FALSE(talk.try_again());
  EXPECT_EQ(talk.transcript().turns.size(), 1U);
}

TEST(Conversation, ARefusalIsNotAskedAway) {
  Scenario scenario = a_scenario();
  scenario.generation.tries = 5;
  for (const Outcome outcome : {Outcome::Refused, Outcome::Filtered}) {
    Conversation talk(scenario);
    talk.heard(ended(outcome));
    EXPECT_FALSE(talk.try_again());
  }
}

TEST(Conversation, ACutOrEmptyReplyMayBeTriedAgainAndForgetsItsOutcome) {
  Scenario scenario = a_scenario();
  scenario.generation.tries = 5;
  for (const Outcome outcome : {Outcome::Truncated, Outcome::Empty}) {
    Conversation talk(scenario);
    talk.heard(ended(outcome));
    EXPECT_TRUE(talk.try_again());
    EXPECT_EQ(talk.outcome(), Outcome::Ok);
    EXPECT_EQ(talk.why(), "");
  }
}

}  // namespace
}  // namespace attune
