#include "harness/stub/stub_faults.h"

#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace attune {
namespace {

FaultChoice choice(std::string_view name) {
  return *parse_fault(name);
}

TEST(StubFaults, HaveOneNameEach) {
  std::set<std::string_view> names;
  for (const StubFault& fault : stub_faults())
    EXPECT_TRUE(names.insert(fault.name).second) << fault.name;
}

TEST(StubFaults, CarryBodiesThatAreWhatTheySay) {
  for (const StubFault& fault : stub_faults()) {
    if (fault.body.empty()) continue;
    const bool broken = fault.name == "not-json" || fault.name == "html-502";
    EXPECT_EQ(nlohmann::json::accept(fault.body), !broken) << fault.name;
  }
}

TEST(StubFaults, AMissingNameIsBadInputWithTheNearMiss) {
  const Result<FaultChoice> none = parse_fault("truncated-bdy");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().remedy, Remedy::FixInput);
  EXPECT_EQ(none.error().what, "no stub fault 'truncated-bdy'; did you mean 'truncated-body'?");
}

TEST(StubFaults, PassAfterTheFirstAttemptUnlessInsisted) {
  const StubAttempt first{.trace = "a", .number = 1};
  const StubAttempt second{.trace = "a", .number = 2};
  EXPECT_NE(fault_meeting(choice("500"), first), nullptr);
  EXPECT_EQ(fault_meeting(choice("500"), second), nullptr);
  EXPECT_NE(fault_meeting(choice("500!"), second), nullptr);
  EXPECT_NE(fault_meeting(choice("context"), second), nullptr);
  EXPECT_EQ(fault_meeting(choice(""), first), nullptr);
}

TEST(StubFaults, MixedMeetsAFifthOfTheCalls) {
  int met = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string trace = std::to_string(i);
    const StubFault* fault =
        fault_meeting(choice("mixed"), {.trace = trace, .number = 1, .seed = 3});
    if (fault == nullptr) continue;
    ++met;
    EXPECT_TRUE(fault->in_mixed);
    EXPECT_FALSE(fault->lasting);
    EXPECT_EQ(fault_meeting(choice("mixed"), {.trace = trace, .number = 2, .seed = 3}), nullptr);
  }
  EXPECT_NEAR(met, 1000, 120);
}

}  // namespace
}  // namespace attune
