#include "scorers/catalog/pair_catalog.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(PairCatalog, EveryScorerIsFoundByNameAndByIdAndMakesItself) {
  const PairScorerRegistry scorers = shipped_pair_scorers();
  for (const char* name :
       {"pairwise", "eqbench3-pair", "eqbench3-pair-robust", "vote", "verdict"}) {
    const auto entry = scorers.find(name);
    ASSERT_TRUE(entry) << name;
    EXPECT_EQ((*entry)->id, std::string(name) + "@1");
    EXPECT_TRUE(scorers.find((*entry)->id));
    EXPECT_FALSE((*entry)->summary.empty());
    EXPECT_EQ((*entry)->make()->id(), (*entry)->id);
  }
  EXPECT_EQ(scorers.entries().size(), 5U);
}

TEST(PairCatalog, WhatIsPublishedAsksNobodyAndHasOneMarginOfOne) {
  const PairScorerRegistry scorers = shipped_pair_scorers();
  for (const PairScorerRegistry::Entry& entry : scorers.entries()) {
    EXPECT_EQ(entry.published, entry.rule.most == 1) << entry.id;
    if (!entry.published) continue;
    const Sample sample;
    const SamplePair pair = {.first = &sample, .second = &sample};
    EXPECT_EQ(entry.make()->unfit(pair), "its comparisons come with imported files");
    EXPECT_TRUE(std::holds_alternative<Unscored>(entry.make()->verdict(pair, {}).finding));
    EXPECT_EQ(share_of(entry.rule, Margin{"preference", 1}), 1);
    EXPECT_EQ(share_of(entry.rule, Margin{"preference", -1}), 0);
  }
}

}  // namespace
}  // namespace attune
