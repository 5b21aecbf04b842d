#include "harness/calls/failure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "harness/calls/one_line.h"
#include "harness/calls/refused_parameter.h"
#include "harness/calls/wait_hint.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

// Where a signal is looked for.
enum class In {
  Status,   // in nothing else
  Word,     // code or type, whole
  Message,  // the message, any part of it
  Detail,   // the detail, any part of it
};

struct Signal {
  int from;  // statuses, both included
  int to;
  In in;
  std::string_view text;  // lower case
  Trouble trouble;
};

constexpr int kAny = 999;

// The first that fits decides, so the particular stands before the general.
constexpr auto kSignals = std::to_array<Signal>({
    // Nothing left to pay with: waiting does not help.
    {402, 402, In::Detail, "openrouter_in_flight_budget", Trouble::RateLimit},
    {0, kAny, In::Word, "insufficient_quota", Trouble::Quota},
    {0, kAny, In::Word, "credit_balance_exhausted", Trouble::Quota},
    {0, kAny, In::Word, "enforced_spend_limit_reached", Trouble::Quota},
    {0, kAny, In::Word, "billing_hard_limit_reached", Trouble::Quota},
    {0, kAny, In::Word, "billing_not_active", Trouble::Quota},
    {0, kAny, In::Word, "billing_error", Trouble::Quota},
    {0, kAny, In::Message, "credit balance is too low", Trouble::Quota},
    {0, kAny, In::Message, "credits are depleted", Trouble::Quota},
    {0, kAny, In::Message, "used all available credits", Trouble::Quota},
    {0, kAny, In::Message, "free-models-per-day", Trouble::Quota},
    {402, 402, In::Status, "", Trouble::Quota},
    // Google says "exceeded your current quota" of limits by the minute too; its quotaId tells.
    {429, 429, In::Detail, "perday", Trouble::Quota},
    {429, 429, In::Word, "resource_exhausted", Trouble::RateLimit},
    {0, kAny, In::Message, "exceeded your current quota", Trouble::Quota},
    // Too fast. Groq answers 413 with this code where one question alone is over the limit.
    {413, 413, In::Word, "rate_limit_exceeded", Trouble::Invalid},
    {0, kAny, In::Word, "rate_limit_exceeded", Trouble::RateLimit},
    {0, kAny, In::Word, "rate_limit_error", Trouble::RateLimit},
    {0, kAny, In::Word, "resource_exhausted", Trouble::RateLimit},
    {0, kAny, In::Word, "slow_down", Trouble::RateLimit},
    {0, kAny, In::Word, "server_is_overloaded", Trouble::RateLimit},
    {429, 429, In::Status, "", Trouble::RateLimit},
    // The question does not fit.
    {0, kAny, In::Word, "context_length_exceeded", Trouble::OverContext},
    {0, kAny, In::Word, "exceed_context_size_error", Trouble::OverContext},
    {0, kAny, In::Message, "prompt is too long", Trouble::OverContext},
    {0, kAny, In::Message, "maximum context length", Trouble::OverContext},
    {0, kAny, In::Message, "maximum prompt length", Trouble::OverContext},
    {0, kAny, In::Message, "exceeds the available context size", Trouble::OverContext},
    {0, kAny, In::Message, "exceeds the context length", Trouble::OverContext},
    {0, kAny, In::Message, "exceed context limit", Trouble::OverContext},
    {400, 400, In::Message, "exceeds the maximum number of tokens", Trouble::OverContext},
    // A filter took it.
    {0, kAny, In::Word, "content_policy_violation", Trouble::Filtered},
    {0, kAny, In::Word, "content_filter", Trouble::Filtered},
    {0, kAny, In::Word, "invalid_prompt", Trouble::Filtered},
    {0, kAny, In::Word, "cyber_policy", Trouble::Filtered},
    {0, kAny, In::Word, "data_inspection_failed", Trouble::Filtered},
    {400, 400, In::Message, "content exists risk", Trouble::Filtered},
    {400, 400, In::Message, "blocked", Trouble::Filtered},
    {403, 403, In::Detail, "moderation", Trouble::Filtered},
    {403, 403, In::Message, "moderation", Trouble::Filtered},
    {403, 403, In::Message, "guardrail", Trouble::Filtered},
    {403, 403, In::Message, "usage guidelines", Trouble::Filtered},
    // No call can succeed. Google and xAI answer a wrong key with 400.
    {400, 400, In::Message, "api key not valid", Trouble::Denied},
    {400, 400, In::Message, "incorrect api key", Trouble::Denied},
    {0, kAny, In::Word, "authentication_error", Trouble::Denied},
    {0, kAny, In::Word, "permission_error", Trouble::Denied},
    {401, 401, In::Status, "", Trouble::Denied},
    {403, 403, In::Status, "", Trouble::Denied},
    // Errors inside an HTTP 200 that would have had another status before the reply began.
    {200, 299, In::Word, "invalid_request_error", Trouble::Invalid},
    {200, 299, In::Word, "not_found_error", Trouble::Invalid},
    // The rest by status alone.
    {0, 299, In::Status, "", Trouble::Transient},
    {408, 409, In::Status, "", Trouble::Transient},
    {501, 501, In::Status, "", Trouble::Invalid},
    {505, 505, In::Status, "", Trouble::Invalid},
    {500, 599, In::Status, "", Trouble::Transient},
    {0, kAny, In::Status, "", Trouble::Invalid},
});

