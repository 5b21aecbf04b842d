#include "scenarios/generate/fit.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/small_registry.h"

namespace attune {
namespace {

std::size_t block_at(const Registry& registry, const std::string& name) {
  const auto at = std::ranges::find(registry.blocks, name, &Block::name);
  EXPECT_NE(at, registry.blocks.end()) << name;
  return static_cast<std::size_t>(at - registry.blocks.begin());
}

Registry registry_with(const std::string& file, const std::string& from, const std::string& to) {
  const auto registry = parse_registry(testing::changed_registry(file, from, to));
  EXPECT_TRUE(registry) << registry.error().what;
  return registry ? *registry : Registry{};
}

CastWanted wanted_for(std::size_t issue) {
  CastWanted wanted{.issue = issue};
  wanted.most.fill(1);
  return wanted;
}

TEST(Fit, KeepsApartInBothDirectionsWhatOneSideAvoids) {
  const Registry registry = testing::small_registry();
  const Fit fit(registry);
  const auto clashes = [&](const std::string& one, const std::string& other) {
    const auto a = block_at(registry, one);
    const auto b = block_at(registry, other);
    EXPECT_EQ(fit.clashes(a, b), fit.clashes(b, a));
    return fit.clashes(a, b);
  };
  EXPECT_TRUE(clashes("trust:late", "voice:quick"));
  EXPECT_TRUE(clashes("stance:tired", "defence:jokes"));
  EXPECT_FALSE(clashes("trust:late", "voice:letter"));
  EXPECT_TRUE(clashes("age:forty", "background:pupil"));
  EXPECT_FALSE(clashes("age:seventy", "background:baker"));
  EXPECT_TRUE(clashes("voice:quick", "voice:quick"));
}

TEST(Fit, KeepsFromAnIssueWhatEitherSideAvoidsAndTheWrongAges) {
  const Registry registry = testing::small_registry();
  const Fit fit(registry);
  const auto clashes = [&](std::size_t issue, const std::string& name) {
    return fit.issue_clashes(issue, block_at(registry, name));
  };
  EXPECT_TRUE(clashes(2, "voice:letter"));
  EXPECT_TRUE(clashes(4, "relationship:parent"));  // the block avoids the issue
  EXPECT_TRUE(clashes(1, "age:forty"));
  EXPECT_TRUE(clashes(1, "background:pupil"));
  EXPECT_FALSE(clashes(1, "background:shop"));
  EXPECT_FALSE(clashes(0, "age:forty"));
}

TEST(DrawCast, GivesOneOfEachKindAndASecondWhereOneIsWelcomeAndFits) {
  const Registry registry = testing::small_registry();
  const Fit fit(registry);
  CastWanted wanted = wanted_for(0);
  wanted.most.back() = 2;
  Rng rng(1);
  const auto cast = draw_cast(registry, fit, wanted, rng);
  ASSERT_TRUE(cast) << cast.error().what;
  for (std::size_t kind = 0; kind + 1 < kBlockKinds; ++kind) EXPECT_EQ((*cast)[kind].size(), 1U);
  EXPECT_GE(cast->back().size(), 1U);
}

TEST(DrawCast, TakesRelationshipsByWeight) {
  const Registry registry = testing::small_registry();
  const Fit fit(registry);
  std::size_t chatbots = 0;
  Rng rng(5);
  for (int i = 0; i < 2000; ++i) {
    const auto cast = draw_cast(registry, fit, wanted_for(0), rng);
    ASSERT_TRUE(cast);
    chatbots += cast->front().front() == 0 ? 1 : 0;
  }
  // 6 of 9.5: 1263 expected, standard deviation 22.
  EXPECT_NEAR(static_cast<double>(chatbots), 1263, 110);
}

TEST(DrawCast, LeavesTheHeaviestRelationshipItsShareHoweverFewOfTheOthersFit) {
  const Registry registry = registry_with("core_issues.toml", "ages = 'any'",
                                          "ages = 'any'\navoid = ['relationship:friend']");
  const Fit fit(registry);
  std::size_t chatbots = 0;
  Rng rng(5);
  for (int i = 0; i < 2000; ++i) {
    const auto cast = draw_cast(registry, fit, wanted_for(0), rng);
    ASSERT_TRUE(cast);
    chatbots += cast->front().front() == 0 ? 1 : 0;
  }
  EXPECT_NEAR(static_cast<double>(chatbots), 1263, 110);  // by weight alone it would be 1500
}

TEST(DrawCast, SaysWhichKindIsAvoidedAltogether) {
  const Registry registry = registry_with("core_issues.toml", "ages = 'any'",
                                          "ages = 'any'\navoid = ['voice:quick', 'voice:letter']");
  Rng rng(1);
  const auto cast = draw_cast(registry, Fit(registry), wanted_for(0), rng);
  ASSERT_FALSE(cast);
  EXPECT_EQ(cast.error().what, "avoids every voice");
}

TEST(DrawCast, SaysWhenWhatIsLeftAvoidsEachOther) {
  // Late trust leaves the letter, early trust the quick voice; the issue takes neither pair.
  const Registry registry = registry_with("core_issues.toml", "ages = 'any'",
                                          "ages = 'any'\navoid = ['trust:early', 'voice:letter']");
  Rng rng(1);
  const auto cast = draw_cast(registry, Fit(registry), wanted_for(0), rng);
  ASSERT_FALSE(cast);
  EXPECT_EQ(cast.error().what,
            "no combination of blocks fits: what goes with it avoids each other");
}

TEST(DrawCast, SaysWhenEverythingIsUsedUp) {
  const Registry registry = testing::small_registry();
  CastWanted wanted = wanted_for(0);
  wanted.taken = [](std::size_t, std::size_t, std::size_t) { return true; };
  Rng rng(1);
  const auto cast = draw_cast(registry, Fit(registry), wanted, rng);
  ASSERT_FALSE(cast);
  EXPECT_NE(cast.error().what.find("used up"), std::string::npos);
}

TEST(DrawCast, EndsAfterItsSteps) {
  const Registry registry = testing::small_registry();
  CastWanted wanted = wanted_for(0);
  wanted.steps = 3;
  Rng rng(1);
  const auto cast = draw_cast(registry, Fit(registry), wanted, rng);
  ASSERT_FALSE(cast);
  EXPECT_EQ(cast.error().what, "no blocks that go together were found in 3 steps");
}

}  // namespace
}  // namespace attune
