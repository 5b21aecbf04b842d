#include "results/page/names.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

TEST(Names, ANameCannotTurnWhatStandsAroundIt) {
  EXPECT_EQ(name_html("<a>\nb"), "<bdi>&lt;a&gt; b</bdi>");
}

TEST(Names, AReleaseAndAStubAreMarked) {
  EXPECT_EQ(subject_html({"stub/x"}, "v1", true),
            "<bdi>stub/x</bdi> <span class=\"tag\"><bdi>v1</bdi></span> "
            "<span class=\"tag warn\">stub</span>");
  EXPECT_EQ(subject_words({"lab/x"}, ""), "lab/x");
  EXPECT_EQ(subject_words({"lab/x"}, "v\n1"), "lab/x (v 1)");
}

TEST(Names, LatenciesAreReadable) {
  EXPECT_EQ(latency_words(std::nullopt), "-");
  EXPECT_EQ(latency_words(Millis(999)), "999 ms");
  EXPECT_EQ(latency_words(Millis(1250)), "1.2 s");
  EXPECT_EQ(latency_words(Millis(61'700)), "62 s");
}

TEST(Names, CountsAreSetApartByThousandsAndHaveTheirNumber) {
  EXPECT_EQ(count_words(0), "0");
  EXPECT_EQ(count_words(999), "999");
  EXPECT_EQ(count_words(1'000), "1,000");
  EXPECT_EQ(count_words(12'345'678), "12,345,678");
  EXPECT_EQ(count_words(1, "sample"), "1 sample");
  EXPECT_EQ(count_words(2'000, "sample"), "2,000 samples");
}

TEST(Names, AVeryUnlikelyChanceIsNotZero) {
  EXPECT_EQ(p_words(0.0001), "< 0.001");
  EXPECT_EQ(p_words(0.0123), "0.012");
  EXPECT_EQ(p_words(0.5), "0.50");
}

TEST(Names, TimesAreToTheMinute) {
  EXPECT_EQ(time_words({1'700'006'400'000}), "2023-11-15 00:00 UTC");
}

}  // namespace
}  // namespace attune
