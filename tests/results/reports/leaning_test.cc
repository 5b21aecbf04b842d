#include "results/reports/leaning.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace attune {
namespace {

// Answers with so many letters offered, of which these were picked.
void answer(std::vector<VerdictRecord>& verdicts, std::size_t times, const std::string& offered,
            const std::string& picked) {
  Marks marks;
  for (const char letter : offered) {
    const bool is_picked = picked.find(letter) != std::string::npos;
    marks.marks.push_back({std::string("picked_") + letter, is_picked ? 100.0 : 0.0});
  }
  marks.marks.push_back({"above_chance", 33});
  VerdictRecord record;
  record.verdict.finding = marks;
  verdicts.insert(verdicts.end(), times, record);
}

std::vector<Leaning> leanings_in(const std::vector<VerdictRecord>& verdicts) {
  std::vector<MarkedSample> records;
  for (const VerdictRecord& each : verdicts) records.push_back(marked_sample(each));
  return leanings_of(records);
}

TEST(Leaning, IsAShareMoreThanTenPointsAboveEven) {
  std::vector<VerdictRecord> verdicts;
  answer(verdicts, 36, "abcd", "a");
  answer(verdicts, 24, "abcd", "b");
  answer(verdicts, 35, "abcd", "c");  // exactly ten points too many
  answer(verdicts, 5, "abcd", "d");
  const auto leanings = leanings_in(verdicts);
  ASSERT_EQ(leanings.size(), 1U);
  EXPECT_EQ(leanings[0].letter, "A");
  EXPECT_DOUBLE_EQ(leanings[0].share, 0.36);
  EXPECT_DOUBLE_EQ(leanings[0].even, 0.25);
  EXPECT_EQ(leanings[0].offered, 100U);
}

TEST(Leaning, NeedsAHundredAnswers) {
  std::vector<VerdictRecord> verdicts;
  answer(verdicts, 99, "ab", "a");
  EXPECT_TRUE(leanings_in(verdicts).empty());
  answer(verdicts, 1, "ab", "a");
  EXPECT_EQ(leanings_in(verdicts).size(), 1U);  // B, which is picked too seldom, follows from A
}

TEST(Leaning, KnowsThatNotEveryAnswerOffersAsManyLetters) {
  std::vector<VerdictRecord> verdicts;
  for (const char* letter : {"a", "b"}) answer(verdicts, 30, "ab", letter);
  for (const char* letter : {"a", "b", "c", "d", "e", "f"}) answer(verdicts, 10, "abcdef", letter);
  // A: 40 of 120, as even as can be; over all letters alike it would be a sixth.
  EXPECT_TRUE(leanings_in(verdicts).empty());
}

TEST(Leaning, KnowsThatSeveralMayBePicked) {
  std::vector<VerdictRecord> verdicts;
  for (const char* letters : {"ab", "cd", "ad", "bc"}) answer(verdicts, 15, "abcd", letters);
  EXPECT_TRUE(leanings_in(verdicts).empty());
  answer(verdicts, 60, "abcd", "ab");
  const auto leanings = leanings_in(verdicts);
  ASSERT_EQ(leanings.size(), 2U);
  EXPECT_DOUBLE_EQ(leanings[0].even, 0.5);
  EXPECT_DOUBLE_EQ(leanings[0].share, 0.75);
}

TEST(Leaning, SaysNothingOfOtherMarksAndUnscoredSamples) {
  std::vector<VerdictRecord> verdicts(50);
  for (VerdictRecord& each : verdicts) each.verdict.finding = Marks{50, {{"warmth", 12}}};
  EXPECT_TRUE(leanings_in(verdicts).empty());
  for (VerdictRecord& each : verdicts) each.verdict.finding = Unscored{"refused"};
  EXPECT_TRUE(leanings_in(verdicts).empty());
}

}  // namespace
}  // namespace attune
