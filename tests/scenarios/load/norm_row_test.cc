#include "scenarios/load/norm_row.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

std::vector<Value> rows_of(const std::string& text) {
  Result<std::vector<Value>> rows = parse_jsonl(text, "f.jsonl");
  return rows ? *std::move(rows) : std::vector<Value>();
}

TEST(TakeNorm, TakesTheFirstRowOut) {
  Faults faults;
  auto rows = rows_of("{\"norm\": {\"mean\": 2, \"sd\": 0.5}}\n{\"id\": \"1\"}");
  EXPECT_EQ(take_norm(rows, faults), (Norm{2, 0.5}));
  EXPECT_EQ(rows.size(), 1U);
  EXPECT_TRUE(faults.empty());
}

TEST(TakeNorm, LeavesOtherRowsAlone) {
  Faults faults;
  auto rows = rows_of("{\"id\": \"1\"}\n{\"norm\": {\"mean\": 2, \"sd\": 0.5}}");
  EXPECT_EQ(take_norm(rows, faults), std::nullopt);
  EXPECT_EQ(rows.size(), 2U);
  std::vector<Value> none;
  EXPECT_EQ(take_norm(none, faults), std::nullopt);
  EXPECT_TRUE(faults.empty());
}

TEST(TakeNorm, NamesWhatIsWrong) {
  Faults faults;
  auto rows = rows_of("{\"norm\": {\"mean\": \"x\", \"sd\": 0, \"n\": 5}}");
  take_norm(rows, faults);
  ASSERT_GE(faults.size(), 3U);
  EXPECT_NE(faults.front().find("f.jsonl:1:"), std::string::npos) << faults.front();
  EXPECT_NE(faults[2].find("norm.sd: expected a number above 0"), std::string::npos) << faults[2];
}

}  // namespace
}  // namespace attune
