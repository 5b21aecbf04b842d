#include "scenarios/load/eqbench3_pack.h"

#include <map>
#include <regex>

#include <gtest/gtest.h>

#include "scenarios/load/as_played.h"
#include "tests/support/eqbench3_folder.h"

namespace attune {
namespace {

Pack some_pack() {
  Result<Pack> pack = parse_eqbench3(an_eqbench3_folder());
  return pack ? *std::move(pack) : Pack{};
}

// What is at fault when `what` in a file of the folder is replaced.
std::string fault_with(const std::string& name, const std::string& what, const std::string& by) {
  std::vector<PackFile> files = an_eqbench3_folder();
  for (PackFile& file : files) {
    const auto at = file.name == "d/" + name ? file.text.find(what) : std::string::npos;
    if (at != std::string::npos) file.text.replace(at, what.size(), by);
  }
  const Result<Pack> pack = parse_eqbench3(files);
  return pack ? "no fault" : pack.error().what;
}

const Scenario& scenario(const Pack& pack, const std::string& id) {
  return *std::ranges::find(pack.scenarios, ScenarioId{id}, &Scenario::id);
}

std::size_t cues(const Pack& pack) {
  std::size_t count = 0;
  for (const Scenario& one : pack.scenarios) count += one.cues.size();
  return count;
}

TEST(Eqbench3Pack, SortsScenariosIntoKindsByTheirIds) {
  std::string kinds;
  for (const Scenario& one : some_pack().scenarios) kinds += one.id.text + " " + one.kind + ", ";
  EXPECT_EQ(kinds, "1 roleplay, 8 chat, 208 drafting, 401 analysis, 409 analysis, ");
}

TEST(Eqbench3Pack, WrapsEveryTurnInTheTemplateOfItsKind) {
  const Pack pack = some_pack();
  EXPECT_EQ(scenario(pack, "1").cues[0].text,
            "Your neighbour drums at *night*.\n\n# \"It calms me\", he says.\n\n--\n\nIn role, "
            "please.\n");
  EXPECT_EQ(scenario(pack, "1").cues[1].text, "He drums {on}.\n\n--\n\nIn role, please.\n");
  EXPECT_EQ(scenario(pack, "208").cues[0].text, "Write to her.\n--\nDraft it.");
  EXPECT_EQ(scenario(pack, "401").cues[0].text, "<<\n# Act 1\nTwo people talk.\n>>\nRead it.");
  EXPECT_EQ(scenario(pack, "8").cues[0].text, "Hello?");
}

TEST(Eqbench3Pack, EndsAllButAnalysesWithTheDebriefAndItsOwnParameters) {
  const Pack pack = some_pack();
  for (const char* id : {"1", "8", "208"}) {
    const Cue& last = scenario(pack, id).cues.back();
    EXPECT_EQ(last.text, "And now, out of role: how was it?\n") << id;
    EXPECT_EQ(last.parameters, (Parameters{.temperature = 0.5, .max_tokens = 12'000})) << id;
  }
  EXPECT_EQ(scenario(pack, "401").cues.size(), 1U);
}

TEST(Eqbench3Pack, SamplesTurnsAsTheReferenceDoes) {
  const Scenario first = some_pack().scenarios.front();
  EXPECT_EQ(first.generation.parameters,
            (Parameters{.temperature = 0.7, .min_p = 0.1, .max_tokens = 12'000}));
  EXPECT_EQ(first.cues.front().parameters, std::nullopt);
}

TEST(Eqbench3Pack, CountsSixCriteriaOfRolePlaysAndAllOfAnalyses) {
  const Pack pack = some_pack();
  const auto counted = [&](const char* id) {
    const auto& criteria = scenario(pack, id).rubric.criteria;
    return std::pair(criteria.size(), std::ranges::count_if(criteria, &Criterion::counted));
  };
  EXPECT_EQ(counted("1"), (std::pair<std::size_t, std::ptrdiff_t>(7, 6)));
  EXPECT_EQ(counted("208"), counted("1"));
  EXPECT_EQ(counted("401"), (std::pair<std::size_t, std::ptrdiff_t>(2, 2)));
  EXPECT_EQ(scenario(pack, "1").rubric.compared.size(), 8U);
  EXPECT_EQ(scenario(pack, "401").rubric.compared[1].name, "authentic_eu");
}

TEST(Eqbench3Pack, KeepsThePublishedPromptsAndPutsTheTranscriptIntoThatOfAPair) {
  const Pack pack = some_pack();
  EXPECT_TRUE(scenario(pack, "1").rubric.prompt.ends_with("{output_format}"));
  EXPECT_EQ(scenario(pack, "401").rubric.pair_prompt.substr(0, 28),
            "Of:\n# Act 1\nTwo people talk.");
}

TEST(Eqbench3Pack, HasSectionsNotesTitlesAndTags) {
  const Pack pack = some_pack();
  const Scenario& first = pack.scenarios.front();
  EXPECT_EQ(first.sections,
            (std::vector<Section>{{"thinking_feeling", "I'm thinking & feeling", 2200},
                                  {"their_thinking_feeling", "They're thinking & feeling", 1600},
                                  {"response", "My response", 1600}}));
  EXPECT_EQ(scenario(pack, "208").sections.back(), (Section{"draft", "Draft", 1600}));
  EXPECT_TRUE(scenario(pack, "401").sections.empty() && scenario(pack, "8").sections.empty());
  EXPECT_EQ(first.notes, "He is lonely.\nSee {debrief_A}.");
  EXPECT_EQ(first.title, "The late drum");
  EXPECT_EQ(first.tags, (std::vector<std::pair<std::string, std::string>>{
                            {"category", "Neighbours"}, {"kind", "roleplay"}}));
  EXPECT_EQ(pack.groups, std::vector<std::string>{"kind"});
  EXPECT_EQ(pack.scorers, (std::vector<std::string>{"eqbench3-robust", "eqbench3"}));
  EXPECT_EQ(pack.pair_scorers, (std::vector<std::string>{"eqbench3-pair-robust", "eqbench3-pair"}));
}

// Upstream's file has such a delimiter, and its loader silently loses the scenario.
TEST(Eqbench3Pack, MendsADelimiterWithoutTheWordAndSaysSo) {
  const Pack pack = some_pack();
  EXPECT_EQ(scenario(pack, "409").cues[0].text, "<<\n# Act 1\nSomebody listens.\n>>\nRead it.");
  EXPECT_EQ(pack.repairs,
            std::vector<std::string>{
                "d/scenario_prompts.txt:25: '####### 1' is read as '####### Prompt1', without "
                "which the reference loses scenario 409"});
}

TEST(AsPlayed, LeavesRepairedScenariosOutUnderCompatAndNothingElse) {
  const Pack pack = some_pack();
  EXPECT_EQ(as_played(pack, {}), pack);
  Pack compat = as_played(pack, {.compat = true});
  EXPECT_EQ(compat.scenarios.size(), 4U);
  EXPECT_EQ(cues(compat), 3U + 2 + 2 + 1);
  for (Scenario& scenario : compat.scenarios) {
    EXPECT_TRUE(scenario.generation.plays_on);
    scenario.generation.plays_on = false;
  }
  compat.scenarios.push_back(pack.scenarios.back());
  EXPECT_EQ(compat, pack);
}

TEST(Eqbench3Pack, HasADigestOverEveryFileWhateverItsLineEndings) {
  const std::string digest = some_pack().digest;
  for (std::size_t i = 0; i < kEqbench3Files.size(); ++i) {
    std::vector<PackFile> files = an_eqbench3_folder();
    files[i].text += i == 6 || i == 7 ? "\n# more" : " more";
    const Result<Pack> pack = parse_eqbench3(files);
    ASSERT_TRUE(pack) << pack.error().what;
    EXPECT_NE(pack->digest, digest) << files[i].name;
  }
  std::vector<PackFile> files = an_eqbench3_folder();
  for (PackFile& file : files) file.text = std::regex_replace(file.text, std::regex("\n"), "\r\n");
  const Result<Pack> pack = parse_eqbench3(files);
  ASSERT_TRUE(pack);
  EXPECT_EQ(*pack, some_pack());
}

TEST(Eqbench3Pack, NamesEveryFileThatIsMissing) {
  EXPECT_EQ(parse_eqbench3({}).error(),
            fix_input("scenario_prompts.txt:1: is missing (and 11 more)"));
  std::vector<PackFile> files = an_eqbench3_folder();
  files.erase(files.begin() + 5);
  EXPECT_EQ(parse_eqbench3(files).error(), fix_input("debrief_prompt.txt:1: is missing"));
}

TEST(Eqbench3Pack, WantsTexts) {
  EXPECT_EQ(fault_with("debrief_prompt.txt", "And now, out of role: how was it?", ""),
            "d/debrief_prompt.txt:1: is empty");
  EXPECT_EQ(fault_with("scenario_notes.txt", "lonely", "\xFF"),
            "d/scenario_notes.txt:1: is not UTF-8");
  EXPECT_EQ(fault_with("scenario_prompts.txt", "Drums", "\xEF\xBB\xBF"),
            "d/scenario_prompts.txt:1: begins with a byte order mark");
}

TEST(Eqbench3Pack, NamesTheLineOfABadDelimiter) {
  const auto fault = [](const char* what, const char* by) {
    return fault_with("scenario_prompts.txt", what, by);
  };
  EXPECT_EQ(fault("Mended\n####### 1", "Mended\n####### one"),
            "d/scenario_prompts.txt:25: expected '####### Prompt<N>' (and 3 more)");
  EXPECT_EQ(fault("####### Prompt2  ", "####### Prompt3"),
            "d/scenario_prompts.txt:10: prompt 3 of scenario 1 where prompt 2 was expected");
  EXPECT_EQ(fault("######## 208", "######### 208"),
            "d/scenario_prompts.txt:15: expected seven or eight '#' (and 1 more)");
  EXPECT_EQ(fault("######## 208 |", "######## |"),
            "d/scenario_prompts.txt:15: expected '######## <id> | <category> | <title>'");
  EXPECT_EQ(fault("######## 208 |", "######## 8 |"),
            "d/scenario_prompts.txt:15: scenario 8 is here already");
}

TEST(Eqbench3Pack, NamesTheLineOfWhatTheReferenceWouldPassOver) {
  const auto fault = [](const char* what, const char* by) {
    return fault_with("scenario_prompts.txt", what, by);
  };
  EXPECT_EQ(fault("####### Prompt1\nHello?\n", ""),
            "d/scenario_prompts.txt:12: scenario 8 has no prompt");
  EXPECT_EQ(fault("####### Prompt1\nHello?", "Hello?"),
            "d/scenario_prompts.txt:13: this text stands in no prompt (and 1 more)");
  EXPECT_EQ(fault("Hello?", ""), "d/scenario_prompts.txt:13: a prompt without text");
  EXPECT_EQ(fault("Drums", "####### Prompt1\n"),
            "d/scenario_prompts.txt:1: a prompt before any scenario");
  std::vector<PackFile> files = an_eqbench3_folder();
  files.front().text = "nothing\n";
  EXPECT_EQ(parse_eqbench3(files).error(),
            fix_input("d/scenario_prompts.txt:1: expected '######## <id>' lines"));
}

TEST(Eqbench3Pack, NamesPlaceholdersThatAreUnknownOrMissing) {
  EXPECT_EQ(fault_with("scenario_master_prompt.txt", "In role", "{role}"),
            "d/scenario_master_prompt.txt:5: unknown placeholder {role}");
  EXPECT_EQ(fault_with("scenario_master_prompt.txt", "In role", "}"),
            "d/scenario_master_prompt.txt:5: a brace that belongs to no placeholder");
  EXPECT_EQ(fault_with("scenario_master_prompt_analysis.txt", "{scenario_prompt}", "It"),
            "d/scenario_master_prompt_analysis.txt:1: expected the placeholder {scenario_prompt}");
  EXPECT_EQ(fault_with("rubric_scoring_prompt_analysis.txt", "Answer", "{debrief}"),
            "d/rubric_scoring_prompt_analysis.txt:3: unknown placeholder {debrief}");
  EXPECT_EQ(fault_with("pairwise_prompt_eqbench3.txt", "{debrief_B}", "{debrief_C}"),
            "d/pairwise_prompt_eqbench3.txt:8: unknown placeholder {debrief_C} (and 1 more)");
}

TEST(Eqbench3Pack, NamesCriteriaAndKeysThatAreMissing) {
  EXPECT_EQ(fault_with("rubric_scoring_criteria.txt", "pragmatic_ei\n", ""),
            "d/rubric_scoring_criteria.txt:1: expected the criterion 'pragmatic_ei', which counts");
  EXPECT_EQ(fault_with("rubric_scoring_criteria.txt", "warmth", "pragmatic_ei"),
            "d/rubric_scoring_criteria.txt:9: 'pragmatic_ei' is here already");
  EXPECT_EQ(fault_with("rubric_scoring_criteria_analysis.txt", "correctness", "Being right"),
            "d/rubric_scoring_criteria_analysis.txt:2: expected a name of lower-case letters, "
            "digits and '_'");
  EXPECT_EQ(fault_with("pairwise_prompt_eqbench3_analysis.txt", "\"incisiveness\"", ""),
            "d/pairwise_prompt_eqbench3_analysis.txt:1: expected the key \"incisiveness\"");
}

TEST(Eqbench3Pack, NamesNotesThatStandTwiceOrNowhere) {
  EXPECT_EQ(fault_with("scenario_notes.txt", "# 5", "# 1"),
            "d/scenario_notes.txt:4: there are notes on 1 already");
  EXPECT_EQ(fault_with("scenario_notes.txt", "# 1", "1"),
            "d/scenario_notes.txt:1: expected '# <id>' first (and 2 more)");
}

// The published folder is not ours: without it these are skipped.
class PublishedEqbench3 : public ::testing::Test {
 protected:
  void SetUp() override {
    files_ = published_eqbench3();
    if (files_.empty()) GTEST_SKIP() << "no published eqbench3 folder; set ATTUNE_TEST_DATA";
    Result<Pack> pack = parse_eqbench3(files_);
    ASSERT_TRUE(pack) << pack.error().what;
    pack_ = *std::move(pack);
  }

  const std::string& text(const std::string& name) const {
    return std::ranges::find(files_, name, &PackFile::name)->text;
  }

  std::vector<PackFile> files_;
  Pack pack_;
};

TEST_F(PublishedEqbench3, HasFortySixScenariosOfWhichTheReferencePlaysFortyFiveIn118Calls) {
  EXPECT_EQ(pack_.scenarios.size(), 46U);
  ASSERT_EQ(pack_.repairs.size(), 1U);
  EXPECT_EQ(pack_.repairs[0].substr(0, 40), "scenario_prompts.txt:1078: '####### 1' i");
  const Pack compat = as_played(pack_, {.compat = true});
  std::map<std::string, std::size_t> kinds;
  std::size_t debriefs = 0;
  for (const Scenario& one : compat.scenarios) {
    ++kinds[one.kind];
    if (one.kind != "analysis") ++debriefs;
  }
  EXPECT_EQ(kinds, (std::map<std::string, std::size_t>{
                       {"analysis", 19}, {"drafting", 1}, {"roleplay", 25}}));
  EXPECT_EQ(debriefs, 26U);
  EXPECT_EQ(cues(compat), 92U + 26U);
  EXPECT_EQ(scenario(pack_, "1").rubric.criteria.size(), 18U);
  EXPECT_EQ(scenario(pack_, "401").rubric.criteria.size(), 6U);
}

TEST_F(PublishedEqbench3, HasNotesOnThirteenScenarios) {
  std::string noted;
  for (const Scenario& one : pack_.scenarios) noted += one.notes.empty() ? "" : one.id.text + " ";
  EXPECT_EQ(noted, "1 2 3 4 6 9 11 13 15 301 302 303 304 ");
}

// The obvious slow reading: patterns over single lines, then Python's join and strip.
std::map<std::string, std::vector<std::string>> slow_reading(const std::string& text) {
  static const std::regex scenario("^########\\s*(\\S+).*");
  static const std::regex prompt("^#######\\s*Prompt(\\d+).*");
  static const std::regex blanks("^\\s+|\\s+$");
  std::map<std::string, std::vector<std::string>> read;
  std::istringstream lines(text);
  std::string id;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    const std::string bare = std::regex_replace(line, blanks, "");
    std::smatch found;
    if (std::regex_match(bare, found, scenario)) {
      id = found[1];
      inside = false;
    } else if (std::regex_match(bare, found, prompt)) {
      read[id].emplace_back();
      inside = true;
    } else if (inside) {
      read[id].back() += line + "\n";
    }
  }
  for (auto& [name, prompts] : read) {
    for (std::string& one : prompts) {
      one.erase(0, one.find_first_not_of(" \t\n"));
      one.erase(one.find_last_not_of(" \t\n") + 1);
    }
  }
  return read;
}

TEST_F(PublishedEqbench3, WrapsTheSameBytesAsASlowReading) {
  const std::map<std::string, std::string> templates = {
      {"roleplay", text("scenario_master_prompt.txt")},
      {"drafting", text("scenario_master_prompt_message_drafting.txt")},
      {"analysis", text("scenario_master_prompt_analysis.txt")}};
  const auto slow = slow_reading(text("scenario_prompts.txt"));
  const Pack compat = as_played(pack_, {.compat = true});
  ASSERT_EQ(slow.size(), compat.scenarios.size());
  for (const Scenario& one : compat.scenarios) {
    const std::string& wrapping = templates.at(one.kind);
    const auto slot = wrapping.find("{scenario_prompt}");
    std::vector<std::string> expected;
    for (const std::string& prompt : slow.at(one.id.text))
      expected.push_back(wrapping.substr(0, slot) + prompt + wrapping.substr(slot + 17));
    if (one.kind != "analysis") expected.push_back(text("debrief_prompt.txt"));
    std::vector<std::string> said;
    for (const Cue& cue : one.cues) said.push_back(cue.text);
    EXPECT_EQ(said, expected) << one.id.text;
  }
}

}  // namespace
}  // namespace attune
