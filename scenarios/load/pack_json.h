#pragma once

#include <string>
#include <string_view>

#include "scenarios/base/result.h"
#include "scenarios/model/pack.h"

namespace attune {

// A whole pack as JSON, as the store keeps it: what was played can be judged, shown and resumed
// when the pack's folder is gone or has changed.
std::string to_json(const Pack& pack);

// The pack again; equal to the one written, digest included.
Result<Pack> pack_from_json(std::string_view text);

}  // namespace attune
