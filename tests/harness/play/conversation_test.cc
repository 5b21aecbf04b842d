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
  const auto ask = Conversation(scenario, {}).next();
  ASSERT_TRUE(ask);
  EXPECT_EQ(ask->messages, std::vector{text_message(Role::User, "I lost my job.")});
  EXPECT_EQ(ask->parameters.temperature, 0.7);
  EXPECT_EQ(ask->position, 0);
  EXPECT_EQ(ask->asked, 1);
}

TEST(Conversation, SendsTheWholeHistoryWithEachCue) {
  const Scenario scenario = a_talk();
  Conversation talk(scenario, {});
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
  Conversation talk(scenario, {});
  talk.heard({.text = "Oh no.", .reasoning = "secret"});
  EXPECT_EQ(text_of(talk.next()->messages[1]), "Oh no.");
  EXPECT_EQ(talk.transcript().turns[0].reasoning, "secret");
}

TEST(Conversation, EndsAfterItsLastCue) {
  const Scenario scenario = a_talk();
  Conversation talk(scenario, {});
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
    Conversation talk(scenario, {});
    talk.heard(ended(outcome));
    EXPECT_FALSE(talk.next());
    EXPECT_EQ(talk.outcome(), outcome);
    EXPECT_FALSE(talk.why().empty());
    EXPECT_EQ(talk.transcript().turns.at(0).reply, "half");
  }
}

TEST(Conversation, AFailureEndsItAndLeavesWhatWasSaid) {
  const Scenario scenario = a_talk();
  Conversation talk(scenario, {});
  talk.heard(a_reply("Oh no."));
  talk.failed(Outcome::OverContext, "too long");
  EXPECT_FALSE(talk.next());
  EXPECT_EQ(talk.outcome(), Outcome::OverContext);
  EXPECT_EQ(talk.why(), "too long");
  EXPECT_EQ(talk.transcript().turns.size(), 1U);
}

TEST(Conversation, IsNotTriedAgainUnlessTheScenarioSaysSo) {
  const Scenario scenario = a_scenario();
  Conversation talk(scenario, {});
  talk.heard(a_reply("?"));
  EXPECT_FALSE(talk.may_try_again());
  EXPECT_FALSE(talk.next());
}

TEST(Conversation, EachTryIsAStepWarmerAndBeginsAtTheFirstCue) {
  Scenario scenario = a_scenario();
  scenario.generation = {.tries = 3, .temperature_step = 0.25};
  Conversation talk(scenario, {});
  talk.heard(a_reply("?"));
  ASSERT_TRUE(talk.may_try_again());
  talk.try_again();
  EXPECT_EQ(talk.next()->parameters.temperature, 0.25);
  EXPECT_EQ(talk.next()->asked, 2);
  talk.heard(a_reply("?"));
  ASSERT_TRUE(talk.may_try_again());
  talk.try_again();
  EXPECT_EQ(talk.next()->parameters.temperature, 0.5);
  EXPECT_EQ(talk.next()->messages.size(), 1U);
}

TEST(Conversation, AsManyTriesAsAllowedAndNoMore) {
  Scenario scenario = a_scenario();
  scenario.generation.tries = 2;
  Conversation talk(scenario, {});
  talk.heard(a_reply("?"));
  ASSERT_TRUE(talk.may_try_again());
  talk.try_again();
  talk.heard(a_reply("?"));
  EXPECT_FALSE(talk.may_try_again());
  EXPECT_EQ(talk.transcript().turns.size(), 1U);
}

TEST(Conversation, ARefusalIsNotAskedAway) {
  Scenario scenario = a_scenario();
  scenario.generation.tries = 5;
  for (const Outcome outcome : {Outcome::Refused, Outcome::Filtered}) {
    Conversation talk(scenario, {});
    talk.heard(ended(outcome));
    EXPECT_FALSE(talk.may_try_again());
  }
}

TEST(Conversation, ACutOrEmptyReplyMayBeTriedAgainAndForgetsItsOutcome) {
  Scenario scenario = a_scenario();
  scenario.generation.tries = 5;
  for (const Outcome outcome : {Outcome::Truncated, Outcome::Empty}) {
    Conversation talk(scenario, {});
    talk.heard(ended(outcome));
    EXPECT_TRUE(talk.may_try_again());
    talk.try_again();
    EXPECT_EQ(talk.outcome(), Outcome::Ok);
    EXPECT_EQ(talk.why(), "");
  }
}

TEST(Conversation, PlaysOnAfterACutReplyWhereTheReferenceDoes) {
  Scenario scenario = a_talk();
  scenario.generation.plays_on = true;
  Conversation talk(scenario, {});
  talk.heard(ended(Outcome::Truncated));
  ASSERT_TRUE(talk.next());
  talk.heard(a_reply("Tell me."));
  EXPECT_FALSE(talk.next());
  EXPECT_EQ(talk.transcript().turns.size(), 2U);
  EXPECT_EQ(talk.outcome(), Outcome::Truncated);
}

