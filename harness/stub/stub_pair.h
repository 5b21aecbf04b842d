#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/stub/stub_judge.h"
#include "harness/stub/stub_wire.h"

namespace attune {

// One of the two whom a prompt has a judge compare.
struct StubContestant {
  std::string code;     // "HJK"
  std::string replies;  // all that stands under this code
  bool operator==(const StubContestant&) const = default;
};

// A prompt that compares two, as far as the stub reads it.
struct StubPair {
  StubContestant first;  // as shown
  StubContestant second;
  std::vector<std::string> names;  // of the margins that are asked for
  bool pluses = false;             // EQ-Bench 3's form, "A0493+++"; else "HJK 3"
  bool operator==(const StubPair&) const = default;
};

// Takes a prompt of the scorers pairwise, eqbench3-pair-robust or eqbench3-pair apart; absent for
// any other. What is fenced is found by the mark that the prompt announces before all material; in
// eqbench3-pair, which has no fences, by the lines that begin with "[" and hold a published code.
std::optional<StubPair> read_stub_pair(std::string_view prompt);

// The margins as a JSON object in the form that was asked for. Each is
//   clip(round((s1 - s2) / 10 + bias + first + longer + noise z), -5, 5)
// with s the mean of the "[stub skill X]" marks of the first and the second (50 where one has
// none), z standard normal for each margin, the judge's own `first` in favour of whoever is shown
// first, and its `longer` in favour of the longer one. Where nobody may be even, what rounds to 0
// is one plus by the sign of what was rounded. Drawn on the seed, the prompt and the trace.
std::string answer_as_pair_judge(const StubJudge& judge, const StubPair& pair,
                                 const StubRequest& request, std::uint64_t seed);

}  // namespace attune
