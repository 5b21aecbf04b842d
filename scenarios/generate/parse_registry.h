#pragma once

#include <span>
#include <string>
#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/generate/registry.h"
#include "scenarios/load/document.h"
#include "scenarios/load/parse_pack.h"

namespace attune {

// The files a registry consists of: "core_issues.toml", "trust_styles.toml", …
std::vector<std::string> registry_files();

// A registry from its files, told apart by the last part of their names. Strict: FixInput with the
// first of everything that is unknown, missing, doubled, or avoids what is not there; all faults
// are added to `all` where that is given.
Result<Registry> parse_registry(std::span<const PackFile> files, Faults* all = nullptr);

}  // namespace attune
