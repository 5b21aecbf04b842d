#include "results/charts/whisker.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "results/charts/drawing.h"
#include "results/charts/markup.h"
#include "results/render/cells.h"

namespace attune {
namespace {

constexpr Spot kInline = {160, 16};
constexpr Stretch kInlineStretch = {8, 152};

}  // namespace

std::string whisker_text(const Whisker& whisker) {
  const Whisker sound = drawable(whisker);
  if (!sound.point) return "nothing known";
  if (!sound.low) return fixed(*sound.point, 2);
  return fmt::format("{}, {} to {}", fixed(*sound.point, 2), fixed(*sound.low, 1),
                     fixed(*sound.high, 1));
}

std::string inline_whisker(const Whisker& whisker, const ChartAxis& axis, const std::string& what) {
  Drawing drawing(kInline, "inline");
  std::string track = fmt::format("M{} 8H{}", kInlineStretch.from, kInlineStretch.to);
  for (const double tick : axis.ticks)
    track += fmt::format("M{}v6", coordinates({place_on(axis, tick, kInlineStretch), 5}));
  drawing.path(track, "g");
  const Whisker sound = drawable(whisker);
  if (sound.low) {
    drawing.line({place_on(axis, *sound.low, kInlineStretch), 8},
                 {place_on(axis, *sound.high, kInlineStretch), 8}, "w");
  }
  if (sound.point) drawing.dot({place_on(axis, *sound.point, kInlineStretch), 8}, 3.5, "d");
  return drawing.named(fmt::format("{}: {}", what, whisker_text(whisker)), "");
}

std::string inline_axis(const ChartAxis& axis, const std::string& what) {
  Drawing drawing(kInline, "inline");
  double free = 0;
  for (const double tick : axis.ticks) {
    const std::string text = tick_text(axis, tick);
    const double half = width_of(text, text.size(), kTickColumn) / 2;
    const double at =
        std::clamp(place_on(axis, tick, kInlineStretch), half, std::max(half, kInline.x - half));
    if (at - half < free) continue;
    drawing.text({at, 12}, text, "s m");
    free = at + half + 4;
  }
  return drawing.named(
      what, fmt::format("From {} to {}.", tick_text(axis, axis.least), tick_text(axis, axis.most)));
}

}  // namespace attune
