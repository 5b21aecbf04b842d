#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace attune {

// How a call, or a whole sample, ended. Stored as text; never coerced to a score.
enum class Outcome {
  Ok,
  Refused,      // the model declined, in the field made for it
  Filtered,     // the endpoint's content filter took the question or the reply
  Truncated,    // the reply hit its token limit
  Empty,        // nothing was said
  OverContext,  // the question did not fit the model's context
  Failed,       // no reply was had: transport, server or protocol
};

inline constexpr std::array kOutcomes = {Outcome::Ok,        Outcome::Refused, Outcome::Filtered,
                                         Outcome::Truncated, Outcome::Empty,   Outcome::OverContext,
                                         Outcome::Failed};

constexpr std::string_view to_text(Outcome outcome) {
  switch (outcome) {
    case Outcome::Ok:
      return "ok";
    case Outcome::Refused:
      return "refused";
    case Outcome::Filtered:
      return "filtered";
    case Outcome::Truncated:
      return "truncated";
    case Outcome::Empty:
      return "empty";
    case Outcome::OverContext:
      return "over-context";
    case Outcome::Failed:
      return "failed";
  }
  return {};
}

constexpr std::optional<Outcome> parse_outcome(std::string_view text) {
  for (const Outcome outcome : kOutcomes) {
    if (to_text(outcome) == text) return outcome;
  }
  return std::nullopt;
}

}  // namespace attune
