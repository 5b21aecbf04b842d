#include "harness/effects/pack_files.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/base/words.h"
#include "scenarios/load/choices_file.h"
#include "scenarios/load/emobench_pack.h"
#include "scenarios/load/eqbench3_pack.h"
#include "scenarios/load/eqbench_pack.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/load/seceu_file.h"

namespace attune {
namespace {

constexpr std::string_view kManifest = "pack.toml";

Result<PackFile> read(const FileReader& files, const std::string& path) {
  Result<std::string> text = files.read(path);
  if (!text) return std::move(text).error();
  return PackFile{path, *std::move(text)};
}

// A file of a pack. One who sends a pack around could otherwise have any file of its reader's sent
// to a model.
Result<PackFile> read_of_pack(const FileReader& files, const std::string& folder,
                              std::string_view name) {
  const std::string path = fmt::format("{}/{}", folder, name);
  if (!files.is_inside(folder, path))
    return fix_input(fmt::format("{}: is a link that leads out of the pack", path));
  return read(files, path);
}

Result<Pack> load_folder(const std::string& folder, const FileReader& files, Faults* faults) {
  Result<PackFile> manifest = read_of_pack(files, folder, kManifest);
  if (!manifest) return std::move(manifest).error();
  Result<std::vector<std::string>> names = scenario_files(*manifest);
  if (!names) return parse_pack(*manifest, {}, faults);  // fails too, and tells every fault
  std::vector<PackFile> scenarios;
  for (const std::string& name : *names) {
    if (name.find("..") != std::string::npos || name.starts_with('/')) {
      return fix_input(
          fmt::format("{}: scenarios: '{}' leads out of the pack", manifest->name, name));
    }
    Result<PackFile> file = read_of_pack(files, folder, name);
    if (!file) return std::move(file).error();
    scenarios.push_back(*std::move(file));
  }
  return parse_pack(*manifest, scenarios, faults);
}

Result<Pack> load_eqbench(std::string_view kind, const std::string& path, const FileReader& files) {
  Result<PackFile> file = read(files, path);
  if (!file) return std::move(file).error();
  Result<Pack> pack = parse_eqbench(*file);
  if (pack && !pack->id.text.starts_with(kind)) {
    return fix_input(fmt::format("{}: holds {} questions, so it is {} and not {}", path,
                                 pack->scenarios.size(), pack->id.text, kind));
  }
  return pack;
}

Result<Pack> load_eqbench3(std::string_view /*kind*/, const std::string& folder,
                           const FileReader& files) {
  std::vector<PackFile> parts;
  for (const std::string_view name : kEqbench3Files) {
    Result<PackFile> part = read(files, fmt::format("{}/{}", folder, name));
    if (!part) return std::move(part).error();
    parts.push_back(*std::move(part));
  }
  return parse_eqbench3(parts);
}

Result<Pack> load_emobench(std::string_view kind, const std::string& path,
                           const FileReader& files) {
  const Result<PackFile> file = read(files, path);
  if (!file) return file.error();
  return parse_emobench(kind, *file);
}

// A kind that is one file and needs nothing else.
template <Result<Pack> (*parse)(const PackFile&)>
Result<Pack> load_file(std::string_view /*kind*/, const std::string& path,
                       const FileReader& files) {
  const Result<PackFile> file = read(files, path);
  if (!file) return file.error();
  return parse(*file);
}

// A benchmark that others publish, read from the user's copy: "eqbench-v2:FILE".
struct Published {
  std::string_view kind;
  std::string_view path;  // what is to be named: "FILE" or "DIR"
  std::string_view what;
  Result<Pack> (*load)(std::string_view kind, const std::string& path, const FileReader& files);
};

constexpr std::array kPublished = {
    Published{"eqbench-v1", "FILE", "EQ-Bench v1: 60 questions", load_eqbench},
    Published{"eqbench-v2", "FILE", "EQ-Bench v2: 171 questions, English or German", load_eqbench},
    Published{"eqbench3", "DIR", "EQ-Bench 3: 46 scenarios, from its data folder", load_eqbench3},
    Published{"emobench-ea", "FILE", "EmoBench, emotional application: English and Chinese",
              load_emobench},
    Published{"emobench-ea-en", "FILE", "EmoBench, emotional application: English", load_emobench},
    Published{"emobench-ea-zh", "FILE", "EmoBench, emotional application: Chinese", load_emobench},
    Published{"emobench-eu", "FILE", "EmoBench, emotional understanding: English and Chinese",
              load_emobench},
    Published{"emobench-eu-en", "FILE", "EmoBench, emotional understanding: English",
              load_emobench},
    Published{"emobench-eu-zh", "FILE", "EmoBench, emotional understanding: Chinese",
              load_emobench},
    Published{"mcq", "FILE", "multiple-choice items of yours, an object a line",
              load_file<parse_choices_file>},
    Published{"seceu", "FILE", "SECEU: items with human profiles and a norm, an object a line",
              load_file<parse_seceu>},
};

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
  const auto* published = std::ranges::find(kPublished, spec.substr(0, colon), &Published::kind);
  if (colon != std::string::npos && published != kPublished.end()) {
    return published->load(published->kind, spec.substr(colon + 1), files);
  }
  const std::string folder = pack_folder(spec, files, places);
  if (!folder.empty()) return load_folder(folder, files, faults);
  if (files.is_folder(spec)) return fix_input(fmt::format("{}: has no {}", spec, kManifest));
  if (published != kPublished.end()) {
    return fix_input(fmt::format("{0} is published by others: give your copy as {0}:{1}", spec,
                                 published->path));
  }
  std::vector<std::string> names = pack_names(files, places);
  for (const PublishedKind& kind : published_kinds()) names.push_back(kind.spec);
  return fix_input(no_such("pack", spec, names));
}

std::vector<PublishedKind> published_kinds() {
  std::vector<PublishedKind> kinds;
  kinds.reserve(kPublished.size());
  for (const Published& row : kPublished)
    kinds.push_back({fmt::format("{}:{}", row.kind, row.path), std::string(row.what)});
  return kinds;
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
