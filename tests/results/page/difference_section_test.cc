#include "results/page/difference_section.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;

DifferenceReport a_report(double point, bool shown) {
  DifferenceReport report{.pack = {"tiny"}, .first = {.subject = {"lab/<a>"}, .release = "v1"}};
  Difference difference{.second = {.subject = {"lab/b"}}};
  difference.difference =
      Estimate{.point = point, .low = point - 2, .high = point + 2, .samples = 3, .clusters = 3};
  difference.p = difference.adjusted = shown ? 0.004 : 0.4;
  difference.shown = shown;
  difference.detectable.after = 4.1;
  difference.wins = {.won = 2, .tied = 0, .lost = 1};
  difference.points = {
      {.scenario = {"q1"}, .first = 80, .second = 70, .difference = 10, .pairs = 1},
      {.scenario = {"<q2>"}, .first = 60, .second = 70, .difference = -10, .pairs = 1}};
  difference.criteria = {{.name = "warmth", .difference = {.point = 1}}};
  report.differences.push_back(difference);
  return report;
}

TEST(DifferenceSection, ADifferenceStandsWithItsIntervalPAndWhoIsBetter) {
  const std::string html = difference_section({a_report(3, true), a_report(-3, true)}, "pack-1");
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, HasSubstr("+3.0</span><br><span class=\"range\">+1.0 to +5.0</span>"));
  EXPECT_THAT(html, HasSubstr("data-value=\"0.004\">0.004</td>"));
  EXPECT_THAT(html, HasSubstr("first is better"));
  EXPECT_THAT(html, HasSubstr("second is better"));
  EXPECT_THAT(html, HasSubstr(">2-0-1</td>"));
}

TEST(DifferenceSection, WhatIsNotShownIsNotSaidToBeEqual) {
  const std::string html = difference_section({a_report(1, false)}, "pack-1");
  EXPECT_THAT(html, HasSubstr("<span class=\"soft\">no difference</span>"));
  EXPECT_THAT(html, HasSubstr("No difference is shown between"));
  EXPECT_THAT(html, HasSubstr("4.1"));
}

TEST(DifferenceSection, EveryPairHasItsPlotAndTheCommandThatSaysTheSame) {
  const std::string html = difference_section({a_report(3, true)}, "pack-1");
  EXPECT_THAT(html, HasSubstr("scenario by scenario"));
  EXPECT_THAT(html, HasSubstr("&lt;q2&gt;"));
  EXPECT_THAT(html,
              HasSubstr("attune compare &#39;lab/&lt;a&gt;@v1&#39; lab/b --pack tiny --seed 1"));
}

TEST(DifferenceSection, SidesWithNothingInCommonSaySo) {
  DifferenceReport report = a_report(3, false);
  report.differences[0] = {.second = {.subject = {"lab/b"}},
                           .failed = "nothing was scored on both"};
  EXPECT_THAT(difference_section({report}, "pack-1"), HasSubstr("nothing in common"));
}

TEST(DifferenceSection, NothingComparedIsNothing) {
  EXPECT_EQ(difference_section({}, "pack-1"), "");
}

}  // namespace
}  // namespace attune
