#include <array>
#include <optional>

#include <fmt/format.h>

#include "harness/cli/commands.h"
#include "harness/cli/console.h"
#include "harness/cli/wiring.h"
#include "harness/effects/files.h"
#include "harness/effects/output_folder.h"
#include "scenarios/base/words.h"
#include "scenarios/generate/parse_registry.h"
#include "scenarios/generate/persona_pack.h"
#include "scenarios/generate/persona_text.h"

namespace attune {
namespace {

// The pack whose manifest the generated personas are played by.
constexpr const char* kPersonaPack = "persona";

Result<Split> find_split(const std::string& text) {
  const std::vector<std::string> known(kSplitNames.begin(), kSplitNames.end());
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] == text) return static_cast<Split>(i);
  }
  return fix_input(no_such("split", text, known));
}

Result<Registry> load_registry(const FileReader& disk) {
  const std::string folder = registry_folder();
  std::vector<PackFile> files;
  for (const std::string& name : registry_files()) {
    const std::string path = fmt::format("{}/{}", folder, name);
    auto text = disk.read(path);
    if (!text) return std::move(text).error();
    files.push_back({path, *std::move(text)});
  }
  return parse_registry(files);
}

Result<PackFile> load_manifest(const FileReader& disk) {
  const std::string folder = pack_folder(kPersonaPack, disk, pack_places());
  if (folder.empty()) return fix_input(fmt::format("pack {}: is not installed", kPersonaPack));
  const std::string path = folder + "/pack.toml";
  auto text = disk.read(path);
  if (!text) return std::move(text).error();
  return PackFile{path, *std::move(text)};
}

// Loaded before it is written: what cannot be played is not put out.
Result<int> put_out(const std::string& folder, const std::string& manifest,
                    const std::string& scenarios) {
  const std::vector<PackFile> files = {{std::string(kPersonasFile), scenarios}};
  auto pack = parse_pack({"pack.toml", manifest}, files);
  if (!pack) return std::move(pack).error().within("generated");
  const std::array<OutputFile, 2> output = {
      {{"pack.toml", manifest}, {std::string(kPersonasFile), scenarios}}};
  if (auto written = fill_folder(folder, output); !written) return std::move(written).error();
  complain(fmt::format("{}: {} {}, {} scenarios, {}", folder, pack->id.text, pack->version,
                       pack->scenarios.size(), pack->digest));
  return kExitDone;
}

Result<int> generate_people(const GenerateOptions& options) {
  auto split = find_split(options.split);
  if (!split) return std::move(split).error();
  const RealFiles disk;
  auto registry = load_registry(disk);
  if (!registry) return std::move(registry).error();
  auto manifest = load_manifest(disk);
  if (!manifest) return std::move(manifest).error();
  auto dimensions = persona_dimensions(*manifest);
  if (!dimensions) return std::move(dimensions).error();
  const Draw draw{.seed = options.seed,
                  .split = *split,
                  .count = options.count,
                  .dimensions = *std::move(dimensions)};
  auto personas = generate_personas(*registry, draw);
  if (!personas) return std::move(personas).error();
  const std::string scenarios = to_jsonl(*personas);
  if (options.out.empty()) {
    print(scenarios);
    return kExitDone;
  }
  auto rewritten = generated_manifest(*manifest, *registry, draw);
  if (!rewritten) return std::move(rewritten).error();
  return put_out(options.out, *rewritten, scenarios);
}

}  // namespace

Result<int> generate_command(const GenerateOptions& options) {
  const std::vector<std::string> known = {"personas"};
  if (options.what != known.front()) return fix_input(no_such("generator", options.what, known));
  return generate_people(options);
}

}  // namespace attune
