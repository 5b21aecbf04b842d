#pragma once

#include <string>

#include "harness/calls/chat.h"
#include "harness/net/transport.h"
#include "harness/run/stored_replies.h"
#include "results/facts/records.h"

namespace attune {

// Equal for every attempt of one call and for every session of its run; other calls have others.
std::string trace_of(const RunId& run, const ReplyKey& key);

// What was asked and what came of it; the caller adds where it belongs.
CallRecord record_of(const ChatCall& call, const CallResult& result);

// The same result again. REQUIRES: the record is of an answered call.
CallResult result_of(const CallRecord& record);

// A call that got no whole answer: a server that cannot be trusted or that answers without end
// will not mend by itself, the rest may.
CallFailure failure_of(const NetFailure& failure);

// How a sample ends whose call failed for good.
Outcome outcome_of(const CallFailure& failure);

}  // namespace attune
