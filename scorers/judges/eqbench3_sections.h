#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/model/scenario.h"

namespace attune {

// What a reply has under one heading.
struct SectionRead {
  std::string name;
  std::string text;    // without the blanks around it
  bool found = false;  // the heading is there; the text may be empty all the same
  bool operator==(const SectionRead&) const = default;
};

// Both readings give one element for each section, in their order, and take linear time.

// As the reference's patterns read (specs/eq-bench-family §2.4), defects included: '#', the exact
// heading and a line break; a section ends at the next '#' anywhere, the last one at the next
// "--". Whatever stands under any other form of heading is lost.
std::vector<SectionRead> compat_sections(std::string_view reply, std::span<const Section> sections);

// Headings in any style and order: with '#', bold, numbered, with a colon or dash and text behind
// it, or bare where nothing else is on the line; "and" for '&', any apostrophe, any case. A section
// ends at the next heading of any section; under a heading that comes again the text is continued.
std::vector<SectionRead> robust_sections(std::string_view reply, std::span<const Section> sections);

bool all_found(std::span<const SectionRead> sections);

// The text without the blanks around it, as Python's strip() gives it.
std::string_view stripped(std::string_view text);

}  // namespace attune
