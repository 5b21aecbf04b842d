#include <gtest/gtest.h>

#include "results/render/drift_formats.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

using testing::some_drift;

TEST(DriftTable, BeginsWithTheAnswer) {
  const std::string text = to_table(some_drift());
  EXPECT_TRUE(
      text.starts_with("lab/model on Feelings (feelings 1.0), marked by rubric@1\n\n"
                       "lab/model scores 4.1 points less at new|one than at 2026-06.\n"))
      << text;
}

TEST(DriftTable, ShowsTheChangeWithItsParts) {
  const std::string text = to_table(some_drift());
  EXPECT_NE(text.find("\n                        Change        Interval   Level  Scenarios\n"
                      "Score (points)            -4.1    -6.0 to -2.2    95 %         45\n"
                      "  the judge's part        -4.3    -5.1 to -3.5  98.3 %         45\n"
                      "  the model's part        +0.2    -1.6 to +2.0  98.3 %         45\n"
                      "Noise (from repeats)                      ±1.7    95 %\n"
                      "Judge's spread (times)    0.71    0.61 to 0.81    95 %         45\n"
                      "Refused (% of samples)    +2.0    -3.0 to +7.0    95 %         45\n"
                      "Cost (USD of 1,000)      +0.12  +0.12 to +0.14    95 %         45\n"),
            std::string::npos)
      << text;
}

TEST(DriftTable, ShowsTimeLineStepsAndNotes) {
  const std::string text = to_table(some_drift());
  EXPECT_NE(
      text.find(
          "\n2026-06       2026-05-28  63.4 ±3.0   3.0 ±5.0     785 ±22  lab/judge      40\n"),
      std::string::npos)
      << text;
  EXPECT_NE(
      text.find(
          "\n2026-09       2026-08-29          -          -           -  lab/judge       -\n"),
      std::string::npos)
      << text;
  EXPECT_EQ(text.find("Latency ms"), std::string::npos);  // nobody has any
  EXPECT_NE(text.find("Steps (points)"), std::string::npos);
  EXPECT_NE(text.find("judge's fingerprint    fp_1  fp_2"), std::string::npos) << text;
  EXPECT_NE(text.find("- 40 frozen replies\n- intervals: 95 %\n"), std::string::npos) << text;
}

TEST(DriftTable, HoldsNoEscapesAndKeepsItsWidth) {
  const std::string text = to_table(some_drift());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  for (const std::string& line : split(text, '\n')) EXPECT_LE(columns(line), 80U) << line;
}

TEST(DriftTable, SaysThatOneReleaseIsNone) {
  Drift drift = some_drift();
  drift.releases.resize(1);
  drift.steps.clear();
  drift.whole.reset();
  const std::string text = to_table(drift);
  EXPECT_NE(text.find("There is one release, 2026-06: a drift needs two."), std::string::npos);
  EXPECT_EQ(text.find("Steps"), std::string::npos);
}

}  // namespace
}  // namespace attune
