#pragma once

#include <map>
#include <optional>
#include <string>

#include "scenarios/base/ids.h"
#include "scenarios/base/result.h"
#include "scenarios/base/time.h"
#include "scenarios/load/parse_pack.h"

namespace attune {

// One published result file of EQ-Bench v1 or v2 (specs/eq-bench-family §8.2). Its stored scores
// of single questions are stale and are not read.
struct EqbenchResults {
  SubjectId subject;  // made of the model's name and the engine that ran it
  std::map<int, std::map<std::string, std::string>> replies;  // by iteration from 1, then question
  bool revised = false;                                       // the replies were asked to revise
  std::optional<double> published_score;                      // 0-100
  UtcTime completed;
};

// FixInput naming the file and field at fault.
Result<EqbenchResults> parse_eqbench_results(const PackFile& file);

}  // namespace attune
