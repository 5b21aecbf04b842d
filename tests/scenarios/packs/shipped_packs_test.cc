// The packs that ship, as they stand in the tree.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
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
  for (const char* name : {"ability", "intensity", "marking", "persona", "roleplay", "spiral"}) {
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

// A starting state stands twice on a card: in words for the player, and as numbers for the score.
TEST(ShippedPacks, ThePersonsOfPersonaStartWhereTheirCardsSay) {
  const Pack pack = shipped("persona");
  EXPECT_GE(pack.scenarios.size(), 16U);
  std::map<std::string, int> families;
  for (const Scenario& scenario : pack.scenarios) {
    ASSERT_TRUE(scenario.user) << scenario.id.text;
    EXPECT_EQ(scenario.user->state.size(), 22U);
    EXPECT_EQ(scenario.cues.size(), 2U);
    for (const auto& [name, value] : scenario.tags) families[value] += name == "family" ? 1 : 0;
    const std::string& told = scenario.user->instructions;
    const auto numbers = told.rfind("Numbers:");
    ASSERT_NE(numbers, std::string::npos) << scenario.id.text;
    const std::string line = told.substr(numbers, told.find('\n', numbers) - numbers);
    int compared = 0;
    for (const StateDimension& dimension : scenario.user->state) {
      const auto at = line.find(" " + dimension.name + " ");
      if (at == std::string::npos) continue;
      ++compared;
      EXPECT_EQ(std::stod(line.substr(at + dimension.name.size() + 2)), dimension.start)
          << scenario.id.text << " " << dimension.name;
    }
    EXPECT_GE(compared, 3) << scenario.id.text;
  }
  EXPECT_EQ(std::ranges::count_if(families, [](const auto& f) { return f.second >= 4; }), 4);
}

TEST(ShippedPacks, SpiralHasSeekersOfSixCategoriesAndNotesToTheirPlayer) {
  const Pack pack = shipped("spiral");
  std::map<std::string, int> categories;
  for (const Scenario& scenario : pack.scenarios) {
    ASSERT_TRUE(scenario.user) << scenario.id.text;
    EXPECT_EQ(scenario.user->turns, 20);
    EXPECT_GE(scenario.user->nudges.size(), 16U);
    EXPECT_EQ(scenario.cues.size(), 1U);
    for (const auto& [name, value] : scenario.tags) categories[value] += name == "category" ? 1 : 0;
  }
  EXPECT_GE(pack.scenarios.size(), 12U);
  EXPECT_EQ(categories.size(), 6U);
}

TEST(ShippedPacks, AbilityHasFiveFormatsWhoseKeysStandAnywhere) {
  const Pack pack = shipped("ability");
  EXPECT_GE(pack.scenarios.size(), 60U);
  std::map<std::string, std::map<std::size_t, int>> places;  // of the best option, by kind
  for (const Scenario& scenario : pack.scenarios) {
    ASSERT_TRUE(scenario.choices) << scenario.id.text;
    const Choice& choice = scenario.choices->choices.front();
    EXPECT_FALSE(scenario.rationale.empty()) << scenario.id.text;
    EXPECT_EQ(std::ranges::count(choice.options, 1.0, &Option::weight), choice.take)
        << scenario.id.text;
    for (std::size_t at = 0; at < choice.options.size(); ++at)
      places[scenario.kind][at] += choice.options[at].weight == 1 ? 1 : 0;
  }
  EXPECT_EQ(places.size(), 5U);
  for (const auto& [kind, counts] : places) {
    for (const auto& [at, count] : counts) EXPECT_GE(count, 2) << kind << " " << at;
  }
}

TEST(ShippedPacks, MarkingHasEveryWriterAnswerEveryRequestAtEqualLength) {
  const Pack pack = shipped("marking");
  std::map<std::string, std::vector<double>> references;  // by writer
  for (const Scenario& scenario : pack.scenarios) {
    ASSERT_TRUE(scenario.reference) << scenario.id.text;
    const auto slash = scenario.id.text.find('/');
    ASSERT_NE(slash, std::string::npos);
    references[scenario.id.text.substr(slash + 1)].push_back(*scenario.reference);
  }
  EXPECT_EQ(references.size(), 7U);
  for (const auto& [writer, strengths] : references) {
    EXPECT_EQ(strengths.size(), 8U) << writer;
    EXPECT_EQ(std::set<double>(strengths.begin(), strengths.end()).size(), 1U) << writer;
  }
}

}  // namespace
}  // namespace attune
