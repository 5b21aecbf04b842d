#pragma once

#include <cstddef>

namespace attune {

// Defaults are those of river and MOA (specs/emonet-arena-psychometrics-statistics §D.5). They suit
// streams of thousands of values: with one look a day nothing is said before a month is over.
struct PageHinkleyRule {
  std::size_t least = 30;  // values before anything is said
  double delta = 0.005;    // change that is of no interest, in the values' units
  double lambda = 50;      // alarm beyond it, likewise
  double alpha = 0.9999;   // what is kept of the sums at each value, (0, 1]
};

// The test of Page and Hinkley (Page 1954; Hinkley 1971) on values as they are: m_T = Σ (x_t - x̄_t
// - delta), x̄_t the mean of those so far; an alarm where m_T - min m_t goes beyond lambda, or for a
// fall max M_t - M_T with M_T = Σ (x_t - x̄_t + delta). After an alarm it starts anew with the next
// value, as river does. No rate of false alarms is known of it.
class PageHinkley {
 public:
  explicit PageHinkley(const PageHinkleyRule& rule = {});

  // Whether this value raises an alarm.
  bool add(double value);

 private:
  // Sums start at 0 with the first value; extremes are those of the sums after each value.
  struct State {
    std::size_t count = 0;
    double mean = 0;
    double rise = 0, least = 0;
    double fall = 0, most = 0;
  };

  PageHinkleyRule rule_;
  State state_;
  bool alarmed_ = false;
};

}  // namespace attune
