#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attune {

enum class AnswerSection { FirstPass, Critique, Revised };

// A stretch of an answer under one heading; a heading may come more than once.
struct SectionText {
  AnswerSection section = AnswerSection::FirstPass;
  std::string_view text;
};

// An answer cut at its headings, in any style: "First pass scores:", "## Revised",
// "**Überarbeitete Bewertung**", `"revised": {`. What stands before the first heading counts as
// first pass. REQUIRES: text from folded() (text_scan.h).
std::vector<SectionText> answer_sections(std::string_view text);

}  // namespace attune
