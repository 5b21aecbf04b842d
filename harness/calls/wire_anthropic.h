#pragma once

#include "harness/calls/wire.h"

namespace attune {

// Anthropic's messages. The base URL is without a version. Where the call sets no max_tokens, 4096
// are asked for, since the endpoint wants a number; more than 21 333 are streamed, asked for or
// not, since a reply that long may take longer than connections last.
Wire anthropic_wire();

}  // namespace attune
