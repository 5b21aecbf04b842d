#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"
#include "scorers/pair_scorer.h"

namespace attune {

// How the margins of one verdict become a share of the win.
struct PairRule {
  double most = 5;  // the largest margin of one criterion; the least is its negative
  // The share, 0 to 1, that the first shown gets of one verdict; none: (1 + mean margin / most)
  // / 2.
  double (*share)(std::span<const Margin> margins) = nullptr;
  bool operator==(const PairRule&) const = default;
};

// The share, 0 to 1, that the first shown gets by the rule; 0.5 where there is no margin.
double share_of(const PairRule& rule, std::span<const Margin> margins);
// … by one criterion alone.
double share_of(const PairRule& rule, const Margin& margin);

// Every scorer of pairs that can be named. A value, as ScorerRegistry.
class PairScorerRegistry {
 public:
  struct Entry {
    std::string id;          // "pairwise@1"
    std::string summary;     // one line for `attune list scorers`
    bool published = false;  // its comparisons come with imported files; it asks nobody
    PairRule rule;
    std::function<std::unique_ptr<PairScorer>()> make;
  };

  // REQUIRES: no entry of this id yet.
  void add(Entry entry);

  // By name ("pairwise") or id ("pairwise@1"); FixInput with the nearest known name otherwise.
  [[nodiscard]] Result<const Entry*> find(std::string_view name) const;

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace attune
