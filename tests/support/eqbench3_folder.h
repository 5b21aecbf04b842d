#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/load/eqbench3_pack.h"
#include "scenarios/model/sample.h"
#include "tests/support/command.h"

namespace attune {

// A data folder of EQ-Bench 3's shape, in words of our own. Its last delimiter is malformed.
inline std::vector<PackFile> an_eqbench3_folder() {
  const std::string standard_keys =
      "\"demonstrated_empathy\" \"pragmatic_ei\" \"depth_of_insight\" \"social_dexterity\" "
      "\"emotional_reasoning\" \"appropriate_validating_challenging\" \"message_tailoring\" "
      "\"overall_eq\"";
  const std::string analysis_keys =
      "\"depth_of_insight\" \"authentic_eu\" \"causal_attribution\" \"theory_of_mind\" "
      "\"incisiveness\" \"reading_between_lines\" \"correctness\" \"overall_eq\"";
  const std::string form = "{\n  \"chain_of_thought_reasoning\": \"say why\",\n";
  return {{"d/scenario_prompts.txt",
           "Drums and other neighbours\n\n"
           "######## 1   | Neighbours   | The late drum\n"
           "####### Prompt1\n"
           "\n  Your neighbour drums at *night*.\n\n# \"It calms me\", he says.  \n\n"
           "####### Prompt2  \n"
           "He drums {on}.\n"
           "######## 8 | Talk | Just talk\n"
           "####### Prompt1\n"
           "Hello?\n"
           "######## 208 | Messages | A note\n"
           "####### Prompt1\n"
           "Write to her.\n\n"
           "######## 401 | Reading | The drum once more\n"
           "####### Prompt1\n"
           "# Act 1\nTwo people talk.\n\n"
           "######## 409 | Reading | Mended\n"
           "####### 1\n"
           "# Act 1\nSomebody listens.\n"},
          {"d/scenario_notes.txt", "# 1\nHe is lonely.\nSee {debrief_A}.\n# 5\nNot here.\n"},
          {"d/scenario_master_prompt.txt", "{scenario_prompt}\n\n--\n\nIn role, please.\n"},
          {"d/scenario_master_prompt_message_drafting.txt", "{scenario_prompt}\n--\nDraft it."},
          {"d/scenario_master_prompt_analysis.txt", "<<\n{scenario_prompt}\n>>\nRead it."},
          {"d/debrief_prompt.txt", "And now, out of role: how was it?\n"},
          {"d/rubric_scoring_criteria.txt",
           "# six that count\ndemonstrated_empathy\npragmatic_ei\ndepth_of_insight\n"
           "social_dexterity\nemotional_reasoning\nmessage_tailoring\n\nwarmth\n"},
          {"d/rubric_scoring_criteria_analysis.txt", "depth_of_insight\ncorrectness"},
          {"d/rubric_scoring_prompt.txt",
           "# Read this:\n{transcript}\n*Debrief*\n{debrief}\nAnswer:\n{output_format}"},
          {"d/rubric_scoring_prompt_analysis.txt", "Read:\n{transcript}\nAnswer:\n{output_format}"},
          {"d/pairwise_prompt_eqbench3.txt",
           "[A0493]\n{conversation_history_A}\nDebrief:\n{debrief_A}\n[A0488]\n"
           "{conversation_history_B}\nDebrief:\n{debrief_B}\n# Notes\n{scenario_notes}\n" +
               form + standard_keys + ",\n}"},
          {"d/pairwise_prompt_eqbench3_analysis.txt",
           "Of:\n{transcript_being_analysed}\n[A0493]\n{response_A}\n[A0488]\n{response_B}\nNotes: "
           "{scenario_notes}\n" +
               form + analysis_keys + "\n}"}};
}

// Upstream's folder, or nothing where this machine has none. Its words are not ours.
inline std::vector<PackFile> published_eqbench3() {
  const std::string folder = testing::published_data() + "/eqbench3/";
  if (!std::filesystem::exists(folder + std::string(kEqbench3Files.front()))) return {};
  std::vector<PackFile> files;
  for (const std::string_view name : kEqbench3Files)
    files.push_back({std::string(name), testing::file_text(folder + std::string(name))});
  return files;
}

// A sample of this scenario with one reply a cue; further cues are answered with the last reply.
inline Sample an_eqbench3_sample(const Scenario& scenario,
                                 const std::vector<std::string>& replies) {
  Sample sample{.key = {{"eqbench3"}, scenario.id, {"lab/tiny"}, 1}, .scenario = &scenario};
  for (std::size_t i = 0; i < scenario.cues.size(); ++i) {
    sample.transcript.turns.push_back({text_message(Role::User, scenario.cues[i].text),
                                       replies[std::min(i, replies.size() - 1)], ""});
  }
  return sample;
}

}  // namespace attune
