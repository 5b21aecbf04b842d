#pragma once

#include <string>
#include <string_view>

#include "scenarios/model/sample.h"

namespace attune {

// The name under which EQ-Bench 3's prompts have a judge write down its reasons.
inline constexpr std::string_view kEqbench3Reasoning = "chain_of_thought_reasoning";

// Whether a conversation is put before the judge as the reference does it, defects included, or so
// that nothing a subject wrote is lost or can pose as anything else.
enum class Eqbench3Mode { Compat, Robust };

// What the rubric judge reads: the published prompt with the whole conversation. Scenario notes are
// in neither mode, as published.
//
// Compat (specs/eq-bench-family §2.6): replies are put together again from what compat_sections()
// read, blank where it read nothing; '*' and '#' are gone from the whole prompt.
// Robust: the published words untouched, a note before them that says what the fences mean, and
// within them whole replies.
// REQUIRES: the sample has all its turns; its scenario is of parse_eqbench3().
std::string eqbench3_rubric_prompt(const Sample& sample, Eqbench3Mode mode);

// The codes under which a judge knows two subjects. The published prompts have these.
struct Eqbench3Labels {
  std::string_view first = "A0493";
  std::string_view second = "A0488";
};

// Two samples of one scenario in the order in which they are shown.
struct Eqbench3Pair {
  const Sample* first = nullptr;   // never null
  const Sample* second = nullptr;  // never null
  Eqbench3Labels labels = {};      // other codes take the published ones' place in the prompt
};

// What a judge of two samples reads: the published prompt, both conversations cut to the published
// lengths (specs §3), and the scenario's notes.
//
// Compat: slots are filled one after the other, so that a reply which names a later one is filled
// in turn; '*' and '#' are gone from the conversations. Robust: in one pass, fenced, sections as
// robust_sections() reads them, and a reply without its headings cut as a whole.
// REQUIRES: both have all their turns; the scenario is of parse_eqbench3().
std::string eqbench3_pair_prompt(const Eqbench3Pair& pair, Eqbench3Mode mode);

}  // namespace attune
