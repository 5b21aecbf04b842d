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

// The questions as the reference asks them: without v2's revision part unless `revise`, and under
// `compat` with its limit of 60 tokens, which cuts reasoning models short.
// REQUIRES: a pack of parse_eqbench().
struct EqbenchAsking {
  bool revise = false;
  bool compat = false;
};

Pack as_asked(Pack pack, const EqbenchAsking& asking);

}  // namespace attune
