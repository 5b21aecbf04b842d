#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/audit/audit_pairs.h"
#include "results/ratings/contest.h"

namespace attune {

// Contextual Bradley-Terry for an audit: strengths and whatever else may have moved a judge, fitted
// at once, so that who is better is not taken for who is longer (specs/emonet-arena-psychometrics-
// statistics §B.5).

// What may have moved outcomes: a value for every contest, above 0 where it favours the first.
struct FitColumn {
  std::string name;  // "length"
  std::vector<double> values;
};

struct FitTable {
  std::vector<Contest> contests;  // contestants by index of the audit
  std::vector<FitColumn> columns;
};

// One effect: natural log-odds per unit of its column.
struct FitEffect {
  double value = 0;
  double error = 0;    // cluster-robust
  double freedom = 1;  // of Student's t
  double spread = 1;   // standard deviation of the column
};

struct EffectFit {
  std::vector<std::optional<FitEffect>> effects;  // by column; absent where it was left out
  std::vector<std::string> why;                   // … because
  std::vector<double> theta;                      // by contestant; 0 for those without a contest
  std::size_t contests = 0;
  std::size_t clusters = 0;
  bool held = false;  // by a prior, without which strengths or effects have no end
};

// A contest for every showing, weighing 0.5 where there are two; `column` values are the caller's.
void add_contests(std::vector<Contest>& contests, const AuditPair& pair);

// Columns that cannot be told apart from strengths and the columns before them are left out. Where
// contests go one way without exception, each contestant gets one pseudo-tie and effects a ridge,
// which makes them smaller than they are. Absent with fewer than two clusters or contestants, or
// where nothing can be fitted.
std::optional<EffectFit> fit_effects(const FitTable& table);

// Two-sided p of there being no effect.
double p_of(const EffectFit& fit, const FitEffect& effect);

// The effect times `factor`, with its interval by Student's t.
Estimate estimate_effect(const EffectFit& fit, const FitEffect& effect, double factor,
                         double level);

// Of the estimate in log-odds: how far the win probability of two equals moves, in percent points.
Estimate as_probability(const Estimate& log_odds);

// (first - second) / (first + second), 0 where there is nothing.
double balance(double first, double second);

}  // namespace attune
