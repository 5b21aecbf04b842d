#pragma once

#include <string>

#include "harness/calls/chat.h"
#include "harness/calls/http.h"
#include "harness/net/transport.h"
#include "harness/run/stored_replies.h"
#include "results/facts/records.h"

namespace attune {

// Equal for every attempt of one call and for every session of its run; other calls have others.
std::string trace_of(const RunId& run, const ReplyKey& key);

// Names the question, whoever asks it.
std::string request_digest(const ChatCall& call);

// What was asked and what came of it; the caller adds where it belongs.
CallRecord record_of(const ChatCall& call, const CallResult& result);

// Which of equal requests a call is: as its trace, but the same for all versions of a scorer, so
// that an answer is not paid for again when only its reading has changed.
std::string asking_of(const RunId& run, ReplyKey key);

// An answer as a cassette keeps it, and as it came.
ExchangeRecord exchange_of(const HttpResponse& response);
HttpResponse response_of(const ExchangeRecord& exchange);

// The same result again. REQUIRES: the record is of an answered call.
CallResult result_of(const CallRecord& record);

// A call that got no whole answer: a server that cannot be trusted or that answers without end
// will not mend by itself, the rest may.
CallFailure failure_of(const NetFailure& failure);

// How a sample ends whose call failed for good.
Outcome outcome_of(const CallFailure& failure);

}  // namespace attune
