#include <gtest/gtest.h>

#include "results/render/watch_formats.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"
#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

using testing::some_watch;

TEST(WatchTable, BeginsWithTheAnswer) {
  EXPECT_TRUE(to_table(some_watch())
                  .starts_with("lab/model on Feelings (feelings 1.0), marked by rubric@1 with "
                               "lab/judge\n\nlab/model changed. The score is lower.\n"));
}

TEST(WatchTable, ShowsHowNearFiguresAreToAnAlarm) {
  const std::string text = to_table(some_watch());
  EXPECT_NE(text.find("an alarm is a rise or fall (CUSUM) beyond 4.51"), std::string::npos);
  EXPECT_NE(text.find("            Last look      Since the first 3  Rise  Fall\n"
                      "Score            51.2  -10.0 (-13.0 to -7.0)   0.0   5.7\n"
                      "Latency ms       1500                      -     -     -\n"),
            std::string::npos)
      << text;
}

TEST(WatchTable, MarksTheLooksThatRaisedAnAlarm) {
  const std::string text = to_table(some_watch());
  EXPECT_NE(text.find("2026-11-19 11:06    61.3           -\n"), std::string::npos) << text;
  EXPECT_NE(text.find("2026-11-22 11:06  ! 51.2        1500\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Alarms so far\n\n- the score is lower\n"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("- one false alarm in 100 looks\n"));
}

TEST(WatchTable, ShowsTheLastTenLooks) {
  Watch watch = some_watch();
  watch.looks.insert(watch.looks.begin(), 20, watch.looks.front());
  watch.alarms.clear();
  std::size_t looks = 0;
  for (const std::string& line : split(to_table(watch), '\n')) {
    looks += line.starts_with("2026-") ? 1U : 0U;
    EXPECT_LE(columns(line), 80U);
  }
  EXPECT_EQ(looks, 10U);
}

}  // namespace
}  // namespace attune
