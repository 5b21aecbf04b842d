#include "harness/stub/stub_subject.h"

#include <cmath>
#include <numeric>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/harness/stub/stub_keys.h"

namespace attune {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

StubRequest asking(std::string text, std::string trace = "t") {
  StubRequest request;
  request.all_text = "user:\n" + text + "\n";
  request.last_user = std::move(text);
  request.trace = std::move(trace);
  return request;
}

StubModel skilled(int skill) {
  return {.part = StubPart::Skill, .number = skill, .faults = ""};
}

// EQ-Bench v2's score of one answer, times ten; written from the specification, not from the stub.
double score_of(const std::string& answer, const KnownKey& key) {
  std::istringstream lines(answer);
  double costs = 0;
  for (const auto& [name, intensity] : key.emotions) {
    std::string word;
    int value = -1;
    lines >> word >> value;
    EXPECT_EQ(word, name + ":");
    const double d = std::abs(value - intensity);
    costs += d == 0 ? 0 : d > 5 ? d : 6.5 / (1 + std::exp(-1.2 * (d - 4)));
  }
  return 10 * (10 - 0.7477 * costs);
}

double mean_score(int skill, std::size_t repeats) {
  const std::vector<KnownKey> keys = some_keys(171);
  const StubKnowledge known{.ability = StubAbility(keys)};
  double sum = 0;
  for (std::size_t i = 0; i < keys.size() * repeats; ++i) {
    const std::size_t which = i % keys.size();
    const StubRequest request = asking(a_prompt(which), std::to_string(i));
    sum += score_of(answer_as_subject(skilled(skill), request, known, 1), keys[which]);
  }
  return sum / static_cast<double>(keys.size() * repeats);
}

TEST(StubSubject, ScoresItsSkillOnAverage) {
  EXPECT_NEAR(mean_score(85, 10), 85, 1.5);
  EXPECT_NEAR(mean_score(60, 10), 60, 1.5);
  EXPECT_NEAR(mean_score(30, 10), 30, 2);
  EXPECT_NEAR(mean_score(100, 1), 100, 1e-9);
}

TEST(StubSubject, SaysTheSameToTheSameAndOtherwiseToAnother) {
  const StubKnowledge known{.ability = StubAbility(some_keys(40))};
  int unlike = 0;
  for (std::size_t i = 0; i < 40; ++i) {
    const StubRequest request = asking(a_prompt(i));
    const std::string once = answer_as_subject(skilled(50), request, known, 1);
    EXPECT_EQ(answer_as_subject(skilled(50), request, known, 1), once);
    unlike += answer_as_subject(skilled(50), asking(a_prompt(i), "u"), known, 1) == once ? 0 : 1;
    unlike += answer_as_subject(skilled(50), request, known, 2) == once ? 0 : 1;
  }
  EXPECT_GT(unlike, 70);
}

TEST(StubSubject, SaysTheSameInBothPartsOfARevision) {
  const std::string prompt = "First pass scores: … Revised scores: … [End of answer]";
  const KnownKey key{.prompt_digest = digest_of(prompt), .emotions = {{"Joy", 3}, {"Envy", 0}}};
  const StubKnowledge known{.ability = StubAbility({key})};
  const std::string answer = answer_as_subject(skilled(100), asking(prompt), known, 1);
  EXPECT_EQ(answer,
            "First pass scores:\nJoy: 3\nEnvy: 0\n\nCritique: I read it a second time and found no "
            "reason to change a "
            "number.\n\nRevised scores:\nJoy: 3\nEnvy: 0\n\n[End of answer]");
}

TEST(StubSubject, NeverSaysZeroThroughout) {
  const KnownKey key{.prompt_digest = digest_of("p"), .emotions = {{"Joy", 0}, {"Envy", 0}}};
  EXPECT_EQ(answer_as_subject(skilled(100), asking("p"), {.ability = StubAbility({key})}, 1),
            "Joy: 1\nEnvy: 0\n");
}

TEST(StubSubject, ConstantSaysOneNumber) {
  const StubKnowledge known{.ability = StubAbility(some_keys(1))};
  const StubModel constant{.part = StubPart::Constant, .number = 0, .faults = ""};
  EXPECT_EQ(answer_as_subject(constant, asking(a_prompt(0)), known, 1),
            "Joy: 0\nEnvy: 0\nRelief: 0\nShame: 0\n");
}

TEST(StubSubject, CarriesItsSkillInAReply) {
  const StubKnowledge known{.ability = StubAbility({})};
  double sum = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string reply =
        answer_as_subject(skilled(85), asking("Hello?", std::to_string(i)), known, 1);
    const std::vector<double> marks = skill_marks(reply);
    ASSERT_EQ(marks.size(), 1U) << reply;
    sum += marks[0];
  }
  EXPECT_NEAR(sum / 400, 85, 1);
}

TEST(StubSubject, KeepsToTheHeadingsOfARolePlay) {
  const std::string reply =
      answer_as_subject(skilled(85), asking("Two headings:\n\nThinking:\n…\n\nSaying:\n…"),
                        StubKnowledge{.ability = StubAbility({})}, 1);
  EXPECT_THAT(reply, StartsWith("Thinking:\n"));
  EXPECT_THAT(reply, HasSubstr("\n\nSaying:\n"));
}

TEST(StubSubject, RefusesOrMumblesWhateverIsAsked) {
  const StubKnowledge known{.ability = StubAbility(some_keys(1))};
  const StubModel refuser{.part = StubPart::Refuser, .number = 0, .faults = ""};
  const StubModel mumbler{.part = StubPart::Mumbler, .number = 0, .faults = ""};
  EXPECT_THAT(answer_as_subject(refuser, asking(a_prompt(0)), known, 1), HasSubstr("can't help"));
  EXPECT_EQ(answer_as_subject(mumbler, asking(a_prompt(0)), known, 1).find(": "),
            std::string::npos);
}

TEST(SkillMarks, AreReadInOrderAndOnlyWhenWhole) {
  EXPECT_THAT(
      skill_marks(
          "a [stub skill 85.3] b [stub skill 40] [stub skill x] [stub skill 101] [stub skill 3"),
      ElementsAre(85.3, 40));
}

}  // namespace
}  // namespace attune
