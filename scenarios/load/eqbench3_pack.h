#pragma once

#include <array>
#include <span>
#include <string_view>

#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/model/pack.h"

namespace attune {

// The files of EQ-Bench 3's data folder that its pack is made of.
inline constexpr std::array<std::string_view, 12> kEqbench3Files = {
    "scenario_prompts.txt",
    "scenario_notes.txt",
    "scenario_master_prompt.txt",
    "scenario_master_prompt_message_drafting.txt",
    "scenario_master_prompt_analysis.txt",
    "debrief_prompt.txt",
    "rubric_scoring_criteria.txt",
    "rubric_scoring_criteria_analysis.txt",
    "rubric_scoring_prompt.txt",
    "rubric_scoring_prompt_analysis.txt",
    "pairwise_prompt_eqbench3.txt",
    "pairwise_prompt_eqbench3_analysis.txt"};

// The pack in EQ-Bench 3's data folder, as published (specs/eq-bench-family §2). `files` are
// kEqbench3Files; folders before their names are only told in faults.
//
// Kinds: "roleplay", "drafting", "analysis" and "chat", by scenario id. Each user turn is wrapped
// in its kind's template; all but analyses end with the debrief, which has parameters of its own.
// The prompt of an analysis has its transcript in `Rubric::pair_prompt` already: the cue holds it
// only within the template. Scenarios whose delimiters were mended have the tag "repaired".
//
// Errors: FixInput with file and line of the first fault. The digest covers every file.
Result<Pack> parse_eqbench3(std::span<const PackFile> files);

// The pack as the reference plays it under `compat`: without the scenarios that were repaired, for
// it never sees them, and going on after replies that were cut. REQUIRES: a pack of
// parse_eqbench3().
Pack eqbench3_as_played(Pack pack, bool compat);

}  // namespace attune
