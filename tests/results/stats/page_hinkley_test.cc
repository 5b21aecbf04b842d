#include "results/stats/page_hinkley.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"

namespace attune {
namespace {

// Index of the first alarm, or the number of values.
std::size_t first_alarm(const std::vector<double>& values, const PageHinkleyRule& rule = {}) {
  PageHinkley test(rule);
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (test.add(values[at])) return at;
  }
  return values.size();
}

std::vector<double> steps(double before, double after, std::size_t each) {
  std::vector<double> values(each, before);
  values.insert(values.end(), each, after);
  return values;
}

// The slow obvious twin: both sums and their extremes from their definitions, without forgetting.
std::size_t by_definition(const std::vector<double>& values, const PageHinkleyRule& rule) {
  std::vector<double> rise, fall;
  double sum = 0, total_rise = 0, total_fall = 0;
  for (std::size_t at = 0; at < values.size(); ++at) {
    sum += values[at];
    const double off = values[at] - sum / static_cast<double>(at + 1);
    total_rise += off - rule.delta;
    total_fall += off + rule.delta;
    rise.push_back(total_rise);
    fall.push_back(total_fall);
    if (at + 1 < rule.least) continue;
    if (rise.back() - *std::ranges::min_element(rise) > rule.lambda) return at;
    if (*std::ranges::max_element(fall) - fall.back() > rule.lambda) return at;
  }
  return values.size();
}

// A mean of 0 that jumps to 10 after 1,000 values: each adds a little less than 10, so that the
// sixth goes beyond 50.
TEST(PageHinkley, FindsARiseAndAFallWithTheUsualSettings) {
  EXPECT_EQ(first_alarm(steps(0, 10, 1000)), 1005U);
  EXPECT_EQ(first_alarm(steps(10, 0, 1000)), 1005U);
  EXPECT_EQ(first_alarm(steps(3, 3, 1000)), 2000U);
}

TEST(PageHinkley, SaysNothingBeforeItsLeastNumberOfValues) {
  EXPECT_EQ(first_alarm(steps(0, 100, 10)), 20U);
  EXPECT_EQ(first_alarm(steps(0, 100, 25)), 29U);
}

TEST(PageHinkley, AgreesWithItsDefinition) {
  Rng rng(8);
  const PageHinkleyRule rule{.least = 10, .delta = 0.1, .lambda = 6, .alpha = 1};
  std::size_t found = 0;
  for (int stream = 0; stream < 40; ++stream) {
    std::vector<double> values;
    for (int at = 0; at < 200; ++at) values.push_back(rng.normal() + (at < 100 ? 0 : 1));
    const std::size_t alarm = first_alarm(values, rule);
    ASSERT_EQ(alarm, by_definition(values, rule));
    found += alarm < values.size() ? 1U : 0U;
  }
  EXPECT_GT(found, 20U);
}

TEST(PageHinkley, StartsAnewAfterAnAlarm) {
  PageHinkley test;
  const std::vector<double> values = steps(0, 10, 1000);
  std::size_t alarms = 0;
  for (const double value : values) alarms += test.add(value) ? 1U : 0U;
  EXPECT_EQ(alarms, 1U);
}

}  // namespace
}  // namespace attune
