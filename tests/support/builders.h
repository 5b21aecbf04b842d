#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "harness/calls/chat.h"
#include "harness/calls/http.h"
#include "harness/plan/plan.h"
#include "results/facts/records.h"
#include "results/store/store.h"
#include "scenarios/model/pack.h"
#include "scenarios/model/sample.h"

namespace attune {

// A scenario that both a formula and a judge can mark.
inline Scenario a_scenario(std::string id = "q1") {
  Scenario scenario;
  scenario.id = {std::move(id)};
  scenario.kind = "intensity";
  scenario.language = "en";
  scenario.cues = {{fmt::format("What does Nora feel in {}?", scenario.id.text)}};
  scenario.key = IntensityKey{{{"Proud", 0, 2}, {"Angry", 6, 3}, {"Sad", 0, 0}, {"Calm", 7, 5}}};
  scenario.rubric.criteria = {{"empathy", true, "feels with her"}, {"insight", true, "sees why"}};
  return scenario;
}

inline Pack a_pack(std::size_t scenarios = 3) {
  Pack pack;
  pack.id = {"feelings"};
  pack.version = "1.0";
  pack.title = "Feelings";
  pack.scorers = {"intensity", "rubric"};
  for (std::size_t i = 1; i <= scenarios; ++i) {
    pack.scenarios.push_back(a_scenario(fmt::format("q{}", i)));
  }
  pack.digest = digest_of(pack);
  return pack;
}

inline SampleKey a_key(std::string scenario = "q1", int repeat = 1) {
  return {{"feelings"}, {std::move(scenario)}, {"lab/tiny"}, repeat};
}

inline Sample a_sample(const Scenario& scenario, std::string reply = "proud 0") {
  Sample sample{.key = a_key(scenario.id.text), .scenario = &scenario};
  sample.transcript.turns = {
      {text_message(Role::User, scenario.cues.front().text), std::move(reply), ""}};
  return sample;
}

inline PackRecord a_pack_record(std::string digest = "sha256:1") {
  return {.digest = std::move(digest),
          .id = {"feelings"},
          .version = "1.0",
          .title = "Feelings",
          .scorers = {"intensity", "rubric"},
          .scenarios = {{"q1"}, {"q2"}, {"q3"}},
          .notes = {"constant answer 3 scores 38.9"},
          .body = "{}"};
}

inline RunRecord a_run_record(std::string id = "run-1") {
  return {.id = {std::move(id)},
          .started = {1'700'006'400'000},
          .command = "run",
          .release = "v1",
          .seed = 1,
          .settings = "{}",
          .provenance = "{}"};
}

inline PlanRecord a_plan_record() {
  return {{"run-1"}, "sha256:1", {"lab/tiny"}, 3, 1};
}

inline SampleRecord a_sample_record(std::string scenario = "q1") {
  return {.run = {"run-1"},
          .key = a_key(std::move(scenario)),
          .pack_digest = "sha256:1",
          .transcript = R"([{"cue":"Hm?","reply":"Yes.","reasoning":""}])",
          .cost_usd = 0.25};
}

inline VerdictRecord a_verdict_record(std::string scenario = "q1", double points = 62.5) {
  return {.run = {"run-1"},
          .key = a_key(std::move(scenario)),
          .pack_digest = "sha256:1",
          .verdict = {"intensity@1", Marks{points, {{"first_pass", points}}}, "read"},
          .cost_usd = 0.0};
}

inline CallRecord a_call_record(std::string scenario = "q1") {
  return {.run = {"run-1"},
          .key = a_key(std::move(scenario)),
          .purpose = "play",
          .model = {"lab/tiny"},
          .request = R"({"messages":[]})",
          .request_digest = "sha256:9",
          .status = 200,
          .text = "Yes.",
          .ended = {1'700'006'400'020}};
}

inline ChatCall a_call(std::string model = "lab/tiny") {
  return {.subject = {std::move(model)},
          .messages = {text_message(Role::User, "Hm?")},
          .parameters = {.temperature = 0.5, .max_tokens = 100},
          .trace = "attune-1"};
}

inline Reply a_reply(std::string text) {
  return {.text = std::move(text)};
}

// A chat completion; `text` is JSON-escaped already.
inline HttpResponse a_completion(std::string_view text, std::string_view finish_reason = "stop") {
  return {200,
          {{"Content-Type", "application/json"}},
          fmt::format(R"({{"model":"tiny-1","choices":[{{"index":0,"message":{{"role":"assistant",)"
                      R"("content":"{}"}},"finish_reason":"{}"}}],)"
                      R"("usage":{{"prompt_tokens":100,"completion_tokens":20}}}})",
                      text, finish_reason)};
}

inline HttpResponse an_error(int status, std::string_view code, std::string_view message) {
  return {status, {}, fmt::format(R"({{"error":{{"code":"{}","message":"{}"}}}})", code, message)};
}

}  // namespace attune
