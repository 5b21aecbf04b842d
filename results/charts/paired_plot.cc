#include "results/charts/paired_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include "results/charts/drawing.h"
#include "results/charts/lanes.h"
#include "results/charts/markup.h"
#include "results/charts/whisker.h"
#include "results/render/cells.h"

namespace attune {
namespace {

constexpr double kPlot = 220;       // height
constexpr std::size_t kDots = 300;  // more are one path
constexpr std::size_t kNamed = 20;  // of these, at either end, that still have a tooltip

struct Difference {
  const PairedSpot* spot = nullptr;
  double value = 0;
};

struct PairedPlan {
  double width = 0;
  Stretch plot;
  double top = 22;
  double bottom = 22 + kPlot;
  ChartAxis axis;
  double radius = 4;
};

std::vector<Difference> differences_of(const PairedPlot& plot) {
  std::vector<Difference> differences;
  for (const PairedSpot& spot : plot.spots) {
    const bool sound = drawable(Whisker{.point = spot.first}).point &&
                       drawable(Whisker{.point = spot.second}).point;
    if (sound) differences.push_back({&spot, spot.first - spot.second});
  }
  std::ranges::stable_sort(differences, [](const Difference& a, const Difference& b) {
    return a.value != b.value ? a.value < b.value : a.spot->scenario < b.spot->scenario;
  });
  return differences;
}

ChartAxis axis_of(const PairedPlot& plot, const std::vector<Difference>& differences) {
  std::vector<Whisker> all = {{.point = 0.0}, plot.mean};
  for (const Difference& each : differences) all.push_back({.point = each.value});
  return chart_axis(all, 5);
}

std::string signed_text(double value, int decimals) {
  const std::string text = fixed(value, decimals);
  return value > 0 ? "+" + text : text;
}

// "mean +2.30", "+0.4 to +4.1"
std::array<std::string, 2> mean_texts(const Whisker& mean) {
  if (!mean.point) return {};
  std::array<std::string, 2> texts = {"mean " + signed_text(*mean.point, 2)};
  if (mean.low) texts[1] = signed_text(*mean.low, 1) + " to " + signed_text(*mean.high, 1);
  return texts;
}

PairedPlan plan_of(const PairedPlot& plot, const std::vector<Difference>& differences) {
  PairedPlan plan{.width = chart_width(plot.width), .axis = axis_of(plot, differences)};
  double ticks = 0;
  for (const double tick : plan.axis.ticks)
    ticks = std::max(ticks, width_of(signed_text(tick, plan.axis.decimals), 20, kTickColumn));
  double mean = 0;
  for (const std::string& text : mean_texts(drawable(plot.mean)))
    mean = std::max(mean, width_of(text, 40));
  plan.plot = {ticks + 12, plan.width - (mean > 0 ? mean + 10 : 8)};
  const double each = (plan.plot.to - plan.plot.from) /
                      static_cast<double>(std::max<std::size_t>(differences.size(), 1));
  plan.radius = std::clamp(each / 3, 1.2, 4.0);
  return plan;
}

double y_of(const PairedPlan& plan, double value) {
  return place_on(plan.axis, value, {plan.bottom, plan.top});
}

double x_of(const PairedPlan& plan, std::size_t at, std::size_t count) {
  const double each = (plan.plot.to - plan.plot.from) / static_cast<double>(count);
  return plan.plot.from + each * (static_cast<double>(at) + 0.5);
}

void draw_level(Drawing& drawing, const PairedPlan& plan, double value, std::string_view look) {
  drawing.line({plan.plot.from, y_of(plan, value)}, {plan.plot.to, y_of(plan, value)}, look);
}

void draw_grid(Drawing& drawing, const PairedPlot& plot, const PairedPlan& plan) {
  for (const double tick : plan.axis.ticks) {
    draw_level(drawing, plan, tick, tick == 0 ? "z" : "g");
    drawing.text({plan.plot.from - 8, y_of(plan, tick) + 4}, signed_text(tick, plan.axis.decimals),
                 "s e");
  }
  const Whisker reach = drawable(Whisker{.point = plot.equivalence});
  if (!reach.point) return;
  drawing.begin_group(fmt::format("within ±{} they count as equal", shortest(*reach.point)));
  for (const double end : {-*reach.point, *reach.point}) draw_level(drawing, plan, end, "b");
  drawing.end_group();
}

void draw_band(Drawing& drawing, const PairedPlan& plan, const Whisker& mean) {
  if (!mean.low) return;
  drawing.box({plan.plot.from, y_of(plan, *mean.high)}, {plan.plot.to, y_of(plan, *mean.low)}, "x");
}

void draw_mean(Drawing& drawing, const PairedPlan& plan, const Whisker& mean) {
  if (!mean.point) return;
  draw_level(drawing, plan, *mean.point, "r");
  const double y = std::clamp(y_of(plan, *mean.point), plan.top + 8, plan.bottom - 8);
  const std::array<std::string, 2> texts = mean_texts(mean);
  drawing.text({plan.plot.to + 8, y + (mean.low ? -2 : 4)}, texts[0]);
  if (mean.low) drawing.text({plan.plot.to + 8, y + 12}, texts[1], "s");
}

// One side's stems and dots: those for whom `mine` holds.
template <class Mine>
void draw_side(Drawing& drawing, const PairedPlan& plan, const std::vector<Difference>& all,
               Mine mine) {
  std::string stems;
  std::string dots;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!mine(all[i].value)) continue;
    const Spot at = {x_of(plan, i, all.size()), y_of(plan, all[i].value)};
    stems += fmt::format("M{}V{}", coordinates({at.x, y_of(plan, 0)}), coordinate(at.y));
    if (all.size() > kDots) dots += fmt::format("M{}h0", coordinates(at));
  }
  if (!stems.empty()) drawing.path(stems, "v");
  if (!dots.empty()) drawing.path(dots, "P");
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool named = all.size() <= kDots || i < kNamed || i + kNamed >= all.size();
    if (!mine(all[i].value) || !named) continue;
    const PairedSpot& spot = *all[i].spot;
    drawing.dot(
        {x_of(plan, i, all.size()), y_of(plan, all[i].value)}, plan.radius, "p",
        fmt::format("{}: {} against {}, {}", visible_line(spot.scenario), fixed(spot.first, 1),
                    fixed(spot.second, 1), signed_text(all[i].value, 1)));
  }
}

