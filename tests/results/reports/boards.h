#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "results/reports/leaderboard.h"

namespace attune {

// One sample and its verdict, for tests of reports.
struct Cell {
  std::string subject;
  std::string scenario;
  int repeat = 1;
  std::variant<Marks, Unscored> finding;
  std::string run = "run-1";
  std::string release = "";
  Outcome outcome = Outcome::Ok;
  std::optional<double> cost_usd = std::nullopt;
};

inline Marks points(double value) {
  return {.points = value, .marks = {}};
}

inline void add(BoardFacts& facts, const Cell& cell) {
  const SampleKey key{facts.pack.id, {cell.scenario}, {cell.subject}, cell.repeat};
  SampleRecord sample;
  sample.run = {cell.run};
  sample.key = key;
  sample.pack_digest = facts.pack.digest;
  sample.release = cell.release;
  sample.outcome = cell.outcome;
  sample.cost_usd = cell.cost_usd;
  facts.samples.push_back(std::move(sample));
  VerdictRecord verdict;
  verdict.run = {cell.run};
  verdict.key = key;
  verdict.pack_digest = facts.pack.digest;
  verdict.release = cell.release;
  verdict.judge = facts.judge;
  verdict.verdict = {facts.scorer, cell.finding, ""};
  facts.verdicts.push_back(std::move(verdict));
}

inline BoardFacts some_facts() {
  BoardFacts facts;
  facts.pack.id = {"tiny"};
  facts.pack.version = "1.0";
  facts.pack.title = "Tiny pack";
  facts.pack.digest = "sha256:00";
  facts.scorer = "rubric@1";
  facts.judge = "lab/judge";
  return facts;
}

inline BoardFacts facts_of(const std::vector<Cell>& cells) {
  BoardFacts facts = some_facts();
  for (const Cell& cell : cells) add(facts, cell);
  return facts;
}

}  // namespace attune
