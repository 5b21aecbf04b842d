#include "results/page/rating_section.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/results/page/html_reader.h"
#include "tests/results/render/some_rating_board.h"

namespace attune {
namespace {

using ::testing::HasSubstr;
using testing::HtmlReader;
using ::testing::Not;

TEST(RatingSection, IsWellFormedWhateverASubjectIsCalled) {
  for (const RatingBoard& board : {some_rating_board(), some_full_rating_board()}) {
    const std::string html = rating_section(board, {}, "pack-1");
    EXPECT_EQ(HtmlReader(html).fault(), "");
    EXPECT_THAT(html, Not(HasSubstr("<b>`x`")));
  }
}

TEST(RatingSection, ARatingStandsWithItsIntervalAndWhoIsNotRatedWithTheReason) {
  const std::string html = rating_section(some_rating_board(), {}, "pack-1");
  EXPECT_THAT(html, HasSubstr("1084.5</span><br><span class=\"range\">1071 to 1099</span>"));
  EXPECT_THAT(html, HasSubstr("<bdi>undefeated</bdi>"));
  EXPECT_THAT(html, HasSubstr("40-2-20"));
}

TEST(RatingSection, WhoWonAgainstWhomIsShownFromTwoOn) {
  WinMatrix wins{.contestants = {{{"lab/a"}, ""}, {{"lab/b"}, "v2"}}};
  wins.meetings = {{std::nullopt, Meeting{4, 0.75}}, {Meeting{4, 0.25}, std::nullopt}};
  const std::string html = rating_section(some_rating_board(), wins, "pack-1");
  EXPECT_THAT(html, HasSubstr("<h3 id=\"pack-1-wins\">"));
  EXPECT_THAT(html, HasSubstr("lab/b (v2)"));
  EXPECT_THAT(html, HasSubstr("75"));
  EXPECT_THAT(rating_section(some_rating_board(), {}, "pack-1"), Not(HasSubstr("pack-1-wins")));
}

TEST(RatingSection, AbilitiesFactorsAndJudgesAreShownWhereThereAreAny) {
  const std::string html = rating_section(some_full_rating_board(), {}, "pack-1");
  EXPECT_THAT(html, HasSubstr("<h3 id=\"pack-1-abilities\">"));
  EXPECT_THAT(html, HasSubstr("Factors beside strength"));
  EXPECT_THAT(html, HasSubstr("What each judge alone makes of the field"));
  EXPECT_THAT(rating_section(some_rating_board(), {}, "pack-1"), Not(HasSubstr("abilities")));
}

}  // namespace
}  // namespace attune
