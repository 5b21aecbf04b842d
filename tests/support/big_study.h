#pragma once

#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "scenarios/base/rng.h"
#include "scenarios/load/pack_json.h"
#include "tests/support/builders.h"

namespace attune {

// A study of made-up figures as large as one likes, for what has to stay quick when there is much:
// every subject on every scenario, marked by a judge, the same bytes each time.
struct BigStudy {
  std::size_t subjects = 40;
  std::size_t scenarios = 200;
  std::size_t reply = 1500;  // characters of a reply
};

inline std::string big_subject(std::size_t subject) {
  return fmt::format("lab-{}/model-{:02}", subject % 7, subject);
}

inline std::string some_words(std::size_t size, Rng& rng) {
  static constexpr const char* kWords[] = {"and", "she",  "felt", "quietly", "that", "nothing",
                                           "he",  "said", "had",  "ever",    "been", "enough"};
  std::string text;
  while (text.size() < size) text += fmt::format("{} ", kWords[rng.below(12)]);
  return text;
}

inline VerdictRecord big_verdict(const SampleRecord& sample, std::size_t subject, Rng& rng) {
  const double skill = 40 + 50.0 * static_cast<double>(subject % 13) / 13;
  Marks marks{.points = skill + 20 * rng.uniform() - 10};
  for (const char* name : {"attunement", "candour", "insight", "tact", "warmth"})
    marks.marks.push_back({name, 20 * rng.uniform()});
  VerdictRecord record{.run = sample.run, .key = sample.key, .pack_digest = sample.pack_digest};
  record.judge = "court/judge";
  record.verdict = {"rubric@1", std::move(marks), some_words(600, rng)};
  return record;
}

inline CallRecord big_call(const SampleRecord& sample, int number, const std::string& reply) {
  CallRecord call{
      .run = sample.run, .key = sample.key, .purpose = "play", .model = sample.key.subject};
  call.request = R"({"messages":[]})";
  call.request_digest = fmt::format("sha256:{}", number);
  call.status = 200;
  call.text = reply;
  call.served_id = sample.key.subject.text + "-0601";
  call.prompt_tokens = 300;
  call.completion_tokens = 250;
  call.latency = Millis(500 + number % 900);
  call.ended = {1'700'006'400'000 + number};
  return call;
}

// Every seventieth sample was refused.
inline void save_big_sample(Store& store, const BigStudy& study, const Pack& pack,
                            std::size_t subject, std::size_t scenario) {
  const auto number = static_cast<int>(subject * study.scenarios + scenario);
  Rng rng = Rng::named(1, fmt::format("study {}", number));
  SampleRecord sample = a_sample_record(pack.scenarios[scenario].id.text);
  sample.key.subject = {big_subject(subject)};
  sample.pack_digest = pack.digest;
  sample.release = "v1";
  const bool refused = number % 70 == 69;
  if (refused) sample.outcome = Outcome::Refused;
  const std::string reply = refused ? "" : some_words(study.reply, rng);
  sample.transcript =
      fmt::format(R"([{{"cue":"{}","reply":"{}","reasoning":""}}])", some_words(400, rng), reply);
  (void)store.save(sample).has_value();
  (void)store.save(big_call(sample, number, reply)).has_value();
  if (!refused) (void)store.save(big_verdict(sample, subject, rng)).has_value();
}

inline void save_big_study(Store& store, const BigStudy& study) {
  Pack pack = a_pack(study.scenarios);
  pack.scorers = {"rubric"};
  pack.digest = digest_of(pack);
  PackRecord record = a_pack_record(pack.digest);
  record.scorers = pack.scorers;
  record.notes.clear();
  record.scenarios.clear();
  for (const Scenario& scenario : pack.scenarios) record.scenarios.push_back(scenario.id);
  record.body = to_json(pack);
  Transaction transaction = store.begin();
  (void)store.save(record).has_value();
  (void)store.save(a_run_record()).has_value();
  for (std::size_t subject = 0; subject < study.subjects; ++subject) {
    (void)store
        .save(PlanRecord{{"run-1"},
                         pack.digest,
                         {big_subject(subject)},
                         static_cast<std::int64_t>(study.scenarios),
                         1})
        .has_value();
    for (std::size_t scenario = 0; scenario < study.scenarios; ++scenario)
      save_big_sample(store, study, pack, subject, scenario);
  }
  (void)transaction.commit().has_value();
}

}  // namespace attune
