#include "harness/effects/pack_files.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scenarios/load/eqbench_pack.h"
#include "scenarios/load/parse_pack.h"

namespace attune {
namespace {

constexpr std::string_view kManifest = "pack.toml";
constexpr std::array<std::string_view, 2> kPublished = {"eqbench-v1", "eqbench-v2"};

Result<PackFile> read(const FileReader& files, const std::string& path) {
  Result<std::string> text = files.read(path);
  if (!text) return std::move(text).error();
  return PackFile{path, *std::move(text)};
}

Result<Pack> load_folder(const std::string& folder, const FileReader& files, Faults* faults) {
  Result<PackFile> manifest = read(files, fmt::format("{}/{}", folder, kManifest));
  if (!manifest) return std::move(manifest).error();
  Result<std::vector<std::string>> names = scenario_files(*manifest);
  if (!names) return parse_pack(*manifest, {}, faults);  // fails too, and tells every fault
  std::vector<PackFile> scenarios;
  for (const std::string& name : *names) {
    if (name.find("..") != std::string::npos || name.starts_with('/')) {
      return fix_input(
          fmt::format("{}: scenarios: '{}' leads out of the pack", manifest->name, name));
    }
    Result<PackFile> file = read(files, fmt::format("{}/{}", folder, name));
    if (!file) return std::move(file).error();
    scenarios.push_back(*std::move(file));
  }
  return parse_pack(*manifest, scenarios, faults);
}

// "eqbench-v2:FILE"
Result<Pack> load_published(std::string_view kind, const std::string& path,
                            const FileReader& files) {
  Result<PackFile> file = read(files, path);
  if (!file) return std::move(file).error();
  Result<Pack> pack = parse_eqbench(*file);
  if (pack && !pack->id.text.starts_with(kind)) {
    return fix_input(fmt::format("{}: holds {} questions, so it is {} and not {}", path,
                                 pack->scenarios.size(), pack->id.text, kind));
  }
  return pack;
}

}  // namespace

std::string pack_folder(const std::string& spec, const FileReader& files,
                        const PackPlaces& places) {
  const auto has_manifest = [&](const std::string& folder) {
    return files.exists(fmt::format("{}/{}", folder, kManifest));
  };
  if (has_manifest(spec)) return spec;
  if (spec.find('/') != std::string::npos) return {};
  for (const std::string& place : places.folders) {
    if (has_manifest(fmt::format("{}/{}", place, spec))) return fmt::format("{}/{}", place, spec);
  }
  return {};
}

Result<Pack> load_pack(const std::string& spec, const FileReader& files, const PackPlaces& places,
                       Faults* faults) {
  const auto colon = spec.find(':');
  const std::string kind = spec.substr(0, colon);
  if (colon != std::string::npos && std::ranges::find(kPublished, kind) != kPublished.end()) {
    return load_published(kind, spec.substr(colon + 1), files);
  }
  const std::string folder = pack_folder(spec, files, places);
  if (!folder.empty()) return load_folder(folder, files, faults);
  if (files.is_folder(spec)) return fix_input(fmt::format("{}: has no {}", spec, kManifest));
  if (std::ranges::find(kPublished, spec) != kPublished.end()) {
    return fix_input(
        fmt::format("{0} is published by others: give its questions file as {0}:FILE", spec));
  }
  std::vector<std::string> names = pack_names(files, places);
  for (const std::string_view name : kPublished) names.push_back(fmt::format("{}:FILE", name));
  return fix_input(no_such("pack", spec, names));
}

std::vector<std::string> pack_names(const FileReader& files, const PackPlaces& places) {
  std::vector<std::string> names;
  for (const std::string& place : places.folders) {
    Result<std::vector<std::string>> entries = files.list(place);
    if (!entries) continue;
    for (std::string& name : *entries) {
      const bool is_new = std::ranges::find(names, name) == names.end();
      if (is_new && files.exists(fmt::format("{}/{}/{}", place, name, kManifest)))
        names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace attune
