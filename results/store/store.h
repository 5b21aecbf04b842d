#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "results/facts/board_verdicts.h"
#include "results/facts/comparison.h"
#include "results/facts/passport.h"
#include "results/facts/records.h"
#include "results/facts/sample_count.h"
#include "results/store/claim.h"
#include "results/store/sql.h"
#include "scenarios/base/result.h"

namespace attune {

// What a run intends for one subject and pack: repeats of the pack's first scenarios.
struct PlanRecord {
  RunId run;
  std::string pack_digest;
  SubjectId subject;
  std::int64_t scenarios = 0;
  std::int64_t repeats = 0;
};

// How long the calls to one subject took in one run.
struct PlayLatencies {
  RunId run;
  SubjectId subject;
  std::vector<Millis> latencies;  // in no order
};

// One thing a board can be made of.
struct BoardKey {
  std::string pack_digest;
  std::string scorer;
  std::string judge;
  std::size_t subjects = 0;  // that have at least one verdict
};

// Keeps facts in SQLite. What is saved between begin and commit is durable together.
//
// Errors: StopRun when the database cannot be written or read.
// Thread-safety: one thread; several processes may use one file.
class Store {
 public:
  static Result<Store> open(const std::string& path);

  // That nobody else works on this run while the claim lives (claim.h).
  [[nodiscard]] Result<Claim> claim(const RunId& run) const;

  // Groups saves; without one, each save is a transaction of its own.
  Transaction begin() { return Transaction(db_); }

  // A pack or run that is there already is left as it is.
  Result<Done> save(const PackRecord& pack);
  Result<Done> save(const RunRecord& run);
  // A plan only grows: the greater numbers stay.
  Result<Done> save(const PlanRecord& plan);
  Result<Done> save(const CallRecord& call);
  // A failed sample may be played again: its record is replaced. Others never change.
  Result<Done> save(const SampleRecord& sample);
  // An unscored verdict may be asked for again and is replaced. Others never change.
  Result<Done> save(const VerdictRecord& record);
  // An anchor that is there already is left as it is.
  Result<Done> save(const AnchorRecord& anchor);
  // As a verdict.
  Result<Done> save(const AnchorVerdictRecord& record);
  // An unscored comparison may be asked for again and is replaced. Others never change.
  Result<Done> save(const Comparison& comparison);
  // A figure of the same source and date is left as it is.
  Result<Done> save(const CitedRecord& cited);
  Result<Done> save(const Passport& passport);
  // The most that a run may have been charged beyond the costs of its calls, in USD. It is written
  // before calls start and when a session ends, and is the one thing here that is no fact.
  Result<Done> set_aside(const RunId& run, double usd);
  Result<double> set_aside(const RunId& run);  // 0 where nobody said
  // An exchange never changes. REQUIRES: a call with its request was saved.
  Result<Done> save(const ExchangeRecord& exchange);

  Result<std::vector<RunRecord>> runs();  // oldest first
  Result<std::vector<PackRecord>> packs();
  Result<std::optional<PackRecord>> pack(const std::string& digest);
  Result<std::vector<PlanRecord>> plans();
  // What is asked of a pack is without the looks of watches (kWatchCommand).
  // In order of subject, scenario and repeat; without transcripts unless asked for.
  Result<std::vector<SampleRecord>> samples_of_pack(const std::string& pack_digest);
  // The samples of a pack counted by subject, run, repeat and outcome, in that order.
  Result<std::vector<SampleCount>> sample_counts(const std::string& pack_digest);
  Result<std::optional<SampleRecord>> sample(const RunId& run,
                                             const SampleKey& key);  // with its transcript
  // Samples of a run that bear this name ("scenario@subject#repeat"); more than one where two of
  // its packs have the same scenario id.
  Result<std::vector<SampleKey>> samples_named(const RunId& run, const std::string& name);
  Result<std::vector<SampleRecord>> samples_of_run(const RunId& run, bool with_transcripts);
  Result<std::vector<VerdictRecord>> verdicts_of_pack(const BoardKey& board);
  // The same as far as boards read them, in no order.
  Result<BoardVerdicts> verdicts_of_board(const BoardKey& board);
  Result<std::vector<VerdictRecord>> verdicts_of_run(const RunId& run);
  Result<std::vector<VerdictRecord>> verdicts_of_sample(const RunId& run, const SampleKey& key);
  // By run, subject, scenario and repeat.
  Result<std::vector<AnchorRecord>> anchors_of_pack(const std::string& pack_digest);
  // What this run's judges said of anchors, in the same order.
  Result<std::vector<AnchorVerdictRecord>> anchor_verdicts_of_run(const RunId& run);
  // In the order they ended.
  Result<std::vector<CallRecord>> calls_of_run(const RunId& run);
  Result<std::vector<CallRecord>> calls_of_sample(const RunId& run, const SampleKey& key);
  // Every call that a model answered, without what it was asked, in the order they ended. A call
  // is answered when nothing troubled it, or when the trouble is itself a result.
  Result<Done> each_answered_call(const RunId& run, const std::function<void(CallRecord)>& visit);
  // Those of one sample up to the run's call `last`.
  Result<Done> each_answered_call(const RunId& run, const SampleKey& key, std::int64_t last,
                                  const std::function<void(CallRecord)>& visit);
  // The number of a run's newest call; 0 where it has none.
  Result<std::int64_t> last_call(const RunId& run);
  // What of a run is done, in no order: its samples but those that failed, and its verdicts with
  // points.
  Result<Done> each_kept(const RunId& run, const std::function<void(SampleKey, Outcome)>& visit);
  Result<Done> each_marked(
      const RunId& run,
      const std::function<void(SampleKey, std::string scorer, std::string judge)>& visit);
  // How long the answered calls of a pack's players to their subjects took; without those that were
  // never called.
  Result<std::vector<PlayLatencies>> play_latencies(const std::string& pack_digest);
  Result<std::optional<ExchangeRecord>> exchange(const std::string& request_digest,
                                                 const std::string& asking);
  // What every call of a run has cost so far, as far as known, in USD.
  Result<double> spent(const RunId& run);
  Result<std::vector<BoardKey>> boards();
  // In the order in which they came; some ratings depend on it.
  Result<std::vector<Comparison>> comparisons_of_pack(const std::string& pack_digest);
  // The same in the same order, without what no rating reads: answers, rationales, chances and
  // costs.
  Result<std::vector<Comparison>> comparisons_to_rate(const std::string& pack_digest);
  Result<std::vector<Comparison>> comparisons_of_run(const RunId& run);
  // By subject, figure, source and date.
  Result<std::vector<CitedRecord>> cited_of_pack(const std::string& pack_digest);
  // The newest last.
  Result<std::vector<Passport>> passports(const SubjectId& subject);
  // The newest of every subject, by subject.
  Result<std::vector<Passport>> latest_passports();

 private:
  explicit Store(Database db) : db_(std::move(db)) {}

  Database db_;
};

}  // namespace attune
