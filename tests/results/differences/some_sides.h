#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "results/differences/difference_facts.h"

namespace attune {

// One sample of a side with its verdict, for tests of differences.
struct SideValue {
  std::string scenario;
  int repeat = 1;
  std::variant<Marks, Unscored> finding;
  std::string run = "run-1";
};

inline Marks points(double value, std::vector<Mark> marks = {}) {
  return {.points = value, .marks = std::move(marks)};
}

inline VerdictRecord verdict_of(const SideFacts& side, const SideValue& finding,
                                const std::string& judge = "lab/judge") {
  VerdictRecord verdict;
  verdict.run = {finding.run};
  verdict.key = {{"tiny"}, {finding.scenario}, side.side.subject, finding.repeat};
  verdict.pack_digest = "sha256:00";
  verdict.release = side.side.release;
  verdict.judge = judge;
  verdict.verdict = {"rubric@1", finding.finding, ""};
  return verdict;
}

inline void add(SideFacts& side, const SideValue& finding) {
  SampleRecord sample;
  sample.run = {finding.run};
  sample.key = {{"tiny"}, {finding.scenario}, side.side.subject, finding.repeat};
  sample.pack_digest = "sha256:00";
  sample.release = side.side.release;
  side.samples.push_back(std::move(sample));
  side.verdicts.push_back(verdict_of(side, finding));
  side.planned = side.samples.size();
}

inline SideFacts a_side(const std::string& subject, const std::vector<SideValue>& findings = {}) {
  SideFacts side{.side = {.subject = {subject}, .release = "v1"}};
  side.side.stub = side.side.subject.is_stub();
  for (const SideValue& finding : findings) add(side, finding);
  return side;
}

inline DifferenceFacts facts_of(std::vector<SideFacts> sides) {
  DifferenceFacts facts;
  facts.pack.id = {"tiny"};
  facts.pack.version = "1.0";
  facts.pack.title = "Tiny pack";
  facts.pack.digest = "sha256:00";
  facts.scorer = "rubric@1";
  facts.judge = "lab/judge";
  facts.sides = std::move(sides);
  return facts;
}

// A side with one repeat of scenarios s00, s01, … that got these points.
inline SideFacts a_side_of(const std::string& subject, const std::vector<double>& values) {
  SideFacts side = a_side(subject);
  for (std::size_t at = 0; at < values.size(); ++at)
    add(side,
        {.scenario = (at < 10 ? "s0" : "s") + std::to_string(at), .finding = points(values[at])});
  return side;
}

inline DifferenceOptions quick() {
  return {.bootstrap = {.seed = 1, .resamples = 300}};
}

}  // namespace attune
