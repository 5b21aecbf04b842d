#include "results/page/page_style.h"

#include <string_view>

#include <fmt/format.h>

#include "results/charts/chart_style.h"
#include "results/page/page_assets.h"

namespace attune {
namespace {

// The page's own colours, beside those of charts. Text on any of the grounds has a contrast of 4.5
// or more.
constexpr std::string_view kLight =
    "color-scheme:light;--ground:#f7f8fa;--line:#e1e5ea;--line-strong:#c3cad2;--stripe:#f3f5f8;"
    "--accent-soft:#e8f0f9;--warn:#8a4b08;--warn-soft:#fdf3e1;";
constexpr std::string_view kDark =
    "color-scheme:dark;--ground:#0d1012;--line:#282e34;--line-strong:#414a53;--stripe:#1a1e22;"
    "--accent-soft:#18263a;--warn:#f0b86a;--warn-soft:#2e2415;";

}  // namespace

std::string page_style() {
  const std::string light = std::string(kLight) + chart_colours(ColourScheme::Light);
  const std::string dark = std::string(kDark) + chart_colours(ColourScheme::Dark);
  return fmt::format(
      ":root{{{0}}}\n"
      "@media (prefers-color-scheme:dark){{:root:not([data-theme=\"light\"]){{{1}}}}}\n"
      ":root[data-theme=\"dark\"]{{{1}}}\n"
      "@media print{{:root:root:root{{{0}}}}}\n"
      "{2}\n{3}",
      light, dark, chart_rules(), report_css());
}

}  // namespace attune
