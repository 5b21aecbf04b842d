#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/ids.h"
#include "scenarios/base/time.h"

namespace attune {

// What an endpoint does with one thing it was asked for.
enum class FindingState {
  Honoured,
  Ignored,  // taken without a word, and without effect
  Refused,
  Unclear,
};

inline constexpr std::array kFindingStates = {FindingState::Honoured, FindingState::Ignored,
                                              FindingState::Refused, FindingState::Unclear};

constexpr std::string_view to_text(FindingState state) {
  switch (state) {
    case FindingState::Honoured:
      return "honoured";
    case FindingState::Ignored:
      return "ignored";
    case FindingState::Refused:
      return "refused";
    case FindingState::Unclear:
      return "unclear";
  }
  return {};
}

constexpr std::optional<FindingState> parse_finding_state(std::string_view text) {
  for (const FindingState state : kFindingStates) {
    if (to_text(state) == text) return state;
  }
  return std::nullopt;
}

// What one probe found out.
struct Finding {
  std::string probe;  // "stop"
  FindingState state = FindingState::Unclear;
  std::string evidence;          // one sentence, free of keys
  std::optional<double> figure;  // tokens of context, calls at once
  std::optional<double> most;    // the most that was asked for, where that bounds the figure
  bool operator==(const Finding&) const = default;
};

// What an endpoint really did when it was examined.
struct Passport {
  SubjectId subject;
  std::string address;  // of the endpoint, without anything secret
  std::string wire;
  std::string served_id;
  std::string fingerprint;
  UtcTime made;
  std::string version;  // of the attune that examined it
  std::vector<Finding> findings;
  bool operator==(const Passport&) const = default;
};

}  // namespace attune
