#include "results/charts/paired_plot.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/results/charts/hostile.h"

namespace attune {
namespace {

using testing::expect_sound;
using testing::kEndless;
using testing::kNoNumber;
using testing::SvgReader;

TEST(PairedPlot, SortsDifferencesAndShowsTheirMean) {
  const PairedPlot plot{.title = "a against b",
                        .first = "lab/a",
                        .second = "lab/b",
                        .spots = {{"q1", 70, 60}, {"q2", 50, 55}, {"q3", 40, 40}},
                        .mean = {1.667, -3, 6},
                        .equivalence = 2,
                        .width = 420};
  EXPECT_EQ(
      paired_plot(plot),
      R"(<svg class="chart" role="img" width="420" height="286" viewBox="0 0 420 286">)"
      R"(<title>a against b</title>)"
      R"(<desc>lab/a minus lab/b on 3 scenarios, in points: lab/a better in 1, lab/b in 1; mean)"
      R"( 1.67, -3.0 to 6.0, with 95 % intervals.</desc>)"
      R"(<path class="g" d="M33.3 242L327.2 242"/>)"
      R"(<text class="s e" x="25.3" y="246">-5</text>)"
      R"(<path class="z" d="M33.3 168.7L327.2 168.7"/>)"
      R"(<text class="s e" x="25.3" y="172.7">0</text>)"
      R"(<path class="g" d="M33.3 95.3L327.2 95.3"/>)"
      R"(<text class="s e" x="25.3" y="99.3">+5</text><path class="g" d="M33.3 22L327.2 22"/>)"
      R"(<text class="s e" x="25.3" y="26">+10</text><g>)"
      R"(<title>within ±2 they count as equal</title>)"
      R"(<path class="b" d="M33.3 198L327.2 198"/>)"
      R"(<path class="b" d="M33.3 139.3L327.2 139.3"/></g>)"
      R"(<rect class="x" x="33.3" y="80.7" width="293.9" height="132"/><g class="c0">)"
      R"(<path class="v" d="M278.2 168.7V22"/><circle class="p" cx="278.2" cy="22" r="4">)"
      R"(<title>q1: 70.0 against 60.0, +10.0</title></circle></g><g class="c1">)"
      R"(<path class="v" d="M82.3 168.7V242"/><circle class="p" cx="82.3" cy="242" r="4">)"
      R"(<title>q2: 50.0 against 55.0, -5.0</title></circle></g><g class="c6">)"
      R"(<path class="v" d="M180.2 168.7V168.7"/>)"
      R"(<circle class="p" cx="180.2" cy="168.7" r="4">)"
      R"(<title>q3: 40.0 against 40.0, 0.0</title></circle></g>)"
      R"(<path class="r" d="M33.3 144.2L327.2 144.2"/>)"
      R"(<text x="335.2" y="142.2">mean +1.67</text>)"
      R"(<text class="s" x="335.2" y="156.2">-3.0 to +6.0</text>)"
      R"(<text class="n c0" x="33.3" y="14">lab/a better in 1 of 3</text>)"
      R"(<text class="n c1 e" x="327.2" y="260">lab/b better in 1 of 3</text>)"
      R"(<text class="s" x="33.3" y="278">difference in points, a dot for each scenario</text>)"
      R"(</svg>)");
}

TEST(PairedPlot, DoesNotDependOnTheOrderOfScenarios) {
  PairedPlot plot{.title = "t", .spots = {{"q1", 7, 6}, {"q2", 5, 5}, {"q3", 4, 3}}};
  const std::string one = paired_plot(plot);
  std::swap(plot.spots[0], plot.spots[2]);
  EXPECT_EQ(paired_plot(plot), one);
}

TEST(PairedPlot, NamesOnlyTheEndsOfVeryMany) {
  PairedPlot plot{.title = "t"};
  for (int i = 0; i < 2000; ++i)
    plot.spots.push_back({fmt::format("scenario-{}", i), static_cast<double>(i * 37 % 101), 50});
  const std::string svg = paired_plot(plot);
  expect_sound(svg);
  EXPECT_EQ(SvgReader(svg).count("circle"), 40U);
  EXPECT_LT(svg.size(), 80'000U);
}

TEST(PairedPlot, LeavesOutWhatIsNoNumber) {
  const PairedPlot plot{.title = "t",
                        .spots = {{"q1", kNoNumber, 6}, {"q2", kEndless, 5}, {"q3", 4, 3}},
                        .mean = {kNoNumber, 1, 2},
                        .equivalence = kEndless};
  const std::string svg = paired_plot(plot);
  expect_sound(svg);
  EXPECT_EQ(SvgReader(svg).count("circle"), 1U);
  EXPECT_EQ(svg.find(">mean"), std::string::npos);
}

TEST(PairedPlot, HoldsEqualResults) {
  const PairedPlot plot{.title = "t", .spots = {{"q1", 5, 5}, {"q2", 5, 5}}, .mean = {0, 0, 0}};
  expect_sound(paired_plot(plot));
  expect_sound(paired_plot({.title = "None"}));
}

TEST(PairedPlot, IsSoundWhateverItIsCalled) {
  for (const std::string& text : testing::hostile_texts()) {
    const PairedPlot plot{.title = text,
                          .first = text,
                          .second = text,
                          .spots = {{text, 5, 3}, {text, 1, 9}},
                          .mean = {-3, -9, 4},
                          .unit = text};
    expect_sound(paired_plot(plot), text);
  }
}

}  // namespace
}  // namespace attune
