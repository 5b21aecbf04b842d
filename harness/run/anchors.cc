#include "harness/run/anchors.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "harness/run/job.h"
#include "scenarios/base/rng.h"

namespace attune {
namespace {

bool of_stubs(const RunRequest& request) {
  return std::ranges::all_of(request.subjects,
                             [](const Contender& subject) { return subject.id.is_stub(); });
}

// Those of the pack that belong to runs of this kind.
Result<std::vector<AnchorRecord>> anchors_for(Store& store, const std::string& digest, bool stubs) {
  auto anchors = store.anchors_of_pack(digest);
  if (!anchors) return anchors;
  std::erase_if(*anchors,
                [&](const AnchorRecord& anchor) { return anchor.key.subject.is_stub() != stubs; });
  return anchors;
}

// "run sample scorer judge" of every anchor with marks.
std::string name_of(const RunId& run, const SampleKey& key, std::string_view scorer,
                    std::string_view judge) {
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", run.text, key.scenario.text, key.subject.text,
                     key.repeat, scorer, judge);
}

Result<std::set<std::string>> marked_names(Store& store, const RunId& run) {
  auto records = store.anchor_verdicts_of_run(run);
  if (!records) return std::move(records).error();
  std::set<std::string> names;
  for (const AnchorVerdictRecord& record : *records) {
    const VerdictRecord& of = record.verdict;
    if (std::holds_alternative<Marks>(of.verdict.finding))
      names.insert(name_of(of.run, of.key, of.verdict.scorer, of.judge));
  }
  return names;
}

std::vector<Marking> asking_of(std::vector<Marking> markings) {
  std::erase_if(markings, [](const Marking& marking) { return !marking.judge; });
  return markings;
}

// Samples of this run that may become anchors of the pack.
std::vector<SampleRecord> candidates(const std::vector<SampleRecord>& samples, const Pack& pack,
                                     bool stubs) {
  std::vector<SampleRecord> found;
  std::ranges::copy_if(samples, std::back_inserter(found), [&](const SampleRecord& sample) {
    return sample.pack_digest == pack.digest && sample.key.subject.is_stub() == stubs;
  });
  return found;
}

}  // namespace

Result<AnchorWork> find_anchor_work(Store& store, const RunJob& job) {
  const RunRequest& request = job.request;
  AnchorWork work;
  auto marked = marked_names(store, job.plan.run);
  if (!marked) return std::move(marked).error();
  for (std::uint32_t pack = 0; pack < request.packs.size(); ++pack) {
    const std::vector<Marking>& asking = work.markings.emplace_back(asking_of(job.markings[pack]));
    if (asking.empty()) continue;
    const Pack& played = request.packs[pack];
    auto anchors = anchors_for(store, played.digest, of_stubs(request));
    if (!anchors) return std::move(anchors).error();
    for (AnchorRecord& anchor : *anchors) {
      const auto scenario = std::ranges::find(played.scenarios, anchor.key.scenario, &Scenario::id);
      const bool done = std::ranges::all_of(asking, [&](const Marking& marking) {
        return marked->contains(name_of(anchor.run, anchor.key, marking.scorer->id(),
                                        request.judges[*marking.judge].id.text));
      });
      if (anchor.run == job.plan.run || done || scenario == played.scenarios.end()) continue;
      work.anchors.push_back({pack, static_cast<std::uint32_t>(scenario - played.scenarios.begin()),
                              std::move(anchor)});
    }
  }
  return work;
}

std::vector<SampleRecord> chosen_anchors(std::vector<SampleRecord> samples,
                                         std::span<const AnchorRecord> before, std::size_t count,
                                         std::uint64_t seed) {
  std::vector<SampleRecord> chosen;
  if (before.size() >= count) return chosen;
  std::set<std::pair<RunId, SampleKey>> taken;
  std::map<ScenarioId, std::size_t> anchored;  // how many anchors a scenario has
  for (const AnchorRecord& anchor : before) {
    taken.emplace(anchor.run, anchor.key);
    ++anchored[anchor.key.scenario];
  }
  std::erase_if(samples, [&](const SampleRecord& sample) {
    return sample.outcome != Outcome::Ok || taken.contains({sample.run, sample.key});
  });
  std::ranges::sort(samples, {}, &SampleRecord::key);
  Rng rng = Rng::named(seed, "anchors");
  rng.shuffle(samples);
  while (before.size() + chosen.size() < count && !samples.empty()) {
    const auto next = std::ranges::min_element(
        samples, {}, [&](const SampleRecord& sample) { return anchored[sample.key.scenario]; });
    ++anchored[next->key.scenario];
    chosen.push_back(std::move(*next));
    samples.erase(next);
  }
  return chosen;
}

Result<Done> freeze_anchors(Store& store, const RunJob& job, UtcTime now) {
  auto samples = store.samples_of_run(job.plan.run, false);
  if (!samples) return std::move(samples).error();
  const bool stubs = of_stubs(job.request);
  Transaction transaction = store.begin();
  for (std::size_t i = 0; i < job.request.packs.size(); ++i) {
    const Pack& pack = job.request.packs[i];
    if (asking_of(job.markings[i]).empty()) continue;
    auto before = anchors_for(store, pack.digest, stubs);
    if (!before) return std::move(before).error();
    const auto chosen =
        chosen_anchors(candidates(*samples, pack, stubs), *before, job.anchors, job.request.seed);
    for (const SampleRecord& sample : chosen) {
      Result<Done> saved = store.save(AnchorRecord{
          .pack_digest = pack.digest, .run = sample.run, .key = sample.key, .frozen = now});
      if (!saved) return saved;
    }
  }
  return transaction.commit();
}

}  // namespace attune
