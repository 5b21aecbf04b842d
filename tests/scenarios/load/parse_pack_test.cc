#include "scenarios/load/parse_pack.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

const std::string kHead =
    "id = 'p'\nversion = '1'\ntitle = 't'\nlicence = 'MIT'\nscorers = ['rubric']\n"
    "scenarios = ['a.toml', 'b.jsonl']\n";                                           // six lines
const std::string kProvenance = "[provenance]\nreferences = ' r '\nlimits = 'l'\n";  // three
const std::string kPrompts = "[prompts]\nplain = ' {question} '\n";                  // two
const std::string kManifest = kHead + kProvenance + kPrompts;

const std::string kScenarios =
    "[[scenario]]\nid='one'\nquestion='Q1'\n\n[[scenario]]\nid='two'\nquestion='Q2'\n";

Result<Pack> parse(const std::string& manifest, const std::vector<PackFile>& files,
                   Faults* faults = nullptr) {
  return parse_pack({"pack.toml", manifest}, files, faults);
}

Faults faults_of(const std::string& manifest, const std::vector<PackFile>& files) {
  Faults faults;
  const Result<Pack> pack = parse(manifest, files, &faults);
  EXPECT_EQ(pack.has_value(), faults.empty());
  return faults;
}

Faults faults_behind(const std::string& more) {
  return faults_of(kManifest + more, {});
}

TEST(ParsePack, KeepsTheScenariosInTheOrderOfTheFiles) {
  const Result<Pack> pack = parse(kManifest, {{"a.toml", kScenarios},
                                              {"b.jsonl",
                                               "{\"id\":\"three\",\"question\":\"Q3\"}\n\n"
                                               "{\"id\":\"zero\",\"question\":\"Q0\"}\n"}});
  ASSERT_TRUE(pack) << pack.error().what;
  std::vector<std::string> cues;
  for (const Scenario& scenario : pack->scenarios) cues.push_back(scenario.cues.front().text);
  EXPECT_EQ(cues, (std::vector<std::string>{"Q1", "Q2", "Q3", "Q0"}));
}

TEST(ParsePack, ReadsEveryFieldOfTheManifest) {
  const Result<Pack> pack = parse("language = 'de'\n" + kManifest, {{"a.toml", kScenarios}});
  ASSERT_TRUE(pack) << pack.error().what;
  EXPECT_EQ(pack->id.text + "/" + pack->version + "/" + pack->title + "/" + pack->licence,
            "p/1/t/MIT");
  EXPECT_EQ(pack->references + "/" + pack->limits, "r/l");
  EXPECT_EQ(pack->scorers, std::vector<std::string>{"rubric"});
  EXPECT_EQ(pack->scenarios.front().language, "de");
}

TEST(ParsePack, StampsThePackWithItsDigest) {
  const Result<Pack> pack = parse(kManifest, {{"a.toml", kScenarios}});
  ASSERT_TRUE(pack);
  EXPECT_EQ(pack->digest, digest_of(*pack));
}

TEST(ParsePack, GivesAllScenariosOfAKindItsRubricGenerationAndDebrief) {
  const Result<Pack> pack =
      parse(kHead + kProvenance +
                "[prompts]\nplain = '{cue}'\ndebrief = ' Look back. '\n"
                "[[rubric.plain]]\nname = 'warmth'\nasks = ' how warm '\ncounted = false\n"
                "[generation.plain]\ntemperature = 0.5\ntop_p = 0.9\nmin_p = 0.1\nmax_tokens = 9\n"
                "stop = ['END']\ntries = 3\ntemperature_step = 0.1\n",
            {{"a.toml", "[[scenario]]\nid='one'\ncues=['a','b']\n"}});
  ASSERT_TRUE(pack) << pack.error().what;
  const Scenario& scenario = pack->scenarios.front();
  EXPECT_EQ(scenario.cues, (std::vector<Cue>{{"a"}, {"b"}, {"Look back."}}));
  EXPECT_EQ(scenario.rubric, (Rubric{{{"warmth", false, "how warm"}}}));
  const Parameters parameters = {
      .temperature = 0.5, .top_p = 0.9, .min_p = 0.1, .max_tokens = 9, .stop = {"END"}};
  EXPECT_EQ(scenario.generation, (Generation{parameters, 3, 0.1}));
}

TEST(ParsePack, NamesWhateverTheManifestLacks) {
  EXPECT_EQ(faults_of("", {}),
            (Faults{"pack.toml:1:1: id: is missing", "pack.toml:1:1: version: is missing",
                    "pack.toml:1:1: title: is missing", "pack.toml:1:1: licence: is missing",
                    "pack.toml:1:1: scorers: expected at least one scorer",
                    "pack.toml:1:1: scenarios: expected at least one file",
                    "pack.toml:1:1: prompts: is missing: one template per kind of scenario",
                    "pack.toml:1:1: provenance: is missing: how the reference answers came "
                    "about"}));
}

TEST(ParsePack, OffersTheNearestNameForAnUnknownField) {
  EXPECT_EQ(faults_of("lisence = 'MIT'\n" + kManifest, {}),
            Faults{"pack.toml:1:1: lisence: unknown field; did you mean 'licence'?"});
}

