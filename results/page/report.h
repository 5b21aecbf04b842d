#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/audit/judge_audit.h"
#include "results/differences/difference.h"
#include "results/drift/drift.h"
#include "results/facts/records.h"
#include "results/page/transcript_index.h"
#include "results/ratings/judged_pairs.h"
#include "results/reports/leaderboard.h"
#include "results/reports/rating_board.h"
#include "scenarios/base/time.h"

namespace attune {

// Everything a report page shows, as structs. All of it is computed from the store; nothing in it
// is the time of day.

// How two of a rating board met, from the row's side.
struct Meeting {
  std::size_t pairs = 0;
  double share = 0;  // of the win that went to the row, mean over the pairs, 0 to 1
};

// Who took how much of a win from whom, in the order of the rating board's rows.
struct WinMatrix {
  std::vector<Contestant> contestants;
  std::vector<std::vector<std::optional<Meeting>>> meetings;  // [row][column]; absent: never met
};

// What one model was asked, over all runs of the report.
struct ModelCalls {
  SubjectId model;
  std::string purpose;                         // "play", or the id of the scorer that asked
  std::size_t answered = 0;                    // calls
  std::map<std::string, std::size_t> served;   // served id, with its fingerprint -> calls
  std::optional<Millis> latency = {};          // median
  std::optional<std::int64_t> tokens_in = {};  // of the calls that tell
  std::optional<std::int64_t> tokens_out = {};
  std::optional<double> cost_usd = {};
};

// A run with what it meant to play.
struct ReportedRun {
  RunRecord run;

  struct Intent {
    PackId pack;
    SubjectId subject;
    std::size_t scenarios = 0;
    std::size_t repeats = 0;
  };

  std::vector<Intent> plans;
};

// How a pack's reference answers came about, as its author says; texts may be empty.
struct PackWords {
  std::string licence;
  std::string references;
  std::string limits;
};

// One pack of a report.
struct PackReport {
  PackId id;
  std::string version;
  std::string title;
  std::string digest;
  PackWords words;
  std::optional<Leaderboard> board;    // absent where nothing is scored
  std::optional<RatingBoard> ratings;  // absent where nothing is compared
  WinMatrix wins;
  // The best of the board against the next few; then each of the first rows against the one below
  // it, a report of one difference each.
  std::vector<DifferenceReport> differences;
  std::vector<Drift> drifts;       // of subjects with several releases
  std::vector<JudgeAudit> audits;  // by judge
  TranscriptIndex transcripts;
  std::vector<std::string> notes;  // why something is not here
};

struct Report {
  std::string title;
  UtcTime newest;  // fact that the report was made of
  std::uint64_t seed = 1;
  std::string attune;  // version
  std::vector<PackReport> packs;
  std::optional<Leaderboard> composite;
  std::vector<ReportedRun> runs;  // oldest first
  std::vector<ModelCalls> calls;  // by model and purpose
};

}  // namespace attune
