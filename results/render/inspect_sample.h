#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "results/render/run_slice.h"

namespace attune {

// Parts of a log of inspect_ai (results/render/inspect_log.h), by the names its types have.

// EvalSample (log/_log.py). `sample` has its transcript.
nlohmann::ordered_json inspect_sample(const RunSlice& slice, const SampleRecord& sample);

// EvalError (_util/error.py): what went wrong; there is no traceback.
nlohmann::ordered_json inspect_error(const std::string& why);

// ModelUsage (model/_model_output.py) by model. Inspect has no word for unknown: a model of which
// any answer does not say its tokens is left out, and so are costs where any is not known.
nlohmann::ordered_json inspect_usage(const CallTotals& totals);

// StopReason (model/_model_output.py).
std::string_view inspect_stop_reason(Outcome outcome);

}  // namespace attune
