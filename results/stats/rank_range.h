#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "results/stats/bootstrap.h"

namespace attune {

// Places a subject may hold, counted from 1 (the best), low <= high.
struct RankRange {
  std::size_t low = 1;
  std::size_t high = 1;
  bool operator==(const RankRange&) const = default;
};

// Which of two is surely better.
enum class Sure { No, FirstBetter, SecondBetter };

// What the interval of a difference `first - second` says: sure where it excludes 0.
Sure sure_of(const Interval& difference);

// For every subject: low = 1 + how many others are surely better, high = field size - how many
// others are surely worse. `compare` is asked once for each pair, the lower index first.
std::vector<RankRange> ranges_of(
    std::size_t subjects,
    const std::function<Sure(std::size_t first, std::size_t second)>& compare);

// A difference `first - second` within a field all of whose subjects are drawn together.
struct DrawnGap {
  double point = 0;
  double error = 0;    // its standard error; below 1e-9: known exactly, and takes no part in draws
  double freedom = 1;  // Student's t's degrees of freedom of that error, at least 1; rounded down
  // By draw: where the difference lies if there is none, in standard errors; 0 where that draw says
  // nothing, |off|² at most the freedom. Of draws the whole field shares, as many for every pair;
  // or empty, and the pair is taken as if it stood for itself.
  std::vector<double> off = {};
};

// Fills in the gap of two subjects, first < second; false where nothing sure can be said of them,
// whatever is in `gap` then. What `gap` held before may be used as room.
using GapOf = std::function<bool(std::size_t first, std::size_t second, DrawnGap& gap)>;

// Ranges whose every "surely" holds at once: with probability `level` no pair at all is put the
// wrong way round, so that all true places lie inside their ranges together (a single step of
// Mogstad, Romano, Shaikh & Wilhelm 2024, "Inference for Ranks", Review of Economic Studies 91(1)).
// A pair is sure where its difference exceeds t standard errors, t being Student's for a tail all
// pairs have in common. That is what the largest studentised difference of a draw, off / sqrt(1 -
// off² / freedom), leaves beyond its `level` quantile, taken two of its standard errors higher, for
// draws are finite and know the field's correlations from its own scenarios; for pairs without
// draws, Šidák's (1967, Journal of the American Statistical Association 62); the smaller of the
// two, each at its share of the level, where there are pairs of both kinds.
std::vector<RankRange> ranges_together(std::size_t subjects, const GapOf& gap_of, double level);

// How many standard errors leave `tail` outside on either side: Student's t's, or without freedom
// the normal distribution's. REQUIRES: 0 < tail < 1, freedom > 0.
double errors_for(double tail, std::optional<double> freedom);

// The normal distribution's tail beyond so many standard errors.
double normal_tail(double errors);

}  // namespace attune
