// The promise: 10,000 personas of the registry that ships, as scenarios, in under five seconds.
#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

#include "scenarios/generate/parse_registry.h"
#include "scenarios/generate/persona_pack.h"
#include "scenarios/generate/persona_text.h"

namespace attune {
namespace {

PackFile shipped_file(const std::string& path) {
  std::ifstream file(ATTUNE_SOURCE_DIR "/scenarios/" + path);
  std::ostringstream text;
  text << file.rdbuf();
  return {path, text.str()};
}

std::vector<PackFile> shipped_files() {
  std::vector<PackFile> files;
  for (const std::string& name : registry_files())
    files.push_back(shipped_file("registry/" + name));
  return files;
}

void parse_the_registry(benchmark::State& state) {
  const std::vector<PackFile> files = shipped_files();
  for (auto _ : state) benchmark::DoNotOptimize(parse_registry(files));
}

BENCHMARK(parse_the_registry)->Unit(benchmark::kMillisecond);

// Argument: the split; held-out has the fewest core issues, and so the most redraws.
void generate_10000_personas(benchmark::State& state) {
  const auto registry = parse_registry(shipped_files());
  const auto dimensions = persona_dimensions(shipped_file("packs/persona/pack.toml"));
  if (!registry || !dimensions) return state.SkipWithError("the registry cannot be read");
  const Draw draw{.seed = 1,
                  .split = static_cast<Split>(state.range(0)),
                  .count = 10'000,
                  .dimensions = *dimensions};
  for (auto _ : state) {
    const auto personas = generate_personas(*registry, draw);
    if (!personas) return state.SkipWithError(personas.error().what.c_str());
    benchmark::DoNotOptimize(to_jsonl(*personas));
  }
}

BENCHMARK(generate_10000_personas)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attune
