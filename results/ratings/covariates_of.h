#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "results/facts/comparison.h"
#include "results/ratings/contest.h"
#include "scenarios/base/ids.h"
#include "scenarios/base/result.h"

namespace attune {

// What beside strength may have moved a judge, and is estimated with the strengths where asked for
// (specs/emonet-arena-psychometrics-statistics §B.5, §D.2).
enum class Factor {
  Position,  // 1: an intercept, above 0 where who is shown first wins more
  Judge,     // the same for each judge. How strict one is cancels out between two samples
  Length,    // (first - second) / (first + second) of the replies' lengths
  Style,     // the same of headers, list items and bold passages, a column each
  Family,    // for each family of judges: 1 where only the first is of it, -1 where only the second
};

// "openai" for "openai/gpt-4" and all others of that house.
using FamilyOf = std::function<std::string(const SubjectId& model)>;

struct CovariateOptions {
  std::vector<Factor> factors;
  FamilyOf family;  // REQUIRES: not empty where Factor::Family is asked for
};

struct NamedCovariates {
  Covariates covariates;
  // Columns in which nothing differs, "bold": they say nothing and are not among the covariates.
  std::vector<std::string> even;
};

// Judges beyond these many, and those with fewer comparisons than this, share one column: a person
// who gave three votes has no leaning that could be measured. It is "position" where no judge has
// one.
inline constexpr std::size_t kJudgesOfTheirOwn = 24;
inline constexpr std::size_t kLeastOfAJudge = 20;

// A row for each comparison, in their order; with Judge, Position has no column of its own.
// Errors: FixInput where a comparison lacks what a factor needs: its length, style or judge.
Result<NamedCovariates> covariates_of(std::span<const Comparison* const> comparisons,
                                      const CovariateOptions& options);

}  // namespace attune
