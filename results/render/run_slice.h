#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "results/facts/records.h"
#include "results/reports/standing.h"
#include "scenarios/model/pack.h"

namespace attune {

// What calls to one model came to. Tokens and USD are sums of what is known.
struct ModelTotals {
  std::size_t calls = 0;   // answered ones
  std::size_t unsaid = 0;  // of those, the ones that do not say their tokens
  std::size_t unpriced = 0;
  std::int64_t prompt_tokens = 0;
  std::int64_t completion_tokens = 0;
  std::optional<std::int64_t> reasoning_tokens;
  std::optional<std::int64_t> cached_tokens;
  double cost_usd = 0;
  bool operator==(const ModelTotals&) const = default;
};

// What the answered calls of one sample came to, the judges' included.
struct CallTotals {
  std::map<SubjectId, ModelTotals> models;
  Millis time{0};                  // latencies, added up
  std::optional<UtcTime> started;  // of the first call; absent where nobody knows
  std::optional<UtcTime> ended;    // of the last
  bool operator==(const CallTotals&) const = default;
};

// REQUIRES: an answered call.
void add_call(CallTotals& totals, const CallRecord& call);
void add(CallTotals& totals, const CallTotals& more);

// What one scorer, and one judge where it needs one, found on a slice.
struct SliceMarking {
  std::string scorer;                   // "rubric@1"
  std::string judge;                    // empty for rules
  std::vector<VerdictRecord> verdicts;  // by scenario and repeat
  Standing standing;                    // without a place
  bool is_mean = true;                  // whether the score is one; else it is a figure of a whole
  // Clustered standard errors (results/stats/estimate.h), as far as there are any: of the score,
  // and by name of mark. A figure that is no mean has none.
  std::optional<double> error;
  std::map<std::string, double> criteria_errors;
};

// The marking with its figures. REQUIRES: verdicts, of one scorer and judge, by scenario and
// repeat; the samples they are on.
SliceMarking make_marking(std::vector<VerdictRecord> verdicts,
                          const std::vector<SampleRecord>& samples, std::size_t planned,
                          const ScoreRule& rule);

// Everything about one run × pack × subject but what was said.
struct RunSlice {
  RunRecord run;
  PackRecord record;
  std::optional<Pack> pack;  // absent where the stored body cannot be read
  SubjectId subject;
  std::vector<ScenarioId> planned;     // scenarios, in the pack's order
  std::size_t repeats = 0;             // planned, of each
  std::vector<SampleRecord> samples;   // by scenario and repeat, without transcripts
  std::vector<SliceMarking> markings;  // in the pack's order of scorers, then by judge
  std::map<SampleKey, CallTotals> calls;
};

// "rubric@1", or "rubric@1 by openai/gpt-4" where several judges marked by that scorer.
std::string marking_name(const RunSlice& slice, const SliceMarking& marking);

// A name that is the same whenever this slice is exported: 22 hex digits.
std::string slice_id(const RunSlice& slice);

// Every scenario that was planned or played: planned ones first, then by id.
std::vector<ScenarioId> scenarios_of(const RunSlice& slice);

// As the pack has it; null where it does not.
const Scenario* scenario_of(const RunSlice& slice, const ScenarioId& id);

// The right answer in words, as far as a scenario has one: "Proud 2, Angry 3", "the best option".
std::string target_of(const RunSlice& slice, const ScenarioId& id);

// The finding on one sample; null where there is none.
const Verdict* verdict_of(const SliceMarking& marking, const SampleKey& key);

// The same finding in finite numbers; null where it is unscored or its points are no number.
const Marks* marks_of(const SliceMarking& marking, const SampleKey& key);

// Why there are none: the scorer's words, or that nobody marked it.
std::string unscored_why(const SliceMarking& marking, const SampleKey& key);

// "2026-11-23T01:31:09.123000+00:00", as Python's isoformat() has it.
std::string to_iso(UtcTime time);

// Any name as a part of a file's name: letters, digits, '.', '+' and '-' stay, others are '-'.
std::string file_part(std::string_view name);

}  // namespace attune
