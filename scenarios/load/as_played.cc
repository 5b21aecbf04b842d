#include "scenarios/load/as_played.h"

#include <utility>

#include "scenarios/load/eqbench3_pack.h"
#include "scenarios/load/eqbench_pack.h"

namespace attune {

Pack as_played(Pack pack, const PlayOptions& options) {
  if (pack.id.text.starts_with("eqbench-v"))
    return as_asked(std::move(pack), {.revise = options.revise, .compat = options.compat});
  if (pack.id.text == "eqbench3") return eqbench3_as_played(std::move(pack), options.compat);
  const bool shuffle = !options.upstream_order && !options.compat;
  for (Scenario& scenario : pack.scenarios) {
    if (scenario.choices && shuffle) scenario.choices->shuffle = options.seed;
  }
  return pack;
}

}  // namespace attune
