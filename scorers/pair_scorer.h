#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/model/sample.h"
#include "scorers/pair_verdict.h"
#include "scorers/question.h"

namespace attune {

// Two samples of one scenario in the order in which a judge is shown them.
//
// Ownership: both outlive the struct; never null.
struct SamplePair {
  const Sample* first = nullptr;
  const Sample* second = nullptr;
  std::uint64_t seed = 1;  // of the run: neutral labels are drawn on it
};

// Turns two samples of one scenario into margins. Each pair is asked about twice, in both orders,
// by whoever drives it; a pair scorer sees one order at a time and never calls a model.
//
// Errors: what cannot be compared is Unscored.
// Thread-safety: const members may be called from any thread.
class PairScorer {
 public:
  virtual ~PairScorer() = default;

  // "pairwise@1": name@version. Whatever can move a margin raises the version.
  [[nodiscard]] virtual std::string_view id() const = 0;

  // Why a judge cannot compare these two, or nothing where it can.
  [[nodiscard]] virtual std::optional<std::string> unfit(const SamplePair& pair) const = 0;

  // REQUIRES: not unfit(pair).
  [[nodiscard]] virtual Question question(const SamplePair& pair) const = 0;

  // Why the answer cannot be read, or nothing when it can. One that cannot is asked for once more.
  [[nodiscard]] virtual std::optional<std::string> fault(const SamplePair& pair,
                                                         const Answer& answer) const = 0;

  [[nodiscard]] virtual PairVerdict verdict(const SamplePair& pair, const Answer& answer) const = 0;
};

}  // namespace attune
