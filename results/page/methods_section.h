#pragma once

#include <string>

#include "results/page/report.h"

namespace attune {

// How everything in the report was made: digests, scorers and judges, seeds and resamples, what
// each model was asked, every run with its settings and the command that repeats it, and what the
// words mean. The section's id is "methods".
std::string methods_section(const Report& report);

}  // namespace attune
