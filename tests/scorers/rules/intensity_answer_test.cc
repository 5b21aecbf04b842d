// Each quirk here is the reference's, checked against its regular expressions in Python.
#include "scorers/rules/intensity_answer.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

using Values = std::vector<double>;

const AnswerForm kFlat = {.names = {"Remorseful", "Indifferent", "Affectionate", "Annoyed"}};
const AnswerForm kRevised = {.names = kFlat.names, .revision = true};
const AnswerForm kGerman = {.names = {"Reuevoll", "Gleichgültig", "Zuneigend", "Verärgert"},
                            .german = true};
const AnswerForm kGermanRevised = {.names = kGerman.names, .revision = true, .german = true};

std::optional<Values> flat(std::string_view reply) {
  return read_compat(reply, kFlat).first_pass.values;
}

std::optional<Values> german(std::string_view reply) {
  return read_compat(reply, kGerman).first_pass.values;
}

constexpr std::string_view kPlain = "Remorseful: 1\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4\n";

TEST(IntensityCompat, ReadsTheAskedFormAndIgnoresProse) {
  EXPECT_EQ(flat(kPlain), (Values{1, 2, 3, 4}));
  EXPECT_EQ(flat("Sure!\n" + std::string(kPlain) + "That is all."), (Values{1, 2, 3, 4}));
  EXPECT_EQ(flat("Annoyed: 4 Affectionate: 3 Indifferent: 2 Remorseful: 1"), (Values{1, 2, 3, 4}));
}

TEST(IntensityCompat, CutsDecimalsAndSkipsSigns) {
  EXPECT_EQ(flat("Remorseful: 7.5\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4"),
            (Values{7, 2, 3, 4}));
  EXPECT_EQ(flat("Remorseful: -7\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4"), std::nullopt);
}

TEST(IntensityCompat, NeedsASpaceAfterTheColonAndNoMarksRoundTheName) {
  EXPECT_EQ(flat("Remorseful:1\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4"), std::nullopt);
  EXPECT_EQ(flat("**Remorseful**: 1\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4"), std::nullopt);
  EXPECT_EQ(flat("remorseful: 1\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4"), std::nullopt);
  EXPECT_EQ(flat("- Remorseful:\n\n1\nIndifferent:\u00a02\nAffectionate: 3\nAnnoyed: 4"),
            (Values{1, 2, 3, 4}));
}

TEST(IntensityCompat, ReadsANumberGluedToTheNextName) {
  EXPECT_EQ(flat("Remorseful: 8Indifferent: 6Affectionate: 0Annoyed: 4"), (Values{8, 6, 0, 4}));
}

TEST(IntensityCompat, TheLastOfSeveralStatementsCounts) {
  EXPECT_EQ(flat(std::string(kPlain) + "Annoyed: 9"), (Values{1, 2, 3, 9}));
}

TEST(IntensityCompat, AFifthNumberSpoilsTheAnswer) {
  const AnswerPart part = read_compat(std::string(kPlain) + "Total: 10", kFlat).first_pass;
  EXPECT_EQ(part.values, std::nullopt);
  EXPECT_EQ(part.why, "5 names with a number, where 4 were asked for");
  EXPECT_EQ(
      read_compat("Remorseful: 1\nIndifferent: 2\nAffectionate: 3\nAngry: 4", kFlat).first_pass.why,
      "no value for Annoyed");
}

TEST(IntensityCompat, ValuesAboveTenAreLetThrough) {
  EXPECT_EQ(flat("Remorseful: 36\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4"),
            (Values{36, 2, 3, 4}));
  const std::string endless(400, '9');
  EXPECT_EQ(flat("Remorseful: " + endless + "\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4"),
            std::nullopt);
}

TEST(IntensityCompat, AnAnswerOfZerosIsNone) {
  EXPECT_EQ(
      read_compat("Remorseful: 0\nIndifferent: 0\nAffectionate: 0\nAnnoyed: 0", kFlat).first_pass,
      (AnswerPart{{}, "every value is 0"}));
}

TEST(IntensityCompat, ZerosInOnePartCountWhenTheOtherAddsUp) {
  const std::string zeros = "Remorseful: 0\nIndifferent: 0\nAffectionate: 0\nAnnoyed: 0\n";
  const auto answer = read_compat(
      "First pass scores:\n" + zeros + "Revised scores:\n" + std::string(kPlain), kRevised);
  EXPECT_EQ(answer.first_pass.values, (Values{0, 0, 0, 0}));
  EXPECT_EQ(answer.revised.values, (Values{1, 2, 3, 4}));
}

