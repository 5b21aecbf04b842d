#pragma once

#include "results/drift/drift.h"
#include "results/drift/sentinel.h"

namespace attune::testing {

inline Estimate an_estimate(double point, double half, double level = 0.95) {
  return {.point = point,
          .low = point - half,
          .high = point + half,
          .level = level,
          .samples = 90,
          .clusters = 45};
}

inline Change some_change(std::size_t from, std::size_t to) {
  return {.from = from,
          .to = to,
          .total = an_estimate(-4.1, 1.9),
          .judge = an_estimate(-4.3, 0.8, 0.9833),
          .model = an_estimate(0.2, 1.8, 0.9833),
          .spread = an_estimate(0.71, 0.1),
          .noise = Noise{1.7, Noise::From::Repeats},
          .cause = Cause::Judge,
          .sentence = "lab/model scores 4.1 points less at new|one than at 2026-06.",
          .vitals = {.refusals = an_estimate(2, 5), .cost = an_estimate(0.125, 0.01)},
          .ids = {{"judge's fingerprint", "fp_1", "fp_2"}},
          .notes = {"40 frozen replies"}};
}

inline DriftSubject some_drift_subject() {
  return {{"feelings"}, "1.0", "sha256:7", "Feelings", "rubric@1", {"lab/model"}};
}

// Three releases; the last has a label that must not break a table.
inline Drift some_drift() {
  Drift drift{.of = some_drift_subject(), .bootstrap = {.seed = 7}};
  drift.releases = {{.name = "2026-06",
                     .when = {1'780'000'000'000},
                     .runs = {{"run 1"}},
                     .judge = "lab/judge",
                     .judge_as = {{}, {"fp_1"}},
                     .score = an_estimate(63.4, 3),
                     .vitals = {.refusals = an_estimate(3, 5), .length = an_estimate(785, 22)},
                     .anchors = 40},
                    {.name = "2026-09", .when = {1'788'000'000'000}, .judge = "lab/judge"},
                    {.name = "new|one\x1b[31m",
                     .when = {1'793'000'000'000},
                     .runs = {{"run 3"}},
                     .judge = "lab/judge",
                     .subject_as = {{"gpt-4o"}, {}},
                     .score = an_estimate(59.3, 3)}};
  drift.steps = {some_change(0, 1), {.from = 1, .to = 2, .why = "no frozen replies"}};
  drift.whole = some_change(0, 2);
  drift.notes = {"intervals: 95 %"};
  return drift;
}

// Five looks with two figures and an alarm at the last.
inline Watch some_watch() {
  Watch watch{.of = some_drift_subject(),
              .judge = "lab/judge",
              .signals = {Signal::Score, Signal::Latency},
              .threshold = CusumThreshold{.height = 4.512,
                                          .asked = 200,
                                          .measured = 199.5,
                                          .simulated = 4.512,
                                          .runs = 1000,
                                          .method = "simulated"}};
  for (std::int64_t day = 0; day < 5; ++day) {
    Look look{.when = {1'795'000'000'000 + day * 86'400'000}, .runs = {{"run"}}};
    look.subject_as.ids = {"model-1"};
    look.signals[Signal::Score] = {.value = 61.26};
    if (day != 1) look.signals[Signal::Latency] = {.value = 1500};
    watch.looks.push_back(look);
  }
  watch.looks.back().signals[Signal::Score] = {
      .value = 51.2, .normal = -6.2, .above = 0, .below = 5.7, .difference = an_estimate(-10, 3)};
  watch.alarms = {{Signal::Score, 4, 3, "the score is lower"}};
  watch.sentence = "lab/model changed. The score is lower.";
  watch.notes = {"one false alarm in 100 looks"};
  return watch;
}

}  // namespace attune::testing
