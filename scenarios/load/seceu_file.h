#pragma once

#include "scenarios/base/result.h"
#include "scenarios/load/parse_pack.h"
#include "scenarios/model/pack.h"

namespace attune {

// SECEU's published norm of the mean distance to the human profile
// (specs/emonet-arena-psychometrics-statistics §C.3).
inline constexpr Norm kSeceuNorm = {.mean = 2.79, .deviation = 0.822};

// The pack "seceu" from a file with the items and the mean ratings of people, which are not ours to
// ship. One item a line:
//   {"id": "1", "stem": "…", "emotions": ["…", "…", "…", "…"], "profile": [1.2, 3.4, 0.4, 5.0]}
// with `group` if wanted. Profiles add up to 10. A first line {"norm": {"mean": 2.79, "sd": 0.822}}
// says how far people are from the profile; without one kSeceuNorm holds. FixInput names
// file:line:column and field.
Result<Pack> parse_seceu(const PackFile& items);

}  // namespace attune
