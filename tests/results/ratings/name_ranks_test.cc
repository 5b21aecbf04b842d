#include "results/ratings/name_ranks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(NameRanks, NumbersStandInTheOrderOfTheNames) {
  NameRanks ranks(4);
  for (const char* name : {"b", "b", "a", "c"}) ranks.add(name);
  ranks.settle();
  EXPECT_THAT((std::vector{ranks.rank(0), ranks.rank(1), ranks.rank(2), ranks.rank(3)}),
              ElementsAre(1, 1, 0, 2));
  EXPECT_THAT(ranks.names(), ElementsAre(Pair("a", ""), Pair("b", ""), Pair("c", "")));
}

TEST(NameRanks, ASecondTextDecidesBetweenEqualFirstOnes) {
  NameRanks ranks(3);
  ranks.add("lab/a", "2026-02");
  ranks.add("lab/b");
  ranks.add("lab/a", "2026-01");
  ranks.settle();
  EXPECT_THAT((std::vector{ranks.rank(0), ranks.rank(1), ranks.rank(2)}), ElementsAre(1, 2, 0));
}

TEST(NameRanks, NothingHasNoNames) {
  NameRanks ranks(0);
  ranks.settle();
  EXPECT_THAT(ranks.names(), IsEmpty());
}

}  // namespace
}  // namespace attune
