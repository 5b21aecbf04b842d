#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "results/render/rating_formats.h"
#include "scenarios/base/words.h"
#include "tests/results/render/some_rating_board.h"

namespace attune {
namespace {

TEST(RatingCsv, HasOneRecordARow) {
  EXPECT_EQ(
      to_csv(std::vector{some_rating_board()}),
      R"row(pack,version,digest,scorer,judge,ability,method,stub,rank,rank_low,rank_high,subject,release,rating,low,high,level,samples,clusters,unrated,wins,ties,losses,opponents,abilities,resamples,seed)row"
      "\r\n"
      R"row(tiny,1.0,sha256:00,pairwise@1,,,bradley-terry,false,1,1,2,openai/gpt-4,,1084.53,1071.2,1098.7,0.95,124,31,,40,2,20,2,,2000,1)row"
      "\r\n"
      R"row(tiny,1.0,sha256:00,pairwise@1,,,bradley-terry,false,2,1,2,lab/small,,915.47,,,0.95,124,31,,20,2,40,2,,2000,1)row"
      "\r\n"
      R"row(tiny,1.0,sha256:00,pairwise@1,,,bradley-terry,false,,,,"'=evil/�[2J|<b>`x` ""y"", z",v1,,,,,,,undefeated,3,0,0,1,,2000,1)row"
      "\r\n"
      R"row(tiny,1.0,sha256:00,pairwise@1,,,bradley-terry,true,1,1,1,stub/skill-85,,1084.53,1071.2,1098.7,0.95,124,31,,40,2,20,2,,2000,1)row"
      "\r\n");
}

TEST(RatingCsv, HoldsAbilitiesInOneField) {
  const std::string text = to_csv(std::vector{some_full_rating_board()});
  EXPECT_NE(text.find(",insight deep:1050.2:1031:1069:124:31;warmth:1101:1080.4:1120:124:31,"),
            std::string::npos)
      << text;
}

TEST(RatingCsv, EveryRecordHasAsManyFieldsAsTheHeading) {
  RatingBoard board = some_full_rating_board();
  board.rows[2].subject.text = "plain";
  for (const std::string& line : split(to_csv(std::vector{board}), '\n')) {
    if (line.empty()) continue;
    EXPECT_EQ(std::ranges::count(line, ','), 26) << line;
  }
}

}  // namespace
}  // namespace attune
