#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scorers/registry.h"

namespace attune {

// How well a judge tells writers apart: Judgemark v2.1 (specs/eq-bench-family §6). A judge marks
// texts of writers of known strength; nothing here depends on how it was asked. All results are
// those of the reference, but for marks that tie everything, where the reference's are not numbers
// or reward a judge that always says the same.

// One mark that a judge gave.
struct TextMark {
  std::string_view request;              // what the text was written for
  std::string_view writer;               // who wrote it
  int repeat = 1;                        // which time the judge was asked
  double mark = 0;                       // 1-10, or calibrated
  std::optional<double> reference = {};  // the writer's strength as known from elsewhere
  bool operator==(const TextMark&) const = default;
};

// From samples of scenarios "request/writer" with the marks "raw" and "reference"; those without
// "raw" are left out.
std::vector<TextMark> text_marks(std::span<const Scored> samples);

// Minimum, first quartile, median, third quartile and maximum; quartiles as NumPy's percentile.
// REQUIRES: not empty.
using Landmarks = std::array<double, 5>;
Landmarks landmarks_of(std::vector<double> marks);

// The mark on the line through the landmarks, which become 0, 3, 5, 7 and 10; beyond them the line
// goes on. Two landmarks that are equal become the lower one's.
double calibrated(double mark, const Landmarks& landmarks);
std::vector<TextMark> calibrated(std::vector<TextMark> marks);

// What separates judges, before it is normalised. Absent where there is too little to tell.
struct JudgemarkParts {
  // Mean Kendall tau-b between repeats of the order in which writers come out, over kReassignments
  // in which each text's marks are dealt to the repeats at random; texts without a mark in each
  // repeat are left out. A ranking that ties all writers agrees with nothing: 0. Needs two repeats.
  std::optional<double> stability;
  // Kendall tau-b of the writers' means with their references, mean over repeats; 0 for a repeat
  // that ties all writers. Needs two references that differ.
  std::optional<double> correlation;
  // H of all marks by writer. As there, a text's repeats count as texts of their own.
  std::optional<double> kruskal_wallis;
  // Of writers in the order of their means, how far the intervals of neighbours overlap, as a share
  // of each, on average: mean +- z s / sqrt(n) at the level 0.70. An interval without width
  // overlaps one that holds it wholly (the reference says: not at all).
  std::optional<double> overlap;
  bool operator==(const JudgemarkParts&) const = default;
};

inline constexpr int kReassignments = 1000;
inline constexpr int kReassignmentsDrawn = 40;

JudgemarkParts judgemark_parts(std::span<const TextMark> marks, int reassignments = kReassignments);

// How a part becomes a figure from 0 (`worst`) to 1 (`best`), linear and cut off at both.
struct PartScale {
  double worst = 0;
  double best = 1;
};

// The reference's constants for calibrated marks, v2.1. They fit its size, 14 writers and 96
// requests: H grows with the number of marks, at most to N - 1 of N. A perfect judge of 7 writers
// and 8 requests gets 67 points in two repeats and 79 in ten, so compare only judges that marked
// the same texts as often.
inline constexpr PartScale kStabilityScale = {0.6, 1.0};
inline constexpr PartScale kCorrelationScale = {0.15, 0.75};
inline constexpr PartScale kKruskalWallisScale = {100, 1300};
inline constexpr PartScale kOverlapScale = {0.85, 0.4};

double normalised(double part, const PartScale& scale);

// (stability + correlation + 4 separability) / 6 with normalised parts, from 0 to 1; absent where a
// part is.
std::optional<double> judgemark_composite(const JudgemarkParts& parts);

// Mean of the normalised Kruskal-Wallis and overlap, from 0 to 1. Judgemark's later boards show
// separability alone, by a formula that is not published: this is not that figure.
std::optional<double> judgemark_separability(const JudgemarkParts& parts);

// 100 times judgemark_composite of the samples' calibrated marks, for ScoreRule::whole.
std::optional<double> judgemark_points(std::span<const Scored> samples);
// With fewer reassignments, for the draws of an interval: the stability then errs by a few
// thousandths, far less than from draw to draw.
std::optional<double> judgemark_points_drawn(std::span<const Scored> samples);

// 100 times judgemark_separability of the same.
std::optional<double> separability_points(std::span<const Scored> samples);

}  // namespace attune
