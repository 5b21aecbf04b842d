#include "results/render/csv.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/results/render/some_board.h"

namespace attune {
namespace {

TEST(Csv, HoldsEveryFigureOfEveryRow) {
  EXPECT_EQ(to_csv(std::vector{some_board()}),
            "pack,version,digest,scorer,judge,stub,rank,rank_low,rank_high,subject,release,point,"
            "low,high,level,samples,clusters,planned,missing,unscored,reasons,worst,best,outcomes"
            ",cost_usd,cost_known,failed,criteria,resamples,seed,latency_ms\r\n"
            "tiny,1.0,sha256:00,rubric@1,lab/judge,false,1,1,2,openai/gpt-4,,85.73,83.1,88.2,0.95"
            ",170,170,171,1,1,refused:1,84.1235,86,ok:170;refused:1,0.61,true,,warmth:14.25:::1:1"
            ",2000,1,\r\n"
            "tiny,1.0,sha256:00,rubric@1,lab/judge,false,,,,\"'=evil/�[2J|<b>`x` \"\"y\"\", z\",v"
            "1,,,,,,,4,4,0,,,,failed:3;unplayed:1,,false,scored 0 of 4,,2000,1,\r\n"
            "tiny,1.0,sha256:00,rubric@1,lab/judge,true,1,1,1,stub/skill-85,,85.73,83.1,88.2,0.95"
            ",170,170,170,0,0,,,,ok:170,,true,,,2000,1,\r\n");
}

TEST(Csv, HasTheLatencyLast) {
  Leaderboard board = some_board();
  board.rows.resize(1);
  board.stub_rows.clear();
  board.rows[0].latency = Millis(840);
  EXPECT_TRUE(to_csv(std::vector{board}).ends_with(",2000,1,840\r\n"));
}

TEST(Csv, HasNoRecordOfCitedResults) {
  const std::string text = to_csv(std::vector{some_choice_board()});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
  EXPECT_EQ(text.find("human norm"), std::string::npos);
  EXPECT_NE(text.find("above_chance:61.27:"), std::string::npos);
}

TEST(Csv, QuotesAsRfc4180Says) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_field("a\nb"), "a b");
  EXPECT_EQ(csv_field(""), "");
}

TEST(Csv, LetsNoFormulaThrough) {
  EXPECT_EQ(csv_field("=1+1"), "'=1+1");
  EXPECT_EQ(csv_field("+cmd|' /C calc'!A0"), "'+cmd|' /C calc'!A0");
  EXPECT_EQ(csv_field("-x"), "'-x");
  EXPECT_EQ(csv_field("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(csv_field("=HYPERLINK(\"a\",\"b\")"), "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
  EXPECT_EQ(csv_field("-1+1"), "'-1+1");
  EXPECT_EQ(csv_field("-nan"), "'-nan");
  EXPECT_EQ(csv_field("-18.41"), "-18.41");
  EXPECT_EQ(csv_field("+3"), "+3");
}

TEST(Csv, GivesEveryRecordTheSameFields) {
  Leaderboard board = some_board();
  board.rows[1].subject.text = "lab/plain";
  const std::string text = to_csv(std::vector{board});
  std::vector<std::ptrdiff_t> commas(1);
  for (const char letter : text) {
    if (letter == '\n') commas.push_back(0);
    if (letter == ',') ++commas.back();
  }
  ASSERT_EQ(commas.size(), 5U);
  EXPECT_EQ(std::count(commas.begin(), commas.end() - 1, commas.front()), 4);
}

}  // namespace
}  // namespace attune
