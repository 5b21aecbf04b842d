#pragma once

#include <string>
#include <utility>
#include <vector>

#include "results/render/run_slice.h"
#include "tests/support/builders.h"

namespace attune {

// What no format may stumble over: markup, an escape, a broken byte, a surrogate, a noncharacter.
inline const std::string kHostile =
    "<b>&]]>\"'\x1b[2J\x01 \xff \xED\xA0\x80 \xEF\xBF\xBF \xF0\x9F\xA6\x8A\r\nend";

inline SampleRecord a_play(std::string scenario, int repeat, Outcome outcome = Outcome::Ok) {
  SampleRecord sample = a_sample_record(scenario);
  sample.key.repeat = repeat;
  sample.outcome = outcome;
  sample.release = "v1";
  if (outcome != Outcome::Ok) sample.why = "because of " + kHostile;
  sample.transcript.clear();
  return sample;
}

inline VerdictRecord a_finding(const std::string& scorer, std::string scenario, int repeat,
                               std::variant<Marks, Unscored> finding) {
  VerdictRecord record = a_verdict_record(std::move(scenario));
  record.release = "v1";
  record.key.repeat = repeat;
  record.judge = scorer == "rubric@1" ? "openai/gpt-4" : "";
  record.verdict = {scorer, std::move(finding), "a reason"};
  return record;
}

// Four scenarios, two repeats, marked by a rule and by a judge. Of q1 everything is there; of q2 a
// repeat was cut short and the judge lost one mark; of q3 one failed and one was refused; q4 was
// not played.
inline RunSlice some_slice() {
  Pack pack = a_pack(4);
  pack.scenarios[0].title = "Nora waits";
  pack.scenarios[0].tags = {{"setting", "station"}};
  RunSlice slice{.run = a_run_record(),
                 .record = {.digest = pack.digest,
                            .id = pack.id,
                            .version = "1.0",
                            .title = "Feelings",
                            .scorers = {"intensity", "rubric"}},
                 .subject = {"lab/tiny"},
                 .repeats = 2};
  for (const Scenario& scenario : pack.scenarios) slice.record.scenarios.push_back(scenario.id);
  slice.planned = slice.record.scenarios;
  slice.pack = std::move(pack);
  slice.run.settings =
      R"({"subjects":[{"id":"lab/tiny","parameters":{"temperature":0.5,"stop":["x"]}}]})";
  slice.run.provenance = R"({"attune":"0.1.0"})";
  slice.samples = {a_play("q1", 1),
                   a_play("q1", 2),
                   a_play("q2", 1),
                   a_play("q2", 2, Outcome::Truncated),
                   a_play("q3", 1, Outcome::Failed),
                   a_play("q3", 2, Outcome::Refused)};
  const Unscored unread{"no numbers in " + kHostile};
  slice.markings.push_back(
      make_marking({a_finding("intensity@1", "q1", 1, Marks{60, {{"first_pass", 60}}}),
                    a_finding("intensity@1", "q1", 2, Marks{80, {{"first_pass", 80}}}),
                    a_finding("intensity@1", "q2", 1, unread),
                    a_finding("intensity@1", "q2", 2, Marks{40, {{"first_pass", 40}}}),
                    a_finding("intensity@1", "q3", 2, unread)},
                   slice.samples, 8, ScoreRule{}));
  slice.markings.push_back(
      make_marking({a_finding("rubric@1", "q1", 1, Marks{50, {{"empathy", 10}, {"insight", 12}}}),
                    a_finding("rubric@1", "q1", 2, Marks{70, {{"empathy", 14}, {"insight", 16}}}),
                    a_finding("rubric@1", "q2", 1, Marks{30, {{"empathy", 6}}})},
                   slice.samples, 8, ScoreRule{}));
  CallRecord call = a_call_record("q1");
  call.prompt_tokens = 100;
  call.completion_tokens = 20;
  call.cost_usd = 0.25;
  call.latency = Millis(1500);
  call.ended = {slice.run.started.millis + 2000};
  add_call(slice.calls[a_key("q1", 1)], call);
  call.model = {"openai/gpt-4"};
  call.cost_usd = std::nullopt;
  call.ended = {slice.run.started.millis + 5000};
  add_call(slice.calls[a_key("q1", 1)], call);
  return slice;
}

// The same sample with what was said: two turns, thought aloud in the second.
inline SampleRecord with_words(SampleRecord sample) {
  sample.transcript = R"([{"cue":"Hm?","reply":"Yes.","reasoning":""},)"
                      R"({"cue":"So?","reply":"No.","reasoning":"Hard."}])";
  return sample;
}

}  // namespace attune
