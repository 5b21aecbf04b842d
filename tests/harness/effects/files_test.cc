#include "harness/effects/files.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace attune {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class RealFilesTest : public testing::Test {
 protected:
  RealFilesTest() { std::filesystem::create_directories(folder_ + "/sub"); }

  ~RealFilesTest() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << text;
    return folder_ + "/" + name;
  }

  std::string folder_ = testing::TempDir() + "attune_files_" + std::to_string(::getpid());
  RealFiles files_;
};

TEST_F(RealFilesTest, ReadsEveryByte) {
  const std::string bytes("a\0b\r\n\xff", 6);
  const Result<std::string> read = files_.read(write("bytes", bytes));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, bytes);
}

TEST_F(RealFilesTest, AMissingFileIsBadInputNamingThePath) {
  const Result<std::string> read = files_.read(folder_ + "/none.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().remedy, Remedy::FixInput);
  EXPECT_THAT(read.error().what, HasSubstr("none.toml: cannot be read: No such file or directory"));
}

TEST_F(RealFilesTest, ReadsNothingLargerThanItsLimit) {
  const std::string path = write("large", std::string(100'000, 'x'));
  EXPECT_TRUE(RealFiles(100'000).read(path));
  EXPECT_THAT(RealFiles(99'999).read(path).error().what, HasSubstr("is larger than 99999 bytes"));
  EXPECT_THAT(RealFiles(1'000'000).read("/dev/zero").error().what, HasSubstr("is larger than"));
}

TEST_F(RealFilesTest, KnowsWhatLiesInAFolderWhateverTheLinks) {
  write("secret", "key");
  write("sub/own", "text");
  write("subway", "text");
  std::filesystem::create_symlink("own", folder_ + "/sub/to_own");
  std::filesystem::create_symlink("../secret", folder_ + "/sub/to_secret");
  std::filesystem::create_symlink("sub", folder_ + "/to_sub");
  const std::string sub = folder_ + "/sub";
  EXPECT_TRUE(files_.is_inside(sub, sub + "/own"));
  EXPECT_TRUE(files_.is_inside(sub, sub + "/to_own"));
  EXPECT_TRUE(files_.is_inside(folder_ + "/to_sub", folder_ + "/to_sub/own"));
  EXPECT_TRUE(files_.is_inside(sub, sub + "/none"));
  EXPECT_FALSE(files_.is_inside(sub, sub + "/to_secret"));
  EXPECT_FALSE(files_.is_inside(sub, sub + "/../secret"));
  EXPECT_FALSE(files_.is_inside(sub, folder_ + "/subway"));
}

TEST_F(RealFilesTest, AFolderIsNoFile) {
  const Result<std::string> read = files_.read(folder_);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().what, HasSubstr("Is a directory"));
}

TEST_F(RealFilesTest, ListsNamesInOrder) {
  write("b", "");
  write("a", "");
  const Result<std::vector<std::string>> names = files_.list(folder_);
  ASSERT_TRUE(names);
  EXPECT_THAT(*names, ElementsAre("a", "b", "sub"));
}

TEST_F(RealFilesTest, AMissingFolderIsBadInput) {
  const Result<std::vector<std::string>> names = files_.list(folder_ + "/none");
  ASSERT_FALSE(names);
  EXPECT_EQ(names.error().remedy, Remedy::FixInput);
}

TEST_F(RealFilesTest, TellsFoldersFromFiles) {
  const std::string file = write("file", "x");
  EXPECT_TRUE(files_.is_folder(folder_));
  EXPECT_FALSE(files_.is_folder(file));
  EXPECT_TRUE(files_.exists(file));
  EXPECT_FALSE(files_.exists(file + "x"));
}

}  // namespace
}  // namespace attune
