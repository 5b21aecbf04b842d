#pragma once

#include <cstdint>

#include "scenarios/model/pack.h"

namespace attune {

// How a pack is to be played. A run records it; the pack stays what it is.
struct PlayOptions {
  bool revise = false;          // EQ-Bench v2: keep the critique and revision part of its prompts
  bool compat = false;          // as the pack's reference benchmark does it, defects included
  bool upstream_order = false;  // options stand in the author's order instead of a shuffled one
  std::uint64_t seed = 1;       // of what is shuffled
  bool operator==(const PlayOptions&) const = default;
};

// The pack with these options applied. Its digest stays that of the pack as published.
Pack as_played(Pack pack, const PlayOptions& options);

}  // namespace attune
