#include "harness/examine/probe.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "harness/calls/one_line.h"

namespace attune {
namespace {

// Statuses by which an endpoint says no to what it was asked.
bool says_no(const CallFailure& failure) {
  const bool about_the_question = failure.status == 400 || failure.status == 422;
  return failure.trouble == Trouble::Unsupported ||
         (failure.trouble == Trouble::Invalid && about_the_question);
}

const Refusal* refusal_of(const Probe& probe, const Hearing& hearing) {
  for (const Refusal& refusal : hearing.refusals) {
    if (std::ranges::find(probe.parameters, refusal.parameter) != probe.parameters.end())
      return &refusal;
  }
  return nullptr;
}

const CallFailure* failure_in(const Hearing& hearing) {
  for (const Heard& heard : hearing.heard) {
    if (const auto* failure = std::get_if<CallFailure>(&heard.result)) return failure;
  }
  return nullptr;
}

// A reply that says nothing of what the probe is about.
const Reply* wordless_in(const Hearing& hearing) {
  for (const Heard& heard : hearing.heard) {
    const auto* reply = std::get_if<Reply>(&heard.result);
    if (reply != nullptr && reply->outcome != Outcome::Ok && reply->outcome != Outcome::Truncated)
      return reply;
  }
  return nullptr;
}

Finding of_failure(const CallFailure& failure) {
  if (says_no(failure)) return {.state = FindingState::Refused, .evidence = failure.what};
  return {.evidence = "no answer: " + failure.what};
}

Finding found(const Probe& probe, const Hearing& hearing) {
  if (const Refusal* refusal = refusal_of(probe, hearing))
    return {.state = FindingState::Refused, .evidence = refusal->what};
  if (hearing.heard.empty()) return {.evidence = "not asked"};
  if (std::ranges::none_of(hearing.heard, &Heard::sent))
    return {.evidence = "not sent: this wire leaves it out"};
  if (probe.reads_failures) return probe.read(hearing);
  if (const CallFailure* failure = failure_in(hearing)) return of_failure(*failure);
  if (const Reply* reply = wordless_in(hearing))
    return {.evidence = fmt::format("the reply was {}", to_text(reply->outcome))};
  return probe.read(hearing);
}

}  // namespace

std::optional<ProbeCall> next_call(const Probe& probe, const Hearing& hearing) {
  if (probe.next != nullptr) return probe.next(hearing);
  const std::size_t asked = hearing.heard.size();
  if (asked == probe.calls.size()) return std::nullopt;
  const bool known = refusal_of(probe, hearing) != nullptr || failure_in(hearing) != nullptr;
  return known ? std::nullopt : std::optional(probe.calls[asked]);
}

Finding finding_of(const Probe& probe, const Hearing& hearing) {
  Finding finding = found(probe, hearing);
  finding.probe = probe.name;
  finding.evidence = one_line(finding.evidence, 300);
  return finding;
}

Parameters without(Parameters parameters, std::string_view name) {
  if (name == "temperature") parameters.temperature.reset();
  if (name == "top_p") parameters.top_p.reset();
  if (name == "min_p") parameters.min_p.reset();
  if (name == "max_tokens") parameters.max_tokens.reset();
  if (name == "seed") parameters.seed.reset();
  if (name == "reasoning_effort") parameters.reasoning_effort.reset();
  if (name == "stop") parameters.stop.clear();
  if (name == "schema") parameters.schema.reset();
  return parameters;
}

}  // namespace attune
