#include "harness/cli/progress_line.h"

#include <gtest/gtest.h>

#include "scenarios/base/utf8.h"

namespace attune {
namespace {

using namespace std::chrono_literals;

const Tally kBusy = {.planned = 100,
                     .played = 40,
                     .to_mark = 50,
                     .marked = 20,
                     .calls = 75,
                     .retries = 3,
                     .in_flight = 8,
                     .retrying = 2,
                     .cost_usd = 1.234,
                     .cost_known = true};

TEST(Span, IsWrittenInTheUnitsThatMatter) {
  EXPECT_EQ(to_span(0ms), "0 s");
  EXPECT_EQ(to_span(59'999ms), "59 s");
  EXPECT_EQ(to_span(60s), "1 min 00 s");
  EXPECT_EQ(to_span(185s), "3 min 05 s");
  EXPECT_EQ(to_span(3'600s), "1 h 00 min");
  EXPECT_EQ(to_span(130min), "2 h 10 min");
}

TEST(ProgressLine, TellsWhereARunStands) {
  EXPECT_EQ(progress_line(kBusy, {}, 30s, 200),
            "40/100 played · 20/50 marked · 8 in flight · 3 retried (2 waiting) · 45 s left · "
            "$1.23 · 2.5/s");
}

TEST(ProgressLine, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(progress_line({.planned = 9}, {}, 30s, 200),
            "0/9 played · 0/0 marked · 0 in flight · 0.0/s");
  EXPECT_EQ(progress_line({.planned = 9, .played = 1, .calls = 1}, {}, 500ms, 200),
            "1/9 played · 0/0 marked · 0 in flight");
}

TEST(ProgressLine, JudgesTheTimeLeftByThisSessionAlone) {
  const Tally before = {.played = 30, .marked = 20};
  EXPECT_NE(progress_line(kBusy, before, 30s, 200).find(" · 4 min 30 s left"), std::string::npos);
}

TEST(ProgressLine, LeavesTheLeastImportantOutFirst) {
  const auto line = [](std::size_t width) { return progress_line(kBusy, {}, 30s, width); };
  EXPECT_EQ(line(79), "40/100 played · 20/50 marked · 3 retried (2 waiting) · 45 s left · $1.23");
  EXPECT_EQ(line(71), "40/100 played · 20/50 marked · 3 retried (2 waiting) · 45 s left");
  EXPECT_EQ(line(39), "40/100 played · 20/50 marked");
  EXPECT_EQ(line(20), "40/100 played");
  EXPECT_EQ(line(8), "40/100 …");
}

TEST(Erasing, ClearsTheLineOrEveryRowItWasBrokenInto) {
  EXPECT_EQ(erasing(79, 80), "\r\x1b[K");
  EXPECT_EQ(erasing(80, 80), "\r\x1b[K");
  EXPECT_EQ(erasing(79, 40), "\r\x1b[1A\x1b[J");
  EXPECT_EQ(erasing(119, 40), "\r\x1b[2A\x1b[J");
  EXPECT_EQ(erasing(0, 40), "\r\x1b[K");
}

TEST(ProgressLine, IsNeverWiderThanTheTerminal) {
  for (std::size_t width = 0; width < 120; ++width) {
    EXPECT_LE(columns(progress_line(kBusy, {}, 30s, width)), width);
  }
}

}  // namespace
}  // namespace attune
