#include "harness/schedule/retry.h"

#include <limits>

#include <gtest/gtest.h>

namespace attune {
namespace {

using namespace std::chrono_literals;

CallFailure failed(Trouble trouble, std::optional<Millis> hint = std::nullopt) {
  CallFailure failure;
  failure.trouble = trouble;
  failure.hint = hint;
  return failure;
}

TEST(Retry, EndsATransientFailureAfterTheLastAttempt) {
  const RetryPolicy policy;
  EXPECT_TRUE(worth_retrying(failed(Trouble::Transient), 1, policy));
  EXPECT_TRUE(worth_retrying(failed(Trouble::Transient), 5, policy));
  EXPECT_FALSE(worth_retrying(failed(Trouble::Transient), 6, policy));
}

TEST(Retry, BearsARateLimitLonger) {
  const RetryPolicy policy;
  EXPECT_TRUE(worth_retrying(failed(Trouble::RateLimit), 59, policy));
  EXPECT_FALSE(worth_retrying(failed(Trouble::RateLimit), 60, policy));
}

TEST(Retry, NeverRepeatsWhatCannotSucceed) {
  for (const Trouble trouble : {Trouble::Quota, Trouble::Denied, Trouble::Unsupported,
                                Trouble::OverContext, Trouble::Filtered, Trouble::Invalid}) {
    EXPECT_FALSE(worth_retrying(failed(trouble), 1, {})) << to_text(trouble);
  }
}

TEST(Retry, TakesAHintBeyondTheLongestForAnEnd) {
  EXPECT_TRUE(worth_retrying(failed(Trouble::RateLimit, 600s), 1, {}));
  EXPECT_FALSE(worth_retrying(failed(Trouble::RateLimit, 601s), 1, {}));
  EXPECT_FALSE(worth_retrying(failed(Trouble::Transient, 601s), 1, {}));
}

TEST(Pause, IsTheHintWhereThereIsOne) {
  Rng rng(1);
  EXPECT_EQ(pause(failed(Trouble::RateLimit, 37s), 4, {}, rng), 37s);
}

TEST(Pause, DoublesUpToTheLongestAndIsShortenedByAQuarterAtMost) {
  Rng rng(1);
  const RetryPolicy policy;
  Millis whole = policy.first_pause;
  for (int attempt = 1; attempt < 80; ++attempt) {
    const Millis pausing = pause(failed(Trouble::Transient), attempt, policy, rng);
    EXPECT_LE(pausing, whole);
    EXPECT_GE(pausing, whole * 3 / 4);
    whole = std::min(whole * 2, policy.longest_pause);
  }
  EXPECT_LE(pause(failed(Trouble::Transient), std::numeric_limits<int>::max(), policy, rng), 60s);
}

TEST(Pause, TakesAHintOfZeroForNone) {
  Rng rng(1);
  EXPECT_GE(pause(failed(Trouble::RateLimit, 0ms), 1, {}, rng), 375ms);
}

TEST(Pause, DiffersBetweenCallsAndIsTheSameForOneSeed) {
  Rng one(5);
  Rng same(5);
  const Millis first = pause(failed(Trouble::Transient), 6, {}, one);
  EXPECT_EQ(first, pause(failed(Trouble::Transient), 6, {}, same));
  EXPECT_NE(first, pause(failed(Trouble::Transient), 6, {}, one));
}

TEST(RetryBudget, EndsWhereNothingSucceeds) {
  RetryBudget budget(3, 0.5);
  EXPECT_TRUE(budget.take());
  EXPECT_TRUE(budget.take());
  EXPECT_TRUE(budget.take());
  EXPECT_FALSE(budget.take());
}

TEST(RetryBudget, GrowsWithWhatSucceeds) {
  RetryBudget budget(0, 0.5);
  EXPECT_FALSE(budget.take());
  for (int i = 0; i < 10; ++i) budget.succeeded();
  int taken = 0;
  while (budget.take()) ++taken;
  EXPECT_EQ(taken, 5);
}

}  // namespace
}  // namespace attune
