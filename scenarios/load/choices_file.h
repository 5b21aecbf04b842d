#pragma once

#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/model/pack.h"

namespace attune {

// A pack "mcq-<test>" from a file of multiple-choice items that the user holds a licence for
// (specs/emonet-arena-psychometrics-statistics §C.1): STEM, STEU, GEMOK, GECo and the like. One
// item a line:
//   {"id": "1", "test": "STEU", "format": "mcq1", "stem": "…", "options": ["…", "…"], "key": "B",
//    "group": "work"}
// `format` is "mcq1" (one option is right), "mcq_k" (`k` are; `key` is a list) or "weighted_mcq"
// (`weights` in place of `key`, one for each option on any scale; they are kept rescaled, the least
// as 0 and the most as 1). A key is an option's text, its letter, or its index, counted from 0;
// what is the text of an option is read as that. `k` may be left out. One file is one test.
//
// A first line {"norm": {"mean": 0.56, "sd": 0.12}}, people's accuracy from 0 to 1, becomes a cited
// result "human norm" on the board's scale, whose note gives the standard deviation for z scores.
// FixInput names file:line:column and field.
Result<Pack> parse_choices_file(const PackFile& items);

}  // namespace attune
