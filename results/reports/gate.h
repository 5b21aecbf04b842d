#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// A condition on one figure of a report under which a command fails, as in `--fail-on "lower <
// -2"`.
struct Gate {
  enum class Relation { Less, LessOrEqual, Greater, GreaterOrEqual };
  std::string figure;  // "lower"
  Relation relation = Relation::Less;
  double limit = 0;  // in the figure's units, finite
  bool operator==(const Gate&) const = default;
};

// A name, one of < <= > >= and a number, blanks between them or not. FixInput for anything else,
// and for a name that is not among `figures`, with the nearest that is. REQUIRES: figures not
// empty.
Result<Gate> parse_gate(std::string_view text, std::span<const std::string> figures);
// All of them, or the first that cannot be understood.
Result<std::vector<Gate>> parse_gates(std::span<const std::string> texts,
                                      std::span<const std::string> figures);

// "lower < -2"
std::string to_text(const Gate& gate);

// A gate that holds, and what held it.
struct Crossing {
  Gate gate;
  std::optional<double> value;  // absent: there was no figure
  bool operator==(const Crossing&) const = default;
};

// Nothing where the condition does not hold. A figure that is absent, or is not finite, crosses
// every gate: what could not be measured never passes in silence.
std::optional<Crossing> crossed(const Gate& gate, const std::optional<double>& value);

// "lower < -2 holds: lower is -3.12", "lower < -2 cannot be ruled out: there is no lower"
std::string to_text(const Crossing& crossing);

}  // namespace attune