TEST(ParsePack, NamesThePlaceOfASyntaxErrorInTheManifest) {
  const Result<Pack> pack = parse("id = 'p'\nversion = \n", {});
  ASSERT_FALSE(pack);
  EXPECT_EQ(pack.error().what.substr(0, 12), "pack.toml:2:");
  EXPECT_EQ(pack.error().remedy, Remedy::FixInput);
}

TEST(ParsePack, KnowsRubricsAndGenerationsOnlyOfKindsWithAPrompt) {
  EXPECT_EQ(faults_behind("[generation.plian]\ntries = 2\n"),
            Faults{"pack.toml:12:2: generation: no prompt for the kind 'plian'; did you mean "
                   "'plain'?"});
}

TEST(ParsePack, WantsTablesWhereTablesBelong) {
  EXPECT_EQ(faults_behind("[generation]\nplain = 5\n"),
            Faults{"pack.toml:13:1: generation.plain: expected a table"});
  EXPECT_EQ(faults_behind("[rubric]\nplain = 5\n"),
            Faults{"pack.toml:13:1: rubric.plain: expected [[rubric.plain]] tables"});
}

TEST(ParsePack, ChecksTheRangesOfAGeneration) {
  EXPECT_EQ(faults_behind("[generation.plain]\nmax_tokens = 0\ntries = 11\ntop_p = 'x'\nt = 1\n"),
            (Faults{"pack.toml:15:1: generation.plain.top_p: expected a number",
                    "pack.toml:13:1: generation.plain.max_tokens: expected 1 to 1000000",
                    "pack.toml:14:1: generation.plain.tries: expected 1 to 10",
                    "pack.toml:16:1: generation.plain.t: unknown field; known: temperature, top_p, "
                    "min_p, max_tokens, seed, reasoning_effort, stop, tries, temperature_step"}));
}

TEST(ParsePack, WantsCriteriaNamedOnceAndInPlainLetters) {
  EXPECT_EQ(
      faults_behind("[[rubric.plain]]\nname = 'a b'\nasks = 'x'\n"
                    "[[rubric.plain]]\nname = 'a b'\n"),
      (Faults{"pack.toml:13:1: rubric.plain.name: expected lower-case letters, digits and '_'",
              "pack.toml:15:1: rubric.plain.asks: is missing",
              "pack.toml:16:1: rubric.plain.name: this criterion is here already",
              "pack.toml:16:1: rubric.plain.name: expected lower-case letters, digits and "
              "'_'"}));
}

TEST(ParsePack, NamesAScenarioThatIsHereAlreadyAcrossFiles) {
  EXPECT_EQ(faults_of(kManifest, {{"a.toml", kScenarios},
                                  {"b.jsonl", "\n{\"id\":\"two\",\"question\":\"Q\"}"}}),
            Faults{"b.jsonl:2:1: scenario.id: 'two' is here already"});
}

TEST(ParsePack, NamesThePlaceOfAFaultInAScenarioFile) {
  EXPECT_EQ(faults_of(kManifest, {{"b.jsonl", "{\"id\":\"x\", \"question\": 5}\n"}}),
            Faults{"b.jsonl:1:12: scenario.question: expected a text"});
  EXPECT_EQ(faults_of(kManifest, {{"b.jsonl", "{\"id\":\"x\"\n"}}).front().substr(0, 10),
            "b.jsonl:1:");
  EXPECT_EQ(faults_of(kManifest, {{"a.toml", "[[scenario]\n"}}).front().substr(0, 9), "a.toml:1:");
}

TEST(ParsePack, WantsScenarioTablesInAFileOfScenarios) {
  EXPECT_EQ(faults_of(kManifest, {{"a.toml", "[[scenarios]]\nid='x'\n"}}),
            (Faults{"a.toml:1:1: scenario: expected [[scenario]] tables",
                    "a.toml:1:3: scenarios: unknown field; did you mean 'scenario'?"}));
}

TEST(ParsePack, FindsTheFaultsOfAllFilesAtOnceAndTellsTheFirst) {
  Faults faults;
  const Result<Pack> pack =
      parse("colour = 1\n" + kManifest,
            {{"a.toml", "[[scenario]]\nid=1\nquestion='q'\n"}, {"b.jsonl", "[]"}}, &faults);
  ASSERT_FALSE(pack);
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(pack.error(), fix_input(faults.front() + " (and 2 more)"));
  EXPECT_EQ(faults[1], "a.toml:2:1: scenario.id: expected a text");
  EXPECT_EQ(faults[2], "b.jsonl:1:1: expected one JSON object per line");
}

TEST(ScenarioFiles, AreThoseTheManifestNames) {
  const auto files = scenario_files({"pack.toml", kManifest});
  ASSERT_TRUE(files);
  EXPECT_EQ(*files, (std::vector<std::string>{"a.toml", "b.jsonl"}));
}

TEST(ScenarioFiles, AreNoneOfAManifestAtFault) {
  const auto files = scenario_files({"pack.toml", kHead + kProvenance});
  ASSERT_FALSE(files);
  EXPECT_EQ(files.error(),
            fix_input("pack.toml:1:1: prompts: is missing: one template per kind of scenario"));
}

