#include "results/charts/time_lines.h"

#include <limits>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/results/charts/hostile.h"

namespace attune {
namespace {

using testing::expect_sound;
using testing::kNoNumber;
using testing::SvgReader;

constexpr std::int64_t kStart = 1'767'225'600'000;  // 2026-01-01
constexpr std::int64_t kDay = 86'400'000;

TimeSpot spot(std::int64_t day, const std::string& label, const Whisker& figure) {
  return {{kStart + day * kDay}, label, figure};
}

TimeLines small_chart() {
  return {.title = "Drift",
          .lines = {{"lab/a", {spot(30, "r2", {72, 70, 74}), spot(0, "r1", {75, 73, 77})}},
                    {"anchors", {spot(0, "r1", {60}), spot(30, "r2", {61})}}},
          .events = {{{kStart + 10 * kDay}, "judge: a → b", TimeEventKind::Judge}},
          .width = 420};
}

TEST(TimeLines, AreLinesWithBandsReleasesAndEvents) {
  EXPECT_EQ(
      time_lines(small_chart()),
      R"(<svg class="chart" role="img" width="420" height="298" viewBox="0 0 420 298">)"
      R"(<title>Drift</title>)"
      R"(<desc>points of lines: 2, with 95 % intervals; times: 2, from 2026-01-01T00:00:00Z to)"
      R"( 2026-01-31T00:00:00Z; events: 1.</desc>)"
      R"(<text class="s e" x="16.2" y="258">60</text>)"
      R"(<text class="s e" x="16.2" y="203">65</text>)"
      R"(<text class="s e" x="16.2" y="148">70</text>)"
      R"(<text class="s e" x="16.2" y="93">75</text>)"
      R"(<text class="s e" x="16.2" y="38">80</text>)"
      R"(<path class="g" d="M24.2 254H357.7M24.2 199H357.7M24.2 144H357.7M24.2 89H357.7M24.2)"
      R"( 34H357.7"/>)"
      R"(<text class="m" x="38.2" y="273">r1</text>)"
      R"(<text class="s m" x="38.2" y="288">2026-01-01</text>)"
      R"(<text class="m" x="349.7" y="273">r2</text>)"
      R"(<text class="s m" x="349.7" y="288">2026-01-31</text>)"
      R"(<path class="z" d="M24.2 254H357.7M38.2 254v5M349.7 254v5"/><g>)"
      R"(<title>judge changed, 2026-01-11T00:00:00Z: judge: a → b</title>)"
      R"(<text class="s" x="146" y="24">judge: a → b</text>)"
      R"(<path class="b" d="M142 16L142 254"/><path class="y" d="M142 245l-5 9h10z"/></g>)"
      R"(<g class="c0"><path class="a" d="M38.2 67L349.7 100L349.7 144L38.2 111Z"/>)"
      R"(<path class="l" d="M38.2 89L349.7 122"/><path class="q" d="M38.2 111L38.2 67"/>)"
      R"(<circle class="p" cx="38.2" cy="89" r="4">)"
      R"(<title>lab/a: r1, 2026-01-01T00:00:00Z: 75.00, 73.0 to 77.0</title></circle>)"
      R"(<path class="q" d="M349.7 144L349.7 100"/>)"
      R"(<circle class="p" cx="349.7" cy="122" r="4">)"
      R"(<title>lab/a: r2, 2026-01-31T00:00:00Z: 72.00, 70.0 to 74.0</title></circle></g>)"
      R"(<g class="c1"><path class="l" d="M38.2 254L349.7 243"/>)"
      R"(<circle class="p" cx="38.2" cy="254" r="4">)"
      R"(<title>anchors: r1, 2026-01-01T00:00:00Z: 60.00</title></circle>)"
      R"(<circle class="p" cx="349.7" cy="243" r="4">)"
      R"(<title>anchors: r2, 2026-01-31T00:00:00Z: 61.00</title></circle></g>)"
      R"(<text class="n c0" x="365.7" y="126">lab/a</text>)"
      R"(<text class="n c1" x="365.7" y="247">anchors</text></svg>)");
}

