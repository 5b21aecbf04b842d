#pragma once

#include <string_view>

#include "harness/calls/wire.h"

namespace attune {

// How much harm each of Google's filters lets through. Talk of grief and anger trips them, and
// their defaults differ by model; so they are always set, and alike.
inline constexpr std::string_view kGoogleSafetyThreshold = "BLOCK_NONE";

// Google's generateContent (Gemini). The base URL is without a version; the key goes into a header,
// never into the URL.
Wire google_wire();

}  // namespace attune
