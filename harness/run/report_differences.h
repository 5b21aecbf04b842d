#pragma once

#include <cstdint>

#include "harness/run/report_content.h"

namespace attune {

// How many of a board's first rows are held against the row below them, and how many the best of
// the board is held against.
inline constexpr std::size_t kNeighbours = 10;
inline constexpr std::size_t kRivals = 3;

// What the pack's board was made of, by row.
struct RowFacts {
  const std::vector<SampleRecord>* samples = nullptr;    // of the pack; transcripts are not read
  const std::vector<VerdictRecord>* verdicts = nullptr;  // by the board's scorer and judge
};

// The best of the pack's board against the next few, then every one of the first rows against the
// one below; p adjusted for all of them together (Holm). Nothing where the pack has no board of two
// rows.
Result<Done> add_differences(const ReportSources& sources, const RowFacts& facts,
                             std::uint64_t seed, PackReport& pack);

}  // namespace attune
