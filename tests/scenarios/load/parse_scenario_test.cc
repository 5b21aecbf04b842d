#include "scenarios/load/parse_scenario.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

struct Parsed {
  Scenario scenario;
  Faults faults;
};

const std::string kFour =
    "emotions = [{name='A',intensity=1},{name='B',intensity=2},{name='C',intensity=3},"
    "{name='D',intensity=4}]\n";

PackRules some_rules() {
  PackRules rules{.language = "en"};
  rules.kinds["intensity"] = {.prompt = "{dialogue}|{emotions}|{form}"};
  rules.kinds["talk"] = {.prompt = "In {setting}: {cue}",
                         .debrief = "Look back.",
                         .rubric = {{{"warmth", true, "asks"}}},
                         .generation = {.tries = 2}};
  rules.kinds["plain"] = {.prompt = "{question}"};
  rules.kinds["pick"] = {.prompt = "{question}\n{options}\nAnswer: X"};
  rules.kinds["meet"] = {
      .prompt = "{context} {cue}",
      .debrief = "Look back.",
      .user = SimulatedUser{.instructions = "{card} You said: {opening}",
                            .turns = 3,
                            .state = {{.name = "trusting", .weight = 3},
                                      {.name = "angry", .weight = -1, .start = 2}}}};
  return rules;
}

Parsed parsed(const std::string& text) {
  Parsed out;
  const Result<Value> table = parse_toml(text, "s.toml");
  if (!table) return {{}, {table.error().what}};
  out.scenario = parse_scenario(*table, some_rules(), out.faults);
  return out;
}

Faults faults_of(const std::string& text) {
  return parsed(text).faults;
}

std::vector<std::string> cues_of(const std::string& text) {
  std::vector<std::string> cues;
  for (const Cue& cue : parsed(text).scenario.cues) cues.push_back(cue.text);
  return cues;
}

TEST(ParseScenario, FillsThePromptOfItsKindFromItsFieldsAndKey) {
  EXPECT_EQ(
      cues_of("id='s'\nkind='intensity'\ndialogue=''' Hi. '''\n" + kFour),
      std::vector<std::string>{"Hi.|A\nB\nC\nD|A: <score>\nB: <score>\nC: <score>\nD: <score>"});
}

TEST(ParseScenario, PutsTheFirstCueIntoThePromptAndTheDebriefLast) {
  EXPECT_EQ(cues_of("id='s'\nkind='talk'\nsetting='a bar'\ncues=['Hey.', ' Well? ']"),
            (std::vector<std::string>{"In a bar: Hey.", "Well?", "Look back."}));
}

TEST(ParseScenario, DoesNotReadASlotOutOfWhatAnAuthorWrote) {
  EXPECT_EQ(cues_of("id='s'\nkind='talk'\nsetting='{cue}'\ncues=['{setting}']").front(),
            "In {cue}: {setting}");
}

TEST(ParseScenario, TakesRubricAndGenerationFromItsKind) {
  const Scenario scenario =
      parsed("id='s'\nkind='talk'\nsetting='a'\ncues=['b']\nnotes=' n '").scenario;
  EXPECT_EQ(scenario.rubric, some_rules().kinds["talk"].rubric);
  EXPECT_EQ(scenario.generation, some_rules().kinds["talk"].generation);
  EXPECT_EQ(scenario.notes, "n");
}

TEST(ParseScenario, ScalesTheSharesToASumOfTen) {
  const Scenario scenario = parsed("id='s'\nkind='intensity'\ndialogue='x'\n" + kFour).scenario;
  EXPECT_EQ(scenario.key->emotions[3], (EmotionReference{"D", 4, 4}));
  EXPECT_EQ(scenario.key->emotions[0], (EmotionReference{"A", 1, 1}));
}

