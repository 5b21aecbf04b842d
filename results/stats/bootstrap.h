#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/base/rng.h"

namespace attune {

// How an interval is made. Whatever is drawn depends on these three and on the number of clusters
// alone: not on names, and not on the order in which records came.
struct Bootstrap {
  std::uint64_t seed = 1;
  std::size_t resamples = 2000;  // draws per interval, at least 1
  double level = 0.95;           // share of intervals meant to hold the truth, in (0, 1)

  bool operator==(const Bootstrap&) const = default;
};

// Draws clusters with replacement, as many as there are. Equal seed and count give equal draws, so
// that two subjects are resampled by the same scenarios; each thread remembers the last such draws,
// up to 32 MB, since a board asks for the same again for every row.
class Resampler {
 public:
  // REQUIRES: 0 < clusters < 2^32.
  Resampler(std::size_t clusters, std::uint64_t seed);

  // The indices of the next draw, each below `clusters`; valid until the next call.
  std::span<const std::uint32_t> draw();

 private:
  struct Remembered;
  std::shared_ptr<Remembered> remembered_;
  std::size_t next_ = 0;            // draw of those remembered
  std::optional<Rng> rng_;          // from where memory ends
  std::vector<std::uint32_t> own_;  // drawn there
};

// Quantile of type 7 (Hyndman & Fan 1996, the default of R and NumPy): linear between the order
// statistics around (n - 1) p. Reorders `values`. REQUIRES: values not empty, 0 <= p <= 1.
double quantile(std::span<double> values, double p);

// Share to cut off at each end of a bootstrap distribution of means over `clusters` clusters, in
// (0, 0.5): Phi(-sqrt(n / (n - 1)) t), t the upper (1 - level) / 2 quantile of Student's t with n -
// 1 degrees of freedom. Cutting (1 - level) / 2 is too little for few clusters: it leaves out the t
// factor and the n / (n - 1) of the variance ("expanded percentile", Hesterberg 2015, "What
// Teachers Should Know About the Bootstrap", The American Statistician 69(4)).
// REQUIRES: clusters >= 2, 0 < level < 1.
double expanded_tail(std::size_t clusters, double level);

struct Interval {
  double low = 0;
  double high = 0;
  bool operator==(const Interval&) const = default;
};

// What is left of the draws when `tail` (0 to 0.5) is cut off at each end. Reorders `draws`.
// REQUIRES: draws not empty.
Interval interval_of(std::span<double> draws, double tail);

}  // namespace attune
