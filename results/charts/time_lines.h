#pragma once

#include <string>
#include <vector>

#include "results/charts/axis.h"
#include "scenarios/base/time.h"

namespace attune {

struct TimeSpot {
  UtcTime time;       // of the years 1 to 9999; others are left out
  std::string label;  // the release; empty: none
  Whisker figure;
};

// One line with the band of its intervals.
struct TimeLine {
  std::string name;             // "openai/gpt-4", "anchors (frozen replies)"; stands at its end
  std::vector<TimeSpot> spots;  // in any order
};

enum class TimeEventKind { Judge, Served, Other };

// Something that may explain a step.
struct TimeEvent {
  UtcTime time;
  std::string text;  // "judge: gpt-4 → gpt-4.1"
  TimeEventKind kind = TimeEventKind::Other;
};

struct TimeLines {
  std::string title;
  std::vector<TimeLine> lines;  // six are told apart by colour
  std::vector<TimeEvent> events = {};
  std::string unit = "points";
  double level = 0.95;
  double width = 720;  // CSS pixels, 320 at least
};

// Figures over time, as all charts (results/charts/whisker.h). Labels of releases stand above,
// events as marked lines, days or times of day (UTC) below.
std::string time_lines(const TimeLines& chart);

}  // namespace attune
