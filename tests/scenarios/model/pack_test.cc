#include "scenarios/model/pack.h"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace attune {
namespace {

Pack a_pack() {
  Scenario scenario{.id = {"s1"},
                    .kind = "intensity",
                    .title = "title",
                    .language = "en",
                    .cues = {{"one"}, {"two"}},
                    .key = IntensityKey{{{"Calm", 1, 2}, {"Angry", 3, 8}}},
                    .rubric = {{{"warmth", true, "asks"}}},
                    .notes = "notes",
                    .rationale = "because",
                    .tags = {{"tone", "dry"}}};
  scenario.generation.parameters = {.temperature = 0.5, .max_tokens = 10, .stop = {"END"}};
  return {.id = {"p"},
          .version = "1",
          .title = "t",
          .licence = "MIT",
          .scorers = {"intensity"},
          .references = "r",
          .limits = "l",
          .scenarios = {scenario, Scenario{.id = {"s2"}, .cues = {{"x"}}}}};
}

using Change = std::function<void(Pack&)>;

std::string digest_after(const Change& change) {
  Pack pack = a_pack();
  change(pack);
  return digest_of(pack);
}

// Every field that can move a score or is shown to a model or a judge, changed by itself.
const std::vector<Change> kThatCount = {
    [](Pack& p) { p.id.text = "q"; },
    [](Pack& p) { p.version = "2"; },
    [](Pack& p) { p.scorers = {"rubric"}; },
    [](Pack& p) { p.scorers.emplace_back("rubric"); },
    [](Pack& p) { p.scenarios.pop_back(); },
    [](Pack& p) { std::swap(p.scenarios[0], p.scenarios[1]); },
    [](Pack& p) { p.scenarios[0].id.text = "s3"; },
    [](Pack& p) { p.scenarios[0].kind = "roleplay"; },
    [](Pack& p) { p.scenarios[0].language = "de"; },
    [](Pack& p) { p.scenarios[0].notes += "."; },
    [](Pack& p) { p.scenarios[0].cues[1].text = "Two"; },
    [](Pack& p) { p.scenarios[0].cues.push_back({""}); },
    [](Pack& p) { p.scenarios[0].cues = {{"onetwo"}}; },
    [](Pack& p) { p.scenarios[0].rubric.criteria[0].name = "warm"; },
    [](Pack& p) { p.scenarios[0].rubric.criteria[0].counted = false; },
    [](Pack& p) { p.scenarios[0].rubric.criteria[0].asks = "Asks"; },
    [](Pack& p) { p.scenarios[0].rubric.criteria.clear(); },
    [](Pack& p) { p.scenarios[0].key->emotions[0].name = "calm"; },
    [](Pack& p) { p.scenarios[0].key->emotions[1].intensity = 3.0000000001; },
    [](Pack& p) { p.scenarios[0].key->emotions[1].share = 7; },
    [](Pack& p) { p.scenarios[0].key.reset(); },
    [](Pack& p) { p.scenarios[0].generation.tries = 2; },
    [](Pack& p) { p.scenarios[0].generation.temperature_step = 0.1; },
    [](Pack& p) { p.scenarios[0].generation.parameters.temperature = 0; },
    [](Pack& p) { p.scenarios[0].generation.parameters.temperature.reset(); },
    [](Pack& p) { p.scenarios[0].generation.parameters.top_p = 0.5; },
    [](Pack& p) { p.scenarios[0].generation.parameters.min_p = 0.5; },
    [](Pack& p) { p.scenarios[0].generation.parameters.max_tokens = 11; },
    [](Pack& p) { p.scenarios[0].generation.parameters.seed = 1; },
    [](Pack& p) { p.scenarios[0].generation.parameters.reasoning_effort = "low"; },
    [](Pack& p) {
      p.scenarios[0].generation.parameters.stop = {"E", "ND"};
    },
    [](Pack& p) { p.scenarios[0].generation.parameters.stop.clear(); },
    [](Pack& p) { p.scenarios[0].generation.parameters.schema = "{}"; },
    [](Pack& p) { p.scenarios[0].rubric.ties = false; },
    [](Pack& p) { p.pair_scorers = {"pairwise"}; },
    [](Pack& p) {
      p.pair_scorers = {"a", "b"};
    },
    [](Pack& p) {
      p.pair_scorers = {"b", "a"};
    },
};

TEST(PackDigest, IsAnotherOneForEveryChangeThatCanMoveAScore) {
  std::set<std::string> digests = {digest_of(a_pack())};
  for (std::size_t i = 0; i < kThatCount.size(); ++i) {
    EXPECT_TRUE(digests.insert(digest_after(kThatCount[i])).second) << "change " << i;
  }
}

TEST(PackDigest, StaysWhereOnlyWordsForPeopleAreMended) {
  const std::string digest = digest_of(a_pack());
  EXPECT_EQ(digest_after([](Pack& p) { p.title = "T"; }), digest);
  EXPECT_EQ(digest_after([](Pack& p) { p.licence = "CC0"; }), digest);
  EXPECT_EQ(digest_after([](Pack& p) { p.references = p.limits = "R"; }), digest);
  EXPECT_EQ(digest_after([](Pack& p) { p.scenarios[0].title = "T"; }), digest);
  EXPECT_EQ(digest_after([](Pack& p) { p.scenarios[0].rationale = "R"; }), digest);
  EXPECT_EQ(digest_after([](Pack& p) { p.scenarios[0].tags.clear(); }), digest);
}

TEST(DefaultPairScorers, AreForScenariosThatAJudgeHasCriteriaForAndThatHaveNoKey) {
  const std::vector<std::string> pairwise = {"pairwise"};
  Pack pack = a_pack();
  EXPECT_TRUE(default_pair_scorers(pack).empty());  // the first has a key, the second no criteria
  pack.scenarios[1].rubric.compared = {{"bond", true, "closer?"}};
  EXPECT_EQ(default_pair_scorers(pack), pairwise);
  pack.scenarios[1].reference = 5;
  EXPECT_TRUE(default_pair_scorers(pack).empty());
  pack.scenarios[0].key.reset();
  EXPECT_EQ(default_pair_scorers(pack), pairwise);
  pack.scenarios[0].choices.emplace();
  EXPECT_TRUE(default_pair_scorers(pack).empty());
}

TEST(PackDigest, IsThatOfAPackThatNamesNoneWhereItNamesTheDefault) {
  Pack pack = a_pack();
  pack.scenarios[0].key.reset();
  const std::string digest = digest_of(pack);
  pack.pair_scorers = default_pair_scorers(pack);
  ASSERT_FALSE(pack.pair_scorers.empty());
  EXPECT_EQ(digest_of(pack), digest);
  pack.pair_scorers.emplace_back("other");
  EXPECT_NE(digest_of(pack), digest);
}

// Of every kind of field at once, as it was before packs could name scorers of pairs.
TEST(PackDigest, OfAPackFromBeforeThereWereDuelsIsWhatItWas) {
  EXPECT_EQ(digest_of(a_pack()),
            "sha256:3b897cef9184c48ca293bfb61e40f076b490336ee8e6c6f2764f97c68b8dc7c7");
}

}  // namespace
}  // namespace attune
