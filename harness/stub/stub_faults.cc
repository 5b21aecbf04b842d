#include "harness/stub/stub_faults.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "scenarios/base/digest.h"
#include "scenarios/base/rng.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using enum FaultEffect;

constexpr double kMixedShare = 0.2;

constexpr std::string_view kRateLimit =
    R"({"error":{"message":"Rate limit reached","type":"requests","param":null,"code":"rate_limit_exceeded"}})";
constexpr std::string_view kGoogleLimit =
    R"([{"error":{"code":429,"message":"Resource has been exhausted","status":"RESOURCE_EXHAUSTED","details":[)"
    R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"0.05s"}]}}])";
constexpr std::string_view kServerError =
    R"({"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}})";
constexpr std::string_view kNoChoices =
    R"({"id":"stub","object":"chat.completion","created":0,"model":"stub","choices":[]})";
constexpr std::string_view kNullContent =
    R"({"id":"stub","object":"chat.completion","created":0,"model":"stub","choices":[{"index":0,"message":)"
    R"({"role":"assistant","content":null},"finish_reason":"stop"}],)"
    R"("usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}})";
constexpr std::string_view kErrorUnder200 =
    R"({"error":{"message":"Upstream gave up","code":502}})";
constexpr std::string_view kQuota =
    R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,)"
    R"("code":"insufficient_quota"}})";
constexpr std::string_view kContext =
    R"({"error":{"message":"This model's maximum context length is 16 tokens","type":"invalid_request_error",)"
    R"("param":"messages","code":"context_length_exceeded"}})";
constexpr std::string_view kTemperature =
    R"({"error":{"message":"Unsupported parameter: 'temperature' is not supported with this model.",)"
    R"("type":"invalid_request_error","param":"temperature","code":"unsupported_parameter"}})";
constexpr std::string_view kUnauthorized =
    R"({"error":{"message":"Incorrect API key provided","type":"invalid_request_error","param":null,)"
    R"("code":"invalid_api_key"}})";
constexpr std::string_view kHtml =
    "<html><head><title>502 Bad Gateway</title></head><body>502</body></html>";

// Waits are as short as their form allows, so that tests are quick.
constexpr std::array kFaults = {
    StubFault{"429", Answer, false, true, 429, "retry-after-ms: 20", kRateLimit},
    StubFault{"429-retry-after", Answer, false, false, 429, "Retry-After: 1", kRateLimit},
    StubFault{"429-date", DatedAnswer, false, false, 429, "", kRateLimit},
    StubFault{"429-google", Answer, false, true, 429, "", kGoogleLimit},
    StubFault{"429-reset", Answer, false, true, 429, "x-ratelimit-reset-requests: 50ms",
              kRateLimit},
    StubFault{"500", Answer, false, true, 500, "", kServerError},
    StubFault{"503", Answer, false, true, 503, "", kServerError},
    StubFault{"truncated-body", CutBody, false, true, 200, "", ""},
    StubFault{"no-choices", Answer, false, true, 200, "", kNoChoices},
    StubFault{"error-200", Answer, false, true, 200, "", kErrorUnder200},
    StubFault{"null-content", Answer, false, true, 200, "", kNullContent},
    StubFault{"html-502", Answer, false, true, 502, "content-type: text/html", kHtml},
    StubFault{"not-json", Answer, false, true, 200, "", "{\"id\": stub, and then"},
    StubFault{"hang", Hang, false, false, 200, "", ""},
    StubFault{"slow-drip", Drip, true, false, 200, "", ""},
    StubFault{"huge", Huge, true, false, 200, "", ""},
    StubFault{"bad-utf8", BrokenUtf8, true, false, 200, "", ""},
    StubFault{"refusal", Refusal, true, false, 200, "", ""},
    StubFault{"content-filter", ContentFilter, true, false, 200, "", ""},
    StubFault{"length", Length, true, false, 200, "", ""},
    StubFault{"context", Answer, true, false, 400, "", kContext},
    StubFault{"unsupported-temperature", RefuseTemperature, true, false, 400, "", kTemperature},
    StubFault{"unauthorized", Answer, true, false, 401, "", kUnauthorized},
    StubFault{"quota", Answer, true, false, 429, "", kQuota},
    StubFault{"mixed", Mixed, false, false, 200, "", ""},
};

std::vector<std::string> fault_names() {
  std::vector<std::string> names;
  names.reserve(kFaults.size());
  for (const StubFault& fault : kFaults) names.emplace_back(fault.name);
  return names;
}

const StubFault* drawn(const StubAttempt& attempt) {
  Rng rng = Rng::named(
      attempt.seed,
      Digester().add("mixed").add(attempt.trace).add(std::to_string(attempt.number)).text());
  if (rng.uniform() >= kMixedShare) return nullptr;
  std::vector<const StubFault*> quick;
  for (const StubFault& fault : kFaults) {
    if (fault.in_mixed) quick.push_back(&fault);
  }
  return quick[rng.below(quick.size())];
}

}  // namespace

std::span<const StubFault> stub_faults() {
  return kFaults;
}

Result<FaultChoice> parse_fault(std::string_view name) {
  if (name.empty()) return FaultChoice{};
  const bool always = name.ends_with('!');
  if (always) name.remove_suffix(1);
  const auto* row = std::ranges::find(kFaults, name, &StubFault::name);
  if (row == kFaults.end()) return fix_input(no_such("stub fault", name, fault_names()));
  return FaultChoice{.fault = row, .always = always};
}

const StubFault* fault_meeting(const FaultChoice& choice, const StubAttempt& attempt) {
  if (choice.fault == nullptr) return nullptr;
  if (attempt.number > 1 && !choice.always && !choice.fault->lasting) return nullptr;
  return choice.fault->effect == Mixed ? drawn(attempt) : choice.fault;
}

}  // namespace attune
