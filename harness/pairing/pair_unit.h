#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace attune {

// One thing to put before a judge: two contestants on one scenario and repeat. It is asked in both
// orders, which count as one.
struct PairUnit {
  std::uint32_t a = 0;  // contestants by index, a < b
  std::uint32_t b = 0;
  std::uint32_t place = 0;  // a scenario and repeat, by index
  double chance = 1;        // with which it was chosen where it might not have been, in (0, 1]
  bool operator==(const PairUnit&) const = default;
};

// What came of a unit. Of a panel's judges, their mean.
struct JudgedUnit {
  PairUnit unit;
  std::optional<double>
      share;  // of the win that went to `a`, mean of both orders; absent: unscored
  bool operator==(const JudgedUnit&) const = default;
};

// Who can be compared with whom, and on what.
struct PairField {
  std::size_t contestants = 0;
  std::size_t places = 0;
  // [contestant][place]: has a sample there that can be judged.
  std::vector<std::vector<bool>> playable;
  // [place]: its scenario, by index; empty: every place is a scenario of its own.
  std::vector<std::uint32_t> scenario_of_place;
  // Contestants to be placed on the ladder of the others, by index; empty: all are alike. Pairs
  // without one of them are not chosen.
  std::vector<std::uint32_t> newcomers;
  // What earlier duels found, for strengths to start from; of the same contestants.
  std::vector<JudgedUnit> known;
};

// Why a choice of pairs ends.
struct PairsSettled {
  enum class Why {
    TargetReached,
    RanksSeparated,
    OutOfReach,  // more units on the same scenarios would not reach the target
    NothingLeft,
    UnitsUsedUp,
  };
  Why why = Why::NothingLeft;
  std::string sentence;  // for people: "every rating is known to ±25 or better"
};

}  // namespace attune
