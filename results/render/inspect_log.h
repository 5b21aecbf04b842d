#pragma once

#include <string>

#include "results/render/run_slice.h"

namespace attune {

// One slice as a JSON log of inspect_ai (version 2; inspect_ai/log/_log.py), for `inspect view` and
// read_eval_log(). Made piece by piece, so that a log of any length needs the memory of one sample.
//
// A sample's score is its points; what is unscored has no score, and its metadata say why. Metrics
// are the leaderboard's figure as "mean" (of a scorer whose figure is no mean, as "figure"), its
// clustered standard error as "stderr", and the mean of each mark by its name.

// "2026-11-23T01-31-09.123000+00-00_intensity_0f3a….json", as inspect names logs.
std::string inspect_log_name(const RunSlice& slice);

// Everything before the samples, with the bracket that opens them.
std::string inspect_log_begin(const RunSlice& slice);

// One sample, an object without a comma. `sample` has its transcript.
std::string inspect_log_sample(const RunSlice& slice, const SampleRecord& sample);

// What closes the samples and the log.
std::string inspect_log_end();

}  // namespace attune
