#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"
#include "scorers/scorer.h"

namespace attune {

// How the verdicts of one scorer become one figure per subject.
struct ScoreRule {
  enum class Headline {
    Mean,            // mean of the samples' points
    FirstOrRevised,  // EQ-Bench's choice between first pass and revision (specs §1.5)
  };
  Headline headline = Headline::Mean;
  double low = 0;     // the least points a sample can get
  double high = 100;  // and the most
  double answered_share =
      0;  // a subject with fewer scored samples than this share has failed the run

  bool operator==(const ScoreRule&) const = default;
};

// Every scorer that can be named. A value: built in one place, smaller in tests.
class ScorerRegistry {
 public:
  struct Entry {
    std::string id;       // "rubric@1"
    std::string summary;  // one line for `attune list scorers`
    bool asks = false;    // a judge: needs a model to ask
    ScoreRule rule;
    std::function<std::unique_ptr<Scorer>()> make;
  };

  // REQUIRES: no entry of this id yet.
  void add(Entry entry);

  // By name ("rubric") or id ("rubric@1"); FixInput with the nearest known name otherwise.
  [[nodiscard]] Result<const Entry*> find(std::string_view name) const;

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace attune
