#include "harness/calls/failure.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/base/rng.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

using namespace std::chrono_literals;

CallFailure failed(int status, const Complaint& said, std::vector<Header> headers = {}) {
  return failure_of(said, {status, std::move(headers), {}});
}

Trouble trouble(int status, const Complaint& said = {}, std::vector<Header> headers = {}) {
  return failed(status, said, std::move(headers)).trouble;
}

TEST(Failure, IsTransientWhereTheServerMayRecover) {
  for (const int status : {0, 408, 409, 500, 502, 503, 504, 520, 529}) {
    EXPECT_EQ(trouble(status), Trouble::Transient) << status;
  }
}

TEST(Failure, IsARateLimitWhereTheEndpointSaysSlower) {
  EXPECT_EQ(trouble(429), Trouble::RateLimit);
  EXPECT_EQ(trouble(429, {.code = "rate_limit_exceeded"}), Trouble::RateLimit);
  EXPECT_EQ(trouble(429, {.type = "rate_limit_error"}), Trouble::RateLimit);
  EXPECT_EQ(trouble(429, {.code = "slow_down"}), Trouble::RateLimit);
  EXPECT_EQ(trouble(503, {.code = "slow_down"}), Trouble::RateLimit);
  EXPECT_EQ(trouble(503, {.code = "server_is_overloaded"}), Trouble::RateLimit);
  EXPECT_EQ(trouble(503, {.type = "RESOURCE_EXHAUSTED"}), Trouble::RateLimit);
  EXPECT_EQ(trouble(529, {.type = "overloaded_error"}), Trouble::Transient);
}

TEST(Failure, IsAQuotaWhereWaitingDoesNotHelp) {
  EXPECT_EQ(trouble(429, {.code = "insufficient_quota"}), Trouble::Quota);
  EXPECT_EQ(trouble(429, {.type = "insufficient_quota"}), Trouble::Quota);
  EXPECT_EQ(trouble(429, {.message = "You exceeded your current quota, please check"}),
            Trouble::Quota);
  EXPECT_EQ(trouble(403, {.code = "credit_balance_exhausted"}), Trouble::Quota);
  EXPECT_EQ(trouble(400, {.message = "Your credit balance is too low to access the API"}),
            Trouble::Quota);
  EXPECT_EQ(trouble(402), Trouble::Quota);
  EXPECT_EQ(trouble(402, {.message = "Insufficient credits"}), Trouble::Quota);
  EXPECT_EQ(trouble(429, {.message = "Rate limit exceeded: free-models-per-day"}), Trouble::Quota);
}

TEST(Failure, OfOpenRoutersBudgetInFlightIsARateLimit) {
  EXPECT_EQ(trouble(402, {.detail = "openrouter_in_flight_budget"}), Trouble::RateLimit);
}

// Google words its limit by the minute like the one by the day.
TEST(Failure, TellsGooglesMinuteFromItsDay) {
  Complaint said{.type = "RESOURCE_EXHAUSTED",
                 .message = "You exceeded your current quota, please check your plan"};
  said.detail = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier";
  EXPECT_EQ(trouble(429, said), Trouble::RateLimit);
  said.detail = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";
  EXPECT_EQ(trouble(429, said), Trouble::Quota);
}

TEST(Failure, IsOverContextWhereTheQuestionDoesNotFit) {
  EXPECT_EQ(trouble(400, {.code = "context_length_exceeded"}), Trouble::OverContext);
  EXPECT_EQ(trouble(400, {.message = "Prompt is too long: 210000 tokens"}), Trouble::OverContext);
  EXPECT_EQ(trouble(400, {.message = "This model's maximum context length is 4096 tokens"}),
            Trouble::OverContext);
  EXPECT_EQ(trouble(200, {.code = "400", .message = "maximum context length is 8192"}),
            Trouble::OverContext);
}

TEST(Failure, IsFilteredWhereAFilterTookTheQuestion) {
  for (const char* code :
       {"content_policy_violation", "content_filter", "invalid_prompt", "cyber_policy"}) {
    EXPECT_EQ(trouble(400, {.code = code}), Trouble::Filtered) << code;
  }
  EXPECT_EQ(trouble(400, {.message = "The prompt was blocked"}), Trouble::Filtered);
  EXPECT_EQ(trouble(403, {.detail = " moderation"}), Trouble::Filtered);
  EXPECT_EQ(trouble(403, {.message = "requires moderation; your input was flagged"}),
            Trouble::Filtered);
}

