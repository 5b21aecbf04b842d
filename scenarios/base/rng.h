#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace attune {

// Seeded random numbers that are the same on every machine: xoshiro256** (Blackman & Vigna 2018)
// seeded by splitmix64. A value: a copy repeats what the original will give.
class Rng {
 public:
  explicit Rng(std::uint64_t seed);

  // A stream of its own for every name: equal seed and name give equal numbers, whatever else
  // was drawn before.
  static Rng named(std::uint64_t seed, std::string_view name);

  std::uint64_t next();
  // Uniform in [0, 1).
  double uniform();
  // Uniform in [0, bound), without modulo bias. REQUIRES: bound > 0.
  std::size_t below(std::size_t bound);
  // Standard normal, by inversion (Acklam's approximation, relative error < 1.15e-9).
  double normal();

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t left = items.size(); left > 1; --left)
      std::swap(items[left - 1], items[below(left)]);
  }

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace attune
