#include "scenarios/model/pack.h"

#include <fmt/format.h>

#include "scenarios/base/digest.h"

namespace attune {
namespace {

template <class T>
void add_optional(Digester& digest, const std::optional<T>& value) {
  digest.add(value ? fmt::format("{}", *value) : std::string("-"));
}

void add(Digester& digest, const Generation& generation) {
  const Parameters& p = generation.parameters;
  add_optional(digest, p.temperature);
  add_optional(digest, p.top_p);
  add_optional(digest, p.min_p);
  add_optional(digest, p.max_tokens);
  add_optional(digest, p.seed);
  add_optional(digest, p.reasoning_effort);
  for (const std::string& stop : p.stop) digest.add(stop);
  digest.add(fmt::format("{} {}", generation.tries, generation.temperature_step));
}

void add(Digester& digest, const Scenario& scenario) {
  digest.add("scenario")
      .add(scenario.id.text)
      .add(scenario.kind)
      .add(scenario.language)
      .add(scenario.notes);
  for (const Cue& cue : scenario.cues) digest.add("cue").add(cue.text);
  for (const Criterion& criterion : scenario.rubric.criteria) {
    digest.add("criterion")
        .add(criterion.name)
        .add(criterion.counted ? "counted" : "informs")
        .add(criterion.asks);
  }
  if (scenario.key) {
    for (const EmotionReference& emotion : scenario.key->emotions) {
      digest.add(emotion.name).add(fmt::format("{} {}", emotion.intensity, emotion.share));
    }
  }
  add(digest, scenario.generation);
}

}  // namespace

std::string digest_of(const Pack& pack) {
  Digester digest;
  digest.add("attune.pack/1").add(pack.id.text).add(pack.version);
  for (const std::string& scorer : pack.scorers) digest.add(scorer);
  for (const Scenario& scenario : pack.scenarios) add(digest, scenario);
  return digest.text();
}

}  // namespace attune
