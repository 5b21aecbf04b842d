#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "scenarios/base/result.h"

namespace attune {

// What a fault does to an answer.
enum class FaultEffect {
  Answer,             // its status, header and body come in place of the answer
  DatedAnswer,        // the same, with a Retry-After of one second from now as an HTTP-date
  RefuseTemperature,  // Answer, as long as the request sends a temperature
  CutBody,            // half of the announced length, then the connection closes
  Drip,               // the answer in small pieces
  Hang,               // no answer ever
  BrokenUtf8,
  Huge,           // five megabytes
  Refusal,        // a refusal in its own field
  ContentFilter,  // finish_reason "content_filter"
  Length,         // half the text, finish_reason "length"
  Mixed,          // one in five calls meets one of the quick passing faults
};

// One row of the table of faults. A passing fault meets only the first attempt of a call; a
// lasting one is a property of the call and meets every attempt.
struct StubFault {
  std::string_view name;
  FaultEffect effect = FaultEffect::Answer;
  bool lasting = false;
  bool in_mixed = false;
  int status = 200;
  std::string_view header;  // "retry-after-ms: 20"
  std::string_view body;
};

std::span<const StubFault> stub_faults();

// A fault as asked for: "500", or "500!" for every attempt.
struct FaultChoice {
  const StubFault* fault = nullptr;  // null: none
  bool always = false;
};

// No name is no fault; a name that is not in the table is bad input.
Result<FaultChoice> parse_fault(std::string_view name);

// One attempt at one call.
struct StubAttempt {
  std::string_view trace;
  int number = 1;
  std::uint64_t seed = 1;
};

// The fault that meets this attempt, or null. Never a Mixed one.
const StubFault* fault_meeting(const FaultChoice& choice, const StubAttempt& attempt);

}  // namespace attune
