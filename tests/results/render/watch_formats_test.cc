#include "results/render/watch_formats.h"

#include <gtest/gtest.h>

#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

TEST(WatchFormats, AreFoundByName) {
  EXPECT_EQ(watch_formats().size(), 2U);
  EXPECT_EQ((*find_watch_format("json"))->name, "json");
  EXPECT_EQ(find_watch_format("tabel").error().what, "no format 'tabel'; did you mean 'table'?");
}

TEST(WatchFormats, WriteOneOrSeveral) {
  const Watch watch = testing::some_watch();
  const std::vector<Watch> two(2, watch);
  EXPECT_EQ((*find_watch_format("json"))->render({watch}, true), to_json(watch));
  EXPECT_EQ((*find_watch_format("json"))->render(two, false), to_json(std::span(two)));
  EXPECT_EQ((*find_watch_format("table"))->render(two, false),
            to_table(watch) + "\n" + to_table(watch));
}

}  // namespace
}  // namespace attune
