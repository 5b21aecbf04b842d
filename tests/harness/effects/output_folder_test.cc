#include "harness/effects/output_folder.h"

#include <array>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/command.h"

namespace attune {
namespace {

const std::array<OutputFile, 2> kFiles = {{{"a.toml", "first\n"}, {"b.jsonl", "second\n"}}};

void put(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

std::string fault_in(const std::string& folder) {
  const auto filled = fill_folder(folder, kFiles);
  return filled ? "no fault" : filled.error().what.substr(folder.size());
}

TEST(FillFolder, MakesTheFolderAndItsFiles) {
  const testing::TempFolder temp;
  ASSERT_EQ(fault_in(temp.at("x/y")), "no fault");
  EXPECT_EQ(testing::file_text(temp.at("x/y/a.toml")), "first\n");
  EXPECT_EQ(testing::file_text(temp.at("x/y/b.jsonl")), "second\n");
}

TEST(FillFolder, FinishesAnEarlierOutputOfTheSame) {
  const testing::TempFolder temp;
  std::filesystem::create_directory(temp.at("x"));
  put(temp.at("x/a.toml"), "first\n");
  put(temp.at("x/b.jsonl"), "sec");
  ASSERT_EQ(fault_in(temp.at("x")), "no fault");
  EXPECT_EQ(testing::file_text(temp.at("x/b.jsonl")), "second\n");
}

TEST(FillFolder, OverwritesNothingElse) {
  const testing::TempFolder temp;
  std::filesystem::create_directory(temp.at("x"));
  put(temp.at("x/notes"), "mine");
  EXPECT_EQ(fault_in(temp.at("x")),
            ": holds something else (notes); name a new or an empty folder");
  std::filesystem::remove(temp.at("x/notes"));
  put(temp.at("x/a.toml"), "another\n");
  EXPECT_EQ(fault_in(temp.at("x")), ": holds another a.toml; name a new or an empty folder");
  EXPECT_EQ(testing::file_text(temp.at("x/a.toml")), "another\n");
  std::filesystem::remove(temp.at("x/a.toml"));
  put(temp.at("x/b.jsonl"), "another\n");
  EXPECT_NE(fault_in(temp.at("x")), "no fault");
  EXPECT_FALSE(std::filesystem::exists(temp.at("x/a.toml")));
}

TEST(FillFolder, SaysWhatStandsInTheWay) {
  const testing::TempFolder temp;
  put(temp.at("x"), "a file");
  EXPECT_NE(fault_in(temp.at("x")), "no fault");
  EXPECT_NE(fault_in(temp.at("x/y")), "no fault");
}

}  // namespace
}  // namespace attune
