#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>

#include "results/facts/records.h"

namespace attune {

// One subject's part in a run.
struct RunOfSubject {
  const RunRecord* run = nullptr;
  SubjectId subject;
};

// Variants: runs of one subject under one release label that asked it with different parameters, or
// had its conversations played by another simulated user. They are different contestants and are
// never pooled. For each such part the label that tells it from the others: the release with what
// differs, "r1, temperature 0.2" or, without a release, "temperature 0.2"; what a variant leaves
// to the endpoint reads "temperature unset". Parts of which nothing differs have no entry. Imported
// runs differ from others in "source".
//
// Ownership: the runs must outlive the call alone. Errors: none; settings that cannot be read are
// one more variant.
std::map<std::pair<RunId, SubjectId>, std::string> variant_labels(
    std::span<const RunOfSubject> parts);

}  // namespace attune