TEST(Failure, IsDeniedWhereNoCallCanSucceed) {
  EXPECT_EQ(trouble(401), Trouble::Denied);
  EXPECT_EQ(trouble(403), Trouble::Denied);
  EXPECT_EQ(trouble(401, {.type = "invalid_request_error"}), Trouble::Denied);
  EXPECT_EQ(trouble(400, {.message = "API key not valid. Please pass a valid API key."}),
            Trouble::Denied);
}

TEST(Failure, IsInvalidOtherwise) {
  for (const int status : {301, 400, 404, 405, 413, 422, 501}) {
    EXPECT_EQ(trouble(status), Trouble::Invalid) << status;
  }
  EXPECT_EQ(trouble(413, {.code = "rate_limit_exceeded"}), Trouble::Invalid);
}

TEST(Failure, UnderHttp200CountsByItsOwnCode) {
  EXPECT_EQ(trouble(200, {.code = "429"}), Trouble::RateLimit);
  EXPECT_EQ(trouble(200, {.code = "502"}), Trouble::Transient);
  EXPECT_EQ(trouble(200, {.code = "402"}), Trouble::Quota);
  EXPECT_EQ(trouble(200, {.code = "server_error"}), Trouble::Transient);
  EXPECT_EQ(trouble(200, {.message = "something"}), Trouble::Transient);
  EXPECT_EQ(trouble(200, {.type = "invalid_request_error"}), Trouble::Invalid);
  EXPECT_EQ(failed(200, {.code = "429"}).status, 200);
}

TEST(Failure, NamesTheUnsupportedParameterAndWhatToUseInstead) {
  const CallFailure failure =
      failed(400, {.code = "unsupported_parameter",
                   .message = "Unsupported parameter: 'max_tokens' is not supported with this "
                              "model. Use 'max_completion_tokens' instead.",
                   .param = "max_tokens"});
  EXPECT_EQ(failure.trouble, Trouble::Unsupported);
  EXPECT_EQ(failure.parameter, "max_tokens");
  EXPECT_EQ(failure.instead, "max_completion_tokens");
}

TEST(Failure, FindsTheUnsupportedParameterInTheWordsOfManyServers) {
  struct Case {
    const char* message;
    const char* parameter;
  };

  for (const Case& c : {
           Case{"Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                "'max_completion_tokens' instead.",
                "max_tokens"},
           Case{"Unrecognized request argument supplied: min_p", "min_p"},
           Case{"Unrecognized request argument supplied: stop", "stop"},
           Case{"json: unknown field \"top_p\"", "top_p"},
           Case{"seed: Extra inputs are not permitted", "seed"},
           Case{"Unsupported value: 'temperature' does not support 0.7 with this model. Only the "
                "default (1) value is supported.",
                "temperature"},
           Case{"property 'min_p' is unsupported, did you mean 'top_p'?", "min_p"},
           Case{"`stop` is not supported with this model", "stop"},
           Case{"This response_format type is unavailable now", "schema"},
           Case{"This model does not support response format `json_schema`.", "schema"},
           Case{"stop_sequences: Extra inputs are not permitted", "stop"},
           Case{"`temperature` may only be set to 1 when thinking is enabled.", "temperature"},
           Case{"adaptive thinking is not supported on this model", "reasoning_effort"},
           Case{"output_config.format: Extra inputs are not permitted", "schema"},
           Case{"Invalid JSON payload received. Unknown name \"minP\" at 'generation_config': "
                "Cannot find field.",
                "min_p"},
           Case{"Thinking level MINIMAL is not supported for this model.", "reasoning_effort"},
           Case{"\"tiny\" does not support thinking", "reasoning_effort"},
           Case{"invalid think value: \"max\" (must be \"high\", \"medium\", \"low\", true, or "
                "false)",
                "reasoning_effort"},
           Case{"Unsupported parameter: 'reasoning.effort' is not supported with this model.",
                "reasoning_effort"},
       }) {
    const CallFailure failure = failed(400, {.message = c.message});
    EXPECT_EQ(failure.trouble, Trouble::Unsupported) << c.message;
    EXPECT_EQ(failure.parameter, c.parameter) << c.message;
  }
}

