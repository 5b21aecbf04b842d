#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "results/differences/difference.h"
#include "results/render/group_grid.h"

namespace attune {

// What the renderers of differences have in common: how one value becomes text.

// "openai/gpt-4", "openai/gpt-4 (v2)", "openai/gpt-4 (run 3f2a91c0)", "stub/skill-85 (stub)": on
// one line.
std::string side_text(const Side& side);

// "Feelings (feelings 1.0), marked by rubric@1 with lab/judge"
std::string heading_text(const DifferenceReport& report);

// The question answered in sentences: "a is 3.2 points better than b (95 %: 1.1 to 5.3, p = 0.004;
// 45 scenarios)."; "No difference is shown …; one of 4.1 points would have been found in 80 % of
// cases.". Foreign names on one line, nothing escaped.
std::vector<std::string> answer_texts(const DifferenceReport& report, const Difference& difference);

// "0.004", "< 0.001", "-" where there is none.
std::string p_text(const std::optional<double>& p);
// "p = 0.004", "p < 0.001"
std::string p_sentence(double p);
// "18-1-5": won, tied, lost.
std::string wins_text(const WinCounts& wins);
// "equal within the margin" …
std::string_view likeness_text(Likeness likeness);

// One figure with its name, for a list.
struct NamedText {
  std::string name;
  std::string text;
};

// Every figure of one difference but those of grids; none where it failed.
std::vector<NamedText> figure_texts(const DifferenceReport& report, const Difference& difference);

// Further tables; names are foreign text in at most `name` columns.
struct DifferenceGrid {
  std::string title;
  Grid grid;
};

// One line for each other side: difference, interval, p, scenarios won, tied and lost, and how
// many.
Grid summary_grid(const DifferenceReport& report, std::size_t name);
// The same with correlation and effect size.
Grid wide_summary_grid(const DifferenceReport& report, std::size_t name);
// Scenarios that differ most, criteria, spreads; without those that would be empty.
std::vector<DifferenceGrid> difference_grids(const DifferenceReport& report,
                                             const Difference& difference, std::size_t name);

}  // namespace attune
