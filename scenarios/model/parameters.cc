#include "scenarios/model/parameters.h"

namespace attune {

Parameters merged(const Parameters& over, const Parameters& under) {
  return {
      .temperature = over.temperature ? over.temperature : under.temperature,
      .top_p = over.top_p ? over.top_p : under.top_p,
      .min_p = over.min_p ? over.min_p : under.min_p,
      .max_tokens = over.max_tokens ? over.max_tokens : under.max_tokens,
      .seed = over.seed ? over.seed : under.seed,
      .reasoning_effort = over.reasoning_effort ? over.reasoning_effort : under.reasoning_effort,
      .stop = over.stop.empty() ? under.stop : over.stop,
      .schema = over.schema ? over.schema : under.schema};
}

}  // namespace attune