void draw_sides(Drawing& drawing, const PairedPlan& plan, const std::vector<Difference>& all) {
  drawing.begin_group("", "c0");
  draw_side(drawing, plan, all, [](double value) { return value > 0; });
  drawing.end_group();
  drawing.begin_group("", "c1");
  draw_side(drawing, plan, all, [](double value) { return value < 0; });
  drawing.end_group();
  drawing.begin_group("", "c6");
  draw_side(drawing, plan, all, [](double value) { return value == 0; });
  drawing.end_group();
}

std::size_t count_of(const std::vector<Difference>& all, bool first) {
  return static_cast<std::size_t>(std::ranges::count_if(
      all, [first](const Difference& each) { return first ? each.value > 0 : each.value < 0; }));
}

// Each in the corner that its dots leave free.
void draw_names(Drawing& drawing, const PairedPlot& plot, const PairedPlan& plan,
                const std::vector<Difference>& all) {
  const std::size_t room = columns_in((plan.plot.to - plan.plot.from) * 0.9);
  const auto text = [&](const std::string& name, bool first) {
    return fmt::format("{} better in {} of {}", visible_line(name), count_of(all, first),
                       all.size());
  };
  drawing.text({plan.plot.from, plan.top - 8}, text(plot.first, true), "n c0", room);
  drawing.text({plan.plot.to, plan.bottom + 18}, text(plot.second, false), "n c1 e", room);
}

std::string description_of(const PairedPlot& plot, const std::vector<Difference>& all) {
  const Whisker mean = drawable(plot.mean);
  return fmt::format("{} minus {} on {} scenarios, in {}: {} better in {}, {} in {}; mean {}{}.",
                     visible_line(plot.first), visible_line(plot.second), all.size(),
                     visible_line(plot.unit), visible_line(plot.first), count_of(all, true),
                     visible_line(plot.second), count_of(all, false), whisker_text(mean),
                     mean.low ? interval_words(plot.level) : "");
}

}  // namespace

std::string paired_plot(const PairedPlot& plot) {
  const std::vector<Difference> differences = differences_of(plot);
  if (differences.empty()) return empty_chart(plot.title);
  const PairedPlan plan = plan_of(plot, differences);
  const Whisker mean = drawable(plot.mean);
  Drawing drawing({plan.width, plan.bottom + 44});
  draw_grid(drawing, plot, plan);
  draw_band(drawing, plan, mean);
  draw_sides(drawing, plan, differences);
  draw_mean(drawing, plan, mean);
  draw_names(drawing, plot, plan, differences);
  drawing.text({plan.plot.from, plan.bottom + 36},
               "difference in " + visible_line(plot.unit) + ", a dot for each scenario", "s", 60);
  return drawing.named(plot.title, description_of(plot, differences));
}

}  // namespace attune
