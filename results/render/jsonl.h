#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "results/facts/comparison.h"
#include "results/facts/records.h"

namespace attune {

// What of one run is to be written.
struct ExportFacts {
  std::string pack;  // id; empty for all
  std::span<const SampleRecord> samples;
  std::span<const VerdictRecord> verdicts;
  std::span<const CallRecord> calls;
  std::span<const Comparison> comparisons = {};
};

// The kinds of export and what each holds.
std::vector<std::pair<std::string, std::string>> jsonl_exporters();

// One JSON object a line, each with its "schema". REQUIRES: a kind of jsonl_exporters().
std::string to_jsonl(std::string_view kind, const ExportFacts& facts);

}  // namespace attune
