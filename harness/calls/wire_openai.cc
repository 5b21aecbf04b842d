#include "harness/calls/wire_openai.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/body.h"
#include "harness/calls/completion.h"
#include "harness/calls/one_line.h"
#include "harness/calls/sse.h"
#include "scenarios/base/utf8.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

// ---- encode

// The name this endpoint knows a parameter by.
std::string name_for(std::string_view parameter, const ChatCall& call, const Access& access) {
  std::string name(parameter);
  if (call.subject.provider() == "openai" && name == "max_tokens") name = "max_completion_tokens";
  for (const auto& [usual, asked_for] : access.renamed) {
    if (name == usual || parameter == usual) name = asked_for;
  }
  return name;
}

// Collects the parameters of one call under the names its endpoint knows.
class SentParameters {
 public:
  SentParameters(const ChatCall& call, const Access& access, ordered_json& body)
      : call_(call), access_(access), body_(body) {}

  template <class Value>
  void add(std::string_view parameter, const std::optional<Value>& value) {
    if (value) put(parameter, *value);
  }

  void put(std::string_view parameter, ordered_json value) {
    const std::string name = name_for(parameter, call_, access_);
    const bool refused =
        access_.dropped.contains(std::string(parameter)) || access_.dropped.contains(name);
    // An endpoint may ask for any name; none may take the place of what is there already.
    if (!refused && !body_.contains(name)) body_[name] = std::move(value);
  }

 private:
  const ChatCall& call_;
  const Access& access_;
  ordered_json& body_;
};

ordered_json content_of(const Message& message) {
  if (message.parts.size() <= 1) return text_of(message);
  ordered_json parts = ordered_json::array();
  for (const Part& part : message.parts) {
    parts.push_back({{"type", "text"}, {"text", std::get<Text>(part).text}});
  }
  return parts;
}

void add_parameters(const ChatCall& call, const Access& access, ordered_json& body) {
  const Parameters& asked = call.parameters;
  const std::string_view provider = call.subject.provider();
  SentParameters into(call, access, body);
  into.add("temperature", asked.temperature);
  into.add("top_p", asked.top_p);
  if (provider != "openai") into.add("min_p", asked.min_p);  // 400 there, whatever the model
  into.add("max_tokens", asked.max_tokens);
  into.add("seed", asked.seed);
  if (!asked.stop.empty()) into.put("stop", asked.stop);
  if (provider != "openrouter") {
    into.add("reasoning_effort", asked.reasoning_effort);
  } else if (asked.reasoning_effort && !access.dropped.contains("reasoning_effort")) {
    into.put("reasoning", {{"effort", *asked.reasoning_effort}});
  }
  if (!access.stream) return;
  body["stream"] = true;
  into.put("stream_options", {{"include_usage", true}});
}

