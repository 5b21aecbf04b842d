#include "scorers/catalog/catalog.h"

#include "scorers/judges/rubric_judge.h"
#include "scorers/rules/intensity_scorer.h"

namespace attune {

ScorerRegistry shipped_scorers() {
  ScorerRegistry scorers;
  scorers.add(intensity_scorer());
  scorers.add(eqbench_v1_scorer());
  scorers.add(eqbench_v1_robust_scorer());
  scorers.add(eqbench_v2_scorer());
  scorers.add(eqbench_v2_robust_scorer());
  scorers.add(rubric_judge());
  return scorers;
}

}  // namespace attune
