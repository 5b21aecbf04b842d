#include "scenarios/load/pack_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// A scenario with everything that not every scenario has.
Scenario a_particular() {
  Scenario scenario{.id = {"s3"}, .cues = {{"x"}, {"y", Parameters{.temperature = 0.5}}}};
  scenario.key = IntensityKey{{{"Calm", 1, 2}}, Norm{2.79, 0.822}};
  scenario.choices = ChoiceKey{.choices = {{"answer", "lead", {{"a", 1}, {"b", 0.25}}, 1}},
                               .closing = "end",
                               .all_needed = true};
  scenario.user = SimulatedUser{.instructions = "You are Ines.",
                                .opening = "Hi.",
                                .turns = 3,
                                .state = {{"safe", 3, 4, "at ease"}},
                                .nudges = {"go on"},
                                .nudge_rate = 0.2,
                                .parameters = {.temperature = 0.3}};
  scenario.rubric = {.criteria = {{"cold", true, "asks", true}},
                     .compared = {{"bond", true, "closer?"}},
                     .prompt = "{transcript}",
                     .pair_prompt = "{a} {b}",
                     .ties = false};
  scenario.sections = {{"response", "My response", 1600}};
  scenario.reference = 6.5;
  return scenario;
}

Pack a_pack() {
  Scenario scenario{.id = {"s1"},
                    .kind = "intensity",
                    .title = "Title \"é\"",
                    .language = "en",
                    .cues = {{"one\n"}, {"two"}},
                    .key = IntensityKey{{{"Calm", 0.1, 1.0 / 3}, {"Angry", 3, 8}}},
                    .rubric = {{{"warmth", false, "asks"}}},
                    .notes = "notes",
                    .rationale = "because",
                    .tags = {{"tone", "dry"}}};
  scenario.generation = {.parameters = {.temperature = 0.5,
                                        .top_p = 0.9,
                                        .min_p = 0.1,
                                        .max_tokens = 10,
                                        .seed = -3,
                                        .reasoning_effort = "low",
                                        .stop = {"END", ""}},
                         .tries = 3,
                         .temperature_step = 0.15};
  Pack pack{.id = {"p"},
            .version = "1",
            .title = "t",
            .licence = "MIT",
            .scorers = {"intensity", "rubric"},
            .references = "r",
            .limits = "l",
            .scenarios = {scenario, Scenario{.id = {"s2"}, .cues = {{"x"}}}, a_particular()},
            .repairs = {"mended"},
            .groups = {"tone"},
            .cited = {{"human norm", 56, "a paper", "2025", "note"}},
            .pair_scorers = {"x-robust", "x"}};
  pack.digest = digest_of(pack);
  return pack;
}

TEST(PackJson, GivesThePackAgain) {
  const Result<Pack> again = pack_from_json(to_json(a_pack()));
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(*again, a_pack());
  EXPECT_EQ(digest_of(*again), a_pack().digest);
}

TEST(PackJson, KeepsAnEmptyKeyApartFromNone) {
  Pack pack = a_pack();
  pack.scenarios[1].key.emplace();
  const Result<Pack> again = pack_from_json(to_json(pack));
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->scenarios[1].key.has_value());
}

TEST(PackJson, OfBeforeThereWereDuelsIsComparedByTheDefault) {
  Pack pack = a_pack();
  pack.scenarios[1].rubric.criteria = {{"warmth", true, "asks"}};
  pack.pair_scorers = {"pairwise"};
  const std::string text = to_json(pack);
  EXPECT_FALSE(Json::parse(text).contains("duel"));
  EXPECT_EQ(pack_from_json(text)->pair_scorers, pack.pair_scorers);
  pack.pair_scorers.clear();
  EXPECT_TRUE(pack_from_json(to_json(pack))->pair_scorers.empty());
}

TEST(PackJson, IsAnErrorWhereItIsGarbage) {
  for (const char* text : {"", "{", "[]", "null", "{}", R"({"id":5})", "\xff"}) {
    const Result<Pack> pack = pack_from_json(text);
    ASSERT_FALSE(pack) << text;
    EXPECT_EQ(pack.error().what.substr(0, 28), "a stored pack cannot be read") << text;
  }
}

TEST(PackJson, IsAnErrorWhereAnyFieldIsMissingOrOfAnotherKind) {
  const Json whole = Json::parse(to_json(a_pack()));
  for (const char* field : {"id", "version", "title", "licence", "scorers", "references", "limits",
                            "digest", "scenarios", "repairs"}) {
    Json less = whole;
    less.erase(field);
    EXPECT_FALSE(pack_from_json(less.dump())) << field;
    Json other = whole;
    other[field] = 5;
    EXPECT_FALSE(pack_from_json(other.dump())) << field;
  }
}

TEST(PackJson, IsAnErrorWhereAWholeNumberIsNone) {
  Json other = Json::parse(to_json(a_pack()));
  other["scenarios"][0]["generation"]["tries"] = 1e300;
  EXPECT_FALSE(pack_from_json(other.dump()));
}

TEST(PackJson, IsAnErrorWhereAScenarioHasNothingToSay) {
  Json other = Json::parse(to_json(a_pack()));
  other["scenarios"][1]["cues"] = Json::array();
  const Result<Pack> pack = pack_from_json(other.dump());
  ASSERT_FALSE(pack);
  EXPECT_EQ(pack.error().what, "a stored pack cannot be read: a scenario has no cue");
}

TEST(PackJson, IsAnErrorWhereAFieldOfAScenarioIsMissing) {
  const Json whole = Json::parse(to_json(a_pack()));
  for (const auto& [field, value] : whole["scenarios"][0].items()) {
    Json less = whole;
    less["scenarios"][0].erase(field);
    EXPECT_FALSE(pack_from_json(less.dump())) << field;
  }
  Json shorter = whole;
  shorter["scenarios"][0]["key"][0] = {"Calm", 1};
  EXPECT_FALSE(pack_from_json(shorter.dump()));
}

}  // namespace
}  // namespace attune
