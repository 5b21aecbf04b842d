#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "harness/pairing/adaptive_pairs.h"
#include "harness/pairing/eqbench3_pairs.h"
#include "harness/pairing/uniform_pairs.h"
#include "harness/run/job.h"
#include "harness/run/runner.h"
#include "scorers/pair_registry.h"

namespace attune {

// A subject whose samples of one run are compared with those of others.
struct Duelist {
  SubjectId subject;
  RunId run;
  std::string release;
  auto operator<=>(const Duelist&) const = default;
};

// "run run provider/model": how a call on two samples names what its key does not (CallRecord).
std::string pair_text(const Duelist& a, const Duelist& b);

// Units that were chosen already, in one round.
class GivenPairs {
 public:
  explicit GivenPairs(std::vector<PairUnit> units) : units_(std::move(units)) {}

  std::vector<PairUnit> next_round() { return std::exchange(units_, {}); }

  void heard(std::span<const JudgedUnit> /*judged*/) {}

  [[nodiscard]] std::optional<PairsSettled> settled() const { return std::nullopt; }

 private:
  std::vector<PairUnit> units_;
};

// Who decides what is judged next.
using PairChooser = std::variant<AdaptivePairs, UniformPairs, Eqbench3Pairs, GivenPairs>;

// How several judges share the work: all judge every unit, or each scenario of a pair has one.
enum class Panel { All, Rotated };

// A duel in full.
//
// Ownership: the pack, the scorer and the request outlive the job.
struct DuelJob {
  RunId run;
  const RunRequest& request;  // of the judges alone
  const Pack& pack;
  std::vector<Duelist> duelists;
  const PairScorerRegistry::Entry& entry;
  const PairScorer& scorer;
  Panel panel = Panel::All;
  int asking = 1;                // which time the judges are asked about a pair, from 1
  std::string source = "judge";  // of its comparisons
  // What both orders of a pair say together, for whom the first of them shows first; none: the mean
  // of what the scorer's rule makes of each.
  std::optional<double> (*both_orders)(const Comparison& straight,
                                       const Comparison& turned) = nullptr;
  std::vector<OpenEndpoint> endpoints;
  RetryPolicy retry;
  std::optional<double> budget_usd;
  Tape tape = {};
};

// The samples that a duel compares, by duelist and place.
struct DuelField {
  struct Place {
    std::size_t scenario = 0;  // of the pack
    int repeat = 1;
    auto operator<=>(const Place&) const = default;
  };

  std::vector<Place> places;                                      // scenario by scenario
  std::map<std::pair<std::size_t, std::size_t>, Sample> samples;  // [duelist, place], ended ok
  PairField pairs;
};

// The share of the win, 0 to 1, that a pair's a got of both orders; absent where one of them has no
// finding.
std::optional<double> unit_share(const DuelJob& job, const Comparison& straight,
                                 const Comparison& turned);

// The samples of these duelists on a pack that ended ok, with everything but what is known.
//
// Errors: StopRun when the store cannot be read.
Result<DuelField> load_samples(const Pack& pack, const std::vector<Duelist>& duelists,
                               Store& store);

// Where a scenario's repeat stands in a field, or nothing.
std::optional<std::uint32_t> place_of(const DuelField& field, const Pack& pack,
                                      const ScenarioId& scenario, int repeat);

// What can be compared: samples that ended ok, and what earlier duels by these judges and this
// scorer found on them, as far as it was there before this duel began. Newcomers are indices of
// duelists.
//
// Errors: StopRun when the store cannot be read.
Result<DuelField> load_field(const DuelJob& job, const std::vector<std::uint32_t>& newcomers,
                             Store& store);

struct DuelReport {
  RunReport run;
  std::size_t units = 0;     // judged by every judge they were put before
  std::size_t unscored = 0;  // of those, without a finding in one of both orders
  std::optional<PairsSettled> settled;
};

// Judges round after round until the chooser has enough. Each finding is durable before anything is
// made of it; a duel that was broken off goes on from there when it is run again: the same rounds,
// answered from the store as far as they were.
//
// Errors: StopRun when the store fails.
Result<DuelReport> duel(const DuelJob& job, const DuelField& field, PairChooser& chooser,
                        const RunWorld& world);

}  // namespace attune