TEST(ParsePack, ReadsWhoIsSimulatedAndWhatIsCompared) {
  const std::string more =
      "[[abilities.plain]]\nname='bond'\nasks='closer?'\n"
      "[[rubric.plain]]\nname='cold'\ninverted=true\nasks='how cold?'\n"
      "[user.plain]\nform='state'\nturns=3\ninstructions='You are {question}'\n"
      "temperature=0.7\nnudges=['go on']\nnudge_rate=0.2\n"
      "[[user.plain.state]]\nname='safe'\nweight=3\nmeans='at ease'\n";
  const Result<Pack> pack =
      parse(kManifest + more, {{"a.toml", "[[scenario]]\nid='one'\nquestion='Q1'\ncues=['x']\n"}});
  ASSERT_FALSE(pack);  // the prompt has no {cue}
  const std::string manifest = kHead + kProvenance + "[prompts]\nplain = '{question} {cue}'\n";
  const Result<Pack> good =
      parse(manifest + more, {{"a.toml", "[[scenario]]\nid='one'\nquestion='Q1'\ncues=['x']\n"}});
  ASSERT_TRUE(good) << good.error().what;
  const Scenario& scenario = good->scenarios.front();
  ASSERT_TRUE(scenario.user);
  EXPECT_EQ(scenario.user->instructions, "You are Q1");
  EXPECT_EQ(scenario.user->parameters.temperature, 0.7);
  EXPECT_EQ(scenario.user->nudges, std::vector<std::string>{"go on"});
  EXPECT_EQ(
      scenario.user->state,
      (std::vector<StateDimension>{{.name = "safe", .weight = 3, .start = 5, .means = "at ease"}}));
  EXPECT_EQ(scenario.rubric.compared.front().name, "bond");
  EXPECT_TRUE(scenario.rubric.criteria.front().inverted);
}

TEST(ParsePack, AStateAndItsFormGoTogether) {
  EXPECT_NE(faults_behind("[user.plain]\nform='state'\ninstructions='x'\n")
                .front()
                .find("goes with [[…state]] tables"),
            std::string::npos);
}

TEST(ParsePack, ReadsGroupsAndCitedResults) {
  const std::string more =
      "[[cited]]\nsubject='human norm'\nvalue=56.0\nsource='a paper'\ndate='2025'\n";
  const Result<Pack> pack =
      parse("groups = ['tone']\n" + kManifest + more, {{"a.toml", kScenarios}});
  ASSERT_TRUE(pack) << pack.error().what;
  EXPECT_EQ(pack->groups, std::vector<std::string>{"tone"});
  EXPECT_EQ(pack->cited,
            (std::vector<Cited>{
                {.subject = "human norm", .value = 56, .source = "a paper", .date = "2025"}}));
  // What others found moves no score of ours.
  EXPECT_EQ(pack->digest, parse(kManifest, {{"a.toml", kScenarios}})->digest);
}

TEST(ParsePack, ReadsWhoComparesAndWhetherTiesAreAllowed) {
  const std::string rubric = "[[rubric.plain]]\nname='warmth'\nasks='how warm?'\n";
  const Result<Pack> pack =
      parse(kManifest + rubric + "[duel]\nscorers=['x-robust', 'x']\nties=false\n",
            {{"a.toml", kScenarios}});
  ASSERT_TRUE(pack) << pack.error().what;
  EXPECT_EQ(pack->pair_scorers, (std::vector<std::string>{"x-robust", "x"}));
  for (const Scenario& scenario : pack->scenarios) EXPECT_FALSE(scenario.rubric.ties);
}

TEST(ParsePack, ComparesPairwiseWhereTheManifestDoesNotSay) {
  const std::string rubric = "[[rubric.plain]]\nname='warmth'\nasks='how warm?'\n";
  const Result<Pack> silent = parse(kManifest + rubric, {{"a.toml", kScenarios}});
  ASSERT_TRUE(silent);
  EXPECT_EQ(silent->pair_scorers, std::vector<std::string>{"pairwise"});
  EXPECT_TRUE(silent->scenarios.front().rubric.ties);
  const Result<Pack> says = parse(kManifest + rubric + "[duel]\nscorers=['pairwise']\nties=true\n",
                                  {{"a.toml", kScenarios}});
  ASSERT_TRUE(says);
  EXPECT_EQ(says->digest, silent->digest);
  EXPECT_TRUE(parse(kManifest, {{"a.toml", kScenarios}})->pair_scorers.empty());
}

TEST(ParsePack, ADuelHasItsOwnFieldsAndAScorer) {
  EXPECT_EQ(faults_behind("[duel]\nscorers=[]\n"),
            Faults{"pack.toml:13:1: duel.scorers: expected at least one scorer of pairs"});
  EXPECT_EQ(faults_behind("[duel]\ntie=false\n"),
            Faults{"pack.toml:13:1: duel.tie: unknown field; did you mean 'ties'?"});
}

}  // namespace
}  // namespace attune
