#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "harness/stub/stub_options.h"
#include "scenarios/base/rng.h"

namespace attune {

// The true answers, and how far a subject of each skill must stray from them so that its expected
// EQ-Bench v2 score (specs/eq-bench-family.md §1.4, times ten) is its skill.
//
// The noise: a whole number is added to the key, drawn from a normal distribution with standard
// deviation `scale` and rounded; what falls outside 0-10 is reflected back. The expected score is
// then a sum over these numbers, taken exactly, and the scale is found by bisection.
class StubAbility {
 public:
  explicit StubAbility(std::vector<KnownKey> keys);

  // The key of the prompt with this digest; null for a prompt that is not known.
  [[nodiscard]] const KnownKey* find(const std::string& prompt_digest) const;

  // REQUIRES: 0 <= skill <= 100.
  [[nodiscard]] double scale_of(int skill) const {
    return scales_.at(static_cast<std::size_t>(skill));
  }

  // The expected score of skill-NN over all keys, 0-100. It is NN itself, but for two ends: no
  // noise is worse than answering at random (1 to 11, as the keys are spread), and keys that are
  // not whole numbers keep whole answers from 100.
  [[nodiscard]] double true_ability(int skill) const { return expected_score(scale_of(skill)); }

  [[nodiscard]] double expected_score(double scale) const;

 private:
  void weigh_shifts();
  void weigh_shifts_from(double intensity);
  void calibrate();

  std::vector<KnownKey> keys_;
  std::unordered_map<std::string, std::size_t> by_digest_;
  // What an average prompt costs when every answer is shifted by so much; reflection repeats itself
  // after twenty.
  std::array<double, 20> cost_of_shift_{};
  std::array<double, 101> scales_{};
};

// The key's intensity as a subject with this much noise would give it, 0-10.
int strayed(double intensity, double scale, Rng& rng);

}  // namespace attune