TEST(Failure, OfAParameterWeNeverSendIsInvalid) {
  EXPECT_EQ(trouble(400, {.code = "unsupported_value",
                          .message = "Unsupported value: 'messages[0].role' does not support",
                          .param = "messages[0].role"}),
            Trouble::Invalid);
  EXPECT_EQ(trouble(400, {.message = "Unrecognized request argument supplied: top_p_max"}),
            Trouble::Invalid);
  EXPECT_EQ(trouble(400, {.message = "images are not supported; please stop"}), Trouble::Invalid);
  EXPECT_EQ(trouble(404, {.message = "temperature is not supported"}), Trouble::Invalid);
}

TEST(Failure, TakesNoNameThatIsNoNameForInstead) {
  const CallFailure failure =
      failed(400, {.message = "Unsupported parameter: 'seed'. Use 'a \"quoted\" thing' instead"});
  EXPECT_EQ(failure.trouble, Trouble::Unsupported);
  EXPECT_EQ(failure.instead, "");
}

TEST(Failure, ObeysXShouldRetry) {
  const std::vector<Header> no = {{"X-Should-Retry", "false"}};
  const std::vector<Header> yes = {{"x-should-retry", "true"}};
  EXPECT_EQ(trouble(500, {}, no), Trouble::Invalid);
  EXPECT_EQ(trouble(429, {}, no), Trouble::Invalid);
  EXPECT_EQ(trouble(429, {.code = "insufficient_quota"}, no), Trouble::Quota);
  EXPECT_EQ(trouble(401, {}, no), Trouble::Denied);
  EXPECT_EQ(trouble(400, {}, yes), Trouble::Transient);
  EXPECT_EQ(trouble(401, {}, yes), Trouble::Denied);
}

TEST(Failure, CarriesTheHintOfTheResponse) {
  EXPECT_EQ(failed(503, {}, {{"retry-after", "7"}}).hint, 7s);
  EXPECT_EQ(failed(429, {}, {{"x-ratelimit-reset-tokens", "1m30s"}}).hint, 90s);
  Complaint google;
  google.retry_delay = "37s";
  EXPECT_EQ(failure_of(google, {429, {}, {}}).hint, 37s);
}

// Those headers come with every answer and say nothing of a server's trouble.
TEST(Failure, ReadsResetHeadersForRateLimitsOnly) {
  EXPECT_EQ(failed(500, {}, {{"x-ratelimit-reset-tokens", "6m0s"}}).hint, std::nullopt);
}

TEST(Failure, SaysWhatHappenedInOneSentence) {
  EXPECT_EQ(failed(429, {.code = "rate_limit_exceeded", .message = "Slow\ndown"}).what,
            "HTTP 429 rate_limit_exceeded: Slow down");
  EXPECT_EQ(failed(429, {.code = "429", .message = "Slow down"}).what, "HTTP 429: Slow down");
  EXPECT_EQ(failed(502, {}).what, "HTTP 502");
}

TEST(Failure, NeverShowsAKey) {
  const std::string what =
      failed(401, {.message = "Incorrect API key provided: sk-proj-abcdef0123456789."}).what;
  EXPECT_EQ(what, "HTTP 401: Incorrect API key provided: sk-…");
}

TEST(Failure, KeepsAtMost300CharactersOfTheEndpointsText) {
  const CallFailure failure = failed(400, {.message = std::string(5000, 'x')});
  EXPECT_LE(columns(failure.what), 300 + std::string("HTTP 400: ").size());
}

TEST(Failure, IsValidUtf8WhateverItReads) {
  Rng rng(7);
  for (int round = 0; round < 2000; ++round) {
    std::string noise;
    for (std::size_t left = rng.below(400); left > 0; --left) {
      noise += static_cast<char>(rng.below(256));
    }
    const CallFailure failure = failed(400, {.code = noise, .message = noise, .param = noise});
    EXPECT_EQ(failure.what, printable(failure.what));
    EXPECT_EQ(failure.what.find('\n'), std::string::npos);
  }
}

TEST(NoAnswer, IsWorthAnotherTry) {
  const CallFailure failure = no_answer("connection\nreset by Bearer abcdefgh");
  EXPECT_EQ(failure.trouble, Trouble::Transient);
  EXPECT_EQ(failure.status, 0);
  EXPECT_EQ(failure.what, "connection reset by Bearer …");
  EXPECT_EQ(failure.hint, std::nullopt);
}

}  // namespace
}  // namespace attune
