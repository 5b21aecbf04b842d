// Published benchmarks and registries come from strangers: whatever their files hold, reading them
// gives a pack that can be played and survives the store, or personas that fit, or says in readable
// words what is wrong.
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>

#include "scenarios/generate/parse_registry.h"
#include "scenarios/generate/personas.h"
#include "scenarios/load/choices_file.h"
#include "scenarios/load/emobench_pack.h"
#include "scenarios/load/eqbench3_files.h"
#include "scenarios/load/eqbench3_pack.h"
#include "scenarios/load/lint.h"
#include "scenarios/load/pack_json.h"
#include "scenarios/load/seceu_file.h"
#include "scenarios/model/choice_order.h"
#include "tests/fuzz/checks.h"
#include "tests/support/small_registry.h"

namespace {

using attune::Pack;
using attune::PackFile;
using attune::Result;
using attune::fuzz::Input;
using attune::fuzz::is_utf8;
using attune::fuzz::require;

void check_choices(const attune::Scenario& scenario) {
  for (const attune::Choice& choice : scenario.choices->choices) {
    const std::size_t options = choice.options.size();
    require(options >= 2 && options <= 26);
    require(choice.take >= 1 && static_cast<std::size_t>(choice.take) < options);
    bool best = false;
    for (const attune::Option& option : choice.options) {
      require(option.weight >= 0 && option.weight <= 1);
      best = best || option.weight == 1;
    }
    require(best);
  }
  require(attune::choice_cue(scenario, 1) == scenario.cues.front().text);
}

void check_key(const attune::IntensityKey& key) {
  require(key.emotions.size() == 4);
  for (const attune::EmotionReference& emotion : key.emotions)
    require(emotion.share >= 0 && emotion.share <= 10);
  if (key.norm) require(std::isfinite(key.norm->mean) && key.norm->deviation > 0);
}

void check(const Result<Pack>& pack) {
  if (!pack) return attune::fuzz::check_error(pack.error());
  require(!pack->scenarios.empty() && !pack->digest.empty());
  std::set<std::string> ids;
  for (const attune::Scenario& scenario : pack->scenarios) {
    require(ids.insert(scenario.id.text).second);
    require(!scenario.cues.empty());
    if (scenario.choices) check_choices(scenario);
    if (scenario.key) check_key(*scenario.key);
  }
  for (const std::string& finding : attune::lint(*pack)) require(!finding.empty());
  const auto again = attune::pack_from_json(attune::to_json(*pack));
  require(again && *again == *pack);
}

void check_emobench(const Input& input) {
  constexpr std::array<std::string_view, 6> kKinds = {"emobench-ea",    "emobench-eu",
                                                      "emobench-ea-en", "emobench-eu-en",
                                                      "emobench-ea-zh", "emobench-eu-zh"};
  check(attune::parse_emobench(kKinds[input.form / 8 % kKinds.size()], {"E.jsonl", input.text}));
}

// A folder in order, so that an input need hold only the files that it is about.
std::map<char, PackFile> whole_folder() {
  return {{'a', {"scenario_prompts.txt", "######## 1 | A | B\n####### Prompt1\nHi.\n"}},
          {'b', {"scenario_notes.txt", "# 1\nHe is lonely.\n"}},
          {'c', {"scenario_master_prompt.txt", "{scenario_prompt}\nIn role.\n"}},
          {'d', {"scenario_master_prompt_message_drafting.txt", "{scenario_prompt}\nDraft it."}},
          {'e', {"scenario_master_prompt_analysis.txt", "{scenario_prompt}\nRead it."}},
          {'f', {"debrief_prompt.txt", "How was it?"}},
          {'g',
           {"rubric_scoring_criteria.txt",
            "demonstrated_empathy\npragmatic_ei\ndepth_of_insight\nsocial_dexterity\n"
            "emotional_reasoning\nmessage_tailoring\n"}},
          {'h', {"rubric_scoring_criteria_analysis.txt", "correctness\n"}},
          {'i', {"rubric_scoring_prompt.txt", "{transcript} {debrief} {output_format}"}},
          {'j', {"rubric_scoring_prompt_analysis.txt", "{transcript} {output_format}"}},
          {'k',
           {"pairwise_prompt_eqbench3.txt",
            "{conversation_history_A} {debrief_A} {conversation_history_B} {debrief_B} "
            "{scenario_notes} \"demonstrated_empathy\" \"pragmatic_ei\" \"depth_of_insight\" "
            "\"social_dexterity\" \"emotional_reasoning\" \"appropriate_validating_challenging\" "
            "\"message_tailoring\" \"overall_eq\""}},
          {'l',
           {"pairwise_prompt_eqbench3_analysis.txt",
            "{transcript_being_analysed} {response_A} {response_B} {scenario_notes} "
            "\"depth_of_insight\" \"authentic_eu\" \"causal_attribution\" \"theory_of_mind\" "
            "\"incisiveness\" \"reading_between_lines\" \"correctness\" \"overall_eq\""}}};
}

// The files, with each part of the input, after a letter that says which, in place of one of them.
std::vector<PackFile> changed(std::map<char, PackFile> files, std::string_view text) {
  for (const std::string& part : attune::fuzz::parts_of(text)) {
    const auto file = part.empty() ? files.end() : files.find(part.front());
    if (file != files.end()) file->second.text = part.substr(1);
  }
  std::vector<PackFile> all;
  for (auto& [letter, file] : files) all.push_back(std::move(file));
  return all;
}

void check_eqbench3(const std::string& text) {
  const auto pack = attune::parse_eqbench3(changed(whole_folder(), text));
  check(pack);
  if (!pack) return;
  for (const std::string& repair : pack->repairs) require(!repair.empty() && is_utf8(repair));
  const Pack played = attune::eqbench3_as_played(*pack, true);
  for (const attune::Scenario& scenario : played.scenarios) {
    require(scenario.generation.plays_on);
    for (const auto& [name, value] : scenario.tags) require(name != "repaired");
  }
}

// The single files, whatever their bytes.
void check_eqbench3_files(const std::string& text) {
  const PackFile file = {"f.txt", attune::with_plain_newlines(text)};
  require(attune::with_plain_newlines(file.text) == file.text);
  attune::Faults faults;
  std::vector<std::string> repairs;
  const auto scenarios = attune::read_eqbench3_scenarios(file, faults, repairs);
  for (const attune::Eqbench3Scenario& scenario : scenarios) {
    require(scenario.line >= 1);
    require(!faults.empty() || (!scenario.id.empty() && !scenario.prompts.empty()));
  }
  require(!scenarios.empty() || !faults.empty());
  for (const std::string& name : attune::read_eqbench3_criteria(file, faults))
    require(is_utf8(name) && !name.empty());
  attune::read_eqbench3_notes(file, faults);
  for (const std::string& fault : faults) require(is_utf8(fault));
}

std::map<char, PackFile> small_registry_files() {
  std::map<char, PackFile> files;
  char letter = 'a';
  for (const PackFile& file : attune::testing::files_of(attune::testing::small_registry_texts()))
    files.emplace(letter++, file);
  return files;
}

bool avoids(const std::vector<std::string>& avoided, const std::string& name) {
  return std::ranges::find(avoided, name) != avoided.end();
}

// Nothing that the issue or a block rules out stands beside it.
void check(const attune::Persona& persona) {
  require(persona.issue != nullptr && !persona.opening.empty());
  std::vector<const attune::Block*> cast;
  for (const auto& blocks : persona.blocks) {
    require(blocks.size() == 1 || blocks.size() == 2);
    cast.insert(cast.end(), blocks.begin(), blocks.end());
  }
  for (const attune::Block* block : cast) {
    require(!avoids(persona.issue->avoid, block->name()));
    require(!avoids(block->avoid, persona.issue->name()));
    for (const attune::Block* other : cast) require(!avoids(block->avoid, other->name()));
  }
  for (const auto& [name, start] : persona.state) require(start >= 0 && start <= 10);
}

void check_registry(const std::string& text) {
  attune::Faults faults;
  const auto registry = attune::parse_registry(changed(small_registry_files(), text), &faults);
  require(registry.has_value() == faults.empty());
  if (!registry) return attune::fuzz::check_error(registry.error());
  std::set<std::string> names;
  for (const attune::CoreIssue& issue : registry->issues)
    require(names.insert(issue.name()).second);
  for (const attune::Block& block : registry->blocks) require(names.insert(block.name()).second);
  for (const attune::Split split :
       {attune::Split::Train, attune::Split::Test, attune::Split::HeldOut}) {
    const attune::Draw draw = {
        .split = split, .count = 3, .dimensions = {{.name = "trusting"}, {.name = "anxious"}}};
    const auto personas = attune::generate_personas(*registry, draw);
    if (!personas) attune::fuzz::check_error(personas.error());
    for (std::size_t i = 0; personas && i < personas->size(); ++i) check((*personas)[i]);
  }
}

}  // namespace

// The first byte chooses what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Input input = attune::fuzz::input_of(bytes, size);
  switch (input.form % 8) {
    case 0:
    case 6:
      check(attune::parse_choices_file({"items.jsonl", input.text}));
      break;
    case 1:
    case 7:
      check(attune::parse_seceu({"items.jsonl", input.text}));
      break;
    case 2:
      check_emobench(input);
      break;
    case 3:
      check_eqbench3(input.text);
      break;
    case 4:
      check_eqbench3_files(input.text);
      break;
    default:
      check_registry(input.text);
      break;
  }
  return 0;
}
