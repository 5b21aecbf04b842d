#pragma once

#include "harness/calls/chat.h"
#include "scenarios/base/rng.h"
#include "scenarios/base/time.h"

namespace attune {

// How long and how often a call is tried again.
struct RetryPolicy {
  int attempts = 6;              // of one call, the first included; rate limits do not count
  int rate_limit_attempts = 60;  // of one call, all told
  Millis first_pause{500};       // doubled at each further attempt …
  Millis longest_pause{60'000};  // … up to here
  Millis longest_hint{600'000};  // an endpoint that asks for a longer wait is out of quota
};

// Whether to try this call again, as it is, after `failure` ended its attempt number `attempt`
// (from 1). After a transient failure count only the attempts that no rate limit ended; after a
// rate limit count all.
bool worth_retrying(const CallFailure& failure, int attempt, const RetryPolicy& policy);

// How long to wait before the next attempt: the endpoint's hint where it gave one, else
// exponential back-off, shortened at random by up to a quarter (specs §4.1). A hint of zero is
// none.
Millis pause(const CallFailure& failure, int attempt, const RetryPolicy& policy, Rng& rng);

// Bounds how much of a lane's work may be repetition, so that an endpoint that is down is not
// hammered and a run against it ends soon: transient retries may be at most `floor` plus `share`
// of the calls that succeeded.
class RetryBudget {
 public:
  explicit RetryBudget(int floor = 60, double share = 0.2) : floor_(floor), share_(share) {}

  void succeeded() { ++succeeded_; }

  // Takes one retry out of the budget, if there is one.
  bool take();

 private:
  int floor_;
  double share_;
  int succeeded_ = 0;
  int taken_ = 0;
};

}  // namespace attune
