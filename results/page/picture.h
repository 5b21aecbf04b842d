#pragma once

#include <string>

#include "results/page/html_table.h"

namespace attune {

// A chart's width on a wide page and on a telephone, in CSS pixels.
inline constexpr double kWidePicture = 1100;
inline constexpr double kNarrowPicture = 330;

// A chart drawn twice, for wide windows and for narrow ones; the style sheet shows the one that
// fits. REQUIRES: Chart has `width` and `title`.
template <class Chart>
std::string picture(Chart chart, std::string (*draw)(const Chart& chart)) {
  chart.width = kWidePicture;
  const std::string wide = scroll_box(draw(chart), chart.title);
  chart.width = kNarrowPicture;
  return "<div class=\"wide\">" + wide + "</div><div class=\"narrow\">" +
         scroll_box(draw(chart), chart.title) + "</div>\n";
}

}  // namespace attune
