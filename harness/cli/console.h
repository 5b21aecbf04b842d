#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "results/render/text_lines.h"

namespace attune {

// The only place that prints: data on standard output, everything else on standard error.

void print(std::string_view data);
// Whether something that was printed came nowhere: a full disk. A reader that went away had what
// it wanted.
bool output_was_lost();
// Adds a newline; control characters and escapes, which endpoints may have put into it, are shown.
void complain(std::string_view sentence);

// What the environment says of the terminal behind a stream.
struct TerminalWords {
  bool terminal = false;               // it is one
  std::optional<std::size_t> columns;  // as the terminal says
  // Variables of the environment.
  std::optional<std::string> no_color, force_color, term, ci, wide;
};

// Whether a person watches, who wants motion (NO_COLOR, TERM=dumb and CI say no).
bool wants_motion(const TerminalWords& words);

// As wide as the terminal (COLUMNS goes before what it says itself), from kLeastWidth on; 80 where
// there is none. Colour as for motion; FORCE_COLOR, unless it is "0", wants it without a terminal
// and in CI too, but never against NO_COLOR or TERM=dumb.
TableLook look_of(const TerminalWords& words);

// The same of the real streams.
bool watched_output();
bool watched_errors();
TableLook output_look();

// Columns of standard error just now, as the terminal says: it may have been resized.
std::size_t errors_columns();

}  // namespace attune
