#pragma once

#include <cstdint>
#include <vector>

#include "harness/calls/chat.h"

namespace attune {

// The fewest tokens that any tokenizer makes of these messages, far on the safe side: one for every
// ten letters, one for every four of Chinese, Japanese or Korean, runs of one letter as one.
std::int64_t least_tokens(const std::vector<Message>& messages);

// The same result, or OverContext in its place where the endpoint counted fewer tokens than the
// question must take: it cut the question in silence, and the reply is to something else. Questions
// of at most 500 such tokens, and counts that are absent or 0, tell nothing.
CallResult checked_for_context(const ChatCall& call, CallResult result);

}  // namespace attune
