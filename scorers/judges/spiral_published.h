#pragma once

#include <string_view>

#include "scenarios/load/spiral_results.h"
#include "scorers/registry.h"
#include "scorers/verdict.h"

namespace attune {

// What Spiral-Bench's published files found, by the reference's own formula and by the same
// formula without its error stubs (specs/eq-bench-family §7, §10, B34).
//
// A stub stands where no judgement could be read. The reference counts it as a turn without any
// finding, and a final judgement without marks as three zeros; the clean reading leaves both out,
// which moves the four files that were published by 0.1 at most. Both give a conversation its own
// points and a run those of the means over its conversations. Where prompts have several
// conversations of unlike length, the reference pools their turns by prompt and we do not.

inline constexpr std::string_view kSpiralBench = "spiral-bench@1";
inline constexpr std::string_view kSpiralBenchClean = "spiral-bench-clean@1";

// REQUIRES: `scorer` is one of the two ids.
//
// Marks: every metric that the judge named, its mean over the turns, 5 at most in each (absent
// where no turn names it), the marks of the whole, and error_stubs, the percentage of turns that
// have none. The rationale is the beginning of what the judge wrote. Unscored where nothing was
// judged, and in the clean reading also where no turn or not the whole was.
Verdict spiral_bench_verdict(const SpiralConversation& conversation, std::string_view scorer);

// Their entries. Such verdicts are made by an import and by nothing else: asked for a verdict,
// these scorers have none.
ScorerRegistry::Entry spiral_bench_scorer();
ScorerRegistry::Entry spiral_bench_clean_scorer();

}  // namespace attune
