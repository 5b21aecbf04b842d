#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/base/result.h"
#include "scorers/scorer.h"

namespace attune {

// What a scorer found on one sample, for figures that are made of a whole run.
struct Scored {
  std::string_view scenario;  // its id
  int repeat = 1;
  const Marks* marks = nullptr;  // never null
};

// How the verdicts of one scorer become one figure per subject.
struct ScoreRule {
  enum class Headline {
    Mean,            // mean of the samples' points
    FirstOrRevised,  // EQ-Bench's choice between first pass and revision (specs §1.5)
    Whole,           // `whole` of everything that was scored
  };
  Headline headline = Headline::Mean;
  // For Whole: the figure of any set of scored samples, in points; nothing where they are too few.
  // Its interval resamples scenarios; those whose ids share what stands before a slash go together.
  // A cluster drawn twice has other ids the second time: "request#2/writer".
  std::optional<double> (*whole)(std::span<const Scored> samples) = nullptr;
  // The same more coarsely, for the thousands of draws behind an interval; none: `whole` itself.
  std::optional<double> (*whole_drawn)(std::span<const Scored> samples) = nullptr;
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
    std::string id;          // "rubric@1"
    std::string summary;     // one line for `attune list scorers`
    bool asks = false;       // a judge: needs a model to ask
    bool published = false;  // its verdicts come with imported files; it marks nothing itself
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
