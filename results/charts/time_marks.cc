#include "results/charts/time_marks.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/charts/whisker.h"

namespace attune {
namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kFirstTime = -62'135'596'800'000;  // 0001-01-01
constexpr std::int64_t kLastTime = 253'402'300'799'999;   // 9999-12-31
constexpr std::size_t kLanes = 3;
constexpr double kLane = 14;
constexpr std::size_t kEventColumns = 40;
constexpr std::size_t kReleaseColumns = 14;

// Every time something was measured, with the first label it has.
std::map<UtcTime, std::string> releases_of(const TimeLines& chart) {
  std::map<UtcTime, std::string> releases;
  for (const TimeLine& line : chart.lines) {
    for (const TimeSpot& spot : line.spots) {
      if (!drawable(spot.time)) continue;
      std::string& label = releases[spot.time];
      if (label.empty()) label = visible_line(spot.label);
    }
  }
  return releases;
}

std::vector<TimeEvent> events_of(const TimeLines& chart) {
  std::vector<TimeEvent> events;
  for (const TimeEvent& event : chart.events) {
    if (drawable(event.time)) events.push_back(event);
  }
  std::ranges::stable_sort(events, {}, &TimeEvent::time);
  return events;
}

// As exact as the chart's extent makes sensible.
std::string time_text(UtcTime time, const TimeMarks& marks) {
  const std::string whole = to_text(time);  // "2026-11-23T01:31:09Z"
  const std::int64_t extent = marks.last.millis - marks.first.millis;
  if (whole.size() != 20 || extent > 4 * kDay) return whole.substr(0, 10);
  if (whole.substr(0, 10) == to_text(marks.first).substr(0, 10) && extent < kDay)
    return whole.substr(11, 8);
  return whole.substr(5, 5) + " " + whole.substr(11, 5);
}

LabelSpan span_of(const TimeLabel& label) {
  const double width =
      std::max(width_of(label.release, kReleaseColumns), width_of(label.time, 20, kSmallColumn));
  return {label.at - width / 2, label.at + width / 2};
}

// Hides labels that would touch one that matters more.
void thin_out(std::vector<TimeLabel>& labels) {
  std::vector<LabelSpan> taken;
  const auto place = [&taken](TimeLabel& label) {
    const LabelSpan mine = span_of(label);
    label.shown = std::ranges::none_of(taken, [&mine](const LabelSpan& other) {
      return mine.from < other.to + 8 && other.from < mine.to + 8;
    });
    if (label.shown) taken.push_back(mine);
  };
  if (labels.empty()) return;
  place(labels.front());
  if (labels.size() > 1) place(labels.back());
  for (std::size_t i = 1; i + 1 < labels.size(); ++i) place(labels[i]);
}

void add_events(TimeMarks& marks, std::vector<TimeEvent> events) {
  std::vector<Flag> flags;
  for (const TimeEvent& event : events) {
    flags.push_back(flag_at(x_of(marks, event.time),
                            width_of(event.text, kEventColumns, kSmallColumn) + 10,
                            {marks.across.from - 14, marks.across.to + 60}));
  }
  const auto lanes = lanes_of(flags, kLanes);
  for (std::size_t i = 0; i < events.size(); ++i)
    marks.events.push_back({std::move(events[i]), flags[i], lanes[i]});
}

// A triangle for the judge, a diamond for what was served, a bar for the rest: told apart without
// colour.
std::string sign_of(TimeEventKind kind, Spot at) {
  switch (kind) {
    case TimeEventKind::Judge:
      return fmt::format("M{}l-5 9h10z", coordinates({at.x, at.y - 9}));
    case TimeEventKind::Served:
      return fmt::format("M{}l-5 -5l5 -5l5 5z", coordinates({at.x, at.y}));
    case TimeEventKind::Other:
      return fmt::format("M{}h4v-9h-4z", coordinates({at.x - 2, at.y}));
  }
  return {};
}

std::string kind_text(TimeEventKind kind) {
  switch (kind) {
    case TimeEventKind::Judge:
      return "judge changed";
    case TimeEventKind::Served:
      return "served id changed";
    case TimeEventKind::Other:
      return "event";
  }
  return {};
}

void draw_event(Drawing& drawing, const EventFlag& mark, const Stretch& heights) {
  const double x = mark.flag.at;
  drawing.begin_group(fmt::format("{}, {}: {}", kind_text(mark.event.kind),
                                  to_text(mark.event.time), visible_line(mark.event.text)));
  double top = heights.from - 2;
  if (mark.lane) {
    const double base = heights.from - 10 - kLane * static_cast<double>(*mark.lane);
    drawing.text({mark.flag.span.from, base}, mark.event.text, "s", kEventColumns);
    top = base - 8;
  }
  drawing.line({x, top}, {x, heights.to}, "b");
  drawing.path(sign_of(mark.event.kind, {x, heights.to}), "y");
  drawing.end_group();
}

}  // namespace

bool drawable(UtcTime time) {
  return kFirstTime <= time.millis && time.millis <= kLastTime;
}

TimeMarks time_marks(const TimeLines& chart, const Stretch& across) {
  TimeMarks marks{.across = across};
  const std::map<UtcTime, std::string> releases = releases_of(chart);
  std::vector<TimeEvent> events = events_of(chart);
  std::vector<UtcTime> times;
  for (const auto& [time, label] : releases) times.push_back(time);
  for (const TimeEvent& event : events) times.push_back(event.time);
  if (times.empty()) return marks;
  const auto [first, last] = std::ranges::minmax_element(times);
  marks.first = *first;
  marks.last = *last;
  for (const auto& [time, label] : releases)
    marks.labels.push_back({x_of(marks, time), label, time_text(time, marks), true});
  thin_out(marks.labels);
  add_events(marks, std::move(events));
  return marks;
}

double x_of(const TimeMarks& marks, UtcTime time) {
  const auto extent = static_cast<double>(marks.last.millis - marks.first.millis);
  if (extent <= 0) return (marks.across.from + marks.across.to) / 2;
  const double share = static_cast<double>(time.millis - marks.first.millis) / extent;
  return marks.across.from + std::clamp(share, 0.0, 1.0) * (marks.across.to - marks.across.from);
}

double flags_height(const TimeMarks& marks) {
  std::vector<std::optional<std::size_t>> lanes;
  for (const EventFlag& mark : marks.events) lanes.push_back(mark.lane);
  const std::size_t used = lanes_used(lanes);
  return used == 0 ? 0 : 12 + kLane * static_cast<double>(used);
}

void draw_marks(Drawing& drawing, const TimeMarks& marks, const Stretch& heights) {
  std::string ticks = fmt::format("M{}H{}", coordinates({marks.across.from - 14, heights.to}),
                                  coordinate(marks.across.to + 8));
  for (const TimeLabel& label : marks.labels) {
    ticks += fmt::format("M{}v{}", coordinates({label.at, heights.to}), label.shown ? 5 : 3);
    if (!label.shown) continue;
    const bool named = !label.release.empty();
    if (named) drawing.text({label.at, heights.to + 19}, label.release, "m", kReleaseColumns);
    drawing.text({label.at, heights.to + (named ? 34 : 19)}, label.time, "s m");
  }
  drawing.path(ticks, "z");
  for (const EventFlag& mark : marks.events) draw_event(drawing, mark, heights);
}

}  // namespace attune
