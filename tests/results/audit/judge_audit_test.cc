#include "results/audit/judge_audit.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"
#include "tests/support/biased_judge.h"

namespace attune {
namespace {

using testing::AWorld;
using testing::excludes_zero;
using testing::flag_of;
using testing::Judging;
using testing::Leanings;

constexpr const char* kJudge = "openai/gpt-4";
constexpr Bootstrap kQuick = {.resamples = 100};

// Few subjects and scenarios, so that many audits take little time.
AWorld small_world() {
  AWorld world;
  world.writers = {{"openai/gpt-4", 0.5, 1400},
                   {"anthropic/claude-3", 0.7, 1500},
                   {"openai/o3", -0.4, 1100},
                   {"google/gemini-pro", -0.8, 1300}};
  world.scenarios = 14;
  return world;
}

Judging judged(const Leanings& leanings, std::uint64_t seed, AWorld world = small_world()) {
  Judging judging(std::move(world), seed);
  judging.judge(kJudge, "openai", leanings);
  judging.judge("deepseek/deepseek-r1", "deepseek", {});
  return judging;
}

JudgeAudit audit_of(const Leanings& leanings, std::uint64_t seed) {
  const Judging judging = judged(leanings, seed);
  return make_judge_audit(judging.facts(kJudge), kQuick);
}

TEST(JudgeAudit, CatchesAJudgeThatPrefersTheFirstPosition) {
  const JudgeAudit audit = audit_of({.first = 1.5}, 1);
  EXPECT_EQ(flag_of(audit, "position").bias, Bias::Found);
  EXPECT_EQ(flag_of(audit, "position").sentence, "it favours what is shown first");
  EXPECT_TRUE(excludes_zero(find_figure(audit, "position.first_bias")));
  EXPECT_TRUE(excludes_zero(find_figure(audit, "position.effect")));
}

TEST(JudgeAudit, CatchesAJudgeThatPrefersLength) {
  const JudgeAudit audit = audit_of({.length = 1.6}, 2);
  EXPECT_EQ(flag_of(audit, "length").bias, Bias::Found);
  EXPECT_EQ(flag_of(audit, "length").sentence, "it favours the longer reply");
  EXPECT_TRUE(excludes_zero(find_figure(audit, "length.effect")));
}

TEST(JudgeAudit, CatchesAJudgeThatPrefersItsOwnFamily) {
  const JudgeAudit audit = audit_of({.own = 1.8}, 3);
  EXPECT_EQ(flag_of(audit, "self-preference").bias, Bias::Found);
  EXPECT_TRUE(excludes_zero(find_figure(audit, "self_preference.effect")));
  EXPECT_GT(find_figure(audit, "self_preference.effect")->estimate->point, 0);
}

// All 200 with their rates: tests/bench/judge_audit_bench.cc.
TEST(JudgeAudit, FindsABiasInAtMostOneOfTwentyFairJudges) {
  AWorld tiny = small_world();
  tiny.writers.pop_back();
  tiny.scenarios = 8;
  int alarms = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Judging judging = judged({}, 100 + seed, tiny);
    const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), {.resamples = 50});
    alarms += std::ranges::count(audit.flags, Bias::Found, &AuditFlag::bias) > 0 ? 1 : 0;
  }
  EXPECT_LE(alarms, 2);
}

TEST(JudgeAudit, CatchesAJudgeThatAlwaysPicksTheFirst) {
  Judging judging = judged({}, 4);
  for (Comparison& row : judging.rows()) {
    if (row.judge == kJudge) row.finding = Margins{{{"overall", 3}}};
  }
  const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), kQuick);
  const Estimate bias = *find_figure(audit, "position.first_bias")->estimate;
  EXPECT_EQ(bias.point, 100);
  EXPECT_LT(*bias.low, 100);  // fourteen scenarios are no certainty
  EXPECT_GT(*bias.low, 50);
  EXPECT_EQ(find_figure(audit, "position.consistency")->estimate->point, 0);
  EXPECT_TRUE(excludes_zero(find_figure(audit, "position.effect")));
  EXPECT_TRUE(std::ranges::any_of(audit.notes, [](const std::string& note) {
    return note.find("held by a prior") != std::string::npos;
  }));
  EXPECT_EQ(flag_of(audit, "position").bias, Bias::Found);
}

