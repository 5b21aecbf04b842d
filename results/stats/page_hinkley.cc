#include "results/stats/page_hinkley.h"

#include <algorithm>
#include <cassert>

namespace attune {

PageHinkley::PageHinkley(const PageHinkleyRule& rule) : rule_(rule) {
  assert(rule_.alpha > 0 && rule_.alpha <= 1);
}

bool PageHinkley::add(double value) {
  if (alarmed_) state_ = {};
  ++state_.count;
  state_.mean += (value - state_.mean) / static_cast<double>(state_.count);
  const double off = value - state_.mean;
  state_.rise = rule_.alpha * state_.rise + off - rule_.delta;
  state_.fall = rule_.alpha * state_.fall + off + rule_.delta;
  const bool first = state_.count == 1;
  state_.least = first ? state_.rise : std::min(state_.least, state_.rise);
  state_.most = first ? state_.fall : std::max(state_.most, state_.fall);
  alarmed_ = state_.count >= rule_.least && (state_.rise - state_.least > rule_.lambda ||
                                             state_.most - state_.fall > rule_.lambda);
  return alarmed_;
}

}  // namespace attune
