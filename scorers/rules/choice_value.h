#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scorers/rules/cursor.h"

namespace attune {

// The options of one question as a reply may name them.
struct ShownOptions {
  std::vector<std::string> texts;  // folded() and trimmed; the first is A
  std::size_t take = 1;            // how many are to be chosen
};

// What is named at one place of a reply.
struct NamedOptions {
  std::vector<std::size_t> places;  // in order, each once; usable only without a fault
  std::string fault;                // "'e' is not offered", "2 options where 1 was asked for"
  std::size_t end = 0;              // where it ends in the text
  bool operator==(const NamedOptions&) const = default;
};

// Reads letters or whole texts of options where the cursor is, in any marks: "C", "(c)", "**C**",
// `"C"`, "B) its text", "A and C", `["A", "C"]`. Nothing where none is named; "a good friend" names
// no A. More or fewer than `take`, "A or B", a letter that is not offered and a letter with the
// text of another option are faults. REQUIRES: the cursor is over folded() text.
std::optional<NamedOptions> named_options(Cursor cursor, const ShownOptions& options);

// The letter at this place as an index, when it stands alone: no word, no "a good friend".
std::optional<std::size_t> lone_letter(std::string_view text, std::size_t at);

// The option whose text begins here and ends with its last word; the longest of several.
std::optional<std::size_t> option_text(std::string_view rest, const ShownOptions& options);

}  // namespace attune
