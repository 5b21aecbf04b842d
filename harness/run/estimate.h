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

struct Span {
  double low = 0;
  double high = 0;
  bool operator==(const Span&) const = default;
};

// What one model would be asked in a run.
struct PartyEstimate {
  SubjectId model;
  Voice::Part part = Voice::Part::Subject;
  std::size_t calls = 0;  // where nothing is asked twice
  Span tokens_in;
  Span tokens_out;
  std::optional<Span> usd;  // where its price is known

  bool operator==(const PartyEstimate&) const = default;
};

struct RunEstimate {
  std::vector<PartyEstimate> parties;  // subjects, then the simulated user, then judges
  Span usd;                            // of those whose price is known
  bool all_priced = true;
  Span seconds;
};

// What the whole plan would ask, found by playing every scenario once with the stub in place of
// every model: briefly, as the stub speaks, and at length, with replies of kLongReply tokens or of
// their limit where that is less. Nothing is sent. Bytes become tokens at 5 to 2 a token, calls
// become time at kCall a call.
//
// REQUIRES: one list of markings per pack; an endpoint of everybody.
// Errors: GiveUp where the stub cannot be made.
inline constexpr double kLongReply = 1000;   // tokens
inline constexpr Span kBytesPerToken{5, 2};  // English prose; Chinese, code
inline constexpr Span kCall{2, 20};          // seconds

Result<RunEstimate> estimate(const RunJob& job);

// As `attune run --dry-run` prints it, with lines that end.
std::string to_text(const RunEstimate& estimate);

}  // namespace attune
