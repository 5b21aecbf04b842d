#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "results/reports/leaderboard.h"

namespace attune {

// What the renderers of a leaderboard have in common: how one value becomes text.

// Foreign text on one line, without control characters: newlines and tabs become spaces.
std::string one_line(std::string_view text);

// Rounded to `decimals` (0-4) places, "-0.00" as "0.00".
std::string fixed(double value, int decimals);
// Rounded to at most four places, without trailing zeros: "85.73".
std::string shortest(double value);
// The number `shortest` prints.
double rounded(double value);

// "openai/gpt-4", "openai/gpt-4 (label)", "stub/skill-85 (stub)": on one line.
std::string subject_text(const Standing& row);
// The same in at most `width` columns (at least 12): the name is cut first, the label to a third
// and in its middle, and never what says that it is a stub.
std::string subject_text(const Standing& row, std::size_t width);
// "1", "1-3", "-" without a score.
std::string place_text(const Standing& row);
// "85.73", "failed", "-" without a score.
std::string score_text(const Standing& row);
// "83.1 to 88.2", "-" without an interval.
std::string interval_text(const Standing& row);
// "ok 170, refused 1"; the most frequent first, then by name.
std::string outcomes_text(const Standing& row);
// "$0.61", "$0.61+" where only a part is known, "-" where nothing is.
std::string cost_text(const Standing& row);
// "840 ms", "12.3 s", "-" where it is not known.
std::string latency_text(const Standing& row);

// "71.2 ±13.1": the interval by the end that lies farther off; "71.2" without one.
std::string estimate_text(const Estimate& estimate);

// A mark that has a column of its own on boards where any row has it. Both are 100 at best.
struct MarkColumn {
  std::string_view mark;
  std::string_view heading;
  std::string_view unit;  // after the figure
};

inline constexpr std::array<MarkColumn, 2> kMarkColumns = {
    MarkColumn{"above_chance", "Above chance", ""}, MarkColumn{"format", "Format", " %"}};

// "61.3", "98.5 %", "-" where the row has no such mark.
std::string mark_text(const Standing& row, const MarkColumn& column);
bool any_has(const std::vector<Standing>& rows, const MarkColumn& column);

// "human norm (cited)".
std::string subject_text(const Cited& cited);
// "Wang et al. 2023, table 2; 2023-05; another prompt": where it is from, when, what to keep in
// mind.
std::string origin_text(const Cited& cited);

// "EQ-Bench v2 (eqbench-v2 2.4), marked by rubric@1 with openai/gpt-4"; of a composite "Composite:
// 25 % intensity, 75 % roleplay".
std::string heading_text(const Leaderboard& board);

// Sentences that belong to rows: why a run failed, where the point lies with what is missing, what
// scorers could not score, which place of offered answers was chosen too often or too seldom.
std::vector<std::string> row_remarks(const std::vector<Standing>& rows);

// What stands above a further section.
inline constexpr std::string_view kStubTitle = "Stub: attune's own test endpoint, not a model";
inline constexpr std::string_view kCitedTitle = "Cited: published by others, not measured here";
inline constexpr std::string_view kBaselineTitle =
    "For reference: what answers without content come to, not a subject";

}  // namespace attune
