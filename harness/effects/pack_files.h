#pragma once

#include <string>
#include <vector>

#include "harness/effects/files.h"
#include "scenarios/base/result.h"
#include "scenarios/load/document.h"
#include "scenarios/model/pack.h"

namespace attune {

// Where packs that are named without a path stand, the first place first.
struct PackPlaces {
  std::vector<std::string> folders;
};

// A pack by what a user calls it: the name of a shipped pack, a folder with a pack.toml, or
// "KIND:PATH" for a benchmark that others publish (published_kinds). FixInput with the nearest
// name, or with the first fault; all faults are added to `faults` where that is given.
Result<Pack> load_pack(const std::string& spec, const FileReader& files, const PackPlaces& places,
                       Faults* faults = nullptr);

// A benchmark of others that can be read.
struct PublishedKind {
  std::string spec;  // "eqbench-v2:FILE"
  std::string what;  // one line for `attune list packs`
};

std::vector<PublishedKind> published_kinds();

// The names of the packs in those places.
std::vector<std::string> pack_names(const FileReader& files, const PackPlaces& places);

// A pack folder's path from its folder, "./packs/mine/" and "packs/mine" alike, or empty.
std::string pack_folder(const std::string& spec, const FileReader& files, const PackPlaces& places);

}  // namespace attune
