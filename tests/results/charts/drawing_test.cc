#include "results/charts/drawing.h"

#include <limits>

#include <gtest/gtest.h>

#include "tests/results/charts/svg_reader.h"

namespace attune {
namespace {

TEST(Drawing, WritesCoordinatesShortAndAlwaysAsNumbers) {
  EXPECT_EQ(coordinates({12, 34.56}), "12 34.6");
  EXPECT_EQ(coordinate(-0.04), "0");
  EXPECT_EQ(coordinate(std::numeric_limits<double>::quiet_NaN()), "0");
  EXPECT_EQ(coordinate(std::numeric_limits<double>::infinity()), "0");
}

TEST(Drawing, IsANamedImageWithAViewBox) {
  Drawing drawing({100, 20}, "inline");
  drawing.dot({5, 5}, 2, "d", "a <dot>");
  drawing.line({0, 1}, {10, 1}, "g");
  drawing.box({1, 2}, {4, 8}, "x");
  drawing.text({3, 4}, "tom & \"ann\"", "s e");
  EXPECT_EQ(drawing.named("What it is", "What it shows."),
            R"(<svg class="chart inline" role="img" width="100" height="20" viewBox="0 0 100 20">)"
            R"(<title>What it is</title><desc>What it shows.</desc>)"
            R"(<circle class="d" cx="5" cy="5" r="2"><title>a &lt;dot&gt;</title></circle>)"
            R"(<path class="g" d="M0 1L10 1"/><rect class="x" x="1" y="2" width="3" height="6"/>)"
            R"(<text class="s e" x="3" y="4">tom &amp; &quot;ann&quot;</text></svg>)");
}

TEST(Drawing, CutsLongTextAndKeepsTheWholeAsTooltip) {
  Drawing drawing({100, 20});
  drawing.text({0, 12}, "a name too long", "", 7);
  EXPECT_NE(drawing.named("t", "").find(">a name…<title>a name too long</title></text>"),
            std::string::npos);
}

TEST(Drawing, MeasuresWideLettersAsTwoColumnsAndOnlyWhatIsShown) {
  EXPECT_EQ(width_of("通义", 100), 4 * kColumn);
  EXPECT_EQ(width_of("abcdef", 3), 3 * kColumn);
  EXPECT_EQ(columns_in(3 * kColumn + 1), 3U);
  EXPECT_EQ(columns_in(-1), 0U);
}

TEST(Drawing, SaysThatThereIsNothing) {
  const std::string svg = empty_chart("Wins");
  EXPECT_EQ(testing::chart_fault(svg), "");
  EXPECT_NE(svg.find("nothing to show"), std::string::npos);
}

}  // namespace
}  // namespace attune
