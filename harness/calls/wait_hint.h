#pragma once

#include <optional>
#include <string_view>

#include "harness/calls/http.h"
#include "scenarios/base/time.h"

namespace attune {

// How long the response asks us to wait: `retry-after-ms`, else `Retry-After` (seconds, or a date
// measured against the response's own `Date`), else `retry_delay` from the body ("37s").
std::optional<Millis> wait_hint(const HttpResponse& response, std::string_view retry_delay);

// When the rate limits that are used up will be full again, by the headers that count them; where
// none says what remains, the latest of all. Every answer carries these headers, so ask only after
// a rate limit.
std::optional<Millis> reset_hint(const HttpResponse& response);

// "1m30s", "500ms", "37s", "0.5s"; a bare number is seconds. Rounded up.
std::optional<Millis> parse_duration(std::string_view text);

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<UtcTime> parse_http_date(std::string_view text);

// "2026-11-23T01:31:09Z", with or without fraction, or with an offset in place of the Z.
std::optional<UtcTime> parse_rfc3339(std::string_view text);

}  // namespace attune
