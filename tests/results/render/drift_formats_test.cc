#include "results/render/drift_formats.h"

#include <gtest/gtest.h>

#include "tests/results/render/some_drift.h"

namespace attune {
namespace {

TEST(DriftFormats, AreFoundByName) {
  std::vector<std::string> names;
  for (const DriftFormat& format : drift_formats()) names.push_back(format.name);
  EXPECT_EQ(names, (std::vector<std::string>{"table", "markdown", "csv", "json", "latex"}));
  EXPECT_EQ((*find_drift_format("csv"))->name, "csv");
  EXPECT_EQ(find_drift_format("jsn").error().what, "no format 'jsn'; did you mean 'json'?");
}

TEST(DriftFormats, WriteOneOrSeveral) {
  const Drift drift = testing::some_drift();
  const std::vector<Drift> two = {drift, drift};
  EXPECT_EQ((*find_drift_format("json"))->render({drift}, true), to_json(drift));
  EXPECT_EQ((*find_drift_format("json"))->render(two, false), to_json(std::span(two)));
  EXPECT_EQ((*find_drift_format("table"))->render(two, false),
            to_table(drift) + "\n" + to_table(drift));
}

}  // namespace
}  // namespace attune
