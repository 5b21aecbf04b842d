#include "results/charts/whisker.h"

#include <gtest/gtest.h>

#include "tests/results/charts/hostile.h"

namespace attune {
namespace {

using testing::expect_sound;
using testing::kEndless;
using testing::kNoNumber;

ChartAxis hundred() {
  return chart_axis(std::vector<double>{0, 100});
}

TEST(InlineWhisker, DrawsTheIntervalOnTheCommonAxis) {
  EXPECT_EQ(
      inline_whisker({50, 40, 75}, hundred(), "lab/a"),
      R"(<svg class="chart inline" role="img" width="160" height="16" viewBox="0 0 160 16">)"
      R"(<title>lab/a: 50.00, 40.0 to 75.0</title>)"
      R"(<path class="g" d="M8 8H152M8 5v6M36.8 5v6M65.6 5v6M94.4 5v6M123.2 5v6M152 5v6"/>)"
      R"(<path class="w" d="M65.6 8L116 8"/><circle class="d" cx="80" cy="8" r="3.5"/></svg>)");
}

TEST(InlineWhisker, HasNoMarkWhereNothingIsKnown) {
  const std::string svg = inline_whisker({}, hundred(), "lab/a");
  EXPECT_NE(svg.find("<title>lab/a: nothing known</title>"), std::string::npos);
  EXPECT_EQ(testing::SvgReader(svg).count("circle"), 0U);
}

TEST(InlineWhisker, StaysInItsCellWhateverTheFigures) {
  for (const Whisker& whisker :
       {Whisker{500, -300, 900}, Whisker{kNoNumber, 1, 2}, Whisker{5, kNoNumber, kEndless},
        Whisker{5, 9, 1}, Whisker{kEndless, kEndless, kEndless}, Whisker{1e300, -1e300, 1e300}}) {
    expect_sound(inline_whisker(whisker, hundred(), "x"));
  }
}

TEST(InlineWhisker, EscapesWhatItIsCalled) {
  for (const std::string& text : testing::hostile_texts()) {
    expect_sound(inline_whisker({5, 1, 9}, hundred(), text), text);
    expect_sound(inline_axis(hundred(), text), text);
  }
}

TEST(InlineAxis, LeavesOutTicksThatWouldTouch) {
  const std::string svg = inline_axis(chart_axis(std::vector<double>{0, 1'000'000}, 5), "Rating");
  expect_sound(svg);
  EXPECT_LT(testing::SvgReader(svg).count("text"), 6U);
  EXPECT_NE(svg.find("From 0 to 1000000."), std::string::npos);
}

TEST(WhiskerText, HasTheIntervalBesideThePoint) {
  EXPECT_EQ(whisker_text({85.734, 83.06, 88.21}), "85.73, 83.1 to 88.2");
  EXPECT_EQ(whisker_text({-0.001}), "0.00");
  EXPECT_EQ(whisker_text({kNoNumber, 1, 2}), "nothing known");
}

}  // namespace
}  // namespace attune
