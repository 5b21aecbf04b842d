#pragma once

#include <string>

namespace attune {

// What charts look like; a page with charts holds it once, in its style element.

enum class ColourScheme { Light, Dark };

// Declarations of the custom properties that charts (and the page, if it likes) take their colours
// from: "--ink:#1f2328;--paper:#ffffff;…", for a rule of the page's choice, as in
// ":root{" + chart_colours(Light) + "}@media (prefers-color-scheme:dark){:root{" + … + "}}".
// Print is to be light.
//
//   --paper --ink --muted --grid --axis --accent   ground, text, secondary text, lines, a figure
//   --series-0 … --series-5                        lines of several series, and their names
//   --heat-0 … --heat-8                            sequential, more is farther from the ground
//   --win-0 … --win-8                              diverging, orange to blue; --win-4 is 50 %
//   --heat-ink --heat-ink-turned                   text on steps 0-5, on 6-8
//   --outcome-ok …                                 one for each outcome; see
//   results/charts/outcome_bar.h
//
// Text on any of these grounds has a contrast of 4.5 or more (WCAG 2.1 AA); neither scale needs red
// and green told apart.
std::string chart_colours(ColourScheme scheme);

// Rules for everything inside ".chart". Every colour falls back to the light one. A chart has its
// natural size, one unit a CSS pixel: give it a box with overflow-x:auto. In print it shrinks to
// its box.
std::string chart_rules();

}  // namespace attune
