#pragma once

#include <algorithm>
#include <cstdint>
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
  facts.samples.push_back({.run = {cell.run},
                           .subject = {cell.subject},
                           .pack_digest = facts.pack.digest,
                           .release = cell.release,
                           .repeat = cell.repeat,
                           .outcome = cell.outcome,
                           .count = 1,
                           .priced = cell.cost_usd ? std::size_t{1} : 0,
                           .cost_usd = cell.cost_usd.value_or(0)});
  const MarkedPart part{.run = {cell.run},
                        .subject = {cell.subject},
                        .release = cell.release,
                        .pack_digest = facts.pack.digest,
                        .scorer = facts.scorer,
                        .judge = facts.judge};
  auto& parts = facts.marked.parts;
  const auto found = std::ranges::find(parts, part);
  const auto index = static_cast<std::uint32_t>(found - parts.begin());
  if (found == parts.end()) parts.push_back(part);
  facts.marked.verdicts.push_back(
      {.part = index, .repeat = cell.repeat, .scenario = {cell.scenario}, .finding = cell.finding});
}

// Of these records as a board hands them on.
inline std::vector<MarkedSample> marked_samples(const BoardVerdicts& marked) {
  std::vector<MarkedSample> samples;
  for (const BoardVerdict& each : marked.verdicts)
    samples.push_back({&marked.part_of(each).run, &each.scenario, each.repeat, &each.finding});
  return samples;
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
