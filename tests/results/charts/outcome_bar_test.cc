#include "results/charts/outcome_bar.h"

#include <limits>

#include <gtest/gtest.h>

#include "tests/results/charts/hostile.h"

namespace attune {
namespace {

using testing::expect_sound;
using testing::SvgReader;

TEST(OutcomeBar, IsSharesInAFixedOrderOkFirst) {
  EXPECT_EQ(
      outcome_bar({{"failed", 1}, {"ok", 3}}),
      R"(<svg class="chart inline" role="img" width="160" height="12" viewBox="0 0 160 12">)"
      R"(<title>ok 3, failed 1</title>)"
      R"(<rect class="outcome-ok" x="0" y="1" width="118.2" height="10"><title>ok 3</title></rect>)"
      R"(<rect class="outcome-failed" x="119.2" y="1" width="40.8" height="10">)"
      R"(<title>failed 1</title></rect></svg>)");
}

TEST(OutcomeBar, ShowsOneOfAMillion) {
  const std::string svg = outcome_bar({{"ok", 1'000'000}, {"refused", 1}});
  expect_sound(svg);
  EXPECT_NE(svg.find("class=\"outcome-refused\" x=\"158\" y=\"1\" width=\"2\""), std::string::npos);
}

TEST(OutcomeBar, SumsUpOutcomesItDoesNotKnow) {
  const std::string svg = outcome_bar({{"lost", 2}, {"<b>", 3}});
  expect_sound(svg);
  EXPECT_NE(svg.find("other 5"), std::string::npos);
}

TEST(OutcomeBar, HoldsNothingAndTooMuch) {
  const std::string none = outcome_bar({{"ok", 0}});
  expect_sound(none);
  EXPECT_NE(none.find("no samples"), std::string::npos);
  const std::size_t most = std::numeric_limits<std::size_t>::max();
  expect_sound(outcome_bar({{"ok", most}, {"failed", most}}));
}

TEST(OutcomeKey, NamesTheColoursThatAppear) {
  const std::string svg = outcome_key({{"ok", 3}, {"truncated", 1}, {"refused", 0}});
  expect_sound(svg);
  EXPECT_EQ(SvgReader(svg).count("rect"), 2U);
  EXPECT_NE(svg.find(">truncated<"), std::string::npos);
  expect_sound(outcome_key({}));
}

}  // namespace
}  // namespace attune
