#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "results/stats/estimate.h"
#include "results/stats/rank_range.h"

namespace attune {

// Figures that are no means: a correlation, a separation, anything that is made of all samples
// together. What is drawn are clusters, whole; the figure is made anew of every draw.

// The figure of the clusters named, each as often as its index stands there; nothing where they are
// too few for it. What is not finite counts as nothing.
using Figure = std::function<std::optional<double>(std::span<const std::uint32_t> clusters)>;

// How much a figure is made of.
struct Extent {
  std::size_t samples = 0;
  std::size_t clusters = 0;
};

// The figure of all clusters, each once; absent where there is none. The interval is that of
// estimate_mean(): cluster bootstrap (Field & Welsh 2007, "Bootstrapping clustered data", Journal
// of the Royal Statistical Society B 69(3)), expanded percentile (Hesterberg 2015), equal seeds and
// counts giving equal draws. Draws without a figure are left out; there is no interval where fewer
// than half have one, nor with fewer than two clusters. A percentile interval follows the draws:
// where drawing clusters twice moves the figure to one side, it may lie askew about the point.
std::optional<Estimate> estimate_figure(const Figure& figure, const Extent& extent,
                                        const Bootstrap& bootstrap);

// One subject of a field under the field's draws, which are the same for all.
struct DrawnFigure {
  std::vector<bool> has;                     // by cluster of the field
  std::vector<std::optional<double>> draws;  // one for each resample
};

// A subject whose `figure` takes indices of the field's clusters, of which it `has` those: of a
// draw it gets what it has. REQUIRES: `has` not empty.
DrawnFigure drawn_figure(const Figure& figure, std::vector<bool> has, const Bootstrap& bootstrap);

// Interval of `first - second`: paired, for both were resampled by the same clusters. Absent where
// fewer than two clusters are common or fewer than half of the draws have a figure of both.
// REQUIRES: drawn from one field.
std::optional<Interval> drawn_difference(const DrawnFigure& first, const DrawnFigure& second,
                                         double level);

// Its standard error, the standard deviation of the drawn differences; absent as the interval.
std::optional<double> drawn_standard_error(const DrawnFigure& first, const DrawnFigure& second);

// From so many common clusters on their draws say how far the largest of many differences goes;
// with fewer they say too little (results/stats/paired.h), and a gap has none.
inline constexpr std::size_t kClustersDrawn = 60;

// The gap of two subjects of a field whose figures of everything they have are `points`, first less
// second. Its spread is that of the drawn differences about their mean, its error their standard
// deviation times sqrt(n / (n - 1)) and its freedom n - 1 with n common clusters; false where
// drawn_difference() is absent.
bool drawn_gap(const DrawnFigure& first, const DrawnFigure& second, double point, DrawnGap& gap);

// The places each may hold, all of them together at `level` (ranges_together() over drawn_gap()).
// `points` are the subjects' figures. Where one of two lacks scenarios, its figure is of what it
// has, as the point is; only clusters are common. Time: pairs x resamples, beside the drawing.
// REQUIRES: as many points as figures.
std::vector<RankRange> rank_ranges(std::span<const DrawnFigure> field,
                                   std::span<const double> points, double level);

}  // namespace attune
