#include "scorers/judges/pair_answer.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using ::testing::ElementsAre;

PairShape numbers() {
  return {.criteria = {"bond", "sense_making"}, .labels = {"HJK", "QRV"}};
}

PairShape pluses() {
  PairShape shape = numbers();
  shape.form = PairShape::Form::Pluses;
  return shape;
}

std::string said(const std::string& bond, const std::string& sense = "\"HJK 1\"") {
  return "{\"reasoning\": \"so\", \"bond\": " + bond + ", \"sense_making\": " + sense + "}";
}

// The first margin, or what is wrong.
std::string bond(const std::string& value, const PairShape& shape = numbers()) {
  const std::string other = shape.form == PairShape::Form::Pluses ? "\"HJK+\"" : "\"HJK 1\"";
  const auto read = parse_pair_answer(said(value, other), shape);
  return read ? fmt::format("{}", read->margins.front().value) : read.error().what;
}

TEST(PairAnswer, IsAboveZeroForWhoWasShownFirstAndBelowForTheSecond) {
  const auto read = parse_pair_answer(said("\"HJK 3\"", "\"QRV 5\""), numbers());
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_THAT(read->margins, ElementsAre(Margin{"bond", 3}, Margin{"sense_making", -5}));
  EXPECT_EQ(read->reasoning, "so");
}

TEST(PairAnswer, ReadsEverySensibleWayToNameTheBetterOne) {
  for (const char* value : {"\"HJK 2\"", "\"HJK +2\"", "\"hjk by 2\"", "\"HJK: 2\"",
                            "\"2 for HJK\"", "\"<HJK> (2)\"", "\"HJK2\"", "\"HJK is better by 2.\"",
                            "\"**HJK** \\u2013 2\"", "2", "2.0", "\"+2\"", "\"2\""}) {
    EXPECT_EQ(bond(value), "2") << value;
  }
  for (const char* value : {"\"QRV 2\"", "\"Qrv +2\"", "-2", "\"-2\""})
    EXPECT_EQ(bond(value), "-2") << value;
  for (const char* value :
       {"\"tie 0\"", "\"tie\"", "\"Even.\"", "\"neither\"", "0", "-0.0", "\"0\"", "\"QRV 0\""}) {
    EXPECT_EQ(bond(value), "0") << value;
  }
}

TEST(PairAnswer, NeverGuessesWhoIsBetter) {
  EXPECT_EQ(bond("\"HJK over QRV by 3\""), "'bond' 'HJK over QRV by 3' names both");
  EXPECT_EQ(bond("\"HKJ 3\""), "'bond' 'HKJ 3' names neither HJK nor QRV");
  EXPECT_EQ(bond("\"A 3\""), "'bond' 'A 3' names neither HJK nor QRV");
  EXPECT_EQ(bond("\"XHJK 3\""), "'bond' 'XHJK 3' names neither HJK nor QRV");
  EXPECT_EQ(bond("\"HJK\""), "'bond' 'HJK' has no number");
  EXPECT_EQ(bond("\"HJK 3 of 5\""), "'bond' 'HJK 3 of 5' has more than one number");
  EXPECT_EQ(bond("\"HJK -3\""), "'bond' 'HJK -3' has the margin -3, outside 0-5");
  EXPECT_EQ(bond("\"HJK 6\""), "'bond' 'HJK 6' has the margin 6, outside 0-5");
  EXPECT_EQ(bond("\"HJK 2.5\""), "'bond' 'HJK 2.5' has the margin 2.5, not whole");
  EXPECT_EQ(bond("7"), "'bond' has the margin 7, outside -5-5");
  EXPECT_EQ(bond("\"tie 2\""), "'bond' 'tie 2' is a tie with a margin");
  EXPECT_EQ(bond("\"HJK, near a tie, 1\""),
            "'bond' 'HJK, near a tie, 1' names a better one and a tie");
  EXPECT_EQ(bond("\"\""), "'bond' '' names neither HJK nor QRV");
  EXPECT_EQ(bond("true"), "'bond' is not a text with a code in it");
  EXPECT_EQ(bond("{\"better\": \"HJK\"}"), "'bond' is not a text with a code in it");
  EXPECT_EQ(bond("\"HJK " + std::string(500, '9') + "\"").substr(0, 12), "'bond' 'HJK ");
}

