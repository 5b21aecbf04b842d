#include "scenarios/base/rng.h"

#include <bit>
#include <cmath>

namespace attune {
namespace {

std::uint64_t splitmix64(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

// FNV-1a, 64 bit.
std::uint64_t hash_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char letter : name)
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
  return hash;
}

// Peter Acklam's rational approximation of the inverse normal distribution function.
double inverse_normal(double p) {
  static constexpr std::array<double, 6> kA = {-3.969683028665376e+01, 2.209460984245205e+02,
                                               -2.759285104469687e+02, 1.383577518672690e+02,
                                               -3.066479806614716e+01, 2.506628277459239e+00};
  static constexpr std::array<double, 5> kB = {-5.447609879822406e+01, 1.615858368580409e+02,
                                               -1.556989798598866e+02, 6.680131188771972e+01,
                                               -1.328068155288572e+01};
  static constexpr std::array<double, 6> kC = {-7.784894002430293e-03, -3.223964580411365e-01,
                                               -2.400758277161838e+00, -2.549732539343734e+00,
                                               4.374664141464968e+00,  2.938163982698783e+00};
  static constexpr std::array<double, 4> kD = {7.784695709041462e-03, 3.224671290700398e-01,
                                               2.445134137142996e+00, 3.754408661907416e+00};
  static constexpr double kTail = 0.02425;
  const auto tail = [](double q) {
    return (((((kC[0] * q + kC[1]) * q + kC[2]) * q + kC[3]) * q + kC[4]) * q + kC[5]) /
           ((((kD[0] * q + kD[1]) * q + kD[2]) * q + kD[3]) * q + 1);
  };
  if (p < kTail) return tail(std::sqrt(-2 * std::log(p)));
  if (p > 1 - kTail) return -tail(std::sqrt(-2 * std::log(1 - p)));
  const double q = p - 0.5;
  const double r = q * q;
  return (((((kA[0] * r + kA[1]) * r + kA[2]) * r + kA[3]) * r + kA[4]) * r + kA[5]) * q /
         (((((kB[0] * r + kB[1]) * r + kB[2]) * r + kB[3]) * r + kB[4]) * r + 1);
}

}  // namespace

Rng::Rng(std::uint64_t seed) {
  for (std::uint64_t& word : state_) word = splitmix64(seed);
}

Rng Rng::named(std::uint64_t seed, std::string_view name) {
  std::uint64_t mixed = seed;
  return Rng(splitmix64(mixed) ^ hash_name(name));
}

std::uint64_t Rng::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17U;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Rng::uniform() {
  return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

std::size_t Rng::below(std::size_t bound) {
  while (true) {
    const std::uint64_t draw = next();
    // Below 2^64 mod bound a draw would be biased; that is below bound, and seldom worth a
    // division.
    if (draw >= bound || draw >= -bound % bound) return static_cast<std::size_t>(draw % bound);
  }
}

double Rng::normal() {
  const double p = (static_cast<double>(next() >> 11U) + 0.5) * 0x1.0p-53;
  return inverse_normal(p);
}

}  // namespace attune
