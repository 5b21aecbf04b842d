#include "scenarios/base/rng.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace attune {
namespace {

std::array<std::uint64_t, 4> first_of(Rng rng) {
  std::array<std::uint64_t, 4> drawn{};
  for (std::uint64_t& value : drawn) value = rng.next();
  return drawn;
}

// Computed from the authors' C code (prng.di.unimi.it: xoshiro256starstar.c, splitmix64.c); those
// of seed 0 are also what Rust's rand_xoshiro gives.
TEST(Rng, GivesThePublishedNumbersOfXoshiro256StarStar) {
  EXPECT_EQ(first_of(Rng(0)),
            (std::array<std::uint64_t, 4>{0x99ec5f36cb75f2b4, 0xbf6e1f784956452a,
                                          0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c}));
  EXPECT_EQ(first_of(Rng(42)),
            (std::array<std::uint64_t, 4>{0x15780b2e0c2ec716, 0x6104d9866d113a7e,
                                          0xae17533239e499a1, 0xecb8ad4703b360a1}));
}

TEST(Rng, GivesANamedStreamTheSameNumbersForEver) {
  Rng rng = Rng::named(42, "plan");
  EXPECT_EQ(rng.next(), 0xb88c55fd2673e425);
  EXPECT_EQ(rng.next(), 0xf1b37e0705dc83c2);
}

TEST(Rng, GivesEveryNameAndEverySeedAStreamOfItsOwn) {
  const auto stream = first_of(Rng::named(1, "a"));
  EXPECT_NE(stream, first_of(Rng::named(1, "b")));
  EXPECT_NE(stream, first_of(Rng::named(2, "a")));
  EXPECT_NE(stream, first_of(Rng(1)));
}

TEST(Rng, RepeatsInACopyWhatTheOriginalWillGive) {
  Rng rng(5);
  rng.next();
  const Rng copy = rng;
  EXPECT_EQ(first_of(copy), first_of(rng));
}

TEST(Rng, UniformIsTheUpper53BitsOverTheirRange) {
  Rng rng(7);
  EXPECT_EQ(rng.uniform(), 0.7005764821796896);
  EXPECT_EQ(rng.uniform(), 0.2787512294737843);
}

TEST(Rng, UniformStaysInsideItsRangeAndFillsIt) {
  Rng rng(1);
  std::array<int, 10> bins{};
  for (int i = 0; i < 100'000; ++i) {
    const double value = rng.uniform();
    ASSERT_TRUE(value >= 0 && value < 1);
    ++bins[static_cast<std::size_t>(value * 10)];
  }
  for (const int count : bins) EXPECT_NEAR(count, 10'000, 500);  // more than five deviations
}

TEST(Rng, BelowGivesEveryNumberAsOftenAndNoOther) {
  Rng rng(2);
  std::array<int, 7> bins{};
  for (int i = 0; i < 70'000; ++i) ++bins.at(rng.below(7));
  for (const int count : bins) EXPECT_NEAR(count, 10'000, 500);
  EXPECT_EQ(rng.below(1), 0U);
}

// 2^63 + 1 numbers: a plain remainder would give the lower half twice as often as the upper one.
TEST(Rng, BelowHasNoModuloBias) {
  Rng rng(3);
  constexpr std::size_t kBound = (std::size_t{1} << 63U) + 1;
  int lower = 0;
  for (int i = 0; i < 10'000; ++i) lower += rng.below(kBound) < kBound / 2 ? 1 : 0;
  EXPECT_NEAR(lower, 5'000, 250);
}

TEST(Rng, NormalHasTheMomentsAndTailsOfTheStandardNormal) {
  Rng rng(4);
  double sum = 0;
  double squares = 0;
  int beyond = 0;
  constexpr int kDraws = 100'000;
  for (int i = 0; i < kDraws; ++i) {
    const double value = rng.normal();
    sum += value;
    squares += value * value;
    beyond += std::abs(value) > 1.959964 ? 1 : 0;
  }
  EXPECT_NEAR(sum / kDraws, 0, 0.016);
  EXPECT_NEAR(squares / kDraws, 1, 0.023);
  EXPECT_NEAR(beyond, 5'000, 350);
}

TEST(Rng, ShuffleKeepsEveryItem) {
  std::vector<int> items(50);
  std::iota(items.begin(), items.end(), 0);
  const std::vector<int> before = items;
  Rng(6).shuffle(items);
  EXPECT_NE(items, before);
  std::ranges::sort(items);
  EXPECT_EQ(items, before);
}

TEST(Rng, ShuffleGivesEveryOrderAsOften) {
  Rng rng(8);
  std::array<int, 9> firsts{};
  for (int i = 0; i < 30'000; ++i) {
    std::vector<int> items{0, 1, 2};
    rng.shuffle(items);
    ++firsts[static_cast<std::size_t>(items[0] * 3 + items[1])];
  }
  for (const std::size_t order : {1U, 2U, 3U, 5U, 6U, 7U}) EXPECT_NEAR(firsts[order], 5'000, 350);
}

}  // namespace
}  // namespace attune
