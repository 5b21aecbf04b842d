#pragma once

#include <cstddef>

namespace attune {

// In standard deviations of what is watched.
struct CusumRule {
  double reference = 0.5;  // k: half the shift that is to be found soonest, 0 or more
  double height = 5;       // h: an alarm is a sum beyond it, above 0
};

// Two-sided cumulative sums of standardised values: g+ = max(0, g+ + x - k) and g- = max(0, g- - x
// - k); an alarm where either is beyond h (Page 1954, "Continuous Inspection Schemes", Biometrika
// 41; specs/emonet-arena-psychometrics-statistics §D.5). How often it alarms where nothing changed:
// results/stats/cusum_threshold.h.
class Cusum {
 public:
  // REQUIRES: a rule in its ranges.
  explicit Cusum(const CusumRule& rule);

  // Whether this value raises an alarm. The sums go on; restart() sets them to 0.
  bool add(double value);
  void restart();

  [[nodiscard]] double above() const { return above_; }

  [[nodiscard]] double below() const { return below_; }

  // Values since the larger sum was last 0, that with the last one: Page's estimate of how long ago
  // the change was. 0 where both are 0.
  [[nodiscard]] std::size_t run() const;

 private:
  CusumRule rule_;
  double above_ = 0, below_ = 0;
  std::size_t above_run_ = 0, below_run_ = 0;
};

// Average number of values to an alarm where values are independent standard normals, from both
// sums at 0: half of (exp(2 k b) - 2 k b - 1) / (2 k^2), b = h + 1.166 (Siegmund 1985, "Sequential
// Analysis", §II; within 1 % for k = 0.5 and h from 4). REQUIRES: reference > 0.
double siegmund_run_length(const CusumRule& rule);

// The height of that run length. REQUIRES: reference > 0, run_length >= 2.
double siegmund_height(double reference, double run_length);

}  // namespace attune
