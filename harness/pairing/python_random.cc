#include "harness/pairing/python_random.h"

#include <bit>
#include <cassert>

namespace attune {

PythonRandom::PythonRandom(std::uint32_t seed) {
  state_[0] = 19650218U;
  for (std::uint32_t at = 1; at < kWords; ++at)
    state_[at] = 1812433253U * (state_[at - 1] ^ (state_[at - 1] >> 30U)) + at;
  // init_by_array with a key of one word, so that its index is always 0.
  std::size_t at = 1;
  const auto step = [&] {
    if (++at < kWords) return;
    state_[0] = state_[kWords - 1];
    at = 1;
  };
  for (std::size_t turn = 0; turn < kWords; ++turn) {
    state_[at] = (state_[at] ^ ((state_[at - 1] ^ (state_[at - 1] >> 30U)) * 1664525U)) + seed;
    step();
  }
  for (std::size_t turn = 1; turn < kWords; ++turn) {
    state_[at] = (state_[at] ^ ((state_[at - 1] ^ (state_[at - 1] >> 30U)) * 1566083941U)) -
                 static_cast<std::uint32_t>(at);
    step();
  }
  state_[0] = 0x80000000U;
}

void PythonRandom::twist() {
  constexpr std::size_t kAhead = 397;
  for (std::size_t at = 0; at < kWords; ++at) {
    const std::uint32_t mixed =
        (state_[at] & 0x80000000U) | (state_[(at + 1) % kWords] & 0x7fffffffU);
    state_[at] = state_[(at + kAhead) % kWords] ^ (mixed >> 1U) ^ ((mixed & 1U) * 0x9908b0dfU);
  }
  at_ = 0;
}

std::uint32_t PythonRandom::next() {
  if (at_ == kWords) twist();
  std::uint32_t word = state_[at_++];
  word ^= word >> 11U;
  word ^= (word << 7U) & 0x9d2c5680U;
  word ^= (word << 15U) & 0xefc60000U;
  return word ^ (word >> 18U);
}

int PythonRandom::between(int low, int high) {
  assert(low <= high);
  const auto width = static_cast<std::uint32_t>(high - low) + 1;
  const auto dropped = static_cast<std::uint32_t>(std::countl_zero(width));
  while (true) {
    const std::uint32_t draw = next() >> dropped;
    if (draw < width) return low + static_cast<int>(draw);
  }
}

}  // namespace attune
