#pragma once

#include <span>
#include <string>
#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/load/document.h"
#include "scenarios/model/pack.h"

namespace attune {

// A file's text and the name that errors give it.
struct PackFile {
  std::string name;
  std::string text;
};

// The scenario files that a manifest names, in its order; FixInput when it cannot be read.
Result<std::vector<std::string>> scenario_files(const PackFile& manifest);

// A pack from its manifest and its scenario files (TOML or, by the name's ending, JSONL). The
// fields are described in scenarios/README.md. FixInput with the first fault; all of them are
// added to `all` where that is given.
Result<Pack> parse_pack(const PackFile& manifest, std::span<const PackFile> files,
                        Faults* all = nullptr);

}  // namespace attune
