#include <gtest/gtest.h>

#include "results/render/drift_formats.h"
#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

TEST(DriftLatex, HasATableOfChangesAndOneOfReleases) {
  const std::string text = to_latex(testing::some_drift());
  EXPECT_NE(text.find("Drift of lab/model on Feelings"), std::string::npos) << text;
  EXPECT_NE(text.find("Releases of lab/model on Feelings"), std::string::npos);
  EXPECT_NE(text.find("\\toprule"), std::string::npos);
  EXPECT_NE(text.find("2026-06 to 2026-09 &"), std::string::npos);
  EXPECT_NE(text.find("& 2026-05-28 &"), std::string::npos) << "a date is no range";
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("..\\par"), std::string::npos) << text;
}

TEST(DriftLatex, HasReleasesAloneWhereThereIsOne) {
  Drift drift = testing::some_drift();
  drift.steps.clear();
  drift.whole.reset();
  const std::string text = to_latex(drift);
  EXPECT_EQ(text.find("Drift of"), std::string::npos);
  EXPECT_NE(text.find("Releases of"), std::string::npos);
}

}  // namespace
}  // namespace attune
