#pragma once

#include <string>

#include "results/page/report.h"

namespace attune {

// A word as a shell reads it: quoted where it has to be. Foreign text becomes one word.
std::string shell_word(const std::string& word);

// The command that plays or compares the same as this run, as far as what was written down tells
// it: "attune run --pack roleplay --subject lab/a --judge lab/judge --release v1 --seed 1". Empty
// where nothing tells. Keys, addresses and settings files are never written down, and so are not
// in it.
std::string repeat_command(const ReportedRun& run);

}  // namespace attune
