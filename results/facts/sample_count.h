#pragma once

#include <cstddef>
#include <string>

#include "results/facts/records.h"

namespace attune {

// Samples that are alike in whatever a board asks of them, counted.
struct SampleCount {
  RunId run;
  SubjectId subject;
  std::string pack_digest;
  std::string release;  // of the run
  int repeat = 1;
  Outcome outcome = Outcome::Ok;
  std::size_t count = 1;
  std::size_t priced = 0;  // of them, those whose cost is known
  double cost_usd = 0;     // of those
  bool operator==(const SampleCount&) const = default;
};

inline SampleCount count_of_one(const SampleRecord& sample) {
  return {.run = sample.run,
          .subject = sample.key.subject,
          .pack_digest = sample.pack_digest,
          .release = sample.release,
          .repeat = sample.key.repeat,
          .outcome = sample.outcome,
          .count = 1,
          .priced = sample.cost_usd ? std::size_t{1} : 0,
          .cost_usd = sample.cost_usd.value_or(0)};
}

}  // namespace attune
