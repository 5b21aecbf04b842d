#pragma once

#include <string>

#include "results/page/report.h"

namespace attune {

// The whole page: what was measured in plain words, ways in, a section for each pack, methods. It
// holds all it needs but for transcripts that stand beside it; it needs no network, and no script
// to be read. Equal reports give equal bytes.
std::string report_page(const Report& report);

// What was measured, by whom judged, how many samples, what is missing: one paragraph.
std::string summary_words(const Report& report);

}  // namespace attune
