#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace attune {

// How seldom a CUSUM of self-starting looks (results/stats/self_starting.h) is to alarm where
// nothing changes.
struct CusumWish {
  double in_control = 500;     // looks to a false alarm, on average, at least 10
  double reference = 0.5;      // k, in standard deviations of a look: half the shift to be found
  std::size_t baseline = 3;    // looks before the first that may alarm, at least 1
  std::size_t scenarios = 20;  // rows of each look of which the spread is estimated, at least 2
  std::uint64_t seed = 1;
};

struct CusumThreshold {
  double reference = 0.5;  // k
  double height = 0;       // h: alarm where a sum goes beyond it
  double asked = 0;        // looks to a false alarm
  double measured = 0;     // the same as simulated, at the height of `simulated`
  double simulated = 0;    // height at which it was measured: `height`, or that of 500 looks
  std::size_t runs = 0;    // simulated
  std::string method;      // how it was found, one sentence
  bool operator==(const CusumThreshold&) const = default;
};

// The height by simulation: runs from the end of the baseline to the first alarm, each with a mean
// and a spread that are known only from its own looks, as RowChart estimates them. All heights are
// tried on the same runs. Beyond 500 looks the rest of the way is Siegmund's formula
// (results/stats/cusum.h). Equal wishes give equal thresholds. Time: about a million looks, a tenth
// of a second optimised. REQUIRES: a wish in its ranges.
CusumThreshold find_cusum_threshold(const CusumWish& wish);

}  // namespace attune
