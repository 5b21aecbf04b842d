#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/model/pack.h"
#include "scenarios/model/scenario.h"

namespace attune {

// Scores of multiple choice (specs/emonet-arena-psychometrics-statistics §C.1, §C.2). Everything is
// from 0 to 1.

// What the options chosen, as indices in the author's order, are worth. Take one:
// (w - w_min) / (w_max - w_min), so that weights of any scale can be used; 1 where all weigh the
// same. Take k: the share of them that weigh 1.
// REQUIRES: `chosen` has choice.take indices, all different and within the options.
double choice_credit(const Choice& choice, std::span<const std::size_t> chosen);

// The credits of a scenario's choices as one score: their mean, or, where all are needed, 1 if
// each is 1 and else 0. REQUIRES: not empty.
double choice_score(const ChoiceKey& key, std::span<const double> credits);

// What choosing at random scores on average, exactly: every set of `take` options is as likely.
double chance_score(const ChoiceKey& key);

// Above chance: (score - chance) / (1 - chance); absent where chance scores 1.
std::optional<double> above_chance(double score, double chance);

// What answers without content score on a pack, in points (100: everything right).
struct ChoiceBaselines {
  double random_points = 0;       // expectation of choosing at random
  char best_letter = 'A';         // which always choosing the same letter does best with …
  double best_letter_points = 0;  // … options in the author's order, and what it scores
  bool operator==(const ChoiceBaselines&) const = default;
};

// Over the pack's scenarios of this kind; absent where it has none. A letter that a choice does not
// offer earns nothing; where several are to be chosen, those after it are taken too, going round.
std::optional<ChoiceBaselines> choice_baselines(const Pack& pack);

}  // namespace attune
