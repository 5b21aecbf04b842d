#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "results/reports/grouping.h"
#include "results/reports/standing.h"
#include "scenarios/model/pack.h"

namespace attune {

// Everything a leaderboard is computed from. Records of another pack digest, scorer or judge are
// passed over: numbers of different versions are never averaged.
//
// REQUIRES: each sample is counted once, and has at most one verdict, of each run.
struct BoardFacts {
  PackRecord pack;
  std::string scorer;  // "rubric@1"
  std::string judge;   // "openai/gpt-4"; empty for rules
  ScoreRule rule;      // the scorer's
  std::vector<SampleCount> samples;
  BoardVerdicts marked;
  // Samples meant to be played by each subject under each release label, over all its runs. More
  // records than planned raise the number.
  std::map<std::pair<SubjectId, std::string>, std::size_t> planned;
  std::vector<Grouping> groupings = {};  // how rows are broken down
  std::vector<Cited> cited = {};         // what others published, on this scorer's scale
  // Median latency of answered calls of each subject under each release label.
  std::map<std::pair<SubjectId, std::string>, Millis> latencies = {};
};

struct BoardOptions {
  Bootstrap bootstrap;
  bool operator==(const BoardOptions&) const = default;
};

// What somebody without a feeling for anything scores on a pack.
struct Baseline {
  std::string name;   // "the same answer everywhere", "random answers"
  double points = 0;  // 100 at best
  bool operator==(const Baseline&) const = default;
};

// One board of which a composite is made.
struct CompositePart {
  PackId pack;
  std::string version;
  std::string digest;
  std::string scorer;
  std::string judge;
  double weight = 0;  // share of the composite, 0 to 1; all together 1
  bool operator==(const CompositePart&) const = default;
};

// The ordered rows of one pack under one scorer and judge.
struct Leaderboard {
  PackId pack;
  std::string version;
  std::string title;
  std::string digest;
  std::string scorer;
  std::string judge;  // empty for rules
  Bootstrap bootstrap;
  // Most points first, then by name; rows without a score last.
  std::vector<Standing> rows;
  // Rows of attune's own stub, with places of their own, where `rows` holds measured ones. A board
  // of nothing but stubs has them in `rows`.
  std::vector<Standing> stub_rows;
  std::vector<std::string> notes;  // sentences to be shown under the board
  // Published results, most points first, then by name; never among the rows and without a rank.
  std::vector<Cited> cited = {};
  std::vector<Baseline> baselines = {};
  // Points between neighbours that would be found in 80 % of cases, where there are two rows.
  std::optional<double> least_difference = std::nullopt;
  std::vector<CompositePart> parts = {};  // of a composite over packs; empty: a board of one
  bool operator==(const Leaderboard&) const = default;
};

// Everybody who has a part in a board, with their records; those of other boards are passed over.
// Ownership: the facts must outlive it.
using Players = std::map<std::pair<SubjectId, std::string>, Played>;
Players players_of(const BoardFacts& facts);

// A pure function of its arguments; the order of the records does not matter. Several runs of one
// subject under one release are pooled: each adds repeats.
Leaderboard make_leaderboard(const BoardFacts& facts, const BoardOptions& options);

}  // namespace attune
