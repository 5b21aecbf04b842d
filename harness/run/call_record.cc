#include "harness/run/call_record.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/calls/failure.h"
#include "scenarios/base/compact_json.h"
#include "scenarios/base/digest.h"
#include "scenarios/load/parameters_file.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

// What wires read of an answered call's headers.
constexpr std::array<std::string_view, 3> kKeptHeaders = {"content-type", "x-request-id",
                                                          "request-id"};

// The question in our own words; what went over the wire follows from it and the wire.
std::string request_json(const ChatCall& call) {
  Json messages = Json::array();
  for (const Message& message : call.messages) {
    messages.push_back({{"role", to_text(message.role)}, {"content", text_of(message)}});
  }
  Json json = {{"model", call.subject.text}, {"messages", messages}};
  json.update(to_json(call.parameters));
  return compact_json(json);
}

void add_reply(const Reply& reply, CallRecord& record) {
  record.outcome = reply.outcome;
  record.why = reply.refusal;
  record.status = 200;
  record.text = reply.text;
  record.reasoning = reply.reasoning;
  record.finish_reason = reply.finish_reason;
  record.served_id = reply.served_id;
  record.fingerprint = reply.fingerprint;
  record.request_id = reply.request_id;
  record.prompt_tokens = reply.usage.prompt_tokens;
  record.completion_tokens = reply.usage.completion_tokens;
  record.reasoning_tokens = reply.usage.reasoning_tokens;
  record.cached_tokens = reply.usage.cached_tokens;
}

void add_failure(const CallFailure& failure, CallRecord& record) {
  record.outcome = outcome_of(failure);
  record.trouble = to_text(failure.trouble);
  record.why = failure.what;
  record.status = failure.status;
}

}  // namespace

std::string trace_of(const RunId& run, const ReplyKey& key) {
  Digester digest;
  digest.add(run.text)
      .add(key.sample.pack.text)
      .add(key.sample.scenario.text)
      .add(key.sample.subject.text)
      .add(key.model.text)
      .add(key.purpose);
  digest.add(fmt::format("{} {} {}", key.sample.repeat, key.ask.position, key.ask.asked));
  if (!key.pair.empty()) digest.add(key.pair);
  return "attune-" + short_digest(digest.text(), 24);
}

std::string asking_of(const RunId& run, ReplyKey key) {
  key.purpose = key.purpose.substr(0, key.purpose.find('@'));
  return trace_of(run, key);
}

ExchangeRecord exchange_of(const HttpResponse& response) {
  ExchangeRecord exchange{.status = response.status, .body = response.body};
  for (const std::string_view name : kKeptHeaders) {
    if (const auto value = response.header(name)) exchange.headers.emplace_back(name, *value);
  }
  return exchange;
}

HttpResponse response_of(const ExchangeRecord& exchange) {
  HttpResponse response{.status = exchange.status, .body = exchange.body};
  for (const auto& [name, value] : exchange.headers) response.headers.push_back({name, value});
  return response;
}

std::string request_digest(const ChatCall& call) {
  return digest_of(request_json(call));
}

CallRecord record_of(const ChatCall& call, const CallResult& result) {
  CallRecord record{.model = call.subject, .request = request_json(call)};
  record.request_digest = digest_of(record.request);
  if (const auto* reply = std::get_if<Reply>(&result)) add_reply(*reply, record);
  if (const auto* failure = std::get_if<CallFailure>(&result)) add_failure(*failure, record);
  return record;
}

CallResult result_of(const CallRecord& record) {
  if (!record.trouble.empty()) {
    const bool over = record.outcome == Outcome::OverContext;
    return CallFailure{.trouble = over ? Trouble::OverContext : Trouble::Filtered,
                       .status = record.status,
                       .what = record.why};
  }
  return Reply{.outcome = record.outcome,
               .text = record.text,
               .reasoning = record.reasoning,
               .refusal = record.why,
               .finish_reason = record.finish_reason,
               .usage = {record.prompt_tokens, record.completion_tokens, record.reasoning_tokens,
                         record.cached_tokens},
               .served_id = record.served_id,
               .fingerprint = record.fingerprint,
               .request_id = record.request_id};
}

CallFailure failure_of(const NetFailure& failure) {
  CallFailure call = no_answer(failure.what);
  if (failure.kind == NetFailure::Kind::Tls) call.trouble = Trouble::Denied;
  if (failure.kind == NetFailure::Kind::TooLarge) call.trouble = Trouble::Invalid;
  return call;
}

Outcome outcome_of(const CallFailure& failure) {
  if (failure.trouble == Trouble::OverContext) return Outcome::OverContext;
  if (failure.trouble == Trouble::Filtered) return Outcome::Filtered;
  return Outcome::Failed;
}

}  // namespace attune