TEST(JudgeAudit, CatchesAJudgeThatAlwaysPicksTheLonger) {
  Judging judging = judged({}, 5);
  for (Comparison& row : judging.rows()) {
    if (row.judge == kJudge)
      row.finding = Margins{{{"overall", *row.first_length > *row.second_length ? 2. : -2.}}};
  }
  const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), kQuick);
  EXPECT_EQ(flag_of(audit, "length").bias, Bias::Found);
  EXPECT_EQ(flag_of(audit, "position").bias, Bias::NotFound);
  const Estimate bias = *find_figure(audit, "position.first_bias")->estimate;
  EXPECT_EQ(bias.point, 0);
  EXPECT_LT(*bias.low, 0);  // as far as it might be inconsistent
  EXPECT_LT(*bias.high, 30);
}

TEST(JudgeAudit, CannotTellSelfPreferenceFromStrengthWithoutOthers) {
  Judging judging(small_world(), 6);
  judging.judge(kJudge, "openai", {.own = 3});
  const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), kQuick);
  const AuditFigure& figure = *find_figure(audit, "self_preference.effect");
  EXPECT_FALSE(figure.estimate);
  EXPECT_NE(figure.why.find("another judge's"), std::string::npos);
  EXPECT_EQ(flag_of(audit, "self-preference").bias, Bias::Unknown);
  EXPECT_FALSE(flag_of(audit, "self-preference").p);
}

TEST(JudgeAudit, CannotTellSelfPreferenceByOthersOfTheSameFamilyAlone) {
  Judging judging(small_world(), 7);
  judging.judge(kJudge, "openai", {.own = 3});
  judging.judge("openai/gpt-5", "openai", {.own = 1});
  const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), kQuick);
  EXPECT_FALSE(find_figure(audit, "self_preference.effect")->estimate);
  EXPECT_EQ(flag_of(audit, "self-preference").bias, Bias::Unknown);
}

TEST(JudgeAudit, SaysWhenNoSubjectIsOfTheJudgesFamily) {
  const Judging judging = judged({}, 8);
  const JudgeAudit audit = make_judge_audit(judging.facts("deepseek/deepseek-r1"), kQuick);
  const AuditFigure& figure = *find_figure(audit, "self_preference.effect");
  EXPECT_NE(figure.why.find("(deepseek)"), std::string::npos);
  EXPECT_FALSE(find_figure(audit, "self_preference.equal_opportunity")->estimate);
}

TEST(JudgeAudit, CannotTellLengthFromStrengthWhereEveryAuthorIsAlwaysEquallyLong) {
  Judging judging = judged({}, 9);
  // (first - second) / (first + second) is a difference of strengths only if each author's length
  // is fixed and two meet; so here are two.
  std::erase_if(judging.rows(), [](const Comparison& row) {
    return row.first.text.find("openai") == std::string::npos ||
           row.second.text.find("openai") == std::string::npos;
  });
  for (Comparison& row : judging.rows()) {
    row.first_length = row.first.text == kJudge ? 2000 : 1000;
    row.second_length = row.second.text == kJudge ? 2000 : 1000;
  }
  const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), kQuick);
  const AuditFigure& figure = *find_figure(audit, "length.effect");
  EXPECT_FALSE(figure.estimate);
  EXPECT_NE(figure.why.find("cannot be told apart"), std::string::npos);
  EXPECT_TRUE(find_figure(audit, "position.effect")->estimate);
  EXPECT_TRUE(std::ranges::any_of(audit.notes, [](const std::string& note) {
    return note.find("was longer than the other in every comparison") != std::string::npos;
  }));
  EXPECT_TRUE(std::ranges::any_of(audit.notes, [](const std::string& note) {
    return note.starts_with("100 % of the differences in length");
  }));
}

