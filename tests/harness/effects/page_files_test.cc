#include "harness/effects/page_files.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/command.h"

namespace attune {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(PageFiles, PutsAPageAndItsFilesInPlace) {
  const TempFolder folder;
  auto files = PageFiles::begin(folder.at("x.html"));
  ASSERT_TRUE(files);
  EXPECT_EQ(files->page_name(), "x.html");
  EXPECT_EQ(files->folder_name(), "x_files");
  ASSERT_TRUE(files->add("0001.html", "one"));
  ASSERT_TRUE(files->finish("page"));
  EXPECT_EQ(testing::file_text(folder.at("x.html")), "page");
  EXPECT_EQ(testing::file_text(folder.at("x_files/0001.html")), "one");
  EXPECT_THAT(names_in(folder.at(".")), ElementsAre("x.html", "x_files"));
  EXPECT_EQ(files->files(), 1U);
  EXPECT_EQ(files->beside(), 3U);
}

TEST(PageFiles, ALaterReportReplacesAnEarlierOneWhole) {
  const TempFolder folder;
  for (const char* text : {"old", "new"}) {
    auto files = PageFiles::begin(folder.at("x.html"));
    ASSERT_TRUE(files);
    if (std::string(text) == "old") {
      ASSERT_TRUE(files->add("0002.html", "gone"));
    }
    ASSERT_TRUE(files->add("0001.html", text));
    ASSERT_TRUE(files->finish(text));
  }
  EXPECT_THAT(names_in(folder.at("x_files")), ElementsAre("0001.html"));
  EXPECT_EQ(testing::file_text(folder.at("x_files/0001.html")), "new");
  auto alone = PageFiles::begin(folder.at("x.html"));
  ASSERT_TRUE(alone);
  ASSERT_TRUE(alone->finish("alone"));
  EXPECT_THAT(names_in(folder.at(".")), ElementsAre("x.html"));
}

TEST(PageFiles, WhatIsNotFinishedLeavesTheOldOneAndNoTrace) {
  const TempFolder folder;
  std::ofstream(folder.at("x.html")) << "old";
  {
    auto files = PageFiles::begin(folder.at("x.html"));
    ASSERT_TRUE(files);
    ASSERT_TRUE(files->add("0001.html", "half"));
  }
  EXPECT_EQ(testing::file_text(folder.at("x.html")), "old");
  EXPECT_THAT(names_in(folder.at(".")), ElementsAre("x.html"));
}

TEST(PageFiles, APageIsCalledHtml) {
  for (const char* name : {"report.pdf", "report", ".html", "x.html.gz", ""}) {
    const auto files = PageFiles::begin(name);
    ASSERT_FALSE(files) << name;
    EXPECT_EQ(files.error().remedy, Remedy::FixInput);
    EXPECT_THAT(files.error().what, HasSubstr("name it FILE.html"));
  }
}

TEST(PageFiles, AFolderWithAnythingElseIsLeftAlone) {
  const TempFolder folder;
  std::filesystem::create_directory(folder.at("x_files"));
  std::ofstream(folder.at("x_files/diary.html")) << "mine";
  const auto files = PageFiles::begin(folder.at("x.html"));
  ASSERT_FALSE(files);
  EXPECT_THAT(files.error().what, HasSubstr("holds something else (diary.html)"));
}

TEST(PageFiles, AMissingFolderAndAFolderOfThatNameAreSaidBeforeAnythingIsMade) {
  const TempFolder folder;
  const auto missing = PageFiles::begin(folder.at("nowhere/x.html"));
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().what, HasSubstr("no such folder"));
  std::filesystem::create_directory(folder.at("y.html"));
  const auto taken = PageFiles::begin(folder.at("y.html"));
  ASSERT_FALSE(taken);
  EXPECT_THAT(taken.error().what, HasSubstr("is a folder"));
}

}  // namespace
}  // namespace attune
