#pragma once

#include <string_view>

namespace attune {

// The only place that prints: data on standard output, everything else on standard error.

void print(std::string_view data);
void complain(std::string_view sentence);  // adds a newline

// Whether a person watches, who wants colour and motion (NO_COLOR, TERM=dumb and CI say no).
bool watched_output();
bool watched_errors();

}  // namespace attune