TEST(TimeLines, ShowTheTimeOfDayWhereAllIsOfOneDay) {
  TimeLines chart{.title = "Today", .lines = {{"lab/a", {}}}};
  for (int i = 0; i < 3; ++i) {
    chart.lines[0].spots.push_back({{kStart + 3'600'000 * i}, "", {5.0 + i}});
  }
  const std::string svg = time_lines(chart);
  EXPECT_NE(svg.find(">00:00:00<"), std::string::npos);
  EXPECT_NE(svg.find(">02:00:00<"), std::string::npos);
}

TEST(TimeLines, BreakWhereNothingIsKnown) {
  TimeLines chart{.title = "Gap", .lines = {{"lab/a", {}}}};
  for (int i = 0; i < 5; ++i)
    chart.lines[0].spots.push_back(spot(i, "", i == 2 ? Whisker{} : Whisker{5.0 + i, 4.0, 11.0}));
  const std::string svg = time_lines(chart);
  std::size_t courses = 0;
  std::size_t bands = 0;
  for (const auto& each : testing::elements_of(svg)) {
    if (each.name != "path") continue;
    courses += each.attributes.at("class") == "l" ? 1 : 0;
    bands += each.attributes.at("class") == "a" ? 1 : 0;
  }
  EXPECT_EQ(courses, 2U);
  EXPECT_EQ(bands, 2U);
  EXPECT_EQ(SvgReader(svg).count("circle"), 4U);
}

TEST(TimeLines, PutAllOfOneMomentInTheMiddle) {
  const TimeLines chart{.title = "Once", .lines = {{"lab/a", {spot(0, "r1", {5, 4, 6})}}}};
  const std::string svg = time_lines(chart);
  expect_sound(svg);
  EXPECT_NE(svg.find(">r1<"), std::string::npos);
}

TEST(TimeLines, KeepTheFirstAndTheLastLabelOfMany) {
  TimeLines chart{.title = "Looks", .lines = {{"lab/a", {}}}};
  for (int i = 0; i < 200; ++i)
    chart.lines[0].spots.push_back(spot(i, fmt::format("look {}", i), {50.0 + i % 7, 45, 60}));
  const std::string svg = time_lines(chart);
  expect_sound(svg);
  EXPECT_NE(svg.find(">look 0<"), std::string::npos);
  EXPECT_NE(svg.find(">look 199<"), std::string::npos);
  EXPECT_EQ(svg.find(">look 1<"), std::string::npos);
  EXPECT_LT(svg.size(), 50'000U);
}

TEST(TimeLines, LeaveOutWhatIsOfNoYear) {
  TimeLines chart = small_chart();
  for (const std::int64_t never :
       {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    chart.lines[0].spots.push_back({{never}, "never", {1}});
    chart.events.push_back({{never}, "never", TimeEventKind::Other});
  }
  const std::string svg = time_lines(chart);
  expect_sound(svg);
  EXPECT_EQ(svg.find("never"), std::string::npos);
}

TEST(TimeLines, SayWhenThereIsNothing) {
  expect_sound(time_lines({.title = "None"}));
  TimeLines chart = small_chart();
  for (TimeLine& line : chart.lines) {
    for (TimeSpot& each : line.spots) each.figure = {kNoNumber};
  }
  EXPECT_NE(time_lines(chart).find("nothing to show"), std::string::npos);
}

TEST(TimeLines, AreSoundWhateverTheyAreCalled) {
  TimeLines all = small_chart();
  for (const std::string& text : testing::hostile_texts()) {
    const TimeLine line{text, {spot(0, text, {5, kNoNumber, 3}), spot(9, text, {-4, -9, 3})}};
    const TimeEvent event{{kStart + 3 * kDay}, text, TimeEventKind::Served};
    expect_sound(time_lines({.title = text, .lines = {line}, .events = {event}, .unit = text}),
                 text);
    all.lines.push_back(line);
    all.events.push_back(event);
  }
  expect_sound(time_lines(all));
}

}  // namespace
}  // namespace attune
