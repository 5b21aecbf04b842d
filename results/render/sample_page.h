#pragma once

#include <span>
#include <string>
#include <vector>

#include "results/facts/records.h"
#include "results/render/listing.h"

namespace attune {

// "scenario@provider/model#1", how people name a sample of a run.
std::string sample_name(const SampleKey& key);

// The samples with their outcomes and points, one a row.
Listing sample_listing(std::span<const SampleRecord> samples,
                       std::span<const VerdictRecord> verdicts);

// One sample for people: its transcript whole, every verdict with its marks and reasons, and its
// calls. REQUIRES: verdicts and calls of this sample alone.
std::string sample_page(const SampleRecord& sample, std::span<const VerdictRecord> verdicts,
                        std::span<const CallRecord> calls);

// Calls one a line under a heading; empty without any.
std::string calls_text(std::span<const CallRecord> calls);

// Exactly what judges were sent for a sample, byte for byte, each message under a line that names
// it, and what they answered.
std::string judge_view(std::span<const CallRecord> calls);

}  // namespace attune
