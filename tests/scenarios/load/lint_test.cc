#include "scenarios/load/lint.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

using Findings = std::vector<std::string>;

Scenario a_talk(const std::string& id) {
  return {.id = {id},
          .kind = "talk",
          .title = "Title",
          .cues = {{"cue of " + id}},
          .rubric = {{{"warmth", true, "asks"}}},
          .notes = "notes"};
}

Scenario a_scene(const std::string& id) {
  return {.id = {id},
          .kind = "scene",
          .title = "Title",
          .cues = {{"cue of " + id}},
          .key = IntensityKey{{{"Calm"}, {"Überrascht"}}},
          .rationale = "because"};
}

Findings lint_of(std::vector<Scenario> scenarios) {
  return lint(Pack{.scenarios = std::move(scenarios)});
}

TEST(Lint, FindsNothingInAPackThatIsInOrder) {
  EXPECT_EQ(lint_of({a_talk("a"), a_scene("b")}), Findings{});
}

TEST(Lint, FindsAMissingTitleNoteAndRationale) {
  Scenario talk = a_talk("a");
  talk.title = talk.notes = "";
  Scenario scene = a_scene("b");
  scene.rationale = "";
  EXPECT_EQ(lint_of({talk, scene}), (Findings{"a: has no title", "a: has no notes for the judge",
                                              "b: its reference answer has no rationale"}));
}

TEST(Lint, FindsAnEmptyCue) {
  Scenario talk = a_talk("a");
  talk.cues.push_back({" \n"});
  EXPECT_EQ(lint_of({talk}), Findings{"a: has an empty cue"});
}

TEST(Lint, FindsWhatNothingCanScore) {
  Scenario talk = a_talk("a");
  talk.rubric = {};
  EXPECT_EQ(lint_of({talk}), Findings{"a: nothing can score it: neither emotions, options, a "
                                      "simulated user nor a rubric for kind 'talk'"});
}

TEST(Lint, FindsEmotionsThatRepliesCannotBeReadFor) {
  Scenario scene = a_scene("a");
  scene.key->emotions = {{"Let down"}, {"Calm"}, {"calm"}, {""}};
  EXPECT_EQ(
      lint_of({scene}),
      (Findings{"a: emotion 'Let down' should be one word of letters, or replies to it cannot "
                "be read",
                "a: emotion 'calm' stands twice",
                "a: emotion '' should be one word of letters, or replies to it cannot be "
                "read"}));
}

TEST(Lint, FindsARubricThatCountsNothingOnceForItsKind) {
  Scenario first = a_talk("a");
  Scenario second = a_talk("b");
  first.rubric.criteria[0].counted = second.rubric.criteria[0].counted = false;
  EXPECT_EQ(lint_of({first, second}), Findings{"rubric.talk: no criterion is counted"});
}

TEST(Lint, FindsTwoScenariosThatOpenAlike) {
  Scenario second = a_talk("b");
  second.cues = a_talk("a").cues;
  EXPECT_EQ(lint_of({a_talk("a"), second}), Findings{"b: opens with the same cue as a"});
}

TEST(Lint, NamesEightScenariosWithAProblemAndCountsTheRest) {
  std::vector<Scenario> scenarios;
  for (char name = 'a'; name < 'k'; ++name) {
    scenarios.push_back(a_talk(std::string(1, name)));
    scenarios.back().title = "";
  }
  EXPECT_EQ(lint_of(scenarios), Findings{"a, b, c, d, e, f, g, h: has no title (and 2 more)"});
}

}  // namespace
}  // namespace attune
