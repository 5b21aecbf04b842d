#include "harness/schedule/retry.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

// A hint of nothing says only that another try is welcome, not when; taken at its word it would
// have us call in a circle.
bool says_when(const CallFailure& failure) {
  return failure.hint && *failure.hint > Millis(0);
}

// OpenAI's and Anthropic's own clients shorten by up to a quarter, so that calls that failed
// together do not come back together.
constexpr double kShortenedBy = 0.25;

Millis back_off(int attempt, const RetryPolicy& policy) {
  // Beyond 2^40 any first pause is above any longest one; the bound keeps the power finite.
  const double doubled =
      std::ldexp(static_cast<double>(policy.first_pause.count()), std::clamp(attempt - 1, 0, 40));
  const double longest = static_cast<double>(policy.longest_pause.count());
  return Millis(static_cast<Millis::rep>(std::min(doubled, longest)));
}

}  // namespace

bool worth_retrying(const CallFailure& failure, int attempt, const RetryPolicy& policy) {
  if (failure.hint && *failure.hint > policy.longest_hint) return false;
  switch (failure.trouble) {
    case Trouble::Transient:
      return attempt < policy.attempts;
    case Trouble::RateLimit:
      return attempt < policy.rate_limit_attempts;
    case Trouble::Quota:
    case Trouble::Denied:
    case Trouble::Unsupported:
    case Trouble::OverContext:
    case Trouble::Filtered:
    case Trouble::Invalid:
      return false;
  }
  return false;
}

Millis pause(const CallFailure& failure, int attempt, const RetryPolicy& policy, Rng& rng) {
  if (says_when(failure)) return *failure.hint;
  const auto whole = static_cast<double>(back_off(attempt, policy).count());
  return Millis(static_cast<Millis::rep>(std::llround(whole * (1 - kShortenedBy * rng.uniform()))));
}

bool RetryBudget::take() {
  if (taken_ >= floor_ + share_ * succeeded_) return false;
  ++taken_;
  return true;
}

}  // namespace attune
