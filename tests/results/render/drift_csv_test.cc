#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "results/render/drift_formats.h"
#include "scenarios/base/words.h"
#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

std::vector<std::string> lines_of(const Drift& drift) {
  return split(to_csv(std::vector<Drift>{drift}), '\n');
}

TEST(DriftCsv, HasARecordForEachStepAndTheWhole) {
  const auto lines = lines_of(testing::some_drift());
  ASSERT_EQ(lines.size(), 5U);  // and nothing after the last line break
  EXPECT_TRUE(lines[1].starts_with(
      "feelings,1.0,sha256:7,rubric@1,lab/model,step,2026-06,2026-09,judge,,-4.1,-6,-2.2,0.95,45,"
      "-4.3,-5.1,-3.5,0.9833,45,0.2,-1.6,2,0.9833,1.7,repeats,0.71,0.61,0.81,2,-3,7,,,,,,,0.125,"))
      << lines[1];
  EXPECT_TRUE(lines[3].starts_with("feelings,1.0,sha256:7,rubric@1,lab/model,whole,2026-06,"));
}

TEST(DriftCsv, HasAFieldForEveryColumn) {
  Drift drift = testing::some_drift();
  drift.releases.back().name = "new";
  for (const std::string& line : lines_of(drift)) {
    const auto commas = std::ranges::count(line, ',');
    EXPECT_TRUE(line.empty() || commas == 42) << line;
  }
}

TEST(DriftCsv, HasTheHeadingAloneWhereNothingChanged) {
  Drift drift = testing::some_drift();
  drift.steps.clear();
  drift.whole.reset();
  EXPECT_EQ(lines_of(drift).size(), 2U);
}

}  // namespace
}  // namespace attune
