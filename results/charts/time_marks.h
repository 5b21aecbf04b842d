#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/charts/drawing.h"
#include "results/charts/lanes.h"
#include "results/charts/time_lines.h"

namespace attune {

// What stands along the time axis of a chart: releases and times below, events above.

// A time with its release, below the axis; of those that would touch, the first and the last are
// kept, then from the left.
struct TimeLabel {
  double at = 0;
  std::string release;
  std::string time;  // "2026-11-23", or with the time of day where all is within a few days
  bool shown = true;
};

struct EventFlag {
  TimeEvent event;
  Flag flag;
  std::optional<std::size_t> lane;
};

struct TimeMarks {
  UtcTime first;
  UtcTime last;
  Stretch across;
  std::vector<TimeLabel> labels;
  std::vector<EventFlag> events;
};

// Of the years 1 to 9999.
bool drawable(UtcTime time);

TimeMarks time_marks(const TimeLines& chart, const Stretch& across);

// In the middle where all is at one time.
double x_of(const TimeMarks& marks, UtcTime time);

// What flags of events need above the plot.
double flags_height(const TimeMarks& marks);

// `heights` are the upper and lower edge of the plot.
void draw_marks(Drawing& drawing, const TimeMarks& marks, const Stretch& heights);

}  // namespace attune
