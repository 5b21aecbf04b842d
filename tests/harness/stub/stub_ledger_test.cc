#include "harness/stub/stub_ledger.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

TEST(StubLedger, CountsAttemptsByCall) {
  StubLedger ledger;
  EXPECT_EQ(ledger.started("a"), 1);
  EXPECT_EQ(ledger.started("b"), 1);
  EXPECT_EQ(ledger.started("a"), 2);
}

TEST(StubLedger, ShowsWhatWasAskedAndAnswered) {
  StubLedger ledger;
  ledger.started("a");
  ledger.started("b");
  ledger.ended("a", false);
  ledger.started("a");
  ledger.ended("a", true);
  EXPECT_EQ(nlohmann::json::parse(ledger.to_json()), nlohmann::json::parse(R"({
    "requests": 3, "in_flight": 1, "most_in_flight": 2,
    "by_key": {"a": {"requests": 2, "completed": 1}, "b": {"requests": 1, "completed": 0}}})"));
}

}  // namespace
}  // namespace attune
