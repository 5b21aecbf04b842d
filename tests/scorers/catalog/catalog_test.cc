#include "scorers/catalog/catalog.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Catalog, EveryScorerIsFoundByNameAndById) {
  const ScorerRegistry scorers = shipped_scorers();
  for (const char* name :
       {"intensity", "eqbench-v1", "eqbench-v1-robust", "eqbench-v2", "eqbench-v2-robust", "choice",
        "seceu", "judgemark", "judgemark-separability", "rubric", "eqbench3", "eqbench3-robust",
        "persona", "spiral", "spiral-bench", "spiral-bench-clean"}) {
    const auto entry = scorers.find(name);
    ASSERT_TRUE(entry) << name;
    EXPECT_EQ((*entry)->id, std::string(name) + "@1");
    EXPECT_TRUE(scorers.find((*entry)->id));
    EXPECT_FALSE((*entry)->summary.empty());
  }
  EXPECT_EQ(scorers.entries().size(), 16U);
}

}  // namespace
}  // namespace attune
