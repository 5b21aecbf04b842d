#pragma once

#include <string>
#include <vector>

#include "results/charts/axis.h"

namespace attune {

// Points with their intervals, as text of an SVG element each.
//
// What holds for every chart of this room: a pure function whose result is one well-formed element
// with class "chart", a viewBox, role="img", a title and a description; no script, no style, no
// ids, nothing from elsewhere; all text of its arguments may be foreign. Names that do not fit are
// cut with "…" and stand whole in a tooltip. What is missing leaves its place empty.

// "85.73, 83.1 to 88.2".
std::string whisker_text(const Whisker& whisker);

// One row's interval for a cell of a table, 160 by 16; rows of one axis line up. `what` is its
// accessible name: "openai/gpt-4". Without a point there is only the grid.
std::string inline_whisker(const Whisker& whisker, const ChartAxis& axis, const std::string& what);

// The axis of such a column, for its heading, 160 by 16.
std::string inline_axis(const ChartAxis& axis, const std::string& what);

enum class WhiskerLook {
  Plain,
  Hollow  // does not count as the others do: a stub, a cited figure
};

struct WhiskerRow {
  std::string name;  // "openai/gpt-4 (v2)"
  Whisker figure;
  std::string value;  // as the table prints it: "85.73", "failed"; at the right
  std::string place;  // "1-3"
  WhiskerLook look = WhiskerLook::Plain;
};

// A dashed line across all rows.
struct WhiskerLine {
  std::string name;  // "random answers"
  double at = 0;
};

struct WhiskerChart {
  std::string title;
  std::vector<WhiskerRow> rows;  // from top to bottom
  std::vector<WhiskerLine> lines = {};
  std::string unit = "points";  // "rating"
  double level = 0.95;          // of the intervals
  std::string value_heading = "Score";
  std::string place_heading = "Rank";  // empty: no such column
  double width = 720;                  // CSS pixels, 320 at least
};

// Dot and whisker: names on the left, figures on a common axis, value and place on the right.
std::string whisker_chart(const WhiskerChart& chart);

}  // namespace attune
