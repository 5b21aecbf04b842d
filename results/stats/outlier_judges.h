#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace attune {

// One vote, with its pair in an order that is the same for all votes on it.
struct PairVote {
  std::uint32_t judge = 0;  // an index from 0
  std::uint32_t pair = 0;   // an index from 0
  double share = 0.5;       // of the win that goes to the pair's first; only its side of 0.5 counts
};

struct OutlierRule {
  double alpha = 0.05;    // of taking a judge for an outlier who is none, by one tail
  std::size_t least = 5;  // votes below which nothing is said
  std::array<std::size_t, 5> looks = {20, 40, 60, 80, 100};  // after so many votes; or at the last
};

// Whose votes are not like those of others on the same pairs. For each vote, p = (1 + how many of
// the others' votes on its pair are as high or higher) / (1 + their number), and the same with
// lower; Fisher's -2 sum of ln p against chi squared of twice as many degrees of freedom, looked at
// up to five times, each at alpha / 5 (Chiang et al. 2024, "Chatbot Arena", on anomalous users;
// specs/emonet-arena-psychometrics-statistics §B.2 form (b), both tails). Each pair is turned so
// that most votes are high: then going against most adds up over pairs, whoever stands first.
//
// It is careful: one vote says at most the logarithm of the rest that voted as it did, so that only
// going against what nine in ten say is found within twenty votes, and against three in four
// hardly ever. A vote on a pair without other votes says nothing and is passed over. REQUIRES:
// judges are less than `judges`.
std::vector<bool> outlying_judges(std::span<const PairVote> votes, std::size_t judges,
                                  const OutlierRule& rule = {});

// P(chi squared of 2 x `half_freedom` degrees of freedom > 2 x `half`), half >= 0.
double chi_squared_beyond(double half, std::size_t half_freedom);

}  // namespace attune
