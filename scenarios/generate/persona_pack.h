#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/generate/personas.h"
#include "scenarios/load/parse_pack.h"

namespace attune {

// Raised whenever equal registry, seed and split give other personas or other texts.
inline constexpr int kGeneratorVersion = 1;

// The file of a generated pack that holds its scenarios.
inline constexpr std::string_view kPersonasFile = "personas.jsonl";

// The state dimensions of the personas of a pack, with where most people start. FixInput where the
// manifest has none.
Result<std::vector<StateDimension>> persona_dimensions(const PackFile& manifest);

// The id of a generated pack: "personas-held-out-7-100".
std::string generated_pack_id(const Draw& draw);

// The manifest of a generated pack: that of the hand-written personas, letter by letter, but for
// what it says of its own scenarios. Its version is theirs, with generator and registry. FixInput
// where it cannot be rewritten so.
Result<std::string> generated_manifest(const PackFile& manifest, const Registry& registry,
                                       const Draw& draw);

// A manifest, or any TOML text, with another value for one key; a key of the top level that is not
// there is put at its beginning. Comments and order stay. `value` is TOML.
struct NewValue {
  std::string table;  // empty: the top level
  std::string key;
  std::string value;
};

std::string with_value(std::string_view toml, const NewValue& wanted);

}  // namespace attune
