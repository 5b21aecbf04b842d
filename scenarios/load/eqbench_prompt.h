#pragma once

#include <string>
#include <string_view>

namespace attune {

// An EQ-Bench prompt without its critique and revision part, letter for letter as the reference
// makes it (specs/eq-bench-family §1.1 "Removal"). English or German, told apart by the headings;
// a prompt that has no such part comes back as it was.
std::string without_revision(std::string_view prompt);

}  // namespace attune
