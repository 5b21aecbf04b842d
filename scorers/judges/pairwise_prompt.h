#pragma once

#include <string>
#include <vector>

#include "scenarios/model/scenario.h"
#include "scorers/judges/pair_labels.h"
#include "scorers/pair_scorer.h"

namespace attune {

// What is compared: the scenario's own criteria for it or, where it has none, six abilities by the
// names EQ-Bench 4 has for its own (specs/eq-bench-family §5.5), in our words.
std::vector<Criterion> compared_criteria(const Scenario& scenario);

// The place of one margin in the form that the judge fills in: "<HJK, VQR or tie> <0-5>", quotes
// included.
std::string pairwise_slot(const PairLabels& labels);

// What the pairwise judge reads: its task, both conversations whole, one after the other, the
// author's notes, the hidden instructions where a model played the other side, and the criteria.
// Nothing of it is shown to subjects; what a subject thought aloud in a field of its own stays out.
//
// The frame. The prompt names a mark that occurs in none of the texts ("carry the mark 7f3a91c2:").
// Every text of a subject or an author stands between lines of its own,
//   <<<reply of HJK, turn 1 7f3a91c2>>>
//   <<<end reply of HJK, turn 1 7f3a91c2>>>
// and is there byte for byte, with one line break added at its end, always. The one thing mended
// before is ill-formed UTF-8, each byte of which becomes U+FFFD, as on its way to any model. Labels
// are "said to CODE, turn N", "reply of CODE, turn N", "notes" and "instructions to the player".
//
// `labels` are pair_labels() of the pair. A change here raises the version of `pairwise`.
std::string pairwise_prompt(const SamplePair& pair, const PairLabels& labels);

}  // namespace attune
