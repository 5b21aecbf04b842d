#include "harness/effects/new_file.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/effects/gzip.h"
#include "tests/support/command.h"

namespace attune {
namespace {

using ::testing::HasSubstr;

TEST(NewFile, HoldsThePiecesInTheirOrder) {
  const testing::TempFolder folder;
  auto file = NewFile::open(folder.at("a.txt"));
  ASSERT_TRUE(file);
  for (const char* piece : {"one ", "", "two"}) ASSERT_TRUE(file->write(piece));
  ASSERT_TRUE(file->keep());
  EXPECT_EQ(testing::file_text(folder.at("a.txt")), "one two");
}

TEST(NewFile, IsPackedWhereItsNameSaysSoAndEqualPiecesGiveEqualBytes) {
  const testing::TempFolder folder;
  std::string whole;
  for (const char* name : {"a.gz", "b.gz"}) {
    auto file = NewFile::open(folder.at(name));
    ASSERT_TRUE(file);
    whole.clear();
    for (int i = 0; i < 20'000; ++i) {
      const std::string piece = "line " + std::to_string(i * 7919 % 1000) + "\n";
      whole += piece;
      ASSERT_TRUE(file->write(piece));
    }
    ASSERT_TRUE(file->keep());
  }
  const std::string packed = testing::file_text(folder.at("a.gz"));
  EXPECT_EQ(packed, testing::file_text(folder.at("b.gz")));
  EXPECT_LT(packed.size(), whole.size() / 3);
  EXPECT_EQ(*gunzipped(packed), whole);
}

TEST(NewFile, APackedFileWithoutAPieceIsAnEmptyOne) {
  const testing::TempFolder folder;
  auto file = NewFile::open(folder.at("a.gz"));
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->keep());
  EXPECT_EQ(*gunzipped(testing::file_text(folder.at("a.gz"))), "");
}

TEST(NewFile, IsGoneUnlessItIsKept) {
  const testing::TempFolder folder;
  for (const char* name : {"a.txt", "a.gz"}) {
    auto file = NewFile::open(folder.at(name));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("half"));
  }
  EXPECT_FALSE(std::filesystem::exists(folder.at("a.txt")));
  EXPECT_FALSE(std::filesystem::exists(folder.at("a.gz")));
}

TEST(NewFile, NothingIsOverwritten) {
  const testing::TempFolder folder;
  {
    auto file = NewFile::open(folder.at("a.txt"));
    ASSERT_TRUE(file && file->write("mine") && file->keep());
  }
  const auto again = NewFile::open(folder.at("a.txt"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().remedy, Remedy::FixInput);
  EXPECT_THAT(again.error().what, HasSubstr("is there already"));
  EXPECT_EQ(testing::file_text(folder.at("a.txt")), "mine");
}

TEST(NewFile, AFolderThatIsNotThereIsNamed) {
  const testing::TempFolder folder;
  const auto file = NewFile::open(folder.at("no/a.txt"));
  ASSERT_FALSE(file);
  EXPECT_THAT(file.error().what, HasSubstr("no/a.txt: cannot be written"));
}

TEST(NewFile, NeverGoesThroughSomebodysLink) {
  const testing::TempFolder folder;
  std::filesystem::create_symlink(folder.at("elsewhere"), folder.at("link"));
  EXPECT_FALSE(NewFile::open(folder.at("link")));
  EXPECT_FALSE(std::filesystem::exists(folder.at("elsewhere")));
}

TEST(NewFile, FoldersAreMadeWithThoseTheyStandIn) {
  const testing::TempFolder folder;
  ASSERT_TRUE(make_folders(folder.at("a/b/c")));
  EXPECT_TRUE(std::filesystem::is_directory(folder.at("a/b/c")));
  EXPECT_TRUE(make_folders(folder.at("a/b/c")));
  auto file = NewFile::open(folder.at("a/file"));
  ASSERT_TRUE(file && file->keep());
  EXPECT_FALSE(make_folders(folder.at("a/file/d")));
}

}  // namespace
}  // namespace attune
