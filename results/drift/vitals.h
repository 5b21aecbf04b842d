#pragma once

#include "results/drift/drift.h"

namespace attune {

// Whether the subject, or its endpoint's filter, declined to answer.
bool is_refusal(Outcome outcome);

// Of one release. Samples without any reply (Failed) tell nothing and are passed over. Refusals:
// the mean over scenarios of their share, with Wilson's interval (1927) for as many trials as there
// are scenarios: repeats of one scenario are no new ones. The others are means, of latency the
// median of medians, over scenarios, with the bootstrap's interval.
Vitals vitals_of(const ReleaseFacts& release, const Bootstrap& bootstrap);

// `to` less `from`, each over scenarios that both have it of. Refusals by Newcombe's hybrid of the
// two intervals (1998, "Interval estimation for the difference between independent proportions",
// method 10), which is careful for the same scenarios; the others are resampled together.
Vitals vitals_change(const ReleaseFacts& from, const ReleaseFacts& to, const Bootstrap& bootstrap);

}  // namespace attune