TEST(IntensityCompat, PartsNeedBothHeadingsLetterForLetter) {
  const std::string plain(kPlain);
  const std::string changed = "Remorseful: 9\nIndifferent: 2\nAffectionate: 3\nAnnoyed: 4\n";
  const auto both = read_compat(
      "First pass scores:\n" + plain + "\nCritique: hm.\n\nRevised scores:\n" + changed, kRevised);
  EXPECT_EQ(both.first_pass.values, (Values{1, 2, 3, 4}));
  EXPECT_EQ(both.revised.values, (Values{9, 2, 3, 4}));
  const auto cut = read_compat("First pass scores:\n" + plain, kRevised);
  EXPECT_FALSE(cut.first_pass.values || cut.revised.values);
  const auto bare = read_compat(plain + "Revised scores:\n" + changed, kRevised);
  EXPECT_EQ(bare.first_pass.values, std::nullopt);
  EXPECT_EQ(bare.revised.values, (Values{9, 2, 3, 4}));
  const auto lower =
      read_compat("first pass scores:\n" + plain + "revised scores:\n" + changed, kRevised);
  EXPECT_FALSE(lower.first_pass.values || lower.revised.values);
}

TEST(IntensityCompat, WithoutRevisionTheWholeTextIsOneAnswer) {
  const std::string both =
      "First pass scores:\n" + std::string(kPlain) + "Revised scores:\nAnnoyed: 9";
  EXPECT_EQ(flat(both), (Values{1, 2, 3, 9}));
}

TEST(IntensityCompat, GermanTakesStarsAndNoSpace) {
  EXPECT_EQ(german("Reuevoll: **1**\nGleichgültig:2\nZuneigend: 3\nVerärgert: *4*"),
            (Values{1, 2, 3, 4}));
}

TEST(IntensityCompat, GermanGluesALineWithoutColonToTheLabel) {
  EXPECT_EQ(german("Meine Antwort\nReuevoll: 1\nGleichgültig: 2\nZuneigend: 3\nVerärgert: 4"),
            std::nullopt);
  EXPECT_EQ(german("Meine Antwort:\nReuevoll: 1\nGleichgültig: 2\nZuneigend: 3\nVerärgert: 4"),
            (Values{1, 2, 3, 4}));
}

TEST(IntensityCompat, GermanCommaFailsTheWholeReply) {
  const std::string first =
      "Erste Bewertung:\nReuevoll: 1\nGleichgültig: 2\nZuneigend: 3\nVerärgert: 4\n";
  const std::string revised =
      "Überarbeitete Bewertung:\nReuevoll: 7,5\nGleichgültig: 2\nZuneigend: 3\nVerärgert: 4";
  const auto answer = read_compat(first + revised, kGermanRevised);
  EXPECT_FALSE(answer.first_pass.values || answer.revised.values);
}

TEST(IntensityCompat, GermanHeadingsMatchWithoutCase) {
  const std::string plain = "Reuevoll: 1\nGleichgültig: 2\nZuneigend: 3\nVerärgert: 4\n";
  const auto answer = read_compat(
      "ERSTE Punktzahlen:\n" + plain + "\nKritik: gut.\n\nüberarbeitete Werte:\n" + plain,
      kGermanRevised);
  EXPECT_EQ(answer.first_pass.values, (Values{1, 2, 3, 4}));
  EXPECT_EQ(answer.revised.values, (Values{1, 2, 3, 4}));
}

TEST(IntensityCompat, SeesARevisionInTheCue) {
  EXPECT_TRUE(asks_for_revision("…\nRevised scores:\nA: <score>"));
  EXPECT_TRUE(asks_for_revision("…\nÜberarbeitete Punktzahlen:\n"));
  EXPECT_FALSE(asks_for_revision("Finally, give your scores."));
}

TEST(IntensityCompat, HostileTextTakesLinearTime) {
  std::string text;
  while (text.size() < 300'000) text += "a: \n a:1 First pass scores: ::: \u00a0";
  EXPECT_EQ(flat(text), std::nullopt);
  EXPECT_EQ(read_compat(text, kGermanRevised).first_pass.values, std::nullopt);
}

}  // namespace
}  // namespace attune
