#include <algorithm>
#include <map>
#include <set>

#include "harness/run/report_transcripts.h"

namespace attune {
namespace {

// Calls of one model for one purpose while they are counted.
struct Tally {
  ModelCalls calls;
  std::vector<Millis> latencies;
};

using Tallies = std::map<std::pair<SubjectId, std::string>, Tally>;

void add_tokens(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& tokens) {
  if (tokens) sum = sum.value_or(0) + *tokens;
}

std::string served_as(const CallRecord& call) {
  if (call.fingerprint.empty()) return call.served_id;
  return call.served_id + " · " + call.fingerprint;
}

void count(const CallRecord& call, Tallies& tallies) {
  Tally& tally = tallies[{call.model, call.purpose}];
  ModelCalls& calls = tally.calls;
  calls.model = call.model;
  calls.purpose = call.purpose;
  ++calls.answered;
  ++calls.served[served_as(call)];
  tally.latencies.push_back(call.latency);
  add_tokens(calls.tokens_in, call.prompt_tokens);
  add_tokens(calls.tokens_out, call.completion_tokens);
  if (call.cost_usd) calls.cost_usd = calls.cost_usd.value_or(0) + *call.cost_usd;
}

std::set<std::string> digests_of(const Report& report) {
  std::set<std::string> digests;
  for (const PackReport& pack : report.packs) {
    digests.insert(pack.digest);
    if (pack.ratings) digests.insert(pack.ratings->digest);
  }
  return digests;
}

// Runs that a comparison of the report's packs was made in, and the newest of those comparisons.
Result<std::set<RunId>> comparing_runs(Store& store, Report& report) {
  std::set<RunId> runs;
  for (const std::string& digest : digests_of(report)) {
    auto comparisons = store.comparisons_of_pack(digest);
    if (!comparisons) return std::move(comparisons).error();
    for (const Comparison& each : *comparisons) {
      runs.insert(each.run);
      report.newest = std::max(report.newest, each.when);
    }
  }
  return runs;
}

void add_plans(const std::vector<PlanRecord>& plans, const std::map<std::string, PackId>& packs,
               ReportedRun& run) {
  for (const PlanRecord& plan : plans) {
    const auto pack = packs.find(plan.pack_digest);
    if (plan.run != run.run.id || pack == packs.end()) continue;
    run.plans.push_back({pack->second, plan.subject, static_cast<std::size_t>(plan.scenarios),
                         static_cast<std::size_t>(plan.repeats)});
  }
}

Result<Done> add_calls(Store& store, Report& report) {
  Tallies tallies;
  for (const ReportedRun& run : report.runs) {
    Result<Done> read = store.each_answered_call(run.run.id, [&](const CallRecord& call) {
      count(call, tallies);
      report.newest = std::max(report.newest, call.ended);
    });
    if (!read) return read;
  }
  for (auto& [who, tally] : tallies) {
    const auto middle =
        tally.latencies.begin() + static_cast<std::ptrdiff_t>(tally.latencies.size() / 2);
    std::ranges::nth_element(tally.latencies, middle);
    tally.calls.latency = *middle;
    report.calls.push_back(std::move(tally.calls));
  }
  return Done{};
}

}  // namespace

Result<Done> add_runs(Store& store, Report& report) {
  auto runs = store.runs();
  if (!runs) return std::move(runs).error();
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  auto comparing = comparing_runs(store, report);
  if (!comparing) return std::move(comparing).error();
  std::map<std::string, PackId> packs;
  for (const PackReport& pack : report.packs) {
    packs.emplace(pack.digest, pack.id);
    if (pack.ratings) packs.emplace(pack.ratings->digest, pack.id);
  }
  for (RunRecord& record : *runs) {
    ReportedRun run{std::move(record), {}};
    add_plans(*plans, packs, run);
    if (run.plans.empty() && !comparing->contains(run.run.id)) continue;
    report.newest = std::max(report.newest, run.run.started);
    report.runs.push_back(std::move(run));
  }
  return add_calls(store, report);
}

}  // namespace attune
