#pragma once

#include <optional>
#include <vector>

#include "results/drift/release_facts.h"
#include "results/stats/self_starting.h"

namespace attune {

// What a look's records come to, signal by signal.

// A table of looks: a line for each, a column for each row of any of them, in order of its name.
using LookTable = std::vector<LookValues>;

LookTable score_table(const std::vector<ReleaseFacts>& looks);   // scenario -> points
LookTable anchor_table(const std::vector<ReleaseFacts>& looks);  // anchor -> points
LookTable length_table(const std::vector<ReleaseFacts>& looks);  // scenario -> ln characters

// The mean of what is there.
std::optional<double> mean_of(const LookValues& values);

// Median over scenarios of a sample's latency in ms, and its mean logarithm, which varies more
// evenly.
std::optional<double> median_latency(const ReleaseFacts& look);
std::optional<double> log_latency(const ReleaseFacts& look);

// Mean characters of a sample's replies.
std::optional<double> mean_length(const ReleaseFacts& look);

// Samples that were refused or filtered, of those that had any reply.
ShareChart::Count refusals_in(const ReleaseFacts& look);

}  // namespace attune
