#include "harness/calls/answer.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/body.h"
#include "harness/calls/failure.h"
#include "harness/calls/one_line.h"
#include "harness/calls/sse.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using nlohmann::json;

bool is_success(int status) {
  return status >= 200 && status <= 299;
}

CallFailure another_try(const HttpResponse& response, std::string_view why) {
  CallFailure failure = no_answer(why);
  failure.status = response.status;
  return failure;
}

bool has_events(const HttpResponse& response) {
  const std::string_view start = trim(std::string_view(response.body).substr(0, 64));
  if (start.starts_with("data:") || start.starts_with("event:")) return true;
  const bool said =
      contains_fold(response.header("content-type").value_or(""), "text/event-stream");
  return said && !start.starts_with('{') && !start.starts_with('[');
}

std::vector<std::string> lines_of(std::string_view body) {
  std::vector<std::string> lines = split(body, '\n');
  std::erase_if(lines, [](const std::string& line) { return trim(line).empty(); });
  return lines;
}

// What some models think aloud before they speak belongs to the reasoning: nobody is to judge it.
void split_thinking(Reply& reply) {
  static constexpr std::string_view kOpen = "<think>";
  static constexpr std::string_view kClose = "</think>";
  const std::string_view text = trim(reply.text);
  if (!text.starts_with(kOpen)) return;
  const auto close = text.find(kClose);
  const auto thought = trim(
      text.substr(kOpen.size(), close == std::string_view::npos ? close : close - kOpen.size()));
  if (!reply.reasoning.empty() && !thought.empty()) reply.reasoning += '\n';
  reply.reasoning += thought;
  const bool spoke = close != std::string_view::npos;
  reply.text = spoke ? std::string(trim(text.substr(close + kClose.size()))) : std::string();
}

const FinishRule* ending_of(const ChatCompletion& completion, std::span<const FinishRule> endings) {
  const auto row = std::ranges::find_if(endings, [&](const FinishRule& ending) {
    return completion.finish_reason.starts_with(ending.word);
  });
  return row == endings.end() ? nullptr : &*row;
}

Outcome outcome_of(const Reply& reply, const FinishRule* ending) {
  if (!reply.refusal.empty()) return Outcome::Refused;
  if (ending != nullptr && ending->outcome) return *ending->outcome;
  return trim(reply.text).empty() ? Outcome::Empty : Outcome::Ok;
}

std::string fingerprint_of(const ChatCompletion& completion) {
  if (completion.host.empty()) return completion.fingerprint;
  const std::string_view gap = completion.fingerprint.empty() ? "" : " ";
  return fmt::format("{}{}provider:{}", completion.fingerprint, gap, completion.host);
}

std::string request_id_of(const HttpResponse& response) {
  const auto id = response.header("x-request-id");
  return one_line(id ? *id : response.header("request-id").value_or(""), 200);
}

Reply reply_of(ChatCompletion completion, const HttpResponse& response, const FinishRule* ending) {
  Reply reply{.text = std::move(completion.content).value_or(""),
              .reasoning = std::move(completion.reasoning),
              .refusal = std::move(completion.refusal),
              .finish_reason = std::move(completion.finish_reason),
              .usage = completion.usage,
              .served_id = std::move(completion.served_id),
              .fingerprint = fingerprint_of(completion),
              .request_id = request_id_of(response)};
  split_thinking(reply);
  reply.outcome = outcome_of(reply, ending);
  if (reply.outcome != Outcome::Refused) return reply;
  reply.text.clear();
  if (reply.refusal.empty()) reply.refusal = reply.finish_reason;
  return reply;
}

// Nothing was made at all, though the endpoint says it was done: it is waking up, or dropped it.
bool nothing_made(const ChatCompletion& completion, const FinishRule* ending) {
  const bool withheld = ending != nullptr && (ending->outcome == Outcome::Filtered ||
                                              ending->outcome == Outcome::Refused);
  return !completion.content && completion.reasoning.empty() && completion.refusal.empty() &&
         !completion.called_tools && !withheld && completion.usage.completion_tokens == 0;
}

CallResult result_of(ChatCompletion completion, const HttpResponse& response,
                     std::span<const FinishRule> endings) {
  if (completion.complaint) return failure_of(*completion.complaint, response);
  if (!completion.answered)
    return another_try(response, "no reply in the answer: the model may be warming up");
  const FinishRule* ending = ending_of(completion, endings);
  if (ending != nullptr && !ending->outcome) {
    return another_try(response,
                       "the endpoint broke off: finish_reason " + completion.finish_reason);
  }
  if (ending != nullptr && ending->outcome == Outcome::OverContext) {
    return CallFailure{.trouble = Trouble::OverContext,
                       .status = response.status,
                       .what = "the reply ran out of context: finish_reason " +
                               one_line(completion.finish_reason, 60)};
  }
  if (nothing_made(completion, ending))
    return another_try(response, "null content and 0 completion tokens");
  return reply_of(std::move(completion), response, ending);
}

CallResult decode_pieces(const HttpResponse& response, std::span<const std::string> pieces,
                         const BodyForm& form) {
  Streamed streamed = put_together(pieces, form.absorb);
  if (!is_success(response.status)) {
    return failure_of(streamed.completion.complaint.value_or(Complaint{}), response);
  }
  if (!streamed.whole && !streamed.completion.complaint) {
    return another_try(response, "body cut: neither [DONE] nor a finish_reason");
  }
  return result_of(std::move(streamed.completion), response, form.endings);
}

CallResult decode_body(const HttpResponse& response, const json& body, const BodyForm& form) {
  if (!is_success(response.status)) {
    Complaint raw;  // a proxy's page or a bare word
    raw.message = one_line(response.body, 80);
    return failure_of(complaint_of_body(body).value_or(raw), response);
  }
  if (body.is_discarded())
    return another_try(response, "the body is not JSON: " + one_line(response.body, 80));
  ChatCompletion completion;
  form.absorb(body, completion);
  return result_of(std::move(completion), response, form.endings);
}

}  // namespace

CallResult decode_answer(const HttpResponse& response, const BodyForm& form) {
  if (!form.lines && has_events(response)) {
    return decode_pieces(response, sse_data(response.body), form);
  }
  const json body = parsed_json(response.body);
  if (!form.lines || !is_success(response.status)) return decode_body(response, body, form);
  return decode_pieces(
      response,
      body.is_discarded() ? lines_of(response.body) : std::vector<std::string>{response.body},
      form);
}

}  // namespace attune
