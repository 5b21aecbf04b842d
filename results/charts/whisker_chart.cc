#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "results/charts/drawing.h"
#include "results/charts/lanes.h"
#include "results/charts/markup.h"
#include "results/charts/whisker.h"
#include "scenarios/base/words.h"

namespace attune {
namespace {

constexpr std::size_t kLanes = 3;  // of names of lines
constexpr std::size_t kLineColumns = 40;
constexpr double kLane = 14;
constexpr double kNarrow = 480;        // below, names that do not fit stand above their figures
constexpr std::size_t kDescribed = 3;  // rows in the description

// Where everything stands.
struct WhiskerPlan {
  double width = 0;
  double names = 0;  // columns of names end here
  bool stacked = false;
  Stretch plot;      // across
  double value = 0;  // right edges of these columns
  double place = 0;
  double pitch = 24;  // of rows
  double top = 0;     // of the first row
  double bottom = 0;  // of the last
  ChartAxis axis;
};

double widest(const std::vector<WhiskerRow>& rows, std::string WhiskerRow::*text,
              const std::string& heading, std::size_t most) {
  double width = width_of(heading, most, kSmallColumn);
  for (const WhiskerRow& row : rows) width = std::max(width, width_of(row.*text, most));
  return width;
}

// Round ticks over everything that is drawn.
ChartAxis axis_of(const WhiskerChart& chart) {
  std::vector<Whisker> all;
  for (const WhiskerRow& row : chart.rows) all.push_back(row.figure);
  for (const WhiskerLine& line : chart.lines) all.push_back({.point = line.at});
  return chart_axis(all, 6);
}

double pitch_of(std::size_t rows, bool stacked) {
  if (stacked) return 38;
  return rows <= 40 ? 24 : rows <= 100 ? 19 : 16;
}

WhiskerPlan plan_of(const WhiskerChart& chart, std::size_t lanes) {
  WhiskerPlan plan{.width = chart_width(chart.width)};
  const double wanted = widest(chart.rows, &WhiskerRow::name, "", 60);
  plan.stacked = plan.width < kNarrow && wanted > 0.36 * plan.width;
  plan.names = plan.stacked ? plan.width : std::clamp(wanted, 40.0, 0.36 * plan.width);
  const bool places = !chart.place_heading.empty();
  plan.place = plan.width - 2;
  plan.value = plan.place -
               (places ? widest(chart.rows, &WhiskerRow::place, chart.place_heading, 9) + 14 : 0);
  plan.plot = {plan.stacked ? 10 : plan.names + 16,
               plan.value - widest(chart.rows, &WhiskerRow::value, chart.value_heading, 9) - 16};
  plan.pitch = pitch_of(chart.rows.size(), plan.stacked);
  plan.top = 20 + kLane * static_cast<double>(lanes);
  plan.bottom = plan.top + plan.pitch * static_cast<double>(chart.rows.size());
  plan.axis = axis_of(chart);
  return plan;
}

// Names of dashed lines, in lanes above the rows.
struct LineLabels {
  std::vector<Flag> flags;
  std::vector<std::optional<std::size_t>> lanes;
};

std::string line_text(const WhiskerLine& line, const ChartAxis& axis) {
  ChartAxis fine = axis;
  fine.decimals = std::max(axis.decimals, 1);
  return visible_line(line.name) + " " + tick_text(fine, line.at);
}

LineLabels labels_of(const WhiskerChart& chart) {
  const WhiskerPlan plan = plan_of(chart, 0);
  LineLabels labels;
  for (const WhiskerLine& line : chart.lines) {
    const double width = width_of(line_text(line, plan.axis), kLineColumns, kSmallColumn);
    labels.flags.push_back(flag_at(place_on(plan.axis, line.at, plan.plot), width,
                                   {plan.plot.from - 8, plan.plot.to + 8}));
  }
  labels.lanes = lanes_of(labels.flags, kLanes);
  return labels;
}

void draw_lines(Drawing& drawing, const WhiskerChart& chart, const WhiskerPlan& plan,
                const LineLabels& labels) {
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    const WhiskerLine& line = chart.lines[i];
    if (!drawable(Whisker{.point = line.at}).point) continue;
    const double x = place_on(plan.axis, line.at, plan.plot);
    const std::string text = line_text(line, plan.axis);
    double from = plan.top - 2;
    drawing.begin_group(text);
    if (labels.lanes[i]) {
      from -= 18 + kLane * static_cast<double>(*labels.lanes[i]);
      drawing.text({labels.flags[i].span.from, from}, text, "s", kLineColumns);
      from -= 8;
    }
    drawing.line({x, from}, {x, plan.bottom}, "b");
    drawing.end_group();
  }
}

void draw_ticks(Drawing& drawing, const WhiskerPlan& plan, double base) {
  double free = 0;
  for (const double tick : plan.axis.ticks) {
    const std::string text = tick_text(plan.axis, tick);
    const double x = place_on(plan.axis, tick, plan.plot);
    const double half = width_of(text, text.size(), kTickColumn) / 2;
    if (x - half < free) continue;
    drawing.text({x, base}, text, "s m");
    free = x + half + 6;
  }
}

void draw_grid(Drawing& drawing, const WhiskerPlan& plan) {
  std::string grid;
  for (const double tick : plan.axis.ticks) {
    const double x = place_on(plan.axis, tick, plan.plot);
    grid += fmt::format("M{}V{}", coordinates({x, plan.top - 2}), coordinate(plan.bottom));
  }
  drawing.path(grid, "g");
}

void draw_figure(Drawing& drawing, const WhiskerRow& row, const WhiskerPlan& plan, double y) {
  const Whisker figure = drawable(row.figure);
  const bool hollow = row.look == WhiskerLook::Hollow;
  if (figure.low) {
    drawing.line({place_on(plan.axis, *figure.low, plan.plot), y},
                 {place_on(plan.axis, *figure.high, plan.plot), y}, hollow ? "w f" : "w");
  }
  if (figure.point)
    drawing.dot({place_on(plan.axis, *figure.point, plan.plot), y}, 4, hollow ? "o" : "d");
}

void draw_row(Drawing& drawing, const WhiskerRow& row, const WhiskerPlan& plan, double y) {
  const bool muted = row.look == WhiskerLook::Hollow || !drawable(row.figure).point;
  drawing.begin_group(visible_line(row.name) + ": " + whisker_text(row.figure));
  if (plan.stacked)
    drawing.text({0, y - 14}, row.name, muted ? "u over" : "over", columns_in(plan.names));
  else
    drawing.text({0, y + 4}, row.name, muted ? "u" : "", columns_in(plan.names));
  draw_figure(drawing, row, plan, y);
  drawing.text({plan.value, y + 4}, row.value, muted ? "u e" : "e", 9);
  if (plan.value < plan.place && !row.place.empty())
    drawing.text({plan.place, y + 4}, row.place, "u e", 9);
  drawing.end_group();
}

void draw_headings(Drawing& drawing, const WhiskerChart& chart, const WhiskerPlan& plan) {
  const double base = plan.top - 8;
  drawing.text({plan.value, base}, chart.value_heading, "s e", 9);
  if (!chart.place_heading.empty()) drawing.text({plan.place, base}, chart.place_heading, "s e", 9);
}

std::string description_of(const WhiskerChart& chart) {
  std::vector<std::string> rows;
  for (const WhiskerRow& row : chart.rows) {
    if (rows.size() == kDescribed) break;
    rows.push_back(visible_line(row.name) + " " + whisker_text(row.figure));
  }
  return fmt::format("Rows: {}{}, from the top: {}{}", chart.rows.size(),
                     interval_words(chart.level), join(rows, "; "),
                     rows.size() < chart.rows.size() ? "; …" : ".");
}

}  // namespace

std::string whisker_chart(const WhiskerChart& chart) {
  if (chart.rows.empty()) return empty_chart(chart.title);
  const LineLabels labels = labels_of(chart);
  const WhiskerPlan plan = plan_of(chart, lanes_used(labels.lanes));
  Drawing drawing({plan.width, plan.bottom + 38});
  draw_headings(drawing, chart, plan);
  draw_grid(drawing, plan);
  draw_lines(drawing, chart, plan, labels);
  double y = plan.top + plan.pitch / 2 + (plan.stacked ? 8 : 0);
  for (const WhiskerRow& row : chart.rows) {
    draw_row(drawing, row, plan, y);
    y += plan.pitch;
  }
  draw_ticks(drawing, plan, plan.bottom + 14);
  const double middle = (plan.plot.from + plan.plot.to) / 2;
  drawing.text({middle, plan.bottom + 31}, visible_line(chart.unit) + interval_words(chart.level),
               "s m", columns_in(2 * std::min(middle, plan.width - middle), kSmallColumn));
  return drawing.named(chart.title, description_of(chart));
}

}  // namespace attune
