#pragma once

#include <span>
#include <string>
#include <vector>

#include "scorers/pair_scorer.h"

namespace attune {

// The codes under which a judge knows two samples.
struct PairLabels {
  std::string first;   // of the one shown first
  std::string second;  // of the one shown second
  bool operator==(const PairLabels&) const = default;
};

// Two codes that say nothing: three consonants each, no letter in both, so that neither is a word,
// a grade or a place in a row. They are drawn on the seed, the scenario, the repeats and the two
// sample keys in canonical order: a sample keeps its code when the order is turned, and over many
// pairs no code goes with a place or with a subject. Neither occurs in any of `texts`, in capitals
// or not; where short ones keep doing so, they are longer.
PairLabels pair_labels(const SamplePair& pair, std::span<const std::string> texts);

// All that subjects and authors wrote for these two: cues, replies, notes, hidden instructions,
// criteria and published prompts.
std::vector<std::string> pair_texts(const SamplePair& pair);

// Why these two cannot be compared by anybody: one that was not played to its end, or two different
// scenarios. Nothing where they can.
std::optional<std::string> not_a_pair(const SamplePair& pair);

}  // namespace attune
