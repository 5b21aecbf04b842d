#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/load/document.h"
#include "scenarios/load/parse_pack.h"

namespace attune {

// One scenario of EQ-Bench 3's scenario_prompts.txt, before any template.
struct Eqbench3Scenario {
  std::string id;
  std::string category;
  std::string title;
  int line = 0;  // of its heading
  std::vector<std::string> prompts;
  bool repaired = false;  // a delimiter of it was malformed
  bool operator==(const Eqbench3Scenario&) const = default;
};

// The text as Python reads a text file: every line ends with '\n'.
std::string with_plain_newlines(std::string_view text);

// "######## <id> | <category> | <title>" starts a scenario, "####### Prompt<N>" a user turn. The
// lines between delimiters are kept as they are and joined; the whole loses the blanks around it,
// as the reference's strip() does (ASCII ones here: no other stands there in the published file).
//
// A delimiter with a number and without the word is read as if it had it, and told in `repairs`.
// What the reference would pass over in silence is a fault: prompts without text or out of order,
// scenarios without prompts or with an id that is taken, text outside of a prompt.
std::vector<Eqbench3Scenario> read_eqbench3_scenarios(const PackFile& file, Faults& faults,
                                                      std::vector<std::string>& repairs);

// The judge's notes by scenario: "# <id>", and what stands below it.
std::map<std::string, std::string> read_eqbench3_notes(const PackFile& file, Faults& faults);

// The names in a criteria file: one a line, '#' comments.
std::vector<std::string> read_eqbench3_criteria(const PackFile& file, Faults& faults);

}  // namespace attune
