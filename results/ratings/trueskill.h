#pragma once

namespace attune {

// TrueSkill between two (Herbrich, Minka & Graepel 2006), as version 0.4.5 of the Python library
// computes it without draws to be expected and without drift: for following the ratings that
// EQ-Bench 3 publishes (specs/eq-bench-family §4.3), and for nothing else. The result depends on
// the order of the games.

struct Skill {
  double mean = 1200;
  double deviation = 350.0 / 3;  // above 0
  bool operator==(const Skill&) const = default;
};

inline constexpr double kTrueskillBeta = 350.0 / 6;  // spread of one performance

// `winner` won once. False, and nothing changed, where the library raises an error: the two are so
// far apart that its numbers end.
bool trueskill_win(Skill& winner, Skill& loser);

// A draw. The library's margin of a draw is not quite 0 but what its rounding leaves, 3.1e-6, and
// its normal distribution is an approximation: means are drawn together as if the margin were 0,
// but two equal ones learn less than nothing, their deviations grow (116.7 to 134.2). So here.
// False as above.
bool trueskill_draw(Skill& first, Skill& second);

}  // namespace attune
