#include "harness/calls/wait_hint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

#include "scenarios/base/words.h"

namespace attune {
namespace {

// No endpoint means more than a month; beyond it the sums below could overflow.
constexpr double kLongest = 31.0 * 86'400'000.0;

// A bare number above a day is a time of day in some unit, not a wait.
constexpr double kLongestBareSeconds = 86'400.0;

std::optional<Millis> rounded_up(double millis) {
  if (!std::isfinite(millis) || millis < 0) return std::nullopt;
  return Millis(static_cast<std::int64_t>(std::ceil(std::min(millis, kLongest))));
}

// Takes a number off the front of the text.
std::optional<double> take_number(std::string_view& text) {
  double value = 0;
  const auto [end, problem] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (problem != std::errc() || !std::isfinite(value) || value < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<double> whole_number(std::string_view text) {
  text = trim(text);
  const auto value = take_number(text);
  return text.empty() ? value : std::nullopt;
}

// Takes the longest unit off the front of the text and gives its milliseconds.
std::optional<double> take_unit(std::string_view& text) {
  static constexpr std::array<std::pair<std::string_view, double>, 7> kUnits = {
      {{"ms", 1}, {"us", 1e-3}, {"ns", 1e-6}, {"s", 1e3}, {"m", 6e4}, {"h", 3.6e6}, {"d", 8.64e7}}};
  for (const auto& [name, millis] : kUnits) {
    if (!text.starts_with(name)) continue;
    text.remove_prefix(name.size());
    return millis;
  }
  return std::nullopt;
}

// The digits [at, at + size) as a number, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t size) {
  if (text.size() < at + size) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, size)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// "hh:mm:ss" at a place of the text, in seconds. A leap second counts.
std::optional<int> clock_seconds(std::string_view text, std::size_t at) {
  const auto hour = digits(text, at, 2);
  const auto minute = digits(text, at + 3, 2);
  const auto second = digits(text, at + 6, 2);
  if (!hour || !minute || !second || text[at + 2] != ':' || text[at + 5] != ':') return {};
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return (*hour * 60 + *minute) * 60 + *second;
}

std::optional<UtcTime> at_time(std::chrono::year_month_day date, int seconds) {
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch();
  return UtcTime{Millis(days).count() + Millis(std::chrono::seconds(seconds)).count()};
}

std::optional<unsigned> month_named(std::string_view name) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto at = name.size() == 3 ? kMonths.find(name) : std::string_view::npos;
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  return static_cast<unsigned>(at / 3 + 1);
}

// What follows the seconds: "Z", ".25Z", "+02:00"; in seconds to take off.
std::optional<int> zone_seconds(std::string_view rest) {
  if (rest.starts_with('.')) rest.remove_prefix(std::min(rest.find_first_of("Zz+-"), rest.size()));
  if (rest == "Z" || rest == "z") return 0;
  const auto hours = digits(rest, 1, 2);
  const auto minutes = digits(rest, 4, 2);
  if (rest.size() != 6 || rest[3] != ':' || !hours || !minutes) return std::nullopt;
  if ((rest[0] != '+' && rest[0] != '-') || *hours > 23 || *minutes > 59) return std::nullopt;
  const int size = (*hours * 60 + *minutes) * 60;
  return rest[0] == '-' ? -size : size;
}

std::optional<Millis> until(std::optional<UtcTime> then, const HttpResponse& response) {
  const auto date = response.header("date");
  const auto now = date ? parse_http_date(*date) : std::nullopt;
  if (!then || !now) return std::nullopt;
  return rounded_up(static_cast<double>(std::max<std::int64_t>(0, then->millis - now->millis)));
}

struct LimitHeaders {
  std::string_view remaining;
  std::string_view reset;
};

constexpr std::array kLimits = {
    LimitHeaders{"x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"},
    LimitHeaders{"x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"},
    LimitHeaders{"anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"},
    LimitHeaders{"anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"},
    LimitHeaders{"anthropic-ratelimit-input-tokens-remaining",
                 "anthropic-ratelimit-input-tokens-reset"},
    LimitHeaders{"anthropic-ratelimit-output-tokens-remaining",
                 "anthropic-ratelimit-output-tokens-reset"},
};

}  // namespace

std::optional<Millis> parse_duration(std::string_view text) {
  text = trim(text);
  if (const auto seconds = whole_number(text)) {
    return *seconds <= kLongestBareSeconds ? rounded_up(*seconds * 1000) : std::nullopt;
  }
  if (text.empty()) return std::nullopt;
  double millis = 0;
  while (!text.empty()) {
    const auto value = take_number(text);
    const auto unit = value ? take_unit(text) : std::nullopt;
    if (!unit) return std::nullopt;
    millis += *value * *unit;
  }
  return rounded_up(millis);
}

std::optional<UtcTime> parse_http_date(std::string_view text) {
  text = trim(text);
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto day = digits(text, 5, 2);
  const auto month = month_named(text.substr(8, 3));
  const auto year = digits(text, 12, 4);
  const auto seconds = clock_seconds(text, 17);
  if (!day || !month || !year || !seconds) return std::nullopt;
  return at_time(std::chrono::year(*year) / static_cast<int>(*month) / *day, *seconds);
}

std::optional<UtcTime> parse_rfc3339(std::string_view text) {
  text = trim(text);
  if (text.size() < 20 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  const auto seconds = clock_seconds(text, 11);
  const auto zone = zone_seconds(text.substr(19));
  if (!year || !month || !day || !seconds || !zone) return std::nullopt;
  return at_time(std::chrono::year(*year) / *month / *day, *seconds - *zone);
}

std::optional<Millis> wait_hint(const HttpResponse& response, std::string_view retry_delay) {
  if (const auto given = response.header("retry-after-ms")) {
    if (const auto millis = whole_number(*given)) return rounded_up(*millis);
  }
  if (const auto given = response.header("retry-after")) {
    if (const auto seconds = whole_number(*given)) return rounded_up(*seconds * 1000);
    if (const auto wait = until(parse_http_date(*given), response)) return wait;
  }
  return parse_duration(retry_delay);
}

std::optional<Millis> reset_hint(const HttpResponse& response) {
  std::optional<Millis> spent;  // of limits with nothing left
  std::optional<Millis> any;
  bool counted = false;
  for (const LimitHeaders& limit : kLimits) {
    const auto remaining = response.header(limit.remaining);
    counted = counted || remaining.has_value();
    const auto reset = response.header(limit.reset);
    if (!reset) continue;
    const auto duration = parse_duration(*reset);
    const auto wait = duration ? duration : until(parse_rfc3339(*reset), response);
    any = std::max(any, wait);
    if (remaining && whole_number(*remaining) == 0.0) spent = std::max(spent, wait);
  }
  return counted ? spent : any;
}

}  // namespace attune
