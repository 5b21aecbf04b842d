#include "scenarios/generate/registry.h"

#include <gtest/gtest.h>

#include "tests/support/real_registry.h"
#include "tests/support/small_registry.h"

namespace attune {
namespace {

TEST(Registry, GivesTheBlocksOfOneKindInTheOrderOfTheirFile) {
  const Registry registry = testing::small_registry();
  std::vector<std::string> names;
  for (const Block& block : registry.of(BlockKind::Sensitivity)) names.push_back(block.name());
  EXPECT_EQ(names, (std::vector<std::string>{"sensitivity:pity", "sensitivity:hurry",
                                             "sensitivity:praise"}));
}

TEST(Registry, NamesWhatItHoldsAsAvoidDoes) {
  const Registry registry = testing::small_registry();
  EXPECT_EQ(registry.issues.front().name(), "issue:lost-dog");
  EXPECT_EQ(registry.blocks.front().name(), "relationship:chatbot");
  EXPECT_EQ(to_text(BlockKind::Backfire), "backfire");
  EXPECT_EQ(to_text(Split::HeldOut), "held-out");
}

TEST(Registry, ThatShipsIsWithoutFaultAndHasIssuesInEverySplit) {
  const Registry registry = testing::real_registry();
  std::array<std::size_t, 3> issues = {};
  for (const CoreIssue& issue : registry.issues) ++issues[static_cast<std::size_t>(issue.split)];
  for (const std::size_t count : issues) EXPECT_GE(count, 10U);
}

}  // namespace
}  // namespace attune
