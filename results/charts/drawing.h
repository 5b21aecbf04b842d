#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace attune {

// Pieces of SVG that all charts are made of. A "look" is the class, or classes, that the rules of
// results/charts/chart_style.h give colours and strokes.

struct Spot {
  double x = 0;
  double y = 0;
};

// Letters of 12 pixels, and of 11 for what is secondary; widths are of wide fonts.
inline constexpr double kColumn = 6.9;
inline constexpr double kSmallColumn = 6.5;
inline constexpr double kTickColumn = 7.1;  // small digits, which are wider than letters

// A chart's own width: what is wished for within 320 to 2,000 units, the least where that is no
// number.
double chart_width(double wished);

// Columns of text that fit a width.
std::size_t columns_in(double width, double column = kColumn);
// The width of foreign text on one line, cut to `most` columns.
double width_of(std::string_view text, std::size_t most, double column = kColumn);

// With one decimal at most: "12", "12.5".
std::string coordinate(double value);
// "12 34.5"
std::string coordinates(Spot spot);

// One SVG element under way. All text is foreign and becomes escaped.
class Drawing {
 public:
  // In CSS pixels. `look` stands beside the class "chart".
  Drawing(Spot size, std::string_view look = {});

  void line(Spot from, Spot to, std::string_view look);
  void dot(Spot centre, double radius, std::string_view look, std::string_view tooltip = {});
  // A rectangle between two corners, the first above and left.
  void box(Spot corner, Spot opposite, std::string_view look, std::string_view tooltip = {});
  // `outline` is a path's data.
  void path(std::string_view outline, std::string_view look, std::string_view tooltip = {});
  // On the base line `at`; in at most `columns` columns, with the whole as tooltip where cut.
  void text(Spot at, std::string_view words, std::string_view look = {},
            std::size_t columns = 1000);
  // The same, rising to the right by 45 degrees from `at`.
  void slanted(Spot at, std::string_view words, std::string_view look, std::size_t columns);

  // As it is: markup made elsewhere in this room.
  void raw(std::string_view markup) { body_ += markup; }

  // Inside a group with a tooltip for all of it.
  void begin_group(std::string_view tooltip, std::string_view look = {});

  void end_group() { body_ += "</g>"; }

  // The element: what it is called, and one sentence on what it shows.
  std::string named(std::string_view title, std::string_view description) const;

 private:
  void words(std::string_view text, std::size_t columns);

  Spot size_;
  std::string look_;
  std::string body_;
};

// A chart of nothing, which says so.
std::string empty_chart(std::string_view title);

// ", with 95 % intervals"
std::string interval_words(double level);

}  // namespace attune
