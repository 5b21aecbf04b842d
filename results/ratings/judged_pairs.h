#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/facts/comparison.h"
#include "scorers/pair_registry.h"

namespace attune {

// Who is rated: a subject under one release label.
struct Contestant {
  SubjectId subject;
  std::string release;
  auto operator<=>(const Contestant&) const = default;
};

// What one judge said of two samples: in both orders, or in the only one where a source has no
// other.
//
// Ownership: the comparisons belong to somebody who outlives this.
struct JudgedPair {
  std::uint32_t a = 0;  // contestants by index, a < b
  std::uint32_t b = 0;
  std::vector<const Comparison*> orders;  // one or two; of two, that with `a` first leads
};

// Comparisons put together, in an order that does not depend on theirs.
struct JudgedPairs {
  std::vector<Contestant> contestants;  // in order; of every comparison, counted or not
  std::vector<JudgedPair> pairs;
  // Left out of `pairs`:
  std::size_t unscored = 0;  // comparisons without a finding
  std::size_t lone = 0;      // comparisons whose other order is missing or has no finding
  std::size_t of_one = 0;    // comparisons of a contestant with itself
};

// Whether its source shows a pair in one order only: a person's vote, or an outcome that came
// without an order ("vote@1", "verdict@1").
bool has_one_order(const Comparison& comparison);

// Both orders of a pair are those of the same run, scenario, repeat, judge, samples and asking.
// REQUIRES: comparisons of one pack digest and scorer.
JudgedPairs judged_pairs(std::span<const Comparison> comparisons);
// The same of records that are held elsewhere.
JudgedPairs judged_pairs(std::vector<const Comparison*> comparisons);

// The pairs among these contestants, who are numbered anew in the order given. The counts of what
// was left out stay. REQUIRES: `kept` in ascending order.
JudgedPairs among(const JudgedPairs& all, std::span<const std::uint32_t> kept);

// Whether it shows first the one of its two who is `a` of their pair: the contestants' order
// decides.
bool shows_a_first(const Comparison& comparison);

// The share, 0 to 1, of a comparison's win that went to whom it showed first: by the rule of its
// scorer, or by one criterion alone where `ability` names one. Absent without a finding, and where
// the verdict says nothing of that criterion.
std::optional<double> share_of_first(const Comparison& comparison, const PairRule& rule,
                                     const std::string& ability);

// The share that went to `a`, the mean of both orders; absent where one of them has none.
std::optional<double> share_of_a(const JudgedPair& pair, const PairRule& rule,
                                 const std::string& ability);

}  // namespace attune
