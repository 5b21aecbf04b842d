#include "scorers/rules/intensity_scorer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::HasSubstr;

Scenario question() {
  Scenario scenario;
  scenario.language = "en";
  scenario.key = IntensityKey{{{"Proud", 0, 2}, {"Angry", 6, 3}, {"Sad", 0, 0}, {"Calm", 7, 5}}};
  return scenario;
}

const Scenario kScenario = question();
constexpr const char* kCue = "…\nFirst pass scores:\n…\nRevised scores:\n…";

Sample played(std::string reply, std::string cue = "Rate them.") {
  Sample sample;
  sample.scenario = &kScenario;
  sample.transcript.turns.resize(1);
  sample.transcript.turns[0].cue = text_message(Role::User, std::move(cue));
  sample.transcript.turns[0].reply = std::move(reply);
  return sample;
}

Verdict verdict_of(const ScorerRegistry::Entry& entry, const Sample& sample) {
  return entry.make()->verdict(sample, {});
}

std::string why(const Verdict& verdict) {
  const auto* unscored = std::get_if<Unscored>(&verdict.finding);
  return unscored == nullptr ? "scored" : unscored->why;
}

const Marks& marks(const Verdict& verdict) {
  return std::get<Marks>(verdict.finding);
}

TEST(IntensityScorer, EntriesSayWhatTheyAre) {
  for (const auto& entry : {eqbench_v1_scorer(), eqbench_v2_scorer(), eqbench_v1_robust_scorer(),
                            eqbench_v2_robust_scorer(), intensity_scorer()}) {
    EXPECT_EQ(entry.id, entry.make()->id());
    EXPECT_FALSE(entry.asks);
    EXPECT_EQ(entry.rule.headline, ScoreRule::Headline::FirstOrRevised);
    EXPECT_TRUE(entry.make()->questions(played("")).empty());
  }
  EXPECT_DOUBLE_EQ(eqbench_v1_scorer().rule.low, -100);
  EXPECT_DOUBLE_EQ(eqbench_v2_scorer().rule.low, -199.08);
  EXPECT_DOUBLE_EQ(eqbench_v2_scorer().rule.answered_share, 0.8333);
  EXPECT_DOUBLE_EQ(intensity_scorer().rule.answered_share, 0);
}

TEST(IntensityScorer, APerfectAnswerHasAHundredPoints) {
  const Verdict verdict =
      verdict_of(intensity_scorer(), played("proud 0\nproud: 0, angry: 6, sad: 0, calm: 7"));
  EXPECT_EQ(verdict.scorer, "intensity@1");
  EXPECT_EQ(marks(verdict), (Marks{100, {{"first_pass", 100}}}));
  EXPECT_EQ(verdict.rationale, "first pass: Proud 0, Angry 6, Sad 0, Calm 7\n");
}

TEST(IntensityScorer, MarksBothPartsAndPointsTheFirst) {
  const auto verdict =
      verdict_of(eqbench_v2_scorer(),
                 played("First pass scores:\nProud: 5\nAngry: 0\nSad: 0\nCalm: 5\nCritique: x\n"
                        "Revised scores:\nProud: 0\nAngry: 6\nSad: 0\nCalm: 7\n",
                        kCue));
  EXPECT_NEAR(marks(verdict).points, 13.745, 5e-3);  // specs §10
  ASSERT_EQ(marks(verdict).marks.size(), 2U);
  EXPECT_EQ(marks(verdict).marks[1], (Mark{"revised", 100}));
}

TEST(IntensityScorer, ARevisionAloneGivesThePoints) {
  const auto verdict = verdict_of(
      eqbench_v2_scorer(), played("Revised scores:\nProud: 0\nAngry: 6\nSad: 0\nCalm: 7\n", kCue));
  EXPECT_EQ(marks(verdict), (Marks{100, {{"revised", 100}}}));
}

TEST(IntensityScorer, V1TakesSharesAndNoZeros) {
  const auto shares =
      verdict_of(eqbench_v1_scorer(), played("Proud: 2\nAngry: 3\nSad: 0\nCalm: 5"));
  EXPECT_EQ(marks(shares).points, 100);
  const auto zeros = played("Proud: 0\nAngry: 0\nSad: 0\nCalm: 0");
  EXPECT_THAT(why(verdict_of(eqbench_v1_robust_scorer(), zeros)), HasSubstr("every value is 0"));
  EXPECT_EQ(why(verdict_of(eqbench_v2_robust_scorer(), zeros)), "scored");
}

TEST(IntensityScorer, SaysWhyAReplyCannotBeReadAndQuotesItSafely) {
  const auto verdict =
      verdict_of(intensity_scorer(), played("Proud: 1\nAngry: 36\x1b[2J\nSad: 0\nCalm: 5"));
  EXPECT_EQ(why(verdict),
            "Angry: 36 is outside 0-10; reply: “Proud: 1 Angry: 36\uFFFD[2J Sad: 0 Calm: 5”");
  EXPECT_LT(why(verdict_of(intensity_scorer(), played(std::string(100000, 'x')))).size(), 250U);
}

TEST(IntensityScorer, OutcomesAreNamedAndATruncatedReplyIsRead) {
  Sample sample = played("Proud: 0, Angry: 6, Sad: 0, Calm: 7 and so");
  sample.outcome = Outcome::Truncated;
  EXPECT_EQ(marks(verdict_of(intensity_scorer(), sample)).points, 100);
  sample.transcript.turns[0].reply = "Proud: 0, Ang";
  EXPECT_THAT(why(verdict_of(intensity_scorer(), sample)),
              HasSubstr("truncated; no value for Angry"));
  sample.outcome = Outcome::Refused;
  sample.why = "policy";
  EXPECT_EQ(why(verdict_of(intensity_scorer(), sample)), "refused: policy");
}

TEST(IntensityScorer, NothingSaidAndNoReferenceAreNoScores) {
  Sample sample = played("");
  EXPECT_EQ(why(verdict_of(intensity_scorer(), sample)), "empty");
  sample.transcript.turns.clear();
  EXPECT_EQ(why(verdict_of(intensity_scorer(), sample)), "empty");
  const Scenario bare;
  sample.scenario = &bare;
  EXPECT_EQ(why(verdict_of(intensity_scorer(), sample)), "no reference answer");
}

}  // namespace
}  // namespace attune