std::string body_of(const ChatCall& call, const Access& access) {
  ordered_json body;
  body["model"] = call.subject.model();
  body["messages"] = ordered_json::array();
  for (const Message& message : call.messages) {
    body["messages"].push_back({{"role", to_text(message.role)}, {"content", content_of(message)}});
  }
  add_parameters(call, access, body);
  return body.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

HttpRequest encode(const ChatCall& call, const Access& access) {
  HttpRequest request;
  request.url = access.base_url + "/chat/completions";
  request.headers = {{"Content-Type", "application/json"},
                     {"Accept", access.stream ? "text/event-stream" : "application/json"}};
  if (!access.key.empty()) request.headers.push_back({"Authorization", "Bearer " + access.key});
  if (!call.trace.empty()) request.headers.push_back({"Idempotency-Key", call.trace});
  request.body = body_of(call, access);
  request.timeouts = access.timeouts;
  return request;
}

// ---- decode

// Finish reasons that mean the server broke off, not the model.
constexpr std::string_view kBrokenOff[] = {"error", "abort", "network_error",
                                           "insufficient_system_resource"};

bool is_success(int status) {
  return status >= 200 && status <= 299;
}

CallFailure another_try(const HttpResponse& response, std::string_view why) {
  CallFailure failure = no_answer(why);
  failure.status = response.status;
  return failure;
}

// Some proxies lose the content type, and some errors come as plain JSON under that of events.
bool is_streamed(const HttpResponse& response) {
  const std::string_view start = trim(std::string_view(response.body).substr(0, 64));
  if (start.starts_with("data:") || start.starts_with("event:")) return true;
  const bool said =
      contains_fold(response.header("content-type").value_or(""), "text/event-stream");
  return said && !start.starts_with('{') && !start.starts_with('[');
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

Outcome outcome_of(const Reply& reply) {
  if (!reply.refusal.empty()) return Outcome::Refused;
  // Google's gateway writes "content_filter: RECITATION".
  if (reply.finish_reason.starts_with("content_filter")) return Outcome::Filtered;
  for (const std::string_view cut : {"length", "max_tokens", "model_length"}) {
    if (reply.finish_reason == cut) return Outcome::Truncated;
  }
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

Reply reply_of(ChatCompletion completion, const HttpResponse& response) {
  Reply reply{.text = std::move(completion.content).value_or(""),
              .reasoning = std::move(completion.reasoning),
              .refusal = std::move(completion.refusal),
              .finish_reason = std::move(completion.finish_reason),
              .usage = completion.usage,
              .served_id = std::move(completion.served_id),
              .fingerprint = fingerprint_of(completion),
              .request_id = request_id_of(response)};
  split_thinking(reply);
  reply.outcome = outcome_of(reply);
  if (reply.outcome == Outcome::Refused) reply.text.clear();
  return reply;
}

// Nothing was made at all, though the endpoint says it was done: it is waking up, or dropped it.
bool nothing_made(const ChatCompletion& completion) {
  return !completion.content && completion.reasoning.empty() && completion.refusal.empty() &&
         !completion.called_tools && !completion.finish_reason.starts_with("content_filter") &&
         completion.usage.completion_tokens == 0;
}

CallResult result_of(ChatCompletion completion, const HttpResponse& response) {
  if (completion.complaint) return failure_of(*completion.complaint, response);
  if (!completion.answered)
    return another_try(response, "no choices in the answer: the model may be warming up");
  if (std::ranges::count(kBrokenOff, completion.finish_reason) > 0) {
    return another_try(response,
                       "the endpoint broke off: finish_reason " + completion.finish_reason);
  }
  if (nothing_made(completion))
    return another_try(response, "null content and 0 completion tokens");
  return reply_of(std::move(completion), response);
}

CallResult decode_stream(const HttpResponse& response) {
  Streamed streamed = streamed_completion(response.body);
  if (!is_success(response.status)) {
    return failure_of(streamed.completion.complaint.value_or(Complaint{}), response);
  }
  if (!streamed.whole && !streamed.completion.complaint) {
    return another_try(response, "body cut: neither [DONE] nor a finish_reason");
  }
  return result_of(std::move(streamed.completion), response);
}

CallResult decode_body(const HttpResponse& response) {
  const json body = parsed_json(response.body);
  if (!is_success(response.status)) {
    Complaint raw;  // a proxy's page or a bare word
    raw.message = one_line(response.body, 80);
    return failure_of(complaint_of_body(body).value_or(raw), response);
  }
  if (body.is_discarded())
    return another_try(response, "the body is not JSON: " + one_line(response.body, 80));
  ChatCompletion completion;
  absorb(body, completion);
  return result_of(std::move(completion), response);
}

CallResult decode(const HttpResponse& response) {
  return is_streamed(response) ? decode_stream(response) : decode_body(response);
}

}  // namespace

Wire openai_wire() {
  return {
      .name = "openai",
      .summary = "chat completions: OpenAI, OpenRouter, vLLM, llama.cpp, Ollama and most others",
      .encode = encode,
      .decode = decode};
}

}  // namespace attune
