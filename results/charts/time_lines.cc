#include "results/charts/time_lines.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "results/charts/drawing.h"
#include "results/charts/lanes.h"
#include "results/charts/markup.h"
#include "results/charts/time_marks.h"
#include "results/charts/whisker.h"

namespace attune {
namespace {

constexpr double kPlot = 220;          // height
constexpr double kNameShare = 0.3;     // of the width, for names at most
constexpr std::size_t kWhiskers = 40;  // spots of a line that still have one each

struct TimePlan {
  double width = 0;
  TimeMarks marks;
  Stretch plot;
  double top = 0;
  double bottom = 0;
  ChartAxis axis;
};

double y_of(const TimePlan& plan, double value) {
  return place_on(plan.axis, value, {plan.bottom, plan.top});
}

// Spots that can be drawn, by time.
std::vector<TimeSpot> drawn_spots(const TimeLine& line) {
  std::vector<TimeSpot> spots;
  for (const TimeSpot& spot : line.spots) {
    if (drawable(spot.time)) spots.push_back({spot.time, spot.label, drawable(spot.figure)});
  }
  std::ranges::stable_sort(spots, {}, &TimeSpot::time);
  return spots;
}

ChartAxis axis_of(const TimeLines& chart) {
  std::vector<Whisker> all;
  for (const TimeLine& line : chart.lines) {
    for (const TimeSpot& spot : drawn_spots(line)) all.push_back(spot.figure);
  }
  return chart_axis(all, 5);
}

double tick_width(const ChartAxis& axis) {
  double width = 0;
  for (const double tick : axis.ticks)
    width = std::max(width, width_of(tick_text(axis, tick), 20, kTickColumn));
  return width;
}

double name_width(const TimeLines& chart) {
  double width = 0;
  for (const TimeLine& line : chart.lines) width = std::max(width, width_of(line.name, 100));
  return std::min(width, kNameShare * chart_width(chart.width));
}

TimePlan plan_of(const TimeLines& chart) {
  TimePlan plan{.width = chart_width(chart.width), .axis = axis_of(chart)};
  plan.plot = {tick_width(plan.axis) + 10, plan.width - name_width(chart) - 14};
  plan.marks = time_marks(chart, {plan.plot.from + 14, plan.plot.to - 8});
  plan.top = 8 + flags_height(plan.marks);
  plan.bottom = plan.top + kPlot;
  return plan;
}

void draw_grid(Drawing& drawing, const TimePlan& plan) {
  std::string grid;
  for (const double tick : plan.axis.ticks) {
    const double y = y_of(plan, tick);
    grid += fmt::format("M{}H{}", coordinates({plan.plot.from, y}), coordinate(plan.plot.to));
    drawing.text({plan.plot.from - 8, y + 4}, tick_text(plan.axis, tick), "s e");
  }
  drawing.path(grid, "g");
}

// Stretches of neighbours that have what is asked for.
template <class Has>
std::vector<std::vector<TimeSpot>> stretches(const std::vector<TimeSpot>& spots, Has has) {
  std::vector<std::vector<TimeSpot>> found(1);
  for (const TimeSpot& spot : spots) {
    if (has(spot.figure)) {
      found.back().push_back(spot);
    } else if (!found.back().empty()) {
      found.emplace_back();
    }
  }
  return found;
}

std::string outline(const std::vector<Spot>& spots) {
  std::string path;
  for (const Spot& spot : spots) path += (path.empty() ? "M" : "L") + coordinates(spot);
  return path;
}

void draw_bands(Drawing& drawing, const TimePlan& plan, const std::vector<TimeSpot>& spots) {
  for (const auto& part : stretches(spots, [](const Whisker& f) { return f.low.has_value(); })) {
    if (part.size() < 2) continue;
    std::vector<Spot> edge;
    for (const TimeSpot& spot : part)
      edge.push_back({x_of(plan.marks, spot.time), y_of(plan, *spot.figure.high)});
    for (auto spot = part.rbegin(); spot != part.rend(); ++spot)
      edge.push_back({x_of(plan.marks, spot->time), y_of(plan, *spot->figure.low)});
    drawing.path(outline(edge) + "Z", "a");
  }
}

void draw_course(Drawing& drawing, const TimePlan& plan, const std::vector<TimeSpot>& spots) {
  for (const auto& part : stretches(spots, [](const Whisker& f) { return f.point.has_value(); })) {
    if (part.size() < 2) continue;
    std::vector<Spot> course;
    for (const TimeSpot& spot : part)
      course.push_back({x_of(plan.marks, spot.time), y_of(plan, *spot.figure.point)});
    drawing.path(outline(course), "l");
  }
}

void draw_spots(Drawing& drawing, const TimePlan& plan, const std::string& name,
                const std::vector<TimeSpot>& spots) {
  for (const TimeSpot& spot : spots) {
    if (!spot.figure.point) continue;
    const double x = x_of(plan.marks, spot.time);
    if (spot.figure.low && spots.size() <= kWhiskers) {
      drawing.line({x, y_of(plan, *spot.figure.low)}, {x, y_of(plan, *spot.figure.high)}, "q");
    }
    const std::string label = spot.label.empty() ? "" : visible_line(spot.label) + ", ";
    drawing.dot({x, y_of(plan, *spot.figure.point)}, spots.size() <= kWhiskers ? 4 : 2, "p",
                fmt::format("{}: {}{}: {}", visible_line(name), label, to_text(spot.time),
                            whisker_text(spot.figure)));
  }
}

// Where the name of each line wants to stand; absent without a spot.
std::vector<std::optional<double>> last_heights(const TimeLines& chart, const TimePlan& plan) {
  std::vector<std::optional<double>> heights;
  for (const TimeLine& line : chart.lines) {
    std::optional<double> height;
    for (const TimeSpot& spot : drawn_spots(line)) {
      if (spot.figure.point) height = y_of(plan, *spot.figure.point);
    }
    heights.push_back(height);
  }
  return heights;
}

std::string colour_of(std::size_t line) {
  return fmt::format("c{}", line % 6);
}

void draw_names(Drawing& drawing, const TimeLines& chart, const TimePlan& plan) {
  const std::vector<std::optional<double>> heights = last_heights(chart, plan);
  std::vector<double> wanted;
  for (const auto& height : heights) {
    if (height) wanted.push_back(*height);
  }
  const std::vector<double> places = spread(wanted, 15, {plan.top, plan.bottom});
  std::size_t next = 0;
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    if (!heights[i]) continue;
    drawing.text({plan.plot.to + 8, places[next++] + 4}, chart.lines[i].name, "n " + colour_of(i),
                 columns_in(plan.width - plan.plot.to - 8));
  }
}

std::string description_of(const TimeLines& chart) {
  std::set<UtcTime> times;
  for (const TimeLine& line : chart.lines) {
    for (const TimeSpot& spot : drawn_spots(line)) times.insert(spot.time);
  }
  if (times.empty()) return "Nothing to show.";
  return fmt::format("{} of lines: {}{}; times: {}, from {} to {}; events: {}.",
                     visible_line(chart.unit), chart.lines.size(), interval_words(chart.level),
                     times.size(), to_text(*times.begin()), to_text(*times.rbegin()),
                     chart.events.size());
}

bool anything(const TimeLines& chart) {
  return std::ranges::any_of(chart.lines, [](const TimeLine& line) {
    return std::ranges::any_of(drawn_spots(line),
                               [](const TimeSpot& s) { return s.figure.point.has_value(); });
  });
}

}  // namespace

std::string time_lines(const TimeLines& chart) {
  if (!anything(chart)) return empty_chart(chart.title);
  const TimePlan plan = plan_of(chart);
  Drawing drawing({plan.width, plan.bottom + 44});
  draw_grid(drawing, plan);
  draw_marks(drawing, plan.marks, {plan.top, plan.bottom});
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    const std::vector<TimeSpot> spots = drawn_spots(chart.lines[i]);
    drawing.begin_group("", colour_of(i));
    draw_bands(drawing, plan, spots);
    draw_course(drawing, plan, spots);
    draw_spots(drawing, plan, chart.lines[i].name, spots);
    drawing.end_group();
  }
  draw_names(drawing, chart, plan);
  return drawing.named(chart.title, description_of(chart));
}

}  // namespace attune
