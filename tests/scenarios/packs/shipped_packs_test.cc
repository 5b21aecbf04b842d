// The packs that ship, as they stand in the tree.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/load/lint.h"
#include "scenarios/load/parse_pack.h"
#include "scorers/rules/intensity_score.h"

namespace attune {
namespace {

PackFile read(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return {path, text.str()};
}

Pack shipped(const std::string& name) {
  const std::string folder = ATTUNE_SOURCE_DIR "/scenarios/packs/" + name + "/";
  const PackFile manifest = read(folder + "pack.toml");
  const auto names = scenario_files(manifest);
  std::vector<PackFile> files;
  if (names) {
    for (const std::string& file : *names) files.push_back(read(folder + file));
  }
  Faults faults;
  Result<Pack> pack = parse_pack(manifest, files, &faults);
  EXPECT_EQ(faults, Faults{});
  EXPECT_TRUE(pack);
  return pack ? *std::move(pack) : Pack{};
}

std::vector<IntensityKey> keys_of(const Pack& pack) {
  std::vector<IntensityKey> keys;
  for (const Scenario& scenario : pack.scenarios) {
    if (scenario.key) keys.push_back(*scenario.key);
  }
  return keys;
}

std::vector<Scenario> of_kind(const Pack& pack, std::string_view kind) {
  std::vector<Scenario> found;
  for (const Scenario& scenario : pack.scenarios) {
    if (scenario.kind == kind) found.push_back(scenario);
  }
  return found;
}

TEST(ShippedPacks, AreWithoutFaultAndLeaveNothingToMend) {
  for (const char* name : {"intensity", "roleplay"}) {
    const Pack pack = shipped(name);
    EXPECT_EQ(pack.id.text, name);
    EXPECT_EQ(lint(pack), std::vector<std::string>{}) << name;
    EXPECT_EQ(pack.repairs, std::vector<std::string>{}) << name;
  }
}

TEST(ShippedPacks, IntensityHasSixtyScenariosOfFourEmotions) {
  const Pack pack = shipped("intensity");
  EXPECT_GE(pack.scenarios.size(), 60U);
  for (const Scenario& scenario : pack.scenarios) {
    ASSERT_TRUE(scenario.key) << scenario.id.text;
    EXPECT_EQ(scenario.key->emotions.size(), 4U) << scenario.id.text;
  }
}

TEST(ShippedPacks, IntensityGivesAnswersWithoutContentUnderTwentyFive) {
  const std::vector<IntensityKey> keys = keys_of(shipped("intensity"));
  ASSERT_FALSE(keys.empty());
  const Baselines baselines = constant_and_random_baselines(keys);
  EXPECT_LT(baselines.best_constant_points, 25);
  EXPECT_LT(baselines.best_positions_points, 25);
}

TEST(ShippedPacks, RoleplayHasTwentyFourConversationsThatEndInADebrief) {
  const std::vector<Scenario> talks = of_kind(shipped("roleplay"), "roleplay");
  EXPECT_GE(talks.size(), 24U);
  for (const Scenario& talk : talks) {
    EXPECT_GE(talk.cues.size(), 4U) << talk.id.text;  // three or four, and the debrief
    EXPECT_LE(talk.cues.size(), 5U) << talk.id.text;
    EXPECT_EQ(talk.cues.back().text.substr(0, 24), "The situation ends here.") << talk.id.text;
  }
}

TEST(ShippedPacks, RoleplayHasEightTranscriptsToAnalyseInOneReply) {
  const std::vector<Scenario> analyses = of_kind(shipped("roleplay"), "analysis");
  EXPECT_GE(analyses.size(), 8U);
  for (const Scenario& analysis : analyses) EXPECT_EQ(analysis.cues.size(), 1U);
}

TEST(ShippedPacks, RoleplayTellsTheJudgeWhatToLookFor) {
  for (const Scenario& scenario : shipped("roleplay").scenarios) {
    EXPECT_NE(scenario.notes, "") << scenario.id.text;
    EXPECT_FALSE(scenario.rubric.criteria.empty()) << scenario.id.text;
  }
}

}  // namespace
}  // namespace attune
