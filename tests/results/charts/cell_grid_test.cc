#include "results/charts/cell_grid.h"

#include <gtest/gtest.h>

#include "tests/results/charts/hostile.h"

namespace attune {
namespace {

CellGrid small_grid() {
  CellGrid grid{.title = "Grid", .rows = {"a", "b"}, .columns = {"one", "two", "three"}};
  grid.cell = [](std::size_t row, std::size_t column) {
    return GridCell{.shade = column == 2 ? "" : "h1",
                    .turned = row == 1,
                    .text = std::to_string(10 * row + column),
                    .tooltip = row == 0 ? "why" : ""};
  };
  return grid;
}

TEST(CellGrid, GathersCellsOfAShadeInOnePath) {
  std::size_t paths = 0;
  for (const auto& each : testing::elements_of(cell_grid(small_grid()))) {
    if (each.name != "path") continue;
    ++paths;
    EXPECT_EQ(testing::path_ends(each.attributes.at("d")).size(), 8U);  // four cells
  }
  EXPECT_EQ(paths, 1U);
}

TEST(CellGrid, TurnsTheInkAndTellsMoreOnlyWhereAsked) {
  const std::string svg = cell_grid(small_grid());
  testing::expect_sound(svg);
  EXPECT_NE(svg.find(">2<title>why</title></text>"), std::string::npos);
  EXPECT_NE(svg.find("<text class=\"j\" x=\"161\">12</text>"), std::string::npos);
}

TEST(CellGrid, IsAsWideAsItsScaleNeeds) {
  CellGrid grid = small_grid();
  grid.columns.resize(1);
  grid.scale = {"h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8"};
  grid.least = "the least of all of them";
  grid.most = "the most of all of them";
  testing::expect_sound(cell_grid(grid));
}

}  // namespace
}  // namespace attune