// ---- with a simulated user

Scenario a_meeting() {
  Scenario scenario = a_scenario();
  scenario.key.reset();
  scenario.cues = {{"You are her brother.\n\nHi."}, {"Look back.", Parameters{.temperature = 0.5}}};
  scenario.user = SimulatedUser{.instructions = "You are Ines.",
                                .opening = "Hi.",
                                .turns = 2,
                                .state = {{.name = "trusting", .weight = 1, .start = 3}}};
  return scenario;
}

Reply from_user(std::string_view words, int trusting) {
  return a_reply(R"({"internal": "i", "state": {"trusting": )" + std::to_string(trusting) +
                 R"(}, "response": ")" + std::string(words) + R"("})");
}

TEST(Conversation, AsksSubjectAndUserInTurnAndEndsWithTheDebrief) {
  const Scenario scenario = a_meeting();
  Conversation talk(scenario, {});
  EXPECT_FALSE(talk.asks_user());
  talk.heard(a_reply("Hi yourself."));
  EXPECT_TRUE(talk.asks_user());
  talk.heard(from_user("Fine.", 4));
  EXPECT_FALSE(talk.asks_user());
  EXPECT_EQ(text_of(talk.next()->messages.back()), "Fine.");
  talk.heard(a_reply("Are you?"));
  talk.heard(from_user("Bye.", 6));
  EXPECT_EQ(text_of(talk.next()->messages.back()), "Bye.\n\nLook back.");
  EXPECT_EQ(talk.next()->parameters.temperature, 0.5);
  talk.heard(a_reply("She was sad."));
  EXPECT_FALSE(talk.next());
  EXPECT_EQ(talk.outcome(), Outcome::Ok);
  ASSERT_EQ(talk.transcript().turns.size(), 3U);
  EXPECT_EQ(talk.transcript().turns[0].aside->state[0].value, 3);
  EXPECT_EQ(talk.transcript().turns[1].aside->state[0].value, 4);
  EXPECT_EQ(talk.transcript().turns[2].aside->state[0].value, 6);
}

TEST(Conversation, ShowsTheSubjectOnlyTheResponse) {
  const Scenario scenario = a_meeting();
  Conversation talk(scenario, {});
  talk.heard(a_reply("Hi yourself."));
  talk.heard(from_user("Fine.", 4));
  const auto ask = talk.next();
  for (const Message& message : ask->messages) {
    EXPECT_EQ(text_of(message).find("internal"), std::string::npos);
    EXPECT_EQ(text_of(message).find("trusting"), std::string::npos);
    EXPECT_EQ(text_of(message).find("Ines"), std::string::npos);
  }
}

TEST(Conversation, WithoutADebriefTheSubjectHasTheLastWord) {
  Scenario scenario = a_meeting();
  scenario.cues.pop_back();
  Conversation talk(scenario, {});
  talk.heard(a_reply("Hi yourself."));
  talk.heard(from_user("Fine.", 4));
  talk.heard(a_reply("Good."));
  EXPECT_FALSE(talk.next());
  EXPECT_EQ(talk.transcript().turns.size(), 2U);
}

TEST(Conversation, AnUnreadableUserIsAskedOnceMoreAndThenTheSampleHasFailed) {
  const Scenario scenario = a_meeting();
  Conversation talk(scenario, {});
  talk.heard(a_reply("Hi yourself."));
  talk.heard(a_reply("what?"));
  ASSERT_TRUE(talk.next());
  EXPECT_EQ(talk.next()->asked, 2);
  talk.heard(a_reply("what?"));
  EXPECT_FALSE(talk.next());
  EXPECT_EQ(talk.outcome(), Outcome::Failed);
  EXPECT_EQ(talk.why(), "the simulated user: no response in the answer");
}

TEST(Conversation, AUserWhoCannotBeHadIsNoOutcomeOfTheSubject) {
  const Scenario scenario = a_meeting();
  Conversation talk(scenario, {});
  talk.heard(a_reply("Hi yourself."));
  talk.failed(Outcome::Filtered, "policy");
  EXPECT_EQ(talk.outcome(), Outcome::Failed);
  EXPECT_EQ(talk.why(), "the simulated user: policy");
}

TEST(Conversation, ShowsTheOptionsInTheOrderOfItsRepeat) {
  Scenario scenario = a_scenario();
  scenario.choices = ChoiceKey{
      .choices = {{.name = "answer", .options = {{"a", 1}, {"b", 0}, {"c", 0}}}}, .shuffle = 3};
  EXPECT_NE(text_of(Conversation(scenario, {.repeat = 1}).next()->messages[0]),
            text_of(Conversation(scenario, {.repeat = 2}).next()->messages[0]));
}

}  // namespace
}  // namespace attune
