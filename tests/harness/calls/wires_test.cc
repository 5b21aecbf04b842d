#include "harness/calls/wires.h"

#include <set>

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Wires, AreWholeAndHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Wire& wire : wires()) {
    EXPECT_TRUE(names.insert(wire.name).second) << wire.name;
    EXPECT_FALSE(wire.summary.empty());
    EXPECT_NE(wire.encode, nullptr);
    EXPECT_NE(wire.decode, nullptr);
  }
  EXPECT_TRUE(names.contains("openai"));
}

TEST(Wires, AreFoundByName) {
  const auto found = find_wire("openai");
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)->name, "openai");
}

TEST(Wires, OfferTheNearestNameForAnUnknownOne) {
  const auto found = find_wire("opnai");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().remedy, Remedy::FixInput);
  EXPECT_EQ(found.error().what, "no wire 'opnai'; did you mean 'openai'?");
}

}  // namespace
}  // namespace attune