TEST(ParseScenario, NeedsNoKindWhereThePackHasOnlyOne) {
  PackRules rules;
  rules.kinds["only"] = {.prompt = "{question}"};
  Faults faults;
  const Result<Value> table = parse_toml("id='s'\nquestion='q'", "s.toml");
  EXPECT_EQ(parse_scenario(*table, rules, faults).kind, "only");
  EXPECT_EQ(faults, Faults{});
}

TEST(ParseScenario, SortsItsTags) {
  const Scenario scenario =
      parsed("id='s'\nkind='plain'\nquestion='q'\ntags={tone='dry',age='old'}").scenario;
  EXPECT_EQ(scenario.tags,
            (std::vector<std::pair<std::string, std::string>>{{"age", "old"}, {"tone", "dry"}}));
}

TEST(ParseScenario, OffersTheNearestKind) {
  EXPECT_EQ(faults_of("id='s'\nkind='tlak'"),
            Faults{"s.toml:2:1: scenario.kind: no kind 'tlak'; did you mean 'talk'?"});
}

TEST(ParseScenario, NamesASlotThatHasNoText) {
  EXPECT_EQ(faults_of("id='s'\nkind='plain'"), Faults{"s.toml:1:1: scenario.question: is missing"});
}

TEST(ParseScenario, KnowsNoFieldThatIsNeitherItsOwnNorASlotOfItsKind) {
  EXPECT_EQ(faults_of("id='s'\nkind='plain'\nquestion='q'\nsetting='x'").front().substr(0, 51),
            "s.toml:4:1: scenario.setting: unknown field; known:");
  EXPECT_EQ(faults_of("id='s'\nkind='plain'\nquestion='q'\nquesion='x'"),
            Faults{"s.toml:4:1: scenario.quesion: unknown field; did you mean 'question'?"});
}

TEST(ParseScenario, WantsFourEmotionsBetweenNoneAndTen) {
  const std::string head = "id='s'\nkind='intensity'\ndialogue='x'\n";
  EXPECT_EQ(faults_of(head + "emotions=[{name='A',intensity=3}]"),
            Faults{"s.toml:4:1: scenario.emotions: expected exactly four"});
  EXPECT_EQ(faults_of(head + "emotions=['A']").front(),
            "s.toml:4:1: scenario.emotions: expected { name = \"…\", intensity = 0-10 }");
  for (const char* bad : {"-1", "10.5", "'3'", "nan", "inf"}) {
    std::string four = kFour;
    four.replace(four.find("intensity=2") + 10, 1, bad);
    EXPECT_FALSE(faults_of(head + four).empty()) << bad;
  }
}

TEST(ParseScenario, WantsAtLeastOneEmotionFelt) {
  std::string none = kFour;
  for (const char digit : {'1', '2', '3', '4'}) none[none.find(digit)] = '0';
  EXPECT_EQ(faults_of("id='s'\nkind='intensity'\ndialogue='x'\n" + none),
            Faults{"s.toml:4:1: scenario.emotions: at least one must be felt"});
}

TEST(ParseScenario, WantsNoCueEmpty) {
  EXPECT_EQ(faults_of("id='s'\nkind='talk'\nsetting='a'\ncues=[' ', '']"),
            (Faults{"s.toml:4:1: scenario.cues: cue 1 is empty",
                    "s.toml:4:1: scenario.cues: cue 2 is empty"}));
}

TEST(ParseScenario, WantsAPlaceForTheFirstCueInThePrompt) {
  EXPECT_EQ(faults_of("id='s'\nkind='plain'\nquestion='q'\ncues=['lost', 'b']"),
            Faults{"s.toml:4:1: scenario.cues: the prompt of this kind has no {cue} to take the "
                   "first one"});
}

TEST(ParseScenario, FindsAllFaultsAtOnce) {
  EXPECT_EQ(
      faults_of("kind='plain'\nquestion=1\ntitle=2\ntags={a=1}"),
      (Faults{"s.toml:1:1: scenario.id: is missing", "s.toml:3:1: scenario.title: expected a text",
              "s.toml:2:1: scenario.question: expected a text",
              "s.toml:4:1: scenario.tags: expected texts"}));
}

