#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "harness/play/ask.h"
#include "harness/run/job.h"
#include "scenarios/base/ids.h"
#include "scenarios/base/result.h"

namespace attune {

// The least and the most that is expected.
struct LowHigh {
  double low = 0;
  double high = 0;
  bool operator==(const LowHigh&) const = default;
};

// What one model would be asked in a run.
struct PartyEstimate {
  SubjectId model;
  Voice::Part part = Voice::Part::Subject;
  std::size_t calls = 0;  // where nothing is asked twice
  LowHigh tokens_in;
  LowHigh tokens_out;
  std::optional<LowHigh> usd;  // where its price is known

  bool operator==(const PartyEstimate&) const = default;
};

struct RunEstimate {
  std::vector<PartyEstimate> parties;  // subjects, then the simulated user, then judges
  LowHigh usd;                         // of those whose price is known
  bool all_priced = true;
  LowHigh seconds;
};

inline constexpr double kLongReply = 1000;      // tokens
inline constexpr LowHigh kBytesPerToken{5, 2};  // English prose; Chinese, code
inline constexpr LowHigh kCall{2, 20};          // seconds

// What the whole plan would ask, found by playing every scenario once with the stub in place of
// every model: briefly, as the stub speaks, and at length, with replies of kLongReply tokens or of
// their limit where that is less. Nothing is sent. Bytes become tokens at 5 to 2 a token, calls
// become time at kCall a call.
//
// REQUIRES: one list of markings per pack; an endpoint of everybody.
// Errors: GiveUp where the stub cannot be made.
Result<RunEstimate> estimate(const RunJob& job);

// As `attune run --dry-run` prints it, with lines that end.
std::string to_text(const RunEstimate& estimate);

}  // namespace attune
