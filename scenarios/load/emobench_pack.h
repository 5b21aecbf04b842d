#pragma once

#include <string_view>

#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/model/pack.h"

namespace attune {

// The pack in a file of EmoBench (Sabour et al., ACL 2024; specs/emonet-arena-psychometrics-
// statistics §C.2) as published: "emobench-ea" of EA.jsonl, where the most effective action or
// response is to be chosen, "emobench-eu" of EU.jsonl, where an emotion and its cause are. Both
// languages, or one with "-en" or "-zh" after the name. The questions are put in our own words, as
// the authors do in content; the options stand in the authors' order until a pack is played.
//
// Ids are "en-1". Boards break down by the tags "language" and "category". FixInput names
// file:line:column and field.
// REQUIRES: `kind` is one of the six names.
Result<Pack> parse_emobench(std::string_view kind, const PackFile& rows);

}  // namespace attune
