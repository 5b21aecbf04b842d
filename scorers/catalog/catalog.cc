#include "scorers/catalog/catalog.h"

#include "scorers/judges/eqbench3_judge.h"
#include "scorers/judges/persona_judge.h"
#include "scorers/judges/rubric_judge.h"
#include "scorers/judges/spiral_judge.h"
#include "scorers/judges/spiral_published.h"
#include "scorers/rules/choice_scorer.h"
#include "scorers/rules/intensity_scorer.h"
#include "scorers/rules/judgemark_scorer.h"
#include "scorers/rules/seceu_scorer.h"

namespace attune {

ScorerRegistry shipped_scorers() {
  ScorerRegistry scorers;
  scorers.add(intensity_scorer());
  scorers.add(eqbench_v1_scorer());
  scorers.add(eqbench_v1_robust_scorer());
  scorers.add(eqbench_v2_scorer());
  scorers.add(eqbench_v2_robust_scorer());
  scorers.add(choice_scorer());
  scorers.add(seceu_scorer());
  scorers.add(judgemark_scorer());
  scorers.add(judgemark_separability_scorer());
  scorers.add(rubric_judge());
  scorers.add(eqbench3_judge());
  scorers.add(eqbench3_robust_judge());
  scorers.add(persona_judge());
  scorers.add(spiral_judge());
  scorers.add(spiral_bench_scorer());
  scorers.add(spiral_bench_clean_scorer());
  return scorers;
}

}  // namespace attune
