#include "scenarios/generate/persona_pack.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "scenarios/generate/persona_text.h"
#include "scenarios/load/lint.h"
#include "tests/support/real_registry.h"

namespace attune {
namespace {

PackFile shipped_manifest() {
  return testing::shipped_file("packs/persona/pack.toml");
}

Draw a_draw(std::size_t count) {
  const auto dimensions = persona_dimensions(shipped_manifest());
  EXPECT_TRUE(dimensions);
  return {.seed = 5, .split = Split::HeldOut, .count = count, .dimensions = *dimensions};
}

std::string changed(const std::string& toml, const std::string& table, const std::string& key) {
  return with_value(toml, {table, key, "NEW"});
}

TEST(WithValue, ReplacesAValueAndNothingElse) {
  EXPECT_EQ(changed("a = 1\nb = 2 # two\n", "", "b"), "a = 1\nb = NEW # two\n");
  EXPECT_EQ(changed("a = [\n  1, # ]\n  '[',\n]\nb = 2", "", "a"), "a = NEW\nb = 2");
  EXPECT_EQ(changed("a = 'x'", "", "a"), "a = NEW");
  EXPECT_EQ(changed("a = { b = 1 }\nb = 2\r\n", "", "b"), "a = { b = 1 }\nb = NEW\r\n");
}

TEST(WithValue, IsNotTakenInByWhatStandsInATextOrInAnotherTable) {
  EXPECT_EQ(changed("# id = 1\na = '''\nid = 2\n'''\nid = 3\n[t]\nid = 4\n", "", "id"),
            "# id = 1\na = '''\nid = 2\n'''\nid = NEW\n[t]\nid = 4\n");
  EXPECT_EQ(changed("a = \"\"\"\n\\\"\"\"\nid = 2 \"\"\"\"\nid = 3", "", "id"),
            "a = \"\"\"\n\\\"\"\"\nid = 2 \"\"\"\"\nid = NEW");
  EXPECT_EQ(changed("id = 1\n[t] # [u]\nid = 2\n[[t]]\nid = 3", "t", "id"),
            "id = 1\n[t] # [u]\nid = NEW\n[[t]]\nid = 3");
}

TEST(WithValue, PutsAMissingKeyOfTheTopLevelFirst) {
  EXPECT_EQ(changed("a = 1\n[t]\nb = 2\n", "", "b"), "b = NEW\na = 1\n[t]\nb = 2\n");
  EXPECT_EQ(changed("a = 1\n", "t", "b"), "a = 1\n");
}

TEST(PersonaDimensions, AreThoseOfTheManifest) {
  const auto dimensions = persona_dimensions(shipped_manifest());
  ASSERT_TRUE(dimensions) << dimensions.error().what;
  ASSERT_EQ(dimensions->size(), 22U);
  EXPECT_EQ(dimensions->front().name, "trusting");
  EXPECT_EQ(dimensions->front().start, 4);
  const auto none = persona_dimensions({"p.toml", "id = 'x'\n"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().what, "p.toml: has no [[user.persona.state]]");
}

TEST(GeneratedPack, LoadsAndLeavesNothingToMend) {
  const Registry registry = testing::real_registry();
  const Draw draw = a_draw(60);
  const auto personas = generate_personas(registry, draw);
  ASSERT_TRUE(personas) << personas.error().what;
  const auto manifest = generated_manifest(shipped_manifest(), registry, draw);
  ASSERT_TRUE(manifest) << manifest.error().what;
  EXPECT_EQ(*scenario_files({"pack.toml", *manifest}), std::vector<std::string>{"personas.jsonl"});
  const std::vector<PackFile> files = {{"personas.jsonl", to_jsonl(*personas)}};
  Faults faults;
  const auto pack = parse_pack({"pack.toml", *manifest}, files, &faults);
  EXPECT_EQ(faults, Faults{});
  ASSERT_TRUE(pack);
  EXPECT_EQ(pack->id.text, "personas-held-out-5-60");
  EXPECT_EQ(pack->groups, std::vector<std::string>{"category"});
  EXPECT_EQ(pack->scenarios.size(), 60U);
  EXPECT_EQ(lint(*pack), std::vector<std::string>{});
}

TEST(GeneratedPack, IsPlayedAsTheHandWrittenOne) {
  const Registry registry = testing::real_registry();
  const Draw draw = a_draw(3);
  const auto personas = generate_personas(registry, draw);
  const auto manifest = generated_manifest(shipped_manifest(), registry, draw);
  ASSERT_TRUE(personas && manifest);
  const std::vector<PackFile> files = {{"personas.jsonl", to_jsonl(*personas)}};
  const auto pack = parse_pack({"pack.toml", *manifest}, files);
  ASSERT_TRUE(pack) << pack.error().what;
  for (std::size_t i = 0; i < 3; ++i) {
    const Scenario& scenario = pack->scenarios[i];
    const Persona& persona = (*personas)[i];
    ASSERT_TRUE(scenario.user);
    EXPECT_EQ(scenario.user->opening, persona.opening);
    EXPECT_NE(scenario.user->instructions.find(persona.issue->text), std::string::npos);
    EXPECT_EQ(scenario.cues.front().text.find(persona.issue->text), std::string::npos);
    for (const auto& [name, start] : persona.state)
      EXPECT_EQ(std::ranges::find(scenario.user->state, name, &StateDimension::name)->start, start);
    EXPECT_FALSE(scenario.rubric.criteria.empty());
  }
}

TEST(GeneratedPack, CarriesInItsVersionWhatItWasMadeFrom) {
  Registry registry = testing::real_registry();
  const auto one = generated_manifest(shipped_manifest(), registry, a_draw(1));
  registry.digest = "sha256:0123456789abcdef";
  const auto other = generated_manifest(shipped_manifest(), registry, a_draw(1));
  ASSERT_TRUE(one && other);
  EXPECT_NE(*one, *other);
  EXPECT_NE(other->find("+generator.1.registry.0123456789ab\""), std::string::npos);
}

TEST(GeneratedPack, SaysWhereAManifestCannotBeRewritten) {
  PackFile manifest = shipped_manifest();
  manifest.text.replace(manifest.text.find("id ="), 4, "\"id\" =");
  const auto rewritten = generated_manifest(manifest, testing::real_registry(), a_draw(1));
  ASSERT_FALSE(rewritten);
  EXPECT_EQ(rewritten.error().remedy, Remedy::FixInput);
}

}  // namespace
}  // namespace attune