TEST(ParseScenario, SplitsThePromptOfAChoiceAtItsOptions) {
  const Parsed out = parsed(
      "id='s'\nkind='pick'\nquestion='Which?'\ntake=1\n"
      "options=[{text='a',weight=0},{text='b',weight=1},{text='c',weight=0.5}]");
  EXPECT_EQ(out.faults, Faults{});
  ASSERT_TRUE(out.scenario.choices);
  EXPECT_EQ(out.scenario.choices->choices[0].lead, "Which?\n");
  EXPECT_EQ(out.scenario.choices->closing, "\nAnswer: X");
  EXPECT_EQ(out.scenario.choices->choices[0].options[2], (Option{"c", 0.5}));
  EXPECT_EQ(out.scenario.cues.front().text, "Which?\n(A) a\n(B) b\n(C) c\nAnswer: X");
}

TEST(ParseScenario, SaysWhatAChoiceLacks) {
  const std::string head = "id='s'\nkind='pick'\nquestion='Which?'\n";
  EXPECT_EQ(faults_of(head + "options=[{text='a',weight=1}]").front(),
            "s.toml:4:1: scenario.options: expected 2 to 26");
  EXPECT_EQ(faults_of(head + "options=[{text='a',weight=0.5},{text='b',weight=0}]"),
            Faults{"s.toml:4:1: scenario.options: expected one of weight 1"});
  EXPECT_EQ(faults_of(head + "options=[{text='a',weight=1},{text='b',weight=2}]"),
            Faults{"s.toml:4:40: options.weight: expected a number from 0 to 1"});
  EXPECT_EQ(
      faults_of(head + "take=2\noptions=[{text='a',weight=1},{text='b',weight=0}]"),
      Faults{"s.toml:4:1: scenario.take: expected at least 1 and fewer than there are options"});
  EXPECT_EQ(
      faults_of(head + "take=4294967297\noptions=[{text='a',weight=1},{text='b',weight=0}]").size(),
      1U);
}

TEST(ParseScenario, GivesASimulatedUserTheirCardOpeningAndStart) {
  const Parsed out = parsed(
      "id='s'\nkind='meet'\ncontext='A friend.'\ncues=['Hi.']\ncard='Ines.'\n"
      "state={angry=7}");
  EXPECT_EQ(out.faults, Faults{});
  ASSERT_TRUE(out.scenario.user);
  EXPECT_EQ(out.scenario.user->instructions, "Ines. You said: Hi.");
  EXPECT_EQ(out.scenario.user->opening, "Hi.");
  EXPECT_EQ(out.scenario.user->state[0].start, 5);
  EXPECT_EQ(out.scenario.user->state[1].start, 7);
  ASSERT_EQ(out.scenario.cues.size(), 2U);
  EXPECT_EQ(out.scenario.cues[0].text, "A friend. Hi.");
  EXPECT_EQ(out.scenario.cues[1].text, "Look back.");
}

TEST(ParseScenario, ASimulatedUserOpensOnceAndHasTheStateOfTheirKind) {
  const std::string head = "id='s'\nkind='meet'\ncontext='c'\ncard='k'\n";
  EXPECT_EQ(faults_of(head + "cues=['Hi.','Ho.']").front(),
            "s.toml:5:1: scenario.cues: expected exactly one: what the simulated user opens with");
  EXPECT_EQ(faults_of(head + "cues=['Hi.']\nstate={trustin=3}").front(),
            "s.toml:6:1: scenario.state: no state 'trustin'; did you mean 'trusting'?");
  EXPECT_EQ(faults_of(head + "cues=['Hi.']\nstate={angry=11}").front(),
            "s.toml:6:1: scenario.state: expected numbers from 0 to 10");
}

}  // namespace
}  // namespace attune
