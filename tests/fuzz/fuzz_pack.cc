// Packs and questions files come from strangers: whatever they hold, reading them gives a pack
// that is in order and survives the store, or says in readable words what is wrong.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "scenarios/base/utf8.h"
#include "scenarios/load/eqbench_pack.h"
#include "scenarios/load/lint.h"
#include "scenarios/load/pack_json.h"
#include "scenarios/load/parse_pack.h"

namespace {

constexpr const char* kManifest = R"(
id = "p"
version = "1"
title = "t"
licence = "MIT"
scorers = ["intensity", "rubric"]
scenarios = ["a.toml", "b.jsonl"]
[provenance]
references = "r"
limits = "l"
[prompts]
scene = "{dialogue} {emotions} {form}"
talk = "{setting} {cue}"
debrief = "Look back."
[[rubric.talk]]
name = "warmth"
asks = "how warm"
[generation.scene]
temperature = 0.5
)";

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const attune::Error& error) {
  require(error.remedy == attune::Remedy::FixInput);
  require(!error.what.empty() && attune::valid_utf8(error.what) == error.what);
}

void check(const attune::Scenario& scenario) {
  require(!scenario.cues.empty());
  if (!scenario.key) return;
  require(scenario.key->emotions.size() == 4);
  for (const attune::EmotionReference& emotion : scenario.key->emotions) {
    require(emotion.intensity >= 0 && emotion.intensity <= 10);
    require(emotion.share >= 0 && emotion.share <= 10);
  }
}

void check(const attune::Result<attune::Pack>& pack) {
  if (!pack) return check(pack.error());
  for (const attune::Scenario& scenario : pack->scenarios) check(scenario);
  for (const std::string& finding : attune::lint(*pack)) require(!finding.empty());
  const auto again = attune::pack_from_json(attune::to_json(*pack));
  require(again && *again == *pack);
}

void check_scenarios(const std::string& name, const std::string& text) {
  const std::vector<attune::PackFile> files = {{name, text}};
  attune::Faults faults;
  const auto pack = attune::parse_pack({"pack.toml", kManifest}, files, &faults);
  require(pack.has_value() == faults.empty());
  check(pack);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const auto toml = attune::parse_toml(text, "a.toml");
  if (!toml) check(toml.error());
  const auto jsonl = attune::parse_jsonl(text, "b.jsonl");
  if (!jsonl) check(jsonl.error());
  check_scenarios("a.toml", text);
  check_scenarios("b.jsonl", text);
  check(attune::parse_pack({"pack.toml", text}, {}));
  const auto questions = attune::parse_eqbench({"q.json", text});
  check(questions);
  if (questions) check(attune::as_asked(*questions, {}));
  return 0;
}