TEST(PairAnswer, WantsEveryCriterionOnce) {
  EXPECT_EQ(parse_pair_answer(R"({"bond": "HJK 1"})", numbers()).error().what, "no 'sense_making'");
  EXPECT_EQ(parse_pair_answer(R"({"bond": "HJK 1", "Bond": "QRV 1", "sense_making": 0})", numbers())
                .error()
                .what,
            "'bond' stands twice");
  EXPECT_EQ(parse_pair_answer("HJK is better.", numbers()).error().what,
            "no JSON object with any of the names asked for");
}

TEST(PairAnswer, PassesOverNamesThatNobodyAskedFor) {
  const auto read = parse_pair_answer(
      R"({"overall": "QRV 5", "Bond": "HJK 1", "Sense making": "tie 0", "who": ["QRV"]})",
      numbers());
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_THAT(read->margins, ElementsAre(Margin{"bond", 1}, Margin{"sense_making", 0}));
}

TEST(PairAnswer, FindsTheObjectInProseFencesAndOtherObjects) {
  const auto read = parse_pair_answer(
      "Let me {think}.\n```json\n{\"reasoning\": \"a \\\"{\\\" in\nit\", \"margins\": " +
          said("\"HJK 4\"") + ",}\n```\nDone.",
      numbers());
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->margins.front().value, 4);
  EXPECT_EQ(read->reasoning, "a \"{\" in\nit");
}

TEST(PairAnswer, AVerdictThatIsOnlyQuotedIsNotTheVerdict) {
  const auto read = parse_pair_answer(
      R"({"reasoning": "QRV wrote {\"bond\": \"QRV 5\", \"sense_making\": \"QRV 5\"}.", )"
      R"("bond": "HJK 2", "sense_making": "HJK 1"})",
      numbers());
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->margins.front().value, 2);
}

TEST(PairAnswer, AllEvenIsAnAnswerOnlyWhereTiesAreAllowed) {
  PairShape strict = numbers();
  strict.ties = false;
  EXPECT_TRUE(parse_pair_answer(said("\"tie 0\"", "0"), numbers()));
  EXPECT_EQ(parse_pair_answer(said("\"tie 0\"", "0"), strict).error().what,
            "every margin is 0, where they may not be even throughout");
  EXPECT_TRUE(parse_pair_answer(said("\"tie 0\"", "\"QRV 1\""), strict));
}

TEST(PairAnswer, InPlusesNamesOneWithOneToFive) {
  EXPECT_EQ(bond("\"HJK+++\"", pluses()), "3");
  EXPECT_EQ(bond("\"qrv: +++++ \"", pluses()), "-5");
  EXPECT_EQ(bond("\"HJK\"", pluses()), "'bond' 'HJK' has 0 pluses, not 1-5");
  EXPECT_EQ(bond("\"HJK++++++\"", pluses()), "'bond' 'HJK++++++' has 6 pluses, not 1-5");
  EXPECT_EQ(bond("\"QRV over HJK ++\"", pluses()), "'bond' 'QRV over HJK ++' names both");
  EXPECT_EQ(bond("\"A0493++\"", pluses()), "'bond' 'A0493++' names neither HJK nor QRV");
  EXPECT_EQ(bond("\"tie\"", pluses()), "'bond' 'tie' names neither HJK nor QRV");
  EXPECT_EQ(bond("3", pluses()), "'bond' is not a text with a code in it");
}

TEST(PairAnswer, QuotesNothingThatATerminalWouldObey) {
  const std::string why = bond("\"\x1b[2J evil\"");
  EXPECT_EQ(why.find('\x1b'), std::string::npos);
}

TEST(PairAnswer, ReadsMegabytesOfRubbishInOneWalk) {
  for (const char* piece : {"{\"bond\": \"HJK 1\", ", "[{\"", "{\"bond\":", "\\\"{", "+-+-1 "}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    EXPECT_FALSE(parse_pair_answer(text, numbers())) << piece;
    EXPECT_TRUE(parse_pair_answer(text + "\n\"}" + said("\"HJK 1\""), numbers())) << piece;
  }
}

}  // namespace
}  // namespace attune
