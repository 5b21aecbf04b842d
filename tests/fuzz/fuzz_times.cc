// Times and waits are what servers and files say: whatever that is, a wait is never negative and
// never longer than a month, and a time is one that reads back.
#include <array>
#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "harness/calls/wait_hint.h"
#include "scenarios/load/json_members.h"
#include "tests/fuzz/checks.h"

namespace {

using attune::Millis;
using attune::UtcTime;
using attune::fuzz::part_at;
using attune::fuzz::require;

// Years of four digits; an offset may lead into the next one or the one before.
bool is_plausible(UtcTime time) {
  using namespace std::chrono;
  constexpr Millis kFirst = sys_days(year(0) / January / 1).time_since_epoch() - days(2);
  constexpr Millis kLast = sys_days(year(10'000) / January / 1).time_since_epoch() + days(2);
  return time.millis >= kFirst.count() && time.millis < kLast.count();
}

bool has_four_digits(UtcTime time) {
  return time >= UtcTime{-62'167'219'200'000} && time < UtcTime{253'402'300'800'000};
}

UtcTime whole_seconds(UtcTime time) {
  const Millis millis(time.millis);
  return {Millis(std::chrono::floor<std::chrono::seconds>(millis)).count()};
}

void check(const std::optional<UtcTime>& time) {
  if (!time) return;
  require(is_plausible(*time));
  if (!has_four_digits(*time)) return;
  const std::string text = attune::to_text(*time);
  require(attune::parse_rfc3339(text) == whole_seconds(*time));
  require(attune::parse_iso_time(text) == whole_seconds(*time));
}

void check(const std::optional<Millis>& wait) {
  constexpr Millis kMonth{31LL * 86'400'000};
  if (wait) require(*wait >= Millis(0) && *wait <= kMonth);
}

// A wait is what it says when it is written out.
void check_duration(std::string_view text) {
  const auto wait = attune::parse_duration(text);
  check(wait);
  if (wait) require(attune::parse_duration(fmt::format("{}ms", wait->count())) == wait);
}

// The time written out as an HTTP-date.
void check_http_date(const std::optional<UtcTime>& time) {
  check(time);
  constexpr UtcTime kYear1000{-30'610'224'000'000};  // fmt writes earlier years in fewer digits
  if (!time || !has_four_digits(*time) || *time < kYear1000) return;
  const auto seconds = static_cast<std::time_t>(whole_seconds(*time).millis / 1000);
  const std::string text = fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(seconds));
  require(attune::parse_http_date(text) == time);
}

attune::HttpResponse a_response(const std::vector<std::string>& parts) {
  attune::HttpResponse response;
  response.status = 429;
  response.headers = {{"Date", part_at(parts, 0)}};
  constexpr std::array kNames = {
      "Retry-After",
      "retry-after-ms",
      "x-ratelimit-remaining-requests",
      "x-ratelimit-reset-requests",
      "anthropic-ratelimit-tokens-remaining",
      "anthropic-ratelimit-tokens-reset",
  };
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (i + 1 < parts.size() && !parts[i + 1].empty())
      response.headers.push_back({kNames[i], parts[i + 1]});
  }
  return response;
}

}  // namespace

// Parts are read one by one, and together as the headers of one answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto parts = attune::fuzz::parts_of({reinterpret_cast<const char*>(bytes), size});
  for (const std::string& part : parts) {
    check_duration(part);
    check_http_date(attune::parse_http_date(part));
    check(attune::parse_rfc3339(part));
    check(attune::parse_iso_time(part));
  }
  const attune::HttpResponse response = a_response(parts);
  check(attune::wait_hint(response, parts.back()));
  check(attune::reset_hint(response));
  return 0;
}
