#include "scenarios/model/pack.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/base/digest.h"

namespace attune {
namespace {

template <class T>
void add_optional(Digester& digest, const std::optional<T>& value) {
  digest.add(value ? fmt::format("{}", *value) : std::string("-"));
}

void add(Digester& digest, const Parameters& p) {
  add_optional(digest, p.temperature);
  add_optional(digest, p.top_p);
  add_optional(digest, p.min_p);
  add_optional(digest, p.max_tokens);
  add_optional(digest, p.seed);
  add_optional(digest, p.reasoning_effort);
  for (const std::string& stop : p.stop) digest.add(stop);
  if (p.schema) digest.add("schema").add(*p.schema);  // without one, digests stay what they were
}

void add(Digester& digest, const Generation& generation) {
  add(digest, generation.parameters);
  digest.add(fmt::format("{} {}", generation.tries, generation.temperature_step));
}

void add(Digester& digest, const ChoiceKey& key) {
  digest.add("choices").add(key.all_needed ? "all needed" : "each counts");
  for (const Choice& choice : key.choices) {
    digest.add(choice.name).add(choice.lead).add(fmt::format("take {}", choice.take));
    for (const Option& option : choice.options)
      digest.add(option.text).add(fmt::format("{}", option.weight));
  }
  digest.add(key.closing);
}

void add(Digester& digest, const SimulatedUser& user) {
  digest.add("user").add(user.instructions).add(user.opening);
  digest.add(fmt::format("{} {}", user.turns, user.nudge_rate));
  for (const StateDimension& dimension : user.state) {
    digest.add(dimension.name).add(dimension.means);
    digest.add(fmt::format("{} {}", dimension.weight, dimension.start));
  }
  for (const std::string& nudge : user.nudges) digest.add("nudge").add(nudge);
  add(digest, user.parameters);
}

// What not every scenario has: a pack without any of it keeps the digest it had before there was.
void add_particular(Digester& digest, const Scenario& scenario) {
  if (scenario.key && scenario.key->norm) {
    digest.add(fmt::format("norm {} {}", scenario.key->norm->mean, scenario.key->norm->deviation));
  }
  if (scenario.choices) add(digest, *scenario.choices);
  if (scenario.user) add(digest, *scenario.user);
  for (const Section& section : scenario.sections)
    digest.add("section").add(section.name).add(section.heading);
  if (scenario.reference) digest.add(fmt::format("reference {}", *scenario.reference));
  for (const Criterion& criterion : scenario.rubric.criteria) {
    if (criterion.inverted) digest.add("inverted").add(criterion.name);
  }
  for (const Criterion& criterion : scenario.rubric.compared)
    digest.add("compared").add(criterion.name).add(criterion.asks);
  if (!scenario.rubric.prompt.empty()) digest.add("judged by").add(scenario.rubric.prompt);
  if (!scenario.rubric.pair_prompt.empty())
    digest.add("compared by").add(scenario.rubric.pair_prompt);
  if (!scenario.rubric.ties) digest.add("no ties");
}

void add(Digester& digest, const Scenario& scenario) {
  digest.add("scenario")
      .add(scenario.id.text)
      .add(scenario.kind)
      .add(scenario.language)
      .add(scenario.notes);
  for (const Cue& cue : scenario.cues) {
    digest.add("cue").add(cue.text);
    if (cue.parameters) add(digest, *cue.parameters);
  }
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
  add_particular(digest, scenario);
}

// Whether a judge can say which of two samples is better: a key says so without one.
bool is_comparable(const Scenario& scenario) {
  if (scenario.key || scenario.choices || scenario.reference) return false;
  return !scenario.rubric.criteria.empty() || !scenario.rubric.compared.empty();
}

}  // namespace

std::string digest_of(const Pack& pack) {
  Digester digest;
  digest.add("attune.pack/1").add(pack.id.text).add(pack.version);
  for (const std::string& scorer : pack.scorers) digest.add(scorer);
  for (const Scenario& scenario : pack.scenarios) add(digest, scenario);
  if (pack.pair_scorers != default_pair_scorers(pack)) {
    for (const std::string& scorer : pack.pair_scorers) digest.add("duel").add(scorer);
  }
  return digest.text();
}

std::vector<std::string> default_pair_scorers(const Pack& pack) {
  if (std::ranges::any_of(pack.scenarios, is_comparable)) return {"pairwise"};
  return {};
}

}  // namespace attune
