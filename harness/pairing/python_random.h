#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace attune {

// The whole numbers that CPython's random.Random gives, for schedules that are defined by it and
// for nothing else: MT19937 (Matsumoto & Nishimura 1998, ACM TOMACS 8(1)) seeded by init_by_array,
// and bounded draws by rejection (Lib/random.py, _randbelow_with_getrandbits).
class PythonRandom {
 public:
  explicit PythonRandom(std::uint32_t seed);

  // random.getrandbits(32).
  std::uint32_t next();
  // random.randint(low, high): both ends included. REQUIRES: low <= high, high - low < 2^31.
  int between(int low, int high);

 private:
  static constexpr std::size_t kWords = 624;
  void twist();

  std::array<std::uint32_t, kWords> state_{};
  std::size_t at_ = kWords;
};

}  // namespace attune
