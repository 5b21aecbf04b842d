#include "scorers/rules/judgemark_score.h"

#include <array>
#include <chrono>
#include <cmath>
#include <deque>
#include <iostream>
#include <string>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"
#include "scorers/rules/rank_statistics.h"

namespace attune {
namespace {

// A judge's marks with what they point into.
struct Marked {
  std::deque<std::string> ids;
  std::deque<Marks> marks;
  std::vector<Scored> samples;

  void add(const std::string& request, const std::string& writer, int repeat, double raw,
           std::optional<double> reference = std::nullopt) {
    ids.push_back(request + "/" + writer);
    marks.push_back({10 * raw, {{"raw", raw}}});
    if (reference) marks.back().marks.push_back({"reference", *reference});
    samples.push_back({ids.back(), repeat, &marks.back()});
  }
};

// Writers 0, 1, … whose texts earn base + step * writer, give or take `noise`.
Marked a_judge(int writers, int requests, int repeats, double step, double noise) {
  Marked marked;
  Rng rng(9);
  for (int repeat = 1; repeat <= repeats; ++repeat) {
    for (int request = 0; request < requests; ++request) {
      for (int writer = 0; writer < writers; ++writer) {
        const double raw = 3 + step * writer + noise * rng.normal();
        marked.add("r" + std::to_string(request), "w" + std::to_string(writer), repeat, raw,
                   1000 + writer);
      }
    }
  }
  return marked;
}

JudgemarkParts parts_of(const Marked& marked) {
  return judgemark_parts(text_marks(marked.samples));
}

TEST(TextMarks, AreRequestWriterAndWhatIsKnownOfThem) {
  Marked marked;
  marked.add("letter", "big/model", 2, 7.5, 1300);
  marked.marks.push_back({50, {}});
  marked.samples.push_back({"letter/x", 1, &marked.marks.back()});
  const std::vector<TextMark> expected = {{"letter", "big/model", 2, 7.5, 1300}};
  EXPECT_EQ(text_marks(marked.samples), expected);
}

TEST(Landmarks, AreQuartilesAsNumpyHasThem) {
  EXPECT_EQ(landmarks_of({4, 1, 3, 2}), (Landmarks{1, 1.75, 2.5, 3.25, 4}));
  EXPECT_EQ(landmarks_of({5}), (Landmarks{5, 5, 5, 5, 5}));
}

TEST(Calibrated, FollowsTheLineThroughTheLandmarks) {
  const Landmarks landmarks = {2, 4, 5, 6, 8};
  const std::vector<std::pair<double, double>> points = {
      {2, 0}, {3, 1.5}, {4, 3}, {4.5, 4}, {5, 5}, {6, 7}, {7, 8.5}, {8, 10}, {1, -1.5}, {9, 11.5}};
  for (const auto& [raw, expected] : points)
    EXPECT_DOUBLE_EQ(calibrated(raw, landmarks), expected) << raw;
}

TEST(Calibrated, TakesTheLowerOfLandmarksThatAreEqual) {
  EXPECT_DOUBLE_EQ(calibrated(5, {5, 5, 5, 5, 5}), 0);
  EXPECT_DOUBLE_EQ(calibrated(6, {2, 6, 6, 6, 8}), 3);
}

TEST(Stability, IsExactWhereEveryDealCanBeTold) {
  // Two writers, one text each, two repeats: one deal in two gives {1, 4} and {2, 3} as rankings
  // (1 < 2, 4 > 3: opposite), the other {1, 3} and {4, 2} … enumerated below.
  Marked marked;
  const std::array<std::array<double, 2>, 2> raw = {{{1, 4}, {2, 3}}};
  for (int repeat = 0; repeat < 2; ++repeat) {
    marked.add("r", "a", repeat + 1, raw[0][static_cast<std::size_t>(repeat)]);
    marked.add("r", "b", repeat + 1, raw[1][static_cast<std::size_t>(repeat)]);
  }
  // (1,2)(4,3) -1; (1,3)(4,2) -1: a is below b in one repeat and above in the other, always.
  EXPECT_DOUBLE_EQ(*parts_of(marked).stability, -1);
}

TEST(Stability, IsTheMeanOverDealsOfItsSlowTwin) {
  // Three writers with two texts in two repeats: 2^6 deals, all equally likely.
  Marked marked;
  std::array<std::array<double, 2>, 6> texts{};
  Rng rng(4);
  for (std::size_t text = 0; text < texts.size(); ++text) {
    for (int repeat = 0; repeat < 2; ++repeat) {
      const double raw = 3 + static_cast<double>(text / 2) + 1.2 * rng.normal();
      texts[text][static_cast<std::size_t>(repeat)] = raw;
      marked.add("r" + std::to_string(text % 2), "w" + std::to_string(text / 2), repeat + 1, raw);
    }
  }
  double sum = 0;
  for (unsigned deal = 0; deal < 64; ++deal) {
    std::array<std::vector<double>, 2> means = {std::vector<double>(3), std::vector<double>(3)};
    for (std::size_t text = 0; text < texts.size(); ++text) {
      const std::size_t first = deal >> text & 1U;
      means[0][text / 2] += texts[text][first] / 2;
      means[1][text / 2] += texts[text][1 - first] / 2;
    }
    sum += *kendall_tau_b(means[0], means[1]);
  }
  const double expected = sum / 64;
  EXPECT_NEAR(*parts_of(marked).stability, expected, 0.06);  // 1000 deals, each within 1 of it
  EXPECT_EQ(parts_of(marked).stability, parts_of(marked).stability);
}

TEST(Stability, LeavesOutTextsThatAreNotMarkedInEachRepeat) {
  Marked marked = a_judge(3, 2, 2, 1, 0);
  const auto whole = parts_of(marked).stability;
  EXPECT_DOUBLE_EQ(*whole, 1);
  marked.add("r9", "w0", 1, 10);  // would put the weakest first
  EXPECT_EQ(parts_of(marked).stability, whole);
}

TEST(Stability, NeedsTwoRepeatsAndTwoWriters) {
  EXPECT_EQ(parts_of(a_judge(3, 2, 1, 1, 0)).stability, std::nullopt);
  EXPECT_EQ(parts_of(a_judge(1, 2, 2, 1, 0)).stability, std::nullopt);
}

TEST(Stability, CountsTextsThatAreDrawnTwiceTwice) {
  Marked marked = a_judge(3, 2, 2, 1, 0.5);
  const std::vector<Scored> once = marked.samples;
  marked.samples.insert(marked.samples.end(), once.begin(), once.end());
  EXPECT_TRUE(parts_of(marked).stability);
}

TEST(Correlation, IsTheMeanOverRepeats) {
  Marked marked;
  for (int writer = 0; writer < 3; ++writer) {
    const std::string name = "w" + std::to_string(writer);
    marked.add("r", name, 1, writer, 10 + writer);                    // tau 1
    marked.add("r", name, 2, -writer, 10 + writer);                   // tau -1
    marked.add("r", name, 3, 5, 10 + writer);                         // ties all: 0
    marked.add("r", name, 4, writer == 1 ? 9 : writer, 10 + writer);  // 1 - 2 * 1 / 3
  }
  EXPECT_NEAR(*parts_of(marked).correlation, (1 - 1 + 0 + 1.0 / 3) / 4, 1e-12);
}

TEST(Correlation, NeedsReferencesThatDiffer) {
  Marked none;
  none.add("r", "a", 1, 5);
  none.add("r", "b", 1, 6);
  EXPECT_EQ(parts_of(none).correlation, std::nullopt);
  Marked same;
  same.add("r", "a", 1, 5, 3);
  same.add("r", "b", 1, 6, 3);
  EXPECT_EQ(parts_of(same).correlation, std::nullopt);
}

TEST(Overlap, IsAsComputedByHand) {
  // a: 4, 6 -> 5 +- z; b: 5, 7 -> 6 +- z: they share 2 z - 1 of 2 z.
  Marked marked;
  marked.add("r1", "a", 1, 4);
  marked.add("r2", "a", 1, 6);
  marked.add("r1", "b", 1, 5);
  marked.add("r2", "b", 1, 7);
  const double z = 1.0364333894937898;
  EXPECT_NEAR(*parts_of(marked).overlap, (2 * z - 1) / (2 * z), 1e-12);
  marked.add("r1", "c", 1, 30);
  marked.add("r2", "c", 1, 32);
  EXPECT_NEAR(*parts_of(marked).overlap, (2 * z - 1) / (2 * z) / 2, 1e-12);
}

TEST(Overlap, IsWholeForAJudgeThatAlwaysSaysTheSame) {
  EXPECT_DOUBLE_EQ(*parts_of(a_judge(4, 3, 1, 0, 0)).overlap, 1);
  EXPECT_DOUBLE_EQ(*parts_of(a_judge(4, 3, 1, 1, 0)).overlap, 0);
}

TEST(Normalised, IsCutOffAtBothEnds) {
  EXPECT_DOUBLE_EQ(normalised(700, kKruskalWallisScale), 0.5);
  EXPECT_DOUBLE_EQ(normalised(50, kKruskalWallisScale), 0);
  EXPECT_DOUBLE_EQ(normalised(2000, kKruskalWallisScale), 1);
  EXPECT_DOUBLE_EQ(normalised(0.4, kOverlapScale), 1);
  EXPECT_NEAR(normalised(0.625, kOverlapScale), 0.5, 1e-12);
  EXPECT_DOUBLE_EQ(normalised(0.9, kOverlapScale), 0);
}

TEST(JudgemarkComposite, WeighsSeparabilityByFour) {
  const JudgemarkParts parts = {
      .stability = 0.8, .correlation = 0.45, .kruskal_wallis = 1300, .overlap = 0.85};
  EXPECT_NEAR(*judgemark_separability(parts), 0.5, 1e-12);
  EXPECT_NEAR(*judgemark_composite(parts), (0.5 + 0.5 + 4 * 0.5) / 6, 1e-12);
}

TEST(JudgemarkComposite, IsAbsentWithOneRepeatAndSeparabilityIsNot) {
  const Marked marked = a_judge(5, 4, 1, 1, 0.3);
  EXPECT_EQ(judgemark_points(marked.samples), std::nullopt);
  EXPECT_TRUE(separability_points(marked.samples));
  EXPECT_EQ(judgemark_points({}), std::nullopt);
  EXPECT_EQ(separability_points({}), std::nullopt);
}

TEST(JudgemarkPoints, AreNothingForAJudgeThatAlwaysSaysTheSame) {
  EXPECT_DOUBLE_EQ(*judgemark_points(a_judge(5, 6, 2, 0, 0).samples), 0);
}

TEST(JudgemarkPoints, DoNotDependOnTheScaleAJudgeUses) {
  const auto plain = judgemark_points(a_judge(6, 20, 2, 0.5, 0.8).samples);
  Marked narrow = a_judge(6, 20, 2, 0.5, 0.8);
  for (Marks& marks : narrow.marks) marks.marks.front().value = 4 + marks.marks.front().value / 10;
  EXPECT_NEAR(*judgemark_points(narrow.samples), *plain, 1e-9);
}

TEST(JudgemarkPoints, AreHigherForTheBetterJudge) {
  const double keen = *judgemark_points(a_judge(14, 96, 2, 0.5, 0.5).samples);
  const double dull = *judgemark_points(a_judge(14, 96, 2, 0.05, 1.5).samples);
  EXPECT_GT(keen, 90);
  EXPECT_LT(dull, 40);
}

TEST(JudgemarkPoints, TakeLittleTimeAtThePublishedSize) {
  const Marked marked = a_judge(14, 96, 3, 0.2, 1);
  const auto start = std::chrono::steady_clock::now();
  const auto points = judgemark_points(marked.samples);
  const auto took = std::chrono::steady_clock::now() - start;
  std::cout << "4032 marks: " << *points << " points in "
            << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";
  EXPECT_LT(took, std::chrono::seconds(20));
}

}  // namespace
}  // namespace attune
