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

}  // namespace
}  // namespace attune
