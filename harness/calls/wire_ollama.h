#pragma once

#include "harness/calls/wire.h"

namespace attune {

// Ollama's own /api/chat. The base URL is without a version. Unlike its chat completions, which
// leave out unknown fields and cut long questions in silence, it takes every parameter and is told
// to refuse a question that does not fit.
Wire ollama_wire();

}  // namespace attune
