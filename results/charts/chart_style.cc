#include "results/charts/chart_style.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace attune {
namespace {

struct Colour {
  std::string_view name;
  std::string_view light;
  std::string_view dark;
};

// Sequential and diverging steps after ColorBrewer's Blues and PuOr with RdBu's blues, both safe
// for the colour-blind; the dark ones run from the ground to brightness.
constexpr std::array kColours = {
    Colour{"paper", "#ffffff", "#14171a"},
    Colour{"ink", "#1f2328", "#e6e8eb"},
    Colour{"muted", "#59636e", "#9ba5b0"},
    Colour{"grid", "#e4e7eb", "#292e34"},
    Colour{"axis", "#9aa4ae", "#5b6570"},
    Colour{"accent", "#2563a8", "#7ab3f0"},
    Colour{"series-0", "#2563a8", "#7ab3f0"},
    Colour{"series-1", "#b4530a", "#f0a85a"},
    Colour{"series-2", "#1a7a58", "#5fcf9f"},
    Colour{"series-3", "#8a3f9c", "#cf9be0"},
    Colour{"series-4", "#a8325e", "#f08fb0"},
    Colour{"series-5", "#6a6400", "#d9d36a"},
    Colour{"heat-0", "#f5f9fe", "#1a2129"},
    Colour{"heat-1", "#e3eef9", "#1b2a39"},
    Colour{"heat-2", "#cfe1f2", "#1b3349"},
    Colour{"heat-3", "#b3d3e8", "#1b3d5a"},
    Colour{"heat-4", "#8dc0dd", "#1b486c"},
    Colour{"heat-5", "#63a8d3", "#1c547f"},
    Colour{"heat-6", "#2b77b8", "#5497d0"},
    Colour{"heat-7", "#135a9e", "#7fb5e3"},
    Colour{"heat-8", "#08386f", "#b2d6f5"},
    Colour{"win-0", "#a8500a", "#f0a85a"},
    Colour{"win-1", "#e89a45", "#8a4a10"},
    Colour{"win-2", "#f8c88c", "#64390f"},
    Colour{"win-3", "#fce6c9", "#412c17"},
    Colour{"win-4", "#f3f4f5", "#24292e"},
    Colour{"win-5", "#d9e8f4", "#1b3045"},
    Colour{"win-6", "#a6cde6", "#1b3f5e"},
    Colour{"win-7", "#63a8d3", "#1c547f"},
    Colour{"win-8", "#1c64a8", "#7fb5e3"},
    Colour{"heat-ink", "#1f2328", "#f2f4f6"},
    Colour{"heat-ink-turned", "#ffffff", "#0d1013"},
    Colour{"outcome-ok", "#7fa9d1", "#41709c"},
    Colour{"outcome-refused", "#d98a1f", "#d99a41"},
    Colour{"outcome-filtered", "#a8500a", "#f3c98b"},
    Colour{"outcome-truncated", "#7a4fa3", "#b48ad6"},
    Colour{"outcome-empty", "#c8aede", "#6d4b8c"},
    Colour{"outcome-over-context", "#6f7f1a", "#c3cf6a"},
    Colour{"outcome-failed", "#b02a4c", "#ee7f9b"},
    Colour{"outcome-unplayed", "#cfd4da", "#454d55"},
    Colour{"outcome-other", "#59636e", "#9ba5b0"},
};

// "var(--ink,#1f2328)"
std::string colour(const Colour& of) {
  return fmt::format("var(--{},{})", of.name, of.light);
}

std::string colour(std::string_view name) {
  for (const Colour& each : kColours) {
    if (each.name == name) return colour(each);
  }
  return "currentColor";
}

std::string fill(std::string_view look, std::string_view name) {
  return fmt::format(".chart .{}{{fill:{}}}", look, colour(name));
}

std::string lettering() {
  return fmt::format(
      ".chart text{{fill:{};font-size:12px;font-weight:400;font-variant-numeric:tabular-nums}}"
      ".chart .s{{fill:{};font-size:11px}}"
      ".chart .e{{text-anchor:end}}.chart .m{{text-anchor:middle}}",
      colour("ink"), colour("muted"));
}

std::string strokes() {
  std::string rules = ".chart path{fill:none}";
  const auto stroke = [&rules](std::string_view look, std::string_view name, std::string_view how) {
    rules += fmt::format(".chart .{}{{stroke:{};{}}}", look, colour(name), how);
  };
  stroke("g", "grid", "stroke-width:1");
  stroke("z", "axis", "stroke-width:1");
  stroke("b", "muted", "stroke-width:1;stroke-dasharray:4 3");
  stroke("w", "accent", "stroke-width:2");
  stroke("o", "accent", fmt::format("stroke-width:1.5;fill:{}", colour("paper")));
  return rules + fill("d", "accent") + fill("u", "muted") +
         fmt::format(  // letters over lines
             ".chart .over{{paint-order:stroke;stroke:{};stroke-width:4;stroke-linejoin:round}}",
             colour("paper")) +
         ".chart .f{opacity:.65}"
         ".chart .w{stroke-linecap:round}";
}

// Lines of several series: the line, its band, its dots and its name are of one colour.
std::string series() {
  std::string rules =
      ".chart .l{stroke:currentColor;stroke-width:2;stroke-linejoin:round}"
      ".chart .a{fill:currentColor;fill-opacity:.14}"
      ".chart .p,.chart .n{fill:currentColor}"
      ".chart .q{stroke:currentColor;stroke-width:1.5}";
  for (int i = 0; i < 6; ++i)
    rules += fmt::format(".chart .c{}{{color:{}}}", i, colour(fmt::format("series-{}", i)));
  return rules + fmt::format(".chart .c6{{color:{}}}", colour("muted")) + fill("y", "ink") +
         fmt::format(
             ".chart .x{{fill:{0};fill-opacity:.12}}.chart .r{{stroke:{0};stroke-width:1.5}}",
             colour("ink")) +
         ".chart .v{stroke:currentColor;stroke-width:1;stroke-opacity:.55}"
         ".chart .P{stroke:currentColor;stroke-width:3;stroke-linecap:round}";
}

// Cells are drawn as thick short lines: a tenth of the bytes of rectangles.
std::string cells() {
  std::string rules = ".chart .k{stroke-width:20}.chart .t{stroke-width:10}";
  for (const std::string_view scale : {"heat", "win"}) {
    for (int i = 0; i < 9; ++i) {
      rules += fmt::format(".chart .{}{}{{stroke:{}}}", scale.front(), i,
                           colour(fmt::format("{}-{}", scale, i)));
    }
  }
  return rules + fill("i text", "heat-ink") + fill("i .j", "heat-ink-turned");
}

std::string outcomes() {
  std::string rules;
  for (const Colour& each : kColours) {
    if (each.name.starts_with("outcome-"))
      rules += fmt::format(".chart .{}{{fill:{}}}", each.name, colour(each));
  }
  return rules;
}

}  // namespace

std::string chart_colours(ColourScheme scheme) {
  std::string declarations;
  for (const Colour& each : kColours) {
    declarations +=
        fmt::format("--{}:{};", each.name, scheme == ColourScheme::Dark ? each.dark : each.light);
  }
  return declarations;
}

std::string chart_rules() {
  return ".chart{display:block;max-width:none;height:auto}"
         ".chart.inline{vertical-align:middle}"
         "@media print{.chart{max-width:100%}}" +
         lettering() + strokes() + series() + cells() + outcomes();
}

}  // namespace attune
