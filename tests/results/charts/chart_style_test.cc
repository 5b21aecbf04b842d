#include "results/charts/chart_style.h"

#include <cmath>
#include <map>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

std::map<std::string, std::string> colours(ColourScheme scheme) {
  std::map<std::string, std::string> found;
  const std::string text = chart_colours(scheme);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t colon = text.find(':', at);
    const std::size_t end = text.find(';', at);
    found[text.substr(at, colon - at)] = text.substr(colon + 1, end - colon - 1);
    at = end + 1;
  }
  return found;
}

// Relative luminance of "#rrggbb", WCAG 2.1.
double luminance(const std::string& colour) {
  const auto part = [&colour](std::size_t at) {
    const double share = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
    return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

double contrast(const std::string& one, const std::string& other) {
  const double a = luminance(one) + 0.05;
  const double b = luminance(other) + 0.05;
  return a > b ? a / b : b / a;
}

class ChartColours : public ::testing::TestWithParam<ColourScheme> {};

TEST_P(ChartColours, HaveEnoughContrastForAllText) {
  const auto of = colours(GetParam());
  for (const char* text : {"--ink", "--muted", "--series-0", "--series-1", "--series-2",
                           "--series-3", "--series-4", "--series-5"}) {
    EXPECT_GE(contrast(of.at(text), of.at("--paper")), 4.5) << text;
  }
  for (int step = 0; step < 9; ++step) {
    const std::string& ink = of.at(step < 6 ? "--heat-ink" : "--heat-ink-turned");
    EXPECT_GE(contrast(ink, of.at(fmt::format("--heat-{}", step))), 4.5) << step;
    const std::string& other = of.at(step == 0 || step == 8 ? "--heat-ink-turned" : "--heat-ink");
    EXPECT_GE(contrast(other, of.at(fmt::format("--win-{}", step))), 4.5) << step;
  }
}

TEST_P(ChartColours, HaveEnoughContrastForFigures) {
  const auto of = colours(GetParam());
  EXPECT_GE(contrast(of.at("--accent"), of.at("--paper")), 3);
}

// More is always farther from the ground, so that the order survives grey print and any eye.
TEST_P(ChartColours, RunInOneDirectionOfLightness) {
  const auto of = colours(GetParam());
  const auto away = [&of](const std::string& name) {
    return contrast(of.at(name), of.at("--paper"));
  };
  for (int step = 1; step < 9; ++step)
    EXPECT_GT(away(fmt::format("--heat-{}", step)), away(fmt::format("--heat-{}", step - 1)));
  for (int step = 5; step < 9; ++step) {
    EXPECT_GT(away(fmt::format("--win-{}", step)), away(fmt::format("--win-{}", step - 1)));
    EXPECT_GT(away(fmt::format("--win-{}", 8 - step)), away(fmt::format("--win-{}", 9 - step)));
  }
}

INSTANTIATE_TEST_SUITE_P(Schemes, ChartColours,
                         ::testing::Values(ColourScheme::Light, ColourScheme::Dark));

TEST(ChartRules, HoldForNothingButCharts) {
  std::string rules = chart_rules();
  for (std::size_t at = 0; at < rules.size();) {
    const std::size_t open = rules.find('{', at);
    const std::string selectors = rules.substr(at, open - at);
    if (!selectors.starts_with("@media")) {
      for (std::size_t from = 0; from <= selectors.size();) {
        const std::size_t comma = std::min(selectors.find(',', from), selectors.size());
        EXPECT_EQ(selectors.substr(from, 6), ".chart") << selectors;
        from = comma + 1;
      }
    }
    at = selectors.starts_with("@media") ? open + 1 : rules.find('}', open) + 1;
    if (at < rules.size() && rules[at] == '}') ++at;
  }
}

TEST(ChartRules, FetchNothingAndEndNoStyleElement) {
  const std::string rules = chart_rules();
  for (const char* never : {"url(", "@import", "<", "expression"})
    EXPECT_EQ(rules.find(never), std::string::npos);
}

}  // namespace
}  // namespace attune
