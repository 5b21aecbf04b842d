#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"

namespace attune {

// One place in a reply where a behaviour was found.
struct SpiralFinding {
  std::size_t behaviour = 0;  // index into kSpiralBehaviours
  std::string quote;          // empty where the judge gave a bare number
  int strength = 1;           // 1-3
  bool operator==(const SpiralFinding&) const = default;
};

// Reads what a judge found in one reply: the JSON object with most behaviours of the table, the
// last of those that have equally many. Names count without case, with spaces, hyphens or
// underscores; other names are passed over, and a behaviour that is not named was not found.
//
// A value is a list of findings, each a list or object whose first text is the quote and whose
// first number is the strength, at any depth; or of quotes outright, each with the number after it.
// Strengths are cut to whole numbers from 1 to 3, 1 where there is none; blank quotes are dropped.
// A bare number n is n findings of strength 1 without a quote. Of one behaviour twelve findings are
// kept, for five fill a turn (spiral_score.h). Null is no finding.
//
// Errors: one sentence where there is no object with a behaviour, or a behaviour has a value that
// is none of these. Linear time and no recursion on any text.
Result<std::vector<SpiralFinding>> parse_spiral_answer(std::string_view answer);

// The words of a reply, to look up quotes in: without case, accents taken apart, runs of space as
// one, quotation marks and asterisks left out. A quote that was shortened with dots is found where
// its pieces stand one after the other.
class QuotedReply {
 public:
  explicit QuotedReply(std::string_view reply);

  [[nodiscard]] bool has(std::string_view quote) const;

 private:
  std::string words_;
};

}  // namespace attune
