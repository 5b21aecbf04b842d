#include <unistd.h>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/wiring.h"
#include "harness/effects/files.h"
#include "harness/effects/stop.h"
#include "harness/stub/stub_server.h"
#include "scenarios/base/digest.h"
#include "scenarios/load/eqbench_pack.h"

namespace attune {
namespace {

void add_keys(const Pack& pack, StubOptions& options) {
  for (const Scenario& scenario : pack.scenarios) {
    if (!scenario.key) continue;
    KnownKey known{.prompt_digest = digest_of(scenario.cues.front().text)};
    for (const EmotionReference& emotion : scenario.key->emotions)
      known.emotions.emplace_back(emotion.name, emotion.intensity);
    options.keys.push_back(std::move(known));
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
                   .judge_bias = options.judge_bias};
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
