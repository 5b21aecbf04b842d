#pragma once

#include <span>
#include <string>
#include <vector>

#include "scorers/pair_verdict.h"
#include "scorers/verdict.h"

namespace attune {

// How a panel's values become one. A median of an even number is the mean of the middle two.
enum class PanelRule { Mean, Median };

// What one judge of a panel said of the item.
struct PanelVerdict {
  std::string judge;  // provider/model
  Verdict verdict;
};

// What one judge of a panel said of two samples, all in the same order shown.
struct PanelPairVerdict {
  std::string judge;
  PairVerdict verdict;
};

// One figure of several judges, and how far they are apart.
struct PanelFigure {
  std::string name;
  double value = 0;        // by the rule, of those who gave one
  double spread = 0;       // the largest less the smallest; 0 of one judge
  double deviation = 0;    // standard deviation, divided by judges - 1; 0 of one judge
  std::size_t judges = 0;  // who gave it; never 0
  bool operator==(const PanelFigure&) const = default;
};

// A judge without a finding.
struct PanelAbsence {
  std::string judge;
  std::string why;
  bool operator==(const PanelAbsence&) const = default;
};

// What a panel makes of one item: computed whenever it is asked for and never stored. The verdicts
// it comes from stay apart and are the facts.
struct PanelFinding {
  std::vector<PanelFigure> figures;  // in the order in which the judges, one by one, name them
  std::vector<PanelAbsence> missing;
  bool operator==(const PanelFinding&) const = default;
};

// Of marks: the figure "points" comes first, then each mark. Without a finding of any judge there
// are no figures. REQUIRES: verdicts of one scorer, one for each judge.
PanelFinding panel_of(std::span<const PanelVerdict> verdicts, PanelRule rule);

// Of margins, one figure for each criterion. REQUIRES: as above, in one order of the samples.
PanelFinding panel_of(std::span<const PanelPairVerdict> verdicts, PanelRule rule);

}  // namespace attune
