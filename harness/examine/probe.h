#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/calls/chat.h"
#include "results/facts/passport.h"

namespace attune {

// One call that a probe wants made.
struct ProbeCall {
  std::vector<Message> messages;
  Parameters parameters;
  std::optional<std::int64_t> tokens;  // how long the question is meant to be, where that matters
};

// What came of it.
struct Heard {
  ProbeCall call;
  CallResult result;
  bool sent = true;  // what the probe is about went over the wire, or the probe is about nothing
};

// A parameter that an endpoint did not take, in its own sentence.
struct Refusal {
  std::string parameter;
  std::string what;
};

// An examination as far as one probe is concerned.
struct Hearing {
  std::vector<Heard> heard;       // of this probe, in the order of its calls
  std::vector<Refusal> refusals;  // of the whole examination
  std::int64_t max_context = 0;   // the longest question to ask, in tokens
};

// One thing to find out: what to ask, and what the answers mean. Asks nobody itself.
struct Probe {
  std::string_view name;
  // What it is about, as failures name it, our own name first; empty for no parameter.
  std::vector<std::string_view> parameters;
  std::vector<ProbeCall> calls;  // in order; empty where `next` decides
  std::optional<ProbeCall> (*next)(const Hearing& hearing) = nullptr;
  // REQUIRES: every call was answered with words, unless `reads_failures`.
  Finding (*read)(const Hearing& hearing) = nullptr;
  bool reads_failures = false;
};

// Every probe, the baseline first: an endpoint that does not answer it cannot be examined. The
// longest questions come last.
std::span<const Probe> probes();

// What to ask next; nothing when the probe knows enough, since all was asked or one call failed.
std::optional<ProbeCall> next_call(const Probe& probe, const Hearing& hearing);

// What the probe found, under its name. A refused parameter is refused whatever else was heard;
// one that the wire does not send is unclear, as is whatever was not answered with words.
Finding finding_of(const Probe& probe, const Hearing& hearing);

// The same parameters without the one of this name.
Parameters without(Parameters parameters, std::string_view name);

}  // namespace attune
