#include "results/drift/drift_words.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

const Between kBetween{{"openai/x"}, "2026-06", "2026-11"};

Estimate an_estimate(double point, double low, double high) {
  return {.point = point, .low = low, .high = high};
}

Change a_change(Cause cause) {
  return {.total = an_estimate(-4.1, -6, -2.2),
          .judge = an_estimate(-4.3, -5.1, -3.5),
          .model = an_estimate(0.2, -2, 1.6),
          .cause = cause};
}

TEST(SentenceOn, PutsTheCauseFirst) {
  EXPECT_EQ(sentence_on(a_change(Cause::Judge), kBetween),
            "openai/x scores 4.1 points less at 2026-11 than at 2026-06 (-6.0 to -2.2): the judge "
            "marks 4.3 lower (-5.1 to -3.5), the model itself +0.2 (-2.0 to +1.6), which may be "
            "chance.");
  Change model = a_change(Cause::Model);
  std::swap(model.judge, model.model);
  EXPECT_EQ(sentence_on(model, kBetween),
            "openai/x scores 4.1 points less at 2026-11 than at 2026-06 (-6.0 to -2.2): the model "
            "itself is 4.3 lower (-5.1 to -3.5), the judge marks +0.2 (-2.0 to +1.6), which may be "
            "chance.");
  EXPECT_EQ(sentence_on(a_change(Cause::Both), kBetween),
            "openai/x scores 4.1 points less at 2026-11 than at 2026-06 (-6.0 to -2.2): the judge "
            "marks 4.3 lower (-5.1 to -3.5), and the model itself is 0.2 higher (-2.0 to +1.6).");
}

TEST(SentenceOn, SaysThatNothingIsShown) {
  Change change = a_change(Cause::None);
  change.total = an_estimate(0.04, -1, 1);
  EXPECT_EQ(sentence_on(change, kBetween),
            "openai/x scores as much at 2026-11 as at 2026-06 (-1.0 to +1.0): the judge marks -4.3 "
            "(-5.1 to -3.5) and the model itself +0.2 (-2.0 to +1.6), which both may be chance.");
}

TEST(SentenceOn, SaysWhyNothingCanBeTold) {
  Change change{.total = an_estimate(1.04, 0.5, 3), .why = "no frozen replies"};
  EXPECT_EQ(
      sentence_on(change, kBetween),
      "openai/x scores 1.0 point more at 2026-11 than at 2026-06 (+0.5 to +3.0); whose change "
      "that is cannot be told: no frozen replies.");
  change.total = an_estimate(1.04, -0.5, 3);
  EXPECT_EQ(sentence_on(change, kBetween),
            "openai/x scores 1.0 point more at 2026-11 than at 2026-06 (-0.5 to +3.0); what the "
            "judge has to do with it cannot be told: no frozen replies.");
  change.total.reset();
  EXPECT_EQ(sentence_on(change, kBetween),
            "openai/x was scored on no scenario at both 2026-06 and 2026-11.");
}

TEST(SentenceOn, KnowsThatRulesDoNotChange) {
  Between between = kBetween;
  between.by_rules = true;
  EXPECT_EQ(sentence_on(a_change(Cause::Model), between),
            "openai/x scores 4.1 points less at 2026-11 than at 2026-06 (-6.0 to -2.2): rules mark "
            "it, so that all of it is the model's.");
  EXPECT_EQ(sentence_on(a_change(Cause::None), between),
            "openai/x scores 4.1 points less at 2026-11 than at 2026-06 (-6.0 to -2.2), which may "
            "be chance; rules mark it, and they do not change.");
}

TEST(SignedText, HasASignWhereItIsNotZero) {
  EXPECT_EQ(signed_text(1.25), "+1.3");
  EXPECT_EQ(signed_text(-4.31), "-4.3");
  EXPECT_EQ(signed_text(-0.04), "0.0");
}

TEST(NotesOn, SayWhichAnchorsAndWhatBecameOfTheScale) {
  Parts parts{.spread = an_estimate(0.7, 0.6, 0.8),
              .levelled = an_estimate(-1.2, -3, 0.6),
              .subject_level = 74.2,
              .anchor_level = 61,
              .anchors = 40,
              .anchor_scenarios = 35};
  Change change = a_change(Cause::Unknown);
  change.model = an_estimate(-3, -5, -1);
  const auto notes = notes_on(change, parts);
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_EQ(notes[0],
            "the judge's part is what it made of 40 frozen replies of 35 scenarios at both times; "
            "they stood at 61.0 points, the subject at 74.2");
  EXPECT_EQ(notes[1],
            "the judge now sets the same replies 0.70 times as far apart as before (0.60 to 0.80): "
            "its scale has become narrower; with the frozen replies moved to where the subject "
            "stood, the model's part is -1.2 (-3.0 to +0.6)");
  EXPECT_EQ(notes[2],
            "the model's part is not counted as shown: with the frozen replies at the subject's "
            "level it may be chance");
  parts.spread = an_estimate(0.9, 0.7, 1.1);
  parts.levelled = an_estimate(-3, -5, -1);
  EXPECT_EQ(notes_on(change, parts).size(), 1U);
  EXPECT_TRUE(notes_on(change, {}).empty());
}

}  // namespace
}  // namespace attune
