#include "harness/run/ledger.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace attune {
namespace {

RunRequest priced() {
  RunRequest request;
  request.subjects = {{{"lab/tiny"}, {.price = Price{1, 2}}}, {{"lab/free"}, {}}};
  request.judges = {{{"court/judge"}, {.price = Price{10, 20}}}};
  return request;
}

Usage tokens(std::int64_t prompt, std::int64_t completion) {
  return {.prompt_tokens = prompt, .completion_tokens = completion};
}

// By its bytes, its frame and its token limit a_call() costs (3 + 16) * 1 + 100 * 2 millionths at
// most.
constexpr double kWorst = 219e-6;

TEST(Ledger, CostIsTokensTimesPricePerMillion) {
  const Ledger ledger(priced(), {});
  EXPECT_DOUBLE_EQ(*ledger.cost({"lab/tiny"}, tokens(1000, 500)), 0.002);
  EXPECT_DOUBLE_EQ(*ledger.cost({"court/judge"}, tokens(1000, 500)), 0.02);
}

TEST(Ledger, WithoutAPriceTheCostIsUnknownAndNotZero) {
  EXPECT_EQ(Ledger(priced(), {}).cost({"lab/free"}, tokens(1, 1)), std::nullopt);
}

TEST(Ledger, WithoutAUsageTheCostIsUnknown) {
  EXPECT_EQ(Ledger(priced(), {}).cost({"lab/tiny"}, {.prompt_tokens = 1}), std::nullopt);
}

TEST(Ledger, WithoutABudgetEverythingIsAffordable) {
  Ledger ledger(priced(), {});
  ledger.spend(1e9);
  EXPECT_TRUE(ledger.affordable(a_call()));
}

TEST(Ledger, ACallIsAffordableUpToItsWorstCase) {
  EXPECT_TRUE(Ledger(priced(), kWorst * 1.001).affordable(a_call()));
  EXPECT_FALSE(Ledger(priced(), kWorst * 0.999).affordable(a_call()));
}

TEST(Ledger, WhatIsReservedCannotBeSpentTwice) {
  Ledger ledger(priced(), kWorst * 1.5);
  ledger.reserve(a_call());
  EXPECT_FALSE(ledger.affordable(a_call()));
  ledger.release(a_call());
  EXPECT_TRUE(ledger.affordable(a_call()));
}

TEST(Ledger, WhatIsSpentIsGone) {
  Ledger ledger(priced(), kWorst * 1.5);
  ledger.spend(kWorst);
  EXPECT_FALSE(ledger.affordable(a_call()));
  EXPECT_DOUBLE_EQ(ledger.spent(), kWorst);
}

TEST(Ledger, WhatMayHaveBeenChargedStaysSetAside) {
  Ledger ledger(priced(), kWorst * 1.5);
  ledger.reserve(a_call());
  ledger.release(a_call());
  ledger.doubt(a_call());
  EXPECT_FALSE(ledger.affordable(a_call()));
  EXPECT_FALSE(ledger.any_reserved());
  EXPECT_EQ(ledger.spent(), 0);
  EXPECT_DOUBLE_EQ(ledger.doubtful(), kWorst);
}

TEST(Ledger, AtStakeIsWhatIsInFlightAndInDoubt) {
  Ledger ledger(priced(), {});
  ledger.doubt(0.25);
  ledger.reserve(a_call());
  EXPECT_DOUBLE_EQ(ledger.at_stake(), 0.25 + kWorst);
  ledger.release(a_call());
  EXPECT_DOUBLE_EQ(ledger.at_stake(), 0.25);
}

TEST(Ledger, ACallWithoutATokenLimitReservesForALongReply) {
  ChatCall call = a_call();
  call.parameters.max_tokens = std::nullopt;
  EXPECT_FALSE(Ledger(priced(), 4096 * 2e-6).affordable(call));
  EXPECT_TRUE(Ledger(priced(), 4110 * 2e-6).affordable(call));
}

TEST(Ledger, AModelWithoutAPriceIsNotHeldBackByABudget) {
  EXPECT_TRUE(Ledger(priced(), 0.0).affordable(a_call("lab/free")));
}

TEST(Ledger, KnowsWhetherAnythingHasAPrice) {
  EXPECT_TRUE(Ledger(priced(), {}).any_price());
  EXPECT_FALSE(Ledger(RunRequest{}, {}).any_price());
}

}  // namespace
}  // namespace attune
