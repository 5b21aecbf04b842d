#include <algorithm>
#include <unistd.h>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/wiring.h"
#include "harness/effects/files.h"
#include "harness/effects/stop.h"
#include "harness/stub/stub_server.h"
#include "scenarios/base/digest.h"
#include "scenarios/load/as_played.h"

namespace attune {
namespace {

KnownKey key_of(const Scenario& scenario) {
  KnownKey known{.prompt_digest = digest_of(scenario.cues.front().text)};
  const bool shares = scenario.key->norm.has_value();  // SECEU's profile sums to ten
  for (const EmotionReference& emotion : scenario.key->emotions)
    known.emotions.emplace_back(emotion.name, shares ? emotion.share : emotion.intensity);
  return known;
}

// The strengths of a pack are on a scale of its own: they become 1 to 9.
KnownText text_of_known(const Scenario& scenario, const Pack& pack) {
  double low = *scenario.reference;
  double high = *scenario.reference;
  for (const Scenario& other : pack.scenarios) {
    low = std::min(low, other.reference.value_or(low));
    high = std::max(high, other.reference.value_or(high));
  }
  const double share = high > low ? (*scenario.reference - low) / (high - low) : 0.5;
  KnownText known{.prompt_digest = digest_of(scenario.cues.front().text),
                  .strength = 1 + 8 * share};
  for (const Criterion& criterion : scenario.rubric.criteria)
    known.criteria.emplace_back(criterion.name, criterion.inverted);
  return known;
}

void add_keys(const Pack& pack, StubOptions& options) {
  for (const Scenario& scenario : pack.scenarios) {
    if (scenario.key) options.keys.push_back(key_of(scenario));
    if (scenario.choices) options.choices.push_back(*scenario.choices);
    if (scenario.reference) options.texts.push_back(text_of_known(scenario, pack));
  }
}

}  // namespace

Result<int> stub_command(const StubCommandOptions& options) {
  StubOptions stub{.port = options.port,
                   .seed = options.seed,
                   .latency = Millis(options.latency_ms),
                   .latency_spread = options.latency_spread,
                   .faults = options.faults,
                   .judge_noise = options.judge_noise,
                   .judge_bias = options.judge_bias,
                   .reply_bytes = options.reply_bytes,
                   .skill_shift = options.skill_shift};
  const auto specs = options.packs.empty() ? pack_names(RealFiles(), pack_places()) : options.packs;
  for (const std::string& spec : specs) {
    auto pack = find_pack(spec);
    if (!pack) return std::move(pack).error();
    add_keys(as_played(*std::move(pack), {.revise = options.revise}), stub);
  }
  const Stop stop;
  const int watched = options.until_stdin_closes ? STDIN_FILENO : stop.fd();
  Result<Done> served = serve_stub(
      stub, [](int port) { print(fmt::format("stub: http://127.0.0.1:{}/v1\n", port)); }, watched);
  if (!served) return std::move(served).error();
  return kExitDone;
}

}  // namespace attune
