#pragma once

#include <string>

#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/model/pack.h"

namespace attune {

// The pack in a questions file of EQ-Bench v1 (60 questions) or v2 (171 questions, English or
// German), as published (specs/eq-bench-family §1.1). Its digest is that of the file. FixInput
// names the question and field at fault.
Result<Pack> parse_eqbench(const PackFile& questions);

// How a published pack is to be asked. A run records it; the pack stays what it is.
struct PlayOptions {
  bool revise = false;  // keep the critique and revision part of v2's prompts; v1 always keeps it
  bool compat = false;  // the reference's limit of 60 tokens, which cuts reasoning models short
  bool operator==(const PlayOptions&) const = default;
};

// The pack with these options applied; packs that are not EQ-Bench's come back as they are.
Pack as_played(Pack pack, const PlayOptions& options);

}  // namespace attune
