#include "scenarios/generate/parse_registry.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/small_registry.h"

namespace attune {
namespace {

// What is wrong with the small registry after one change.
Faults faults_after(const std::string& file, const std::string& from, const std::string& to) {
  Faults faults;
  const auto registry = parse_registry(testing::changed_registry(file, from, to), &faults);
  EXPECT_EQ(registry.has_value(), faults.empty());
  return faults;
}

TEST(ParseRegistry, ReadsEveryFieldOfACoreIssue) {
  const Registry registry = testing::small_registry();
  ASSERT_EQ(registry.issues.size(), 5U);
  const CoreIssue& issue = registry.issues[2];
  EXPECT_EQ(issue.id + "/" + issue.category + "/" + issue.text,
            "first-job/grief/Truth of first-job.");
  EXPECT_EQ(issue.split, Split::Train);
  EXPECT_EQ(issue.awareness, Awareness::Partial);
  EXPECT_EQ(issue.ages, AgeBand::Young);
  EXPECT_EQ(issue.openings[2], "first-job three?");
  EXPECT_EQ(issue.avoid, (std::vector<std::string>{"voice:letter", "trust:late"}));
}

TEST(ParseRegistry, PutsCluesInTheOrderOfTheirSensitivity) {
  const CoreIssue issue = testing::small_registry().issues.front();
  EXPECT_EQ(issue.clues,
            (std::array<std::string, 3>{"lost-dog shows.", "lost-dog leaks.", "lost-dog hurts."}));
}

TEST(ParseRegistry, ReadsEveryFieldOfABlock) {
  const Registry registry = testing::small_registry();
  const Block& chatbot = registry.of(BlockKind::Relationship)[0];
  EXPECT_EQ(chatbot.text + "/" + chatbot.context, "Text of chatbot./You are an assistant.");
  EXPECT_EQ(chatbot.weight, 6);
  ASSERT_EQ(chatbot.state.size(), 1U);
  EXPECT_EQ(chatbot.state.front().dimension, "anxious");
  EXPECT_EQ(chatbot.state.front().by, -2);
  EXPECT_EQ(registry.of(BlockKind::Background)[1].bands,
            (std::vector<AgeBand>{AgeBand::Adult, AgeBand::Older}));
}

TEST(ParseRegistry, SaysWhereAnUnknownFieldStands) {
  EXPECT_EQ(faults_after("voices.toml", "text = ", "txet = ").front(),
            "registry/voices.toml:1:1: block.text: is missing");
  EXPECT_EQ(faults_after("voices.toml", "text = ", "texts = 1\ntext = "),
            Faults{"registry/voices.toml:3:1: block.texts: unknown field; did you mean 'text'?"});
  EXPECT_EQ(faults_after("voices.toml", "text = ", "band = 'adult'\ntext = ").size(), 1U);
}

TEST(ParseRegistry, WantsEveryIdOnce) {
  EXPECT_EQ(
      faults_after("voices.toml", "'letter'", "'quick'").front(),
      "registry/voices.toml:5:1: the id 'voice:quick' is in registry/voices.toml:1:1 already");
  EXPECT_EQ(faults_after("core_issues.toml", "id = 'quarrel'", "id = 'lost-dog'").size(), 1U);
}

TEST(ParseRegistry, WantsEveryOpeningOnceSoThatNoSplitLeaks) {
  const Faults faults = faults_after("core_issues.toml", "quarrel two?", "lost-dog one?");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_NE(faults.front().find("the opening 'lost-dog one?' is in"), std::string::npos);
}

TEST(ParseRegistry, KnowsWhatIsToBeAvoided) {
  EXPECT_EQ(faults_after("trust_styles.toml", "voice:quick", "voice:quik"),
            Faults{"registry/trust_styles.toml:5:1: trust:late.avoid: nothing is called "
                   "'voice:quik'; did you mean 'voice:quick'?"});
  EXPECT_EQ(faults_after("trust_styles.toml", "voice:quick", "zzz").front(),
            "registry/trust_styles.toml:5:1: trust:late.avoid: nothing is called 'zzz'; expected "
            "\"kind:id\"");
  EXPECT_NE(faults_after("trust_styles.toml", "voice:quick", "trust:late").front().find("itself"),
            std::string::npos);
}

TEST(ParseRegistry, KnowsSplitsAwarenessBandsAndSensitivities) {
  const auto fault = [](const std::string& from, const std::string& to) {
    const Faults faults = faults_after("core_issues.toml", from, to);
    return faults.empty() ? "" : faults.front();
  };
  EXPECT_EQ(fault("'train'", "'trian'"),
            "registry/core_issues.toml:4:1: core_issue.split: no split 'trian'; did you mean "
            "'train'?");
  EXPECT_NE(fault("'partial'", "'some'"), "");
  EXPECT_NE(fault("'any'", "'old'"), "");
  EXPECT_NE(fault("'high'", "'higher'"), "");
  EXPECT_NE(fault("'high'", "'low'").find("one each of low, medium, high"), std::string::npos);
  EXPECT_NE(faults_after("ages.toml", "'young'", "'child'"), Faults{});
  EXPECT_NE(faults_after("backgrounds.toml", "'young'", "'child'"), Faults{});
  EXPECT_NE(faults_after("backgrounds.toml", "'young'", ""), Faults{});
}

TEST(ParseRegistry, WantsExactlyThreeOpeningsAndClues) {
  EXPECT_EQ(faults_after("core_issues.toml", ", 'lost-dog three?'", "").front(),
            "registry/core_issues.toml:7:1: core_issue.openings: expected exactly three");
  EXPECT_NE(faults_after("core_issues.toml", "lost-dog three?", " "), Faults{});
  const Faults faults = faults_after(
      "core_issues.toml", ",\n  { text = 'lost-dog leaks.', sensitivity = 'medium' }", "");
  EXPECT_EQ(faults, Faults{"registry/core_issues.toml:8:1: core_issue.clues: expected exactly "
                           "three"});
}

TEST(ParseRegistry, WantsWeightsAboveZeroAndWholeShifts) {
  EXPECT_NE(faults_after("relationships.toml", "weight = 6", "weight = 0"), Faults{});
  EXPECT_NE(faults_after("relationships.toml", "weight = 6\n", ""), Faults{});
  EXPECT_NE(faults_after("relationships.toml", "anxious = -2", "anxious = -0.5"), Faults{});
  EXPECT_NE(faults_after("relationships.toml", "anxious = -2", "anxious = 11"), Faults{});
}

TEST(ParseRegistry, WantsEveryFile) {
  auto texts = testing::small_registry_texts();
  texts.erase("ages.toml");
  texts["stances.toml"] = "";
  texts["voices.toml"] = "[[block]";
  Faults faults;
  EXPECT_FALSE(parse_registry(testing::files_of(texts), &faults));
  const auto has = [&](const std::string& part) {
    return std::ranges::any_of(
        faults, [&](const std::string& fault) { return fault.find(part) != std::string::npos; });
  };
  EXPECT_TRUE(has("ages.toml: is missing from the registry"));
  EXPECT_TRUE(has("stances.toml:1:1: block: expected [[block]] tables"));
  EXPECT_TRUE(has("voices.toml:1:"));
}

TEST(ParseRegistry, HasAnotherDigestForAnotherText) {
  const auto changed = parse_registry(
      testing::changed_registry("voices.toml", "Text of quick.", "Text of the quick."));
  ASSERT_TRUE(changed);
  EXPECT_NE(changed->digest, testing::small_registry().digest);
}

}  // namespace
}  // namespace attune
