#include "harness/calls/wait_hint.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

using namespace std::chrono_literals;

HttpResponse with(std::vector<Header> headers) {
  return {429, std::move(headers), {}};
}

TEST(Duration, ReadsWhatProvidersWrite) {
  EXPECT_EQ(parse_duration("1m30s"), 90s);
  EXPECT_EQ(parse_duration("500ms"), 500ms);
  EXPECT_EQ(parse_duration("6m0s"), 6min);
  EXPECT_EQ(parse_duration("37s"), 37s);
  EXPECT_EQ(parse_duration("8.64s"), 8640ms);
  EXPECT_EQ(parse_duration("1h2m3.5s"), 3723500ms);
  EXPECT_EQ(parse_duration("12"), 12s);
  EXPECT_EQ(parse_duration("0s"), 0s);
  EXPECT_EQ(parse_duration(" 17.2us "), 1ms);
}

TEST(Duration, IsNothingWhereItCannotBeRead) {
  for (const char* text : {"", "s", "5x", "-3s", "1m30", "nan", "inf", "1741305600000", "1e9s"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
}

TEST(Duration, IsBoundedForNumbersOfAnySize) {
  EXPECT_EQ(parse_duration(std::string(300, '9') + "h"), Millis(31LL * 86'400'000));
  EXPECT_EQ(parse_duration(std::string(400, '9') + "h"), std::nullopt);
}

TEST(HttpDate, ReadsTheFixedFormOnly) {
  const auto time = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
  ASSERT_TRUE(time);
  EXPECT_EQ(to_text(*time), "1994-11-06T08:49:37Z");
  EXPECT_EQ(parse_http_date("Sun, 31 Feb 2026 08:49:37 GMT"), std::nullopt);
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 28:49:37 GMT"), std::nullopt);
  EXPECT_EQ(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), std::nullopt);
  EXPECT_EQ(parse_http_date(""), std::nullopt);
}

TEST(Rfc3339, ReadsZuluFractionsAndOffsets) {
  const auto read = [](const char* text) {
    const auto time = parse_rfc3339(text);
    return time ? to_text(*time) : "none";
  };
  EXPECT_EQ(read("2026-11-23T01:31:09Z"), "2026-11-23T01:31:09Z");
  EXPECT_EQ(read("2026-11-23T01:31:09.25Z"), "2026-11-23T01:31:09Z");
  EXPECT_EQ(read("2026-11-23T01:31:09+02:00"), "2026-11-22T23:31:09Z");
  EXPECT_EQ(read("2026-11-23T01:31:09"), "none");
  EXPECT_EQ(read("2026-13-23T01:31:09Z"), "none");
  EXPECT_EQ(read("2026-11-23T01:31:09.5"), "none");
  for (const char* text : {"2026-11-23T01:31:09902:00", "2026-11-23T01:31:09 02:00",
                           "2026-11-23T01:31:09+24:00", "2026-11-23T01:31:09+02:60"})
    EXPECT_EQ(read(text), "none") << text;
}

TEST(WaitHint, PrefersMillisecondsToSecondsToTheBody) {
  const Header millis{"retry-after-ms", "250"};
  const Header seconds{"Retry-After", "2"};
  EXPECT_EQ(wait_hint(with({seconds, millis}), "37s"), 250ms);
  EXPECT_EQ(wait_hint(with({seconds}), "37s"), 2s);
  EXPECT_EQ(wait_hint(with({}), "37s"), 37s);
  EXPECT_EQ(wait_hint(with({}), ""), std::nullopt);
}

TEST(WaitHint, ReadsFractionsOfSeconds) {
  EXPECT_EQ(wait_hint(with({{"retry-after", "0.35"}}), ""), 350ms);
}

TEST(WaitHint, MeasuresADateAgainstTheResponsesOwn) {
  const Header asked{"Retry-After", "Wed, 21 Oct 2026 07:28:30 GMT"};
  const Header date{"Date", "Wed, 21 Oct 2026 07:28:00 GMT"};
  const Header late{"Date", "Wed, 21 Oct 2026 07:29:00 GMT"};
  EXPECT_EQ(wait_hint(with({asked, date}), ""), 30s);
  EXPECT_EQ(wait_hint(with({asked, late}), ""), 0s);
  EXPECT_EQ(wait_hint(with({asked}), ""), std::nullopt);
}

TEST(WaitHint, PassesOverHeadersThatMakeNoSense) {
  const Header millis{"retry-after-ms", "soon"};
  const Header seconds{"retry-after", "-1"};
  EXPECT_EQ(wait_hint(with({millis, seconds}), "3s"), 3s);
}

TEST(ResetHint, WaitsForTheLimitsThatAreUsedUp) {
  const HttpResponse response = with({{"x-ratelimit-remaining-requests", "10"},
                                      {"x-ratelimit-reset-requests", "6m0s"},
                                      {"x-ratelimit-remaining-tokens", "0"},
                                      {"x-ratelimit-reset-tokens", "1m30s"}});
  EXPECT_EQ(reset_hint(response), 90s);
}

TEST(ResetHint, TakesTheLatestWhereNothingSaysWhatRemains) {
  const HttpResponse response =
      with({{"x-ratelimit-reset-requests", "500ms"}, {"x-ratelimit-reset-tokens", "6m0s"}});
  EXPECT_EQ(reset_hint(response), 6min);
}

TEST(ResetHint, IsNothingWhereSomethingRemainsOfEverything) {
  const HttpResponse response =
      with({{"x-ratelimit-remaining-requests", "3"}, {"x-ratelimit-reset-requests", "1s"}});
  EXPECT_EQ(reset_hint(response), std::nullopt);
}

TEST(ResetHint, MeasuresAnthropicsTimesAgainstTheDate) {
  const HttpResponse response =
      with({{"date", "Wed, 21 Oct 2026 07:28:00 GMT"},
            {"anthropic-ratelimit-input-tokens-remaining", "0"},
            {"anthropic-ratelimit-input-tokens-reset", "2026-10-21T07:28:42Z"}});
  EXPECT_EQ(reset_hint(response), 42s);
}

}  // namespace
}  // namespace attune
