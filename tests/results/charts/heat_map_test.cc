#include "results/charts/heat_map.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/results/charts/hostile.h"

namespace attune {
namespace {

using testing::expect_sound;
using testing::SvgReader;

HeatMap small_map() {
  return {.title = "Criteria",
          .rows = {"lab/a", "lab/b"},
          .columns = {"warmth", "insight"},
          .cells = {{10, 8, 12}, {20}, {}, {100}}};
}

TEST(HeatMap, IsShadedCellsWithTheirFigures) {
  EXPECT_EQ(
      heat_map(small_map()),
      R"svg(<svg class="chart" role="img" width="302" height="131" viewBox="0 0 302 131">)svg"
      R"svg(<title>Criteria</title><desc>points of 2 rows in 2 columns.</desc>)svg"
      R"svg(<text x="0" y="68">lab/a</text><text x="0" y="90">lab/b</text>)svg"
      R"svg(<text transform="translate(74 47) rotate(-45)">warmth</text>)svg"
      R"svg(<text transform="translate(118 47) rotate(-45)">insight</text>)svg"
      R"svg(<path class="h0 k" d="M52 64h42"/><path class="h1 k" d="M96 64h42"/>)svg"
      R"svg(<path class="h8 k" d="M96 86h42"/><g class="m i"><g transform="translate(0 68)">)svg"
      R"svg(<text x="73">10.0<title>8.0 to 12.0</title></text><text x="117">20.0</text></g>)svg"
      R"svg(<g transform="translate(0 90)"><text class="j" x="117">100.0</text></g></g>)svg"
      R"svg(<text class="s" x="52" y="123">10.0</text><path class="h0 t" d="M84 119h14"/>)svg"
      R"svg(<path class="h1 t" d="M98 119h14"/><path class="h2 t" d="M112 119h14"/>)svg"
      R"svg(<path class="h3 t" d="M126 119h14"/><path class="h4 t" d="M140 119h14"/>)svg"
      R"svg(<path class="h5 t" d="M154 119h14"/><path class="h6 t" d="M168 119h14"/>)svg"
      R"svg(<path class="h7 t" d="M182 119h14"/><path class="h8 t" d="M196 119h14"/>)svg"
      R"svg(<text class="s" x="216" y="123">100.0 points</text></svg>)svg");
}

TEST(HeatMap, ShadesEachColumnByItself) {
  HeatMap map = small_map();
  map.cells = {{1}, {300}, {2}, {100}};
  map.shading = Shading::EachColumn;
  const std::string svg = heat_map(map);
  EXPECT_NE(svg.find("least of its column"), std::string::npos);
  std::size_t strongest = 0;  // cells; the scale has one of its own
  for (const auto& each : testing::elements_of(svg)) {
    if (each.name == "path" && each.attributes.at("class") == "h8 k")
      strongest = testing::path_ends(each.attributes.at("d")).size() / 2;
  }
  EXPECT_EQ(strongest, 2U);
}

TEST(HeatMap, PutsEqualValuesInTheMiddle) {
  HeatMap map = small_map();
  map.cells = {{5}, {5}, {5}, {5}};
  EXPECT_NE(heat_map(map).find("class=\"h4 k\""), std::string::npos);
}

TEST(HeatMap, TakesWhatIsLeftOutAsAbsent) {
  HeatMap map = small_map();
  map.cells.resize(1);
  const std::string svg = heat_map(map);
  expect_sound(svg);
  map.cells.clear();
  expect_sound(heat_map(map));
}

TEST(HeatMap, SaysWhenThereIsNothing) {
  EXPECT_NE(heat_map({.title = "None"}).find("nothing to show"), std::string::npos);
  EXPECT_NE(heat_map({.title = "None", .rows = {"a"}}).find("nothing to show"), std::string::npos);
}

TEST(HeatMap, OfFortyByTwentyIsSmall) {
  HeatMap map{.title = "Large"};
  for (int i = 0; i < 40; ++i) map.rows.push_back(fmt::format("openrouter/provider/model-{}", i));
  for (int i = 0; i < 20; ++i) map.columns.push_back(fmt::format("criterion-{}", i));
  for (int i = 0; i < 800; ++i) {
    const double at = (i * 37 % 1000) / 10.0;
    map.cells.push_back({at, at - 2, at + 2});
  }
  const std::string svg = heat_map(map);
  expect_sound(svg);
  EXPECT_LT(svg.size(), 60'000U);
}

TEST(HeatMap, IsSoundWhateverItIsCalledAndHolds) {
  for (const std::string& text : testing::hostile_texts()) {
    HeatMap map{.title = text, .rows = {text, "b"}, .columns = {text, text}, .unit = text};
    map.cells = {{testing::kNoNumber}, {5, testing::kNoNumber, 3}, {1e300}, {-4, -9, 3}};
    expect_sound(heat_map(map), text);
  }
}

}  // namespace
}  // namespace attune