TEST(JudgeAudit, MakesSelfPreferenceOfVotesAloneAndComparesWithPeople) {
  Judging judging(small_world(), 10);
  judging.judge(kJudge, "openai", {.own = 2});
  judging.vote();
  const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), kQuick);
  EXPECT_TRUE(excludes_zero(find_figure(audit, "self_preference.effect")));
  EXPECT_TRUE(excludes_zero(find_figure(audit, "self_preference.equal_opportunity")));
  EXPECT_GT(*find_figure(audit, "self_preference.beyond_people")->estimate->low, 0);
  EXPECT_TRUE(find_figure(audit, "agreement.people.kappa")->estimate);
  EXPECT_FALSE(find_figure(audit, "agreement.judges.kappa")->estimate);
  EXPECT_EQ(audit.votes, 14U * 6);
}

TEST(JudgeAudit, FindsAFairJudgeNoMorePartialThanPeopleEvenWhereItsFamilyIsStrong) {
  AWorld world = small_world();
  world.writers[0].strength = 2;
  world.writers[2].strength = 1.5;
  world.scenarios = 40;
  Judging judging(world, 11);
  judging.judge(kJudge, "openai", {});
  judging.vote();
  const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), kQuick);
  EXPECT_NEAR(find_figure(audit, "self_preference.beyond_people")->estimate->point, 0, 8);
  EXPECT_GT(find_figure(audit, "self_preference.equal_opportunity")->estimate->point, 20);
}

TEST(JudgeAudit, HoldsTheSameBytesInAnyOrderOfFacts) {
  Judging judging = judged({.first = 0.3}, 12);
  const JudgeAudit one = make_judge_audit(judging.facts(kJudge), kQuick);
  Rng rng(1);
  rng.shuffle(judging.rows());
  const JudgeAudit other = make_judge_audit(judging.facts(kJudge), kQuick);
  EXPECT_EQ(one.parts, other.parts);
  EXPECT_EQ(one.flags, other.flags);
  EXPECT_EQ(one.notes, other.notes);
}

TEST(JudgeAudit, WithoutFactsHasNoFigureAndSaysWhyOfEach) {
  const JudgeAudit audit = make_judge_audit({.judge = {kJudge}, .scorer = "pairwise@1"}, kQuick);
  for (const AuditPart& part : audit.parts) {
    for (const AuditFigure& figure : part.figures) {
      EXPECT_FALSE(figure.estimate) << figure.name;
      EXPECT_FALSE(figure.why.empty()) << figure.name;
    }
  }
  for (const AuditFlag& flag : audit.flags) EXPECT_EQ(flag.bias, Bias::Unknown);
}

TEST(JudgeAudit, CountsWhatIsMissing) {
  Judging judging = judged({}, 13);
  judging.rows()[0].finding = Unscored{"unreadable"};
  judging.rows().push_back(judging.rows()[5]);
  judging.rows().back().scorer = "strange@1";
  const JudgeAudit audit = make_judge_audit(judging.facts(kJudge), kQuick);
  EXPECT_EQ(audit.comparisons, 14U * 12);
  EXPECT_EQ(audit.unscored, 1U);
  EXPECT_EQ(audit.lone, 1U);
  EXPECT_EQ(audit.pairs, 14U * 6 - 1);
  EXPECT_EQ(audit.other_judges, 1U);
  EXPECT_EQ(find_figure(audit, "position.consistency")->estimate->samples, audit.pairs);
  EXPECT_TRUE(std::ranges::any_of(audit.notes, [](const std::string& note) {
    return note.starts_with("1 comparisons of scorers that are not known");
  }));
}

}  // namespace
}  // namespace attune
