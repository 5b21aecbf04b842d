#include "results/page/audit_section.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;

JudgeAudit an_audit() {
  JudgeAudit audit{
      .judge = {"lab/<j>"}, .pack = {"tiny"}, .comparisons = 58, .pairs = 29, .marked = 1};
  audit.flags = {
      {.name = "position", .bias = Bias::Found, .p = 0.0001, .sentence = "first wins & wins"},
      {.name = "length", .bias = Bias::Unknown, .sentence = "too few"}};
  audit.parts = {{"Position",
                  {{.name = "position.flips",
                    .title = "flips",
                    .unit = "%",
                    .estimate = Estimate{.point = 12.34, .low = 8, .high = 17, .samples = 29}},
                   {.name = "position.x", .title = "other", .unit = "", .why = "only one order"}}}};
  audit.notes = {"a comparison counts by who won it"};
  return audit;
}

TEST(AuditSection, SaysWhatMovesAJudgeAndWhatIsNotKnown) {
  const std::string html = audit_section({an_audit()}, "pack-1");
  EXPECT_EQ(HtmlReader(html).fault(), "");
  EXPECT_THAT(html, HasSubstr("<span class=\"tag warn\">found</span>"));
  EXPECT_THAT(html, HasSubstr("&lt; 0.001"));
  EXPECT_THAT(html, HasSubstr("first wins &amp; wins"));
  EXPECT_THAT(html, HasSubstr("unknown"));
}

TEST(AuditSection, EveryFigureHasItsIntervalOrTheReasonWhyThereIsNone) {
  const std::string html = audit_section({an_audit()}, "pack-1");
  EXPECT_THAT(html, HasSubstr("12.3 %"));
  EXPECT_THAT(html, HasSubstr("8.0 to 17.0"));
  EXPECT_THAT(html, HasSubstr("only one order"));
}

TEST(AuditSection, CountsWhatItRestsOn) {
  EXPECT_THAT(
      audit_section({an_audit()}, "pack-1"),
      HasSubstr("58 comparisons by this judge (0 without a finding) make 29 pairs; 1 verdict "
                "with marks, 0 without."));
}

TEST(AuditSection, NoJudgesAreNothing) {
  EXPECT_EQ(audit_section({}, "pack-1"), "");
}

}  // namespace
}  // namespace attune
