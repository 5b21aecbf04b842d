#include "scorers/rules/judgemark_scorer.h"

#include <gtest/gtest.h>

#include "scorers/rules/judgemark_score.h"

namespace attune {
namespace {

Verdict verdict_of(std::string reply, std::optional<double> reference = 1300,
                   Outcome outcome = Outcome::Ok) {
  Scenario scenario{.id = {"letter/model"}, .kind = "judging", .language = "en"};
  scenario.reference = reference;
  scenario.rubric.criteria = {{"Overwrought", true, "", true}};
  Sample sample{.scenario = &scenario, .outcome = outcome};
  sample.transcript.turns = {{text_message(Role::User, "?"), std::move(reply), ""}};
  return judgemark_scorer().make()->verdict(sample, {});
}

const std::string kReply = "Overwrought: 2\nClear: 8\nWarm: 8\nVivid: 8\nApt: 8";

TEST(JudgemarkScorer, MarksTheTextAndNamesWhatIsKnownOfIt) {
  const Verdict verdict = verdict_of(kReply);
  EXPECT_EQ(verdict.scorer, "judgemark@1");
  const Marks* marks = std::get_if<Marks>(&verdict.finding);
  ASSERT_NE(marks, nullptr);
  EXPECT_DOUBLE_EQ(marks->points, 82);
  EXPECT_EQ(marks->marks, (std::vector<Mark>{{"raw", 8.2}, {"reference", 1300}}));
  EXPECT_EQ(verdict.rationale, "overwrought: 2\nclear: 8\nwarm: 8\nvivid: 8\napt: 8\n");
}

TEST(JudgemarkScorer, NeedsNoReference) {
  const Verdict verdict = verdict_of(kReply, std::nullopt);
  EXPECT_EQ(std::get_if<Marks>(&verdict.finding)->marks, (std::vector<Mark>{{"raw", 8.2}}));
}

TEST(JudgemarkScorer, LeavesUnscoredWhatHasTooFewMarks) {
  const Verdict few = verdict_of("Clear: 8");
  EXPECT_EQ(std::get_if<Unscored>(&few.finding)->why,
            "1 marks on lines \"name: number\", where five from 0 to 10 are needed; reply: “Clear: "
            "8”");
  const Verdict refused = verdict_of("", 1, Outcome::Refused);
  EXPECT_EQ(std::get_if<Unscored>(&refused.finding)->why, "refused");
}

TEST(JudgemarkScorer, HasAFigureOfTheWholeRun) {
  const ScoreRule rule = judgemark_scorer().rule;
  EXPECT_EQ(rule.headline, ScoreRule::Headline::Whole);
  EXPECT_EQ(rule.whole, &judgemark_points);
}

}  // namespace
}  // namespace attune
