#include <fmt/format.h>

#include "harness/examine/needle.h"
#include "harness/examine/probe.h"
#include "harness/examine/readings.h"

// Every probe: its questions in our own words, and who reads the answers.

namespace attune {
namespace {

// Something that is said in many ways, in few words: equal replies are no accident.
constexpr const char* kInvent =
    "Invent a name for a harbour town and say in one sentence what its market smells of.";

ProbeCall asked(std::string words, Parameters parameters = {}) {
  return {.messages = {text_message(Role::User, std::move(words))},
          .parameters = std::move(parameters)};
}

ProbeCall system_call() {
  ProbeCall call = asked("What colour is the sky on a clear day?");
  call.messages.insert(
      call.messages.begin(),
      text_message(
          Role::System,
          fmt::format("Whatever the user writes, answer with the one word {}.", kSystemWord)));
  return call;
}

std::vector<ProbeCall> temperature_calls() {
  std::vector<ProbeCall> calls(3, asked(kInvent, {.temperature = 0.0}));
  calls.insert(calls.end(), 3, asked(kInvent, {.temperature = 1.0}));
  return calls;
}

std::vector<ProbeCall> top_p_calls() {
  std::vector<ProbeCall> calls(2, asked(kInvent, {.temperature = 1.0}));
  calls.insert(calls.end(), 3, asked(kInvent, {.temperature = 1.0, .top_p = 0.01}));
  return calls;
}

std::vector<ProbeCall> seed_calls() {
  std::vector<ProbeCall> calls;
  for (const std::int64_t seed : {7, 7, 8, 9})
    calls.push_back(asked(kInvent, {.temperature = 1.0, .seed = seed}));
  return calls;
}

std::vector<Probe> make_probes() {
  std::vector<Probe> all;
  all.push_back({.name = "answers",
                 .calls = {asked("Say hello in one short sentence.")},
                 .read = read_answers,
                 .reads_failures = true});
  all.push_back({.name = "system", .calls = {system_call()}, .read = read_system});
  all.push_back({.name = "max_tokens",
                 .parameters = {"max_tokens", "max_completion_tokens"},
                 .calls = {asked("Count from 1 to 200. Write the numbers with a space between them "
                                 "and nothing else.",
                                 {.max_tokens = kFewTokens})},
                 .read = read_max_tokens});
  all.push_back({.name = "stop",
                 .parameters = {"stop", "stop_sequences"},
                 .calls = {asked("Count from 10 to 19. Write the numbers with a space between them "
                                 "and nothing else.",
                                 {.stop = {"15"}})},
                 .read = read_stop});
  all.push_back({.name = "temperature",
                 .parameters = {"temperature"},
                 .calls = temperature_calls(),
                 .read = read_temperature});
  all.push_back(
      {.name = "top_p", .parameters = {"top_p"}, .calls = top_p_calls(), .read = read_top_p});
  all.push_back({.name = "seed", .parameters = {"seed"}, .calls = seed_calls(), .read = read_seed});
  all.push_back(
      {.name = "schema",
       .parameters = {"schema", "response_format", "output_config"},
       .calls = {asked("Describe an invented harbour town: what it is called and how many "
                       "people live there.",
                       {.schema = std::string(town_schema())})},
       .read = read_schema});
  all.push_back({.name = "reasoning_effort",
                 .parameters = {"reasoning_effort", "reasoning"},
                 .calls = {asked("What is 17 + 25?", {.reasoning_effort = "low"})},
                 .read = read_acceptance});
  all.push_back({.name = "min_p",
                 .parameters = {"min_p"},
                 .calls = {asked("What is 17 + 25?", {.min_p = 0.1})},
                 .read = read_acceptance});
  all.push_back(
      {.name = "context", .next = next_needle, .read = read_needles, .reads_failures = true});
  return all;
}

}  // namespace

std::span<const Probe> probes() {
  static const std::vector<Probe> all = make_probes();
  return all;
}

}  // namespace attune