// A complaint in lower case with the status that counts.
struct Heard {
  int status;
  std::string code;
  std::string type;
  std::string message;
  std::string detail;
};

int counted_status(const Complaint& complaint, int status) {
  if (status >= 300) return status;
  int code = 0;
  std::from_chars(complaint.code.data(), complaint.code.data() + complaint.code.size(), code);
  return code >= 400 && code <= 599 ? code : status;
}

bool fits(const Signal& signal, const Heard& heard) {
  if (heard.status < signal.from || heard.status > signal.to) return false;
  switch (signal.in) {
    case In::Status:
      return true;
    case In::Word:
      return heard.code == signal.text || heard.type == signal.text;
    case In::Message:
      return heard.message.find(signal.text) != std::string::npos;
    case In::Detail:
      return heard.detail.find(signal.text) != std::string::npos;
  }
  return false;
}

Trouble trouble_of(const Heard& heard) {
  const auto* row =
      std::ranges::find_if(kSignals, [&](const Signal& signal) { return fits(signal, heard); });
  return row == kSignals.end() ? Trouble::Invalid : row->trouble;
}

// What `x-should-retry` makes of it: the endpoint knows best whether a try would help.
Trouble as_told(Trouble trouble, const HttpResponse& response) {
  const auto told = response.header("x-should-retry");
  if (!told) return trouble;
  const bool tried_again = trouble == Trouble::Transient || trouble == Trouble::RateLimit;
  if (to_lower(trim(*told)) == "false" && tried_again) return Trouble::Invalid;
  if (to_lower(trim(*told)) == "true" && trouble == Trouble::Invalid) return Trouble::Transient;
  return trouble;
}

std::string sentence(const Complaint& complaint, int status) {
  const std::string& word = complaint.code.empty() ? complaint.type : complaint.code;
  std::string what = fmt::format("HTTP {}", status);
  if (!word.empty() && word != std::to_string(status)) what += " " + one_line(word, 60);
  if (!complaint.message.empty()) what += ": " + one_line(complaint.message, 300);
  return what;
}

}  // namespace

CallFailure failure_of(const Complaint& complaint, const HttpResponse& response) {
  const Heard heard{counted_status(complaint, response.status), to_lower(complaint.code),
                    to_lower(complaint.type), to_lower(complaint.message),
                    to_lower(complaint.detail)};
  CallFailure failure;
  failure.trouble = as_told(trouble_of(heard), response);
  failure.status = response.status;
  failure.what = sentence(complaint, response.status);
  failure.hint = wait_hint(response, complaint.retry_delay);
  if (!failure.hint && failure.trouble == Trouble::RateLimit) failure.hint = reset_hint(response);
  const bool telling = heard.status < 300 || heard.status == 400 || heard.status == 422;
  if (failure.trouble != Trouble::Invalid || !telling) return failure;
  RefusedParameter refused = refused_parameter(complaint);
  if (refused.name.empty()) return failure;
  failure.trouble = Trouble::Unsupported;
  failure.parameter = std::move(refused.name);
  failure.instead = std::move(refused.instead);
  return failure;
}

CallFailure no_answer(std::string_view what) {
  CallFailure failure;
  failure.what = one_line(what, 300);
  return failure;
}

}  // namespace attune
