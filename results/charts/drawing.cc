#include "results/charts/drawing.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "results/charts/markup.h"
#include "results/render/cells.h"
#include "scenarios/base/utf8.h"

namespace attune {
namespace {

constexpr std::size_t kWhole = std::numeric_limits<std::size_t>::max();

std::string classes(std::string_view look) {
  return look.empty() ? std::string() : fmt::format(" class=\"{}\"", look);
}

std::string tooltip_of(std::string_view text) {
  return text.empty() ? std::string()
                      : fmt::format("<title>{}</title>", escaped_line(text, kWhole));
}

// "<rect …/>", or with a tooltip inside.
std::string element(std::string_view name, const std::string& attributes,
                    std::string_view tooltip) {
  if (tooltip.empty()) return fmt::format("<{}{}/>", name, attributes);
  return fmt::format("<{0}{1}>{2}</{0}>", name, attributes, tooltip_of(tooltip));
}

}  // namespace

double chart_width(double wished) {
  constexpr double kLeast = 320;
  return wished > kLeast ? std::min(wished, 2000.0) : kLeast;
}

std::size_t columns_in(double width, double column) {
  return width <= 0 ? 0 : static_cast<std::size_t>(width / column);
}

double width_of(std::string_view text, std::size_t most, double column) {
  return column * static_cast<double>(std::min(columns(visible_line(text)), most));
}

std::string coordinate(double value) {
  if (!std::isfinite(value)) return "0";
  std::string text = fixed(value, 1);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::string coordinates(Spot spot) {
  return coordinate(spot.x) + " " + coordinate(spot.y);
}

Drawing::Drawing(Spot size, std::string_view look) : size_(size), look_(look) {}

void Drawing::line(Spot from, Spot to, std::string_view look) {
  path(fmt::format("M{}L{}", coordinates(from), coordinates(to)), look);
}

void Drawing::dot(Spot centre, double radius, std::string_view look, std::string_view tooltip) {
  body_ += element("circle",
                   fmt::format("{} cx=\"{}\" cy=\"{}\" r=\"{}\"", classes(look),
                               coordinate(centre.x), coordinate(centre.y), coordinate(radius)),
                   tooltip);
}

void Drawing::box(Spot corner, Spot opposite, std::string_view look, std::string_view tooltip) {
  body_ +=
      element("rect",
              fmt::format("{} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", classes(look),
                          coordinate(corner.x), coordinate(corner.y),
                          coordinate(opposite.x - corner.x), coordinate(opposite.y - corner.y)),
              tooltip);
}

void Drawing::path(std::string_view outline, std::string_view look, std::string_view tooltip) {
  body_ += element("path", fmt::format("{} d=\"{}\"", classes(look), outline), tooltip);
}

void Drawing::words(std::string_view text, std::size_t columns) {
  body_ += escaped_line(text, columns);
  if (attune::columns(visible_line(text)) > columns) body_ += tooltip_of(text);
  body_ += "</text>";
}

void Drawing::text(Spot at, std::string_view words, std::string_view look, std::size_t columns) {
  body_ +=
      fmt::format("<text{} x=\"{}\" y=\"{}\">", classes(look), coordinate(at.x), coordinate(at.y));
  this->words(words, columns);
}

void Drawing::slanted(Spot at, std::string_view words, std::string_view look, std::size_t columns) {
  body_ += fmt::format("<text{} transform=\"translate({}) rotate(-45)\">", classes(look),
                       coordinates(at));
  this->words(words, columns);
}

void Drawing::begin_group(std::string_view tooltip, std::string_view look) {
  body_ += fmt::format("<g{}>{}", classes(look), tooltip_of(tooltip));
}

std::string Drawing::named(std::string_view title, std::string_view description) const {
  const std::string width = coordinate(size_.x);
  const std::string height = coordinate(size_.y);
  const std::string text = description.empty()
                               ? std::string()
                               : fmt::format("<desc>{}</desc>", escaped_line(description, kWhole));
  return fmt::format(
      "<svg class=\"chart{}{}\" role=\"img\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\">"
      "<title>{}</title>{}{}</svg>",
      look_.empty() ? "" : " ", look_, width, height, width, height, escaped_line(title, kWhole),
      text, body_);
}

std::string empty_chart(std::string_view title) {
  Drawing drawing({160, 24});
  drawing.text({0, 16}, "nothing to show", "u");
  return drawing.named(title, "Nothing to show.");
}

std::string interval_words(double level) {
  return std::isfinite(level) ? fmt::format(", with {:.4g} % intervals", 100 * level) : "";
}

}  // namespace attune
