#include "results/charts/time_marks.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

constexpr std::int64_t kStart = 1'767'225'600'000;  // 2026-01-01
constexpr std::int64_t kDay = 86'400'000;

TimeLines at_days(const std::vector<std::int64_t>& days) {
  TimeLines chart{.lines = {{"lab/a", {}}}};
  for (const std::int64_t day : days)
    chart.lines[0].spots.push_back({{kStart + day * kDay}, "r", {5}});
  return chart;
}

TEST(TimeMarks, StandWhereTheirTimeIs) {
  const TimeMarks marks = time_marks(at_days({0, 10, 40}), {100, 500});
  ASSERT_EQ(marks.labels.size(), 3U);
  EXPECT_EQ(marks.labels[0].at, 100);
  EXPECT_EQ(marks.labels[1].at, 200);
  EXPECT_EQ(marks.labels[2].at, 500);
  EXPECT_EQ(marks.labels[1].time, "2026-01-11");
}

TEST(TimeMarks, StretchToEventsOutsideWhatWasMeasured) {
  TimeLines chart = at_days({10, 20});
  chart.events = {{{kStart}, "before", TimeEventKind::Other}};
  EXPECT_EQ(time_marks(chart, {100, 500}).labels.front().at, 300);
}

TEST(TimeMarks, TellTheHourOfAFewDays) {
  EXPECT_EQ(time_marks(at_days({0, 3}), {0, 500}).labels[0].time, "01-01 00:00");
  EXPECT_EQ(time_marks(at_days({0}), {0, 500}).labels[0].time, "00:00:00");
}

TEST(TimeMarks, HideLabelsThatWouldTouchButNeverTheEnds) {
  const TimeMarks marks = time_marks(at_days({0, 1, 2, 50, 99, 100}), {0, 300});
  std::vector<bool> shown;
  for (const TimeLabel& label : marks.labels) shown.push_back(label.shown);
  EXPECT_EQ(shown, (std::vector<bool>{true, false, false, true, false, true}));
}

TEST(TimeMarks, NeedRoomAboveForTheFlagsOfEvents) {
  TimeLines chart = at_days({0, 100});
  EXPECT_EQ(flags_height(time_marks(chart, {0, 500})), 0);
  for (const int day : {40, 42})
    chart.events.push_back({{kStart + day * kDay}, "judge: a to b", TimeEventKind::Judge});
  EXPECT_EQ(flags_height(time_marks(chart, {0, 500})), 40);
}

}  // namespace
}  // namespace attune
