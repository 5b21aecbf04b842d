#pragma once

#include <string>
#include <string_view>

#include "results/render/run_slice.h"

namespace attune {

// Names in the files of lm-evaluation-harness (results/render/lm_eval.h).

inline constexpr const char* kLmEvalPoints = "points";

// Of a metric or filter: without commas, at which readers split "metric,filter".
std::string lm_eval_metric(std::string name);

// Of a marking: "none" for the first, else who marked. REQUIRES: marking < markings.
std::string lm_eval_filter(const RunSlice& slice, std::size_t marking);

// SHA-256 in hex, as lm-eval hashes (lm_eval/utils.py, hash_string).
std::string lm_eval_hash(std::string_view text);

}  // namespace attune
