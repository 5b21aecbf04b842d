#pragma once

#include "harness/calls/wire.h"

namespace attune {

// OpenAI's chat completions, which most other providers and local servers speak too.
Wire openai_wire();

}  // namespace attune
