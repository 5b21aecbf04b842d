#include <gtest/gtest.h>

#include "results/render/drift_formats.h"
#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

TEST(DriftMarkdown, HasHeadingsTablesAndNotes) {
  const std::string text = to_markdown(testing::some_drift());
  EXPECT_TRUE(text.starts_with("## lab/model on Feelings (feelings 1.0), marked by rubric@1\n\n"))
      << text;
  EXPECT_NE(text.find("| Score (points) | -4.1 | -6.0 to -2.2 | 95 % | 45 |\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("### Steps (points)\n"), std::string::npos);
  EXPECT_NE(text.find("\n- 40 frozen replies\n- intervals: 95 %\n"), std::string::npos) << text;
}

TEST(DriftMarkdown, LetsNoNameBreakATable) {
  const std::string text = to_markdown(testing::some_drift());
  EXPECT_EQ(text.find("new|one"), std::string::npos);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace attune
