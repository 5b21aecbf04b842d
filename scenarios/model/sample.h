#pragma once

#include <string>

#include "scenarios/base/ids.h"
#include "scenarios/model/outcome.h"
#include "scenarios/model/scenario.h"
#include "scenarios/model/transcript.h"

namespace attune {

// One subject's play of one scenario, and how it ended.
//
// Ownership: `scenario` belongs to a Pack that outlives the sample; never null.
struct Sample {
  SampleKey key;
  const Scenario* scenario = nullptr;
  Transcript transcript;
  Outcome outcome = Outcome::Ok;
  std::string why;  // one sentence where the outcome is not ok

  bool operator==(const Sample&) const = default;
};

}  // namespace attune
