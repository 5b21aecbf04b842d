#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/base/result.h"
#include "scenarios/generate/registry.h"
#include "scenarios/model/scenario.h"

namespace attune {

// What to generate.
struct Draw {
  std::uint64_t seed = 1;
  Split split = Split::Train;
  std::size_t count = 1;
  std::vector<StateDimension> dimensions;  // of the pack that the personas are for
};

// One generated person: a core issue, and blocks that go with it and with each other.
//
// Ownership: points into the registry, which must outlive it.
struct Persona {
  std::size_t number = 1;  // in its generation, from 1
  const CoreIssue* issue = nullptr;
  std::string opening;
  std::array<std::vector<const Block*>, kBlockKinds> blocks;  // by kind; one, or one or two
  std::vector<std::pair<std::string, double>> state;  // where it starts otherwise, by dimension

  [[nodiscard]] const std::vector<const Block*>& of(BlockKind kind) const {
    return blocks[static_cast<std::size_t>(kind)];
  }

  // The block of a kind of which there is one.
  [[nodiscard]] const Block& the(BlockKind kind) const { return *of(kind).front(); }

  bool operator==(const Persona&) const = default;
};

// Personas that are a pure function of registry, seed and split; the first N of a generation are
// the same whatever its count. The core issues of the split are dealt from shuffled decks, so that
// their numbers differ by one at most, each with its openings in turn; nothing that a block, the
// issue or an age rules out is ever put together; no two have the same issue, opening,
// relationship, trust and defence.
//
// Errors: FixInput where a block shifts a dimension that is not there, where the split has no
// issue, and, with its name and place, for an issue that no (or no further) combination fits.
Result<std::vector<Persona>> generate_personas(const Registry& registry, const Draw& draw);
Result<std::vector<Persona>> generate_personas(Registry&& registry, const Draw& draw) = delete;

}  // namespace attune
