#include "scenarios/generate/personas.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "scenarios/generate/persona_pack.h"
#include "tests/support/persona_rules.h"
#include "tests/support/real_registry.h"
#include "tests/support/small_registry.h"

namespace attune {
namespace {

const std::vector<StateDimension> kDimensions = {{.name = "trusting", .weight = 3, .start = 4},
                                                 {.name = "anxious", .weight = -1, .start = 3}};

std::vector<Persona> generated(const Registry& registry, const Draw& draw) {
  auto personas = generate_personas(registry, draw);
  EXPECT_TRUE(personas) << personas.error().what;
  return personas ? *std::move(personas) : std::vector<Persona>{};
}

std::string fault_of(const Registry& registry, const Draw& draw) {
  const auto personas = generate_personas(registry, draw);
  if (personas) return "no fault";
  EXPECT_EQ(personas.error().remedy, Remedy::FixInput);
  return personas.error().what;
}

Draw real_draw(Split split, std::size_t count) {
  const auto dimensions = persona_dimensions(testing::shipped_file("packs/persona/pack.toml"));
  EXPECT_TRUE(dimensions);
  return {.seed = 11, .split = split, .count = count, .dimensions = *dimensions};
}

constexpr std::array kSplits = {Split::Train, Split::Test, Split::HeldOut};

TEST(GeneratePersonas, GivesTheSameForTheSameSeedAndOthersForAnother) {
  const Registry registry = testing::small_registry();
  Draw draw{.seed = 3, .count = 20, .dimensions = kDimensions};
  const auto first = generated(registry, draw);
  EXPECT_EQ(first, generated(registry, draw));
  draw.seed = 4;
  EXPECT_NE(first, generated(registry, draw));
}

TEST(GeneratePersonas, BeginsTheSameWhateverTheCount) {
  const Registry registry = testing::real_registry();
  const auto few = generated(registry, real_draw(Split::Test, 10));
  auto many = generated(registry, real_draw(Split::Test, 100));
  ASSERT_EQ(many.size(), 100U);
  many.resize(10);
  EXPECT_EQ(few, many);
}

TEST(GeneratePersonas, BreaksNoRuleOfASmallRegistry) {
  const Registry registry = testing::small_registry();
  std::size_t count = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    for (const Persona& persona :
         generated(registry, {.seed = seed, .count = 20, .dimensions = kDimensions})) {
      EXPECT_EQ(testing::broken_rule(persona), "");
      ++count;
    }
  }
  EXPECT_EQ(count, 2000U);
}

TEST(GeneratePersonas, BreaksNoRuleOfTheRegistryThatShips) {
  const Registry registry = testing::real_registry();
  for (const Split split : kSplits) {
    for (const Persona& persona : generated(registry, real_draw(split, 2000))) {
      EXPECT_EQ(testing::broken_rule(persona), "");
      EXPECT_EQ(persona.issue->split, split);
    }
  }
}

TEST(GeneratePersonas, SharesNoCoreIssueOrOpeningBetweenSplits) {
  const Registry registry = testing::real_registry();
  std::map<std::string, Split> issues;
  std::map<std::string, Split> openings;
  for (const Split split : kSplits) {
    for (const Persona& persona : generated(registry, real_draw(split, 400))) {
      EXPECT_EQ(issues.emplace(persona.issue->id, split).first->second, split);
      EXPECT_EQ(openings.emplace(persona.opening, split).first->second, split);
    }
  }
  EXPECT_EQ(issues.size(), registry.issues.size());
  EXPECT_EQ(openings.size(), 3 * registry.issues.size());
}

TEST(GeneratePersonas, UsesIssuesEvenlyAndTheirOpeningsInTurn) {
  const Registry registry = testing::small_registry();
  for (const std::size_t count : {3U, 7U, 11U, 18U}) {
    std::map<std::string, std::size_t> issues;
    std::map<std::string, std::size_t> openings;
    for (const Persona& persona :
         generated(registry, {.seed = 8, .count = count, .dimensions = kDimensions})) {
      ++issues[persona.issue->id];
      ++openings[persona.opening];
    }
    ASSERT_EQ(issues.size(), 3U);
    for (const auto& [id, times] : issues) EXPECT_LE(times, (count + 2) / 3) << id;
    for (const auto& [id, times] : issues) EXPECT_GE(times, count / 3) << id;
    for (const auto& [text, times] : openings) EXPECT_LE(times, (count + 8) / 9) << text;
  }
}

TEST(GeneratePersonas, MakesNoTwoAlikeInWhatCounts) {
  const Registry registry = testing::real_registry();
  std::set<std::string> seen;
  for (const Persona& persona : generated(registry, real_draw(Split::HeldOut, 2000))) {
    const std::string key = persona.issue->id + persona.opening +
                            persona.the(BlockKind::Relationship).id +
                            persona.the(BlockKind::Trust).id + persona.the(BlockKind::Defence).id;
    EXPECT_TRUE(seen.insert(key).second) << key;
  }
}

TEST(GeneratePersonas, AddsTheShiftsOfAllBlocksToTheStartAndStaysWithinTheScale) {
  const Registry registry = testing::small_registry();
  bool clamped = false;
  for (const Persona& persona :
       generated(registry, {.seed = 1, .count = 20, .dimensions = kDimensions})) {
    const bool jokes = persona.the(BlockKind::Defence).id == "jokes";
    const bool chatbot = persona.the(BlockKind::Relationship).id == "chatbot";
    const double trusting =
        4.0 + (persona.the(BlockKind::Trust).id == "early" ? 2 : -2) - (jokes ? 1 : 0);
    const double anxious = std::min(3.0 + (jokes ? 9 : 0) - (chatbot ? 2 : 0), 10.0);
    std::vector<std::pair<std::string, double>> expected = {{"trusting", trusting}};
    if (anxious != 3) expected.emplace_back("anxious", anxious);
    EXPECT_EQ(persona.state, expected);
    clamped = clamped || (jokes && !chatbot);
  }
  EXPECT_TRUE(clamped);
}

TEST(GeneratePersonas, KnowsTheDimensionsItMayShift) {
  const Registry registry = testing::small_registry();
  EXPECT_EQ(fault_of(registry, {.dimensions = {kDimensions.front(), {.name = "anxiouss"}}}),
            "registry/relationships.toml:6:11: relationship:chatbot.state: no dimension 'anxious'; "
            "did you mean 'anxiouss'? (and 1 more)");
}

TEST(GeneratePersonas, NamesAnIssueThatNothingFits) {
  const auto registry = parse_registry(
      testing::changed_registry("core_issues.toml", "avoid = ['voice:letter', 'trust:late']",
                                "avoid = ['voice:letter', 'trust:early']"));
  ASSERT_TRUE(registry);
  EXPECT_EQ(fault_of(*registry, {.count = 3, .dimensions = kDimensions}),
            "registry/core_issues.toml:25:1: core issue 'first-job': no combination of blocks "
            "fits: what goes with it avoids each other");
}

TEST(GeneratePersonas, SaysWhenAnIssueHasNoMorePersonas) {
  const std::string fault =
      fault_of(testing::small_registry(), {.count = 1000, .dimensions = kDimensions});
  EXPECT_NE(fault.find("core issue '"), std::string::npos);
  EXPECT_NE(fault.find("used up; ask for fewer"), std::string::npos);
}

TEST(GeneratePersonas, WantsAnIssueInTheSplit) {
  Registry registry = testing::small_registry();
  std::erase_if(registry.issues, [](const CoreIssue& i) { return i.split == Split::HeldOut; });
  EXPECT_EQ(fault_of(registry, {.split = Split::HeldOut, .dimensions = kDimensions}),
            "no core issue of split 'held-out'");
}

}  // namespace
}  // namespace attune
