#include "harness/run/export_slices.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "scenarios/load/pack_json.h"

namespace attune {
namespace {

// Everything of one run that slices are cut from.
struct RunRecords {
  std::vector<PlanRecord> plans;
  std::map<SliceKey, std::vector<SampleRecord>> samples;
  std::map<SliceKey, std::vector<VerdictRecord>> verdicts;
  std::map<SampleKey, CallTotals> calls;
};

SliceKey key_of(const RunId& run, const std::string& digest, const SampleKey& key) {
  return {run, key.pack, digest, key.subject};
}

Result<std::map<std::string, PackId>> pack_ids(Store& store) {
  auto packs = store.packs();
  if (!packs) return std::move(packs).error();
  std::map<std::string, PackId> ids;
  for (const PackRecord& pack : *packs) ids.emplace(pack.digest, pack.id);
  return ids;
}

Result<Done> load_records(const RunId& run, RunRecords& stored, Store& store) {
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  stored.plans = *std::move(plans);
  std::erase_if(stored.plans, [&run](const PlanRecord& plan) { return plan.run != run; });
  auto samples = store.samples_of_run(run, false);
  if (!samples) return std::move(samples).error();
  for (SampleRecord& sample : *samples)
    stored.samples[key_of(run, sample.pack_digest, sample.key)].push_back(std::move(sample));
  auto verdicts = store.verdicts_of_run(run);
  if (!verdicts) return std::move(verdicts).error();
  for (VerdictRecord& verdict : *verdicts)
    stored.verdicts[key_of(run, verdict.pack_digest, verdict.key)].push_back(std::move(verdict));
  return store.each_answered_call(run, [&stored](const CallRecord& call) {
    if (call.pair.empty()) add_call(stored.calls[call.key], call);  // not of duels and anchors
  });
}

std::string name_of(const std::string& scorer_id) {
  return scorer_id.substr(0, scorer_id.find('@'));
}

void add_markings(RunSlice& slice, std::vector<VerdictRecord> verdicts,
                  const ScorerRegistry& scorers) {
  std::map<std::pair<std::string, std::string>, std::vector<VerdictRecord>> by_marker;
  for (VerdictRecord& verdict : verdicts)
    by_marker[{verdict.verdict.scorer, verdict.judge}].push_back(std::move(verdict));
  const std::size_t planned = slice.planned.size() * slice.repeats;
  for (auto& [marker, its] : by_marker) {
    auto entry = scorers.find(name_of(marker.first));
    const ScoreRule rule = entry ? (*entry)->rule : ScoreRule{};
    slice.markings.push_back(make_marking(std::move(its), slice.samples, planned, rule));
  }
  std::ranges::stable_sort(slice.markings, {}, [&slice](const SliceMarking& marking) {
    return std::ranges::find(slice.record.scorers, name_of(marking.scorer)) -
           slice.record.scorers.begin();
  });
}

Result<RunSlice> cut(const RunRecord& run, const SliceKey& key, RunRecords& stored,
                     const ScorerRegistry& scorers, Store& store) {
  auto record = store.pack(key.pack_digest);
  if (!record) return std::move(record).error();
  if (!*record) return fix_input("the store has lost the pack " + key.pack_digest);
  RunSlice slice{.run = run, .record = **std::move(record), .subject = key.subject};
  if (auto pack = pack_from_json(slice.record.body)) slice.pack = *std::move(pack);
  slice.record.body.clear();
  for (const PlanRecord& plan : stored.plans) {
    if (plan.pack_digest != key.pack_digest || plan.subject != key.subject) continue;
    slice.planned = slice.record.scenarios;
    slice.planned.resize(std::min(
        slice.planned.size(), static_cast<std::size_t>(std::max<std::int64_t>(plan.scenarios, 0))));
    slice.repeats = static_cast<std::size_t>(std::max<std::int64_t>(plan.repeats, 0));
  }
  slice.samples = std::move(stored.samples[key]);
  for (const SampleRecord& sample : slice.samples) {
    const auto calls = stored.calls.find(sample.key);
    if (calls != stored.calls.end()) slice.calls.insert(*calls);
  }
  add_markings(slice, std::move(stored.verdicts[key]), scorers);
  return slice;
}

}  // namespace

std::string to_text(const SliceKey& key) {
  return fmt::format("{} {} {}", key.run.text, key.pack.text, key.subject.text);
}

Result<std::vector<SliceKey>> slice_keys(const std::vector<RunRecord>& runs,
                                         const SliceQuery& query, Store& store) {
  auto ids = pack_ids(store);
  if (!ids) return std::move(ids).error();
  auto plans = store.plans();
  if (!plans) return std::move(plans).error();
  std::vector<SliceKey> keys;
  for (const RunRecord& run : runs) {
    std::set<SliceKey> mine;
    for (const PlanRecord& plan : *plans) {
      if (plan.run == run.id)
        mine.insert({run.id, (*ids)[plan.pack_digest], plan.pack_digest, plan.subject});
    }
    auto samples = store.samples_of_run(run.id, false);
    if (!samples) return std::move(samples).error();
    for (const SampleRecord& sample : *samples)
      mine.insert(key_of(run.id, sample.pack_digest, sample.key));
    for (const SliceKey& key : mine) {
      const bool wanted = (query.pack.empty() || key.pack.text == query.pack) &&
                          (query.subject.empty() || key.subject.text == query.subject);
      if (wanted) keys.push_back(key);
    }
  }
  return keys;
}

Result<std::vector<RunSlice>> load_slices(const RunRecord& run, const std::vector<SliceKey>& keys,
                                          const ScorerRegistry& scorers, Store& store) {
  RunRecords stored;
  Result<Done> loaded = load_records(run.id, stored, store);
  if (!loaded) return std::move(loaded).error();
  std::vector<RunSlice> slices;
  for (const SliceKey& key : keys) {
    auto slice = cut(run, key, stored, scorers, store);
    if (!slice) return std::move(slice).error();
    slices.push_back(*std::move(slice));
  }
  return slices;
}

Result<std::vector<SampleRecord>> samples_with_words(const RunSlice& slice,
                                                     const ScenarioId& scenario, Store& store) {
  const auto id = [](const SampleRecord& sample) -> const ScenarioId& {
    return sample.key.scenario;
  };
  std::vector<SampleRecord> samples;
  for (const SampleRecord& light : std::ranges::equal_range(slice.samples, scenario, {}, id)) {
    auto sample = store.sample(light.run, light.key);
    if (!sample) return std::move(sample).error();
    if (*sample) samples.push_back(**std::move(sample));
  }
  return samples;
}

}  // namespace attune
