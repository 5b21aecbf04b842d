#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "harness/play/course.h"
#include "results/store/store.h"
#include "scenarios/base/result.h"

namespace attune {

struct RunJob;

// Anchors: stored samples that every judged run has marked again by its own judges. Where the same
// replies get other marks than before, the judge has changed and not the subject.

// One that this run's judges have not marked yet. Indices into the request.
struct UnmarkedAnchor {
  std::uint32_t pack = 0;
  std::uint32_t scenario = 0;
  AnchorRecord anchor;
};

// What a run has to do for them.
struct AnchorWork {
  std::vector<UnmarkedAnchor> anchors;
  std::vector<std::vector<Marking>> markings;  // of each pack, those that ask a judge
};

// The anchors of the request's packs, without those that this run played itself: its verdicts are
// their first marks. Runs of the stub have anchors of their own. Errors: StopRun when the store
// cannot be read.
Result<AnchorWork> find_anchor_work(Store& store, const RunJob& job);

// Which of these samples of one run and pack become anchors beside those there are, so that there
// are `count`: of scenarios in an order drawn on the seed, those with the fewest anchors first,
// one sample each that ended ok. Never by marks, which would regress to their mean when they are
// given again. The order of the samples does not matter.
std::vector<SampleRecord> chosen_anchors(std::vector<SampleRecord> samples,
                                         std::span<const AnchorRecord> before, std::size_t count,
                                         std::uint64_t seed);

// Adds samples of a run that is complete to the frozen sets of the packs it had judged, as far as
// these have fewer than job.anchors. An anchor that is frozen stays one. Errors: StopRun when the
// store fails.
Result<Done> freeze_anchors(Store& store, const RunJob& job, UtcTime now);

}  // namespace attune
