#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "results/facts/sample_count.h"
#include "results/reports/grouping.h"
#include "results/reports/leaning.h"
#include "results/reports/values.h"
#include "results/stats/estimate.h"
#include "results/stats/paired.h"
#include "scorers/registry.h"

namespace attune {

// The place of a row, counted from 1 (the best).
struct Place {
  std::size_t rank = 1;  // 1 + rows with more points; rows whose points print alike share it
  std::size_t low = 1;   // the best place it may hold, low <= rank
  std::size_t high = 1;  // and the worst, rank <= high
  bool operator==(const Place&) const = default;
};

// What the point would be if every missing sample had got the least, or the most, points.
struct Bounds {
  double worst = 0;
  double best = 0;
  bool operator==(const Bounds&) const = default;
};

// One row of a leaderboard: a subject under one release label, all its runs of the pack together.
struct Standing {
  std::optional<Place> place;  // absent where there is no score
  SubjectId subject;
  std::string release;
  std::optional<Estimate> score;      // points; absent where nothing was scored or the run failed
  std::optional<std::string> failed;  // why, where too little was scored for a score
  std::size_t planned = 0;            // samples meant to be played
  std::size_t missing = 0;            // planned samples that have no part in the score
  std::size_t unscored = 0;           // of those, the ones a scorer could say nothing on
  std::vector<std::pair<std::string, std::size_t>> reasons;  // why not: the three most frequent
  std::map<std::string, std::size_t> outcomes;  // of samples, by text; "unplayed": without a record
  std::optional<Bounds> bounds;    // points; where anything is missing and the score is a mean
  std::optional<double> cost_usd;  // of the subject's own calls, as far as known; never the judge's
  bool cost_known = false;         // of every sample
  std::optional<Millis> latency;   // median of the subject's own calls that were answered
  std::map<std::string, Estimate>
      criteria;  // by name of mark, on its scorer's own scale; as `score`
  std::map<std::string, std::map<std::string, Estimate>>
      groups;                     // tag -> its value -> the score of those scenarios alone
  std::vector<Leaning> leanings;  // places of offered answers chosen too often or seldom
  bool stub = false;              // attune's own stub, not a model
  bool operator==(const Standing&) const = default;
};

// What is known of one subject under one release.
//
// Ownership: the verdicts belong to somebody who outlives this.
struct Played {
  SubjectId subject;
  std::string release;
  std::size_t planned = 0;
  std::vector<SampleCount> samples;
  std::vector<MarkedSample> verdicts;
};

// The playings of which there are samples.
std::set<RunRepeat> repeats_of(std::span<const SampleCount> samples);

// A row still without its place, and what is needed to find it.
struct Unplaced {
  Standing standing;
  std::map<ScenarioId, double> means;  // of what made the score, by scenario
  std::vector<Scored> scored;          // what made it, for Whole; points into the records
  std::size_t blank_iterations = 0;    // iterations without a readable answer that count 0
};

// The order of the records does not matter.
Unplaced make_standing(Played played, const ScoreRule& rule, std::span<const Grouping> groupings,
                       const Bootstrap& bootstrap);

// Of each row the mean of every scenario that any of them has, in order of the scenarios' ids.
std::vector<ScenarioMeans> means_by_scenario(std::span<const Unplaced* const> rows);

}  // namespace attune
