#include <fmt/format.h>
#include <gtest/gtest.h>

#include "results/charts/whisker.h"
#include "tests/results/charts/hostile.h"

namespace attune {
namespace {

using testing::expect_sound;
using testing::kEndless;
using testing::kNoNumber;
using testing::SvgReader;

WhiskerChart small_chart() {
  return {.title = "Tiny",
          .rows = {{.name = "lab/a", .figure = {80, 70, 90}, .value = "80.00", .place = "1-2"},
                   {.name = "stub/b",
                    .figure = {60},
                    .value = "60.00",
                    .place = "1",
                    .look = WhiskerLook::Hollow},
                   {.name = "lab/c", .value = "failed", .place = "-"}},
          .lines = {{"random", 65}},
          .width = 400};
}

TEST(WhiskerChart, IsNamesFiguresAndPlacesOnOneAxis) {
  EXPECT_EQ(
      whisker_chart(small_chart()),
      R"(<svg class="chart" role="img" width="400" height="144" viewBox="0 0 400 144">)"
      R"(<title>Tiny</title>)"
      R"(<desc>Rows: 3, with 95 % intervals, from the top: lab/a 80.00, 70.0 to 90.0; stub/b)"
      R"( 60.00; lab/c nothing known.</desc>)"
      R"(<text class="s e" x="358" y="26">Score</text>)"
      R"(<text class="s e" x="398" y="26">Rank</text>)"
      R"(<path class="g" d="M57.4 32V106M97.9 32V106M138.5 32V106M179 32V106M219.5 32V106M260.1)"
      R"( 32V106M300.6 32V106"/>)"
      R"(<g><title>random 65.0</title><text class="s" x="101.9" y="14">random 65.0</text>)"
      R"(<path class="b" d="M97.9 6L97.9 106"/></g><g>)"
      R"(<title>lab/a: 80.00, 70.0 to 90.0</title><text x="0" y="50">lab/a</text>)"
      R"(<path class="w" d="M138.5 46L300.6 46"/><circle class="d" cx="219.5" cy="46" r="4"/>)"
      R"(<text class="e" x="358" y="50">80.00</text>)"
      R"(<text class="u e" x="398" y="50">1-2</text></g><g><title>stub/b: 60.00</title>)"
      R"(<text class="u" x="0" y="74">stub/b</text>)"
      R"(<circle class="o" cx="57.4" cy="70" r="4"/>)"
      R"(<text class="u e" x="358" y="74">60.00</text>)"
      R"(<text class="u e" x="398" y="74">1</text></g><g><title>lab/c: nothing known</title>)"
      R"(<text class="u" x="0" y="98">lab/c</text>)"
      R"(<text class="u e" x="358" y="98">failed</text>)"
      R"(<text class="u e" x="398" y="98">-</text></g>)"
      R"(<text class="s m" x="57.4" y="120">60</text>)"
      R"(<text class="s m" x="97.9" y="120">65</text>)"
      R"(<text class="s m" x="138.5" y="120">70</text>)"
      R"(<text class="s m" x="179" y="120">75</text>)"
      R"(<text class="s m" x="219.5" y="120">80</text>)"
      R"(<text class="s m" x="260.1" y="120">85</text>)"
      R"(<text class="s m" x="300.6" y="120">90</text>)"
      R"(<text class="s m" x="179" y="137">points, with 95 % intervals</text></svg>)");
}

TEST(WhiskerChart, SaysWhenThereIsNothing) {
  const std::string svg = whisker_chart({.title = "None"});
  expect_sound(svg);
  EXPECT_NE(svg.find("nothing to show"), std::string::npos);
}

TEST(WhiskerChart, HasAPlaceForEveryRowAndADotForEveryPoint) {
  for (const std::size_t count : {1U, 2U, 41U, 101U, 200U}) {
    WhiskerChart chart{.title = "Many"};
    for (std::size_t i = 0; i < count; ++i) {
      const double at = 90 - 0.3 * static_cast<double>(i);
      chart.rows.push_back({.name = fmt::format("lab/{}", i),
                            .figure = {at, at - 2, at + 2},
                            .value = "x",
                            .place = "1-200"});
    }
    const std::string svg = whisker_chart(chart);
    expect_sound(svg);
    EXPECT_EQ(SvgReader(svg).count("circle"), count);
    EXPECT_LT(svg.size(), 2000 + 420 * count);
  }
}

TEST(WhiskerChart, IsSoundWhateverTheFigures) {
  for (const Whisker& figure :
       {Whisker{5, 5, 5}, Whisker{0, 0, 0}, Whisker{kNoNumber}, Whisker{5, kNoNumber, kEndless},
        Whisker{1e300}, Whisker{1e9, -1e9, 1e9}, Whisker{1e-300, 0, 1e-290}, Whisker{}}) {
    WhiskerChart chart{.title = "Odd",
                       .rows = {{.name = "a", .figure = figure}, {.name = "b", .figure = figure}},
                       .lines = {{"line", figure.point.value_or(kEndless)}}};
    expect_sound(whisker_chart(chart), whisker_text(figure));
  }
}

TEST(WhiskerChart, IsSoundWhateverItIsCalled) {
  WhiskerChart all = small_chart();
  for (const std::string& text : testing::hostile_texts()) {
    const WhiskerRow row{.name = text, .figure = {5, 1, 9}, .value = text, .place = text};
    const WhiskerChart chart{.title = text,
                             .rows = {row},
                             .lines = {{text, 3}, {text, 3.1}, {text, 8.9}},
                             .unit = text,
                             .value_heading = text,
                             .place_heading = text};
    expect_sound(whisker_chart(chart), text);
    all.rows.push_back(row);
    all.lines.push_back({text, 64});
  }
  expect_sound(whisker_chart(all));
}

TEST(WhiskerChart, KeepsToAnyWidth) {
  for (const double width : {0.0, 320.0, 5000.0, kNoNumber}) {
    WhiskerChart chart = small_chart();
    chart.width = width;
    expect_sound(whisker_chart(chart), std::to_string(width));
  }
}

TEST(WhiskerChart, PutsLongNamesAboveTheirFiguresWhereItIsNarrow) {
  WhiskerChart chart = small_chart();
  chart.width = 330;
  chart.rows[0].name = "openrouter/a-provider/a-model (2026-10)";
  const std::string svg = whisker_chart(chart);
  expect_sound(svg);
  EXPECT_NE(svg.find(">openrouter/a-provider/a-model (2026-10)</text>"), std::string::npos);
  chart.width = 720;
  EXPECT_LT(SvgReader(whisker_chart(chart)).elements()[0].attributes.at("height"),
            SvgReader(svg).elements()[0].attributes.at("height"));
}

TEST(WhiskerChart, LeavesTheColumnOfPlacesOut) {
  WhiskerChart chart = small_chart();
  chart.place_heading.clear();
  EXPECT_EQ(whisker_chart(chart).find(">1-2<"), std::string::npos);
}

TEST(WhiskerChart, KeepsLinesWhoseNamesFindNoRoom) {
  WhiskerChart chart = small_chart();
  chart.lines.clear();
  for (int i = 0; i < 9; ++i)
    chart.lines.push_back({"a baseline with a long name", 65.0 + 0.1 * i});
  const std::string svg = whisker_chart(chart);
  std::size_t dashed = 0;
  for (const auto& each : testing::elements_of(svg))
    dashed += each.name == "path" && each.attributes.at("class") == "b" ? 1 : 0;
  EXPECT_EQ(dashed, 9U);
}

}  // namespace
}  // namespace attune
